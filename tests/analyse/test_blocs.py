"""Cohesion by the formula, and blocs that are there are found."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from talleyrand.analyse.votes.blocs import agreement_index, find_blocs, is_contested, silhouette


@pytest.mark.parametrize(("counts", "expected"), [
    ((10, 0, 0), 1.0),          # all alike
    ((5, 5, 5), 0.0),           # 5/15 - (10/2)/15 = 0
    ((8, 2, 0), 0.7),           # (8 - 2/2) / 10
    ((5, 5, 0), 0.25),          # (5 - 5/2) / 10
])  # fmt: skip
def test_the_agreement_index_by_hand(counts, expected) -> None:
    assert agreement_index(np.array([counts]))[0] == pytest.approx(expected)


def drawn(sizes: tuple[int, ...], calls: int = 60, loyal: float = 0.9, seed: int = 1) -> np.ndarray:
    """Votes of groups: each has a line on each roll call, its members keep to it as often as `loyal`."""
    draw = np.random.default_rng(seed)
    rows = []
    for size in sizes:
        line = draw.integers(0, 3, calls)
        own = draw.integers(0, 3, (size, calls))
        rows.append(np.where(draw.random((size, calls)) < loyal, line, own))
    return np.concatenate(rows)


@pytest.mark.parametrize("sizes", [(20, 10), (15, 10, 5), (12, 12, 8, 6)])
def test_groups_that_follow_a_line_are_found(sizes) -> None:
    blocs, _ = find_blocs(drawn(sizes))
    starts = np.cumsum([0, *sizes])
    expected = {tuple(range(one, two)) for one, two in pairwise(starts.tolist())}
    assert {bloc.members for bloc in blocs} == expected


def test_cohesion_is_recovered_with_an_interval_that_covers_it() -> None:
    """A member keeps to its group's line with 0.7 + 0.3/3 = 0.8: in a large group AI is about 0.8 - 0.2/2 = 0.7."""
    inside = []
    for seed in range(30):
        large = find_blocs(drawn((100, 20), calls=30, loyal=0.7, seed=seed), number=2)[0][0]
        inside.append(large.low <= 0.7 <= large.high)
    assert 0.8 <= np.mean(inside) <= 1.0


def test_as_many_blocs_as_are_asked_for() -> None:
    blocs, _ = find_blocs(drawn((15, 10, 5)), number=2)
    assert len(blocs) == 2


def test_roll_calls_without_dissent_part_nobody() -> None:
    table = np.array([[2, 2, 2], [2, 2, 0], [2, 1, 0], [2, 2, 2]])
    assert is_contested(table).tolist() == [False, False, True]


def test_too_few_votes_make_no_blocs() -> None:
    assert find_blocs(np.full((5, 3), 2))[0] == []


def test_a_clear_clustering_has_a_high_silhouette() -> None:
    distance = np.array([[0, 1, 9, 9], [1, 0, 9, 9], [9, 9, 0, 1], [9, 9, 1, 0]], dtype=float)
    # each: within 1, across 9: (9 - 1) / 9
    assert silhouette(distance, np.array([1, 1, 2, 2])) == pytest.approx(8 / 9)
    assert silhouette(distance, np.array([1, 2, 1, 2])) < 0
