"""Change points: against brute force, by hand, and on simulated series."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talleyrand.analyse.turning_points.pelt import (
    Series,
    changes,
    credible,
    default_penalty,
    difference_dispersion,
    difference_variance,
    gains,
    split_test,
)

VALUES = st.lists(st.integers(-4, 4), min_size=2, max_size=24)
COUNTS = st.lists(st.integers(0, 9), min_size=2, max_size=24)


def gaussian(values, variance=1.0, shortest=1):
    return Series.gaussian(np.array(values, float), np.ones(len(values)), variance, shortest)


def poisson(counts, shortest=1):
    return Series.poisson(np.array(counts, float), 1.0, shortest)


def cost(series, start, end):
    """Minus twice the log-likelihood of a segment, constants left out, worked out the slow way."""
    values, weights = series.sums[start:end], series.weights[start:end]
    mean = values.sum() / weights.sum()
    if series.kind == "gaussian":
        return (
            sum(-2 * mean * one + weight * mean**2 for one, weight in zip(values, weights, strict=True)) / series.scale
        )
    return 2 * sum(mean - (one * np.log(mean) if one else 0) for one in values) / series.scale


def brute_force(series, penalty):
    """The least total cost by optimal partitioning without pruning (Jackson et al., 2005)."""
    best = [-penalty] + [np.inf] * len(series)
    for end in range(1, len(series) + 1):
        for start in range(end - series.shortest + 1):
            best[end] = min(best[end], best[start] + cost(series, start, end) + penalty)
    return best[-1]


def total(series, places, penalty):
    edges = [0, *places, len(series)]
    return sum(cost(series, a, b) for a, b in itertools.pairwise(edges)) + penalty * len(places)


@settings(max_examples=60)
@given(VALUES, st.floats(0.1, 20), st.integers(1, 4))
def test_pelt_is_optimal_for_means(values, penalty, shortest) -> None:
    if len(values) < shortest:
        return
    series = gaussian(values, shortest=shortest)
    places = changes(series, penalty)
    assert total(series, places, penalty) == pytest.approx(brute_force(series, penalty), abs=1e-6)
    assert all(b - a >= shortest for a, b in zip([0, *places], [*places, len(values)], strict=True))


@settings(max_examples=60)
@given(COUNTS, st.floats(0.1, 20), st.integers(1, 4))
def test_pelt_is_optimal_for_rates(counts, penalty, shortest) -> None:
    if len(counts) < shortest:
        return
    series = poisson(counts, shortest)
    assert total(series, changes(series, penalty), penalty) == pytest.approx(brute_force(series, penalty), abs=1e-6)


def test_a_step_by_hand() -> None:
    # 0 0 0 0 1 1 1 1, variance 0.25. Around one mean: 8 * 0.25 / 0.25 = 8; around two: 0. The split gains 8, and is
    # worth it if a change costs less: (1 + 1) log 8 = 4.16.
    series = gaussian([0, 0, 0, 0, 1, 1, 1, 1], 0.25)
    assert gains(series)[3] == pytest.approx(8)
    assert default_penalty(8) == pytest.approx(4.159, abs=1e-3)
    assert changes(series, default_penalty(8)) == [4]
    assert changes(series, 8.1) == []


def test_a_series_shorter_than_a_segment_has_no_changes() -> None:
    assert changes(gaussian([1, 2], shortest=3), 1.0) == []
    assert changes(gaussian([]), 1.0) == []


def test_a_lone_point_is_no_segment_where_segments_are_longer() -> None:
    values = [0.0] * 10 + [5.0] + [0.0] * 10
    assert changes(gaussian(values), 4) == [10, 11]
    assert changes(gaussian(values, shortest=12), 4) == []


@pytest.mark.parametrize("seed", range(20))
def test_a_planted_change_of_a_mean_is_found_within_two_days(seed) -> None:
    rng = np.random.default_rng(seed)
    values = np.concatenate([rng.normal(0.3, 0.2, 100), rng.normal(-0.4, 0.2, 80)])
    series = gaussian(values, difference_variance(values, np.ones(180)))
    assert any(abs(place - 100) <= 2 for place in changes(series, default_penalty(180)))
    assert split_test(series, 199, rng).p <= 0.005


def test_a_planted_change_of_a_rate_is_found_within_two_days() -> None:
    rng = np.random.default_rng(5)
    found = [changes(poisson([*rng.poisson(0.3, 120), *rng.poisson(4, 60)]), default_penalty(180)) for _ in range(40)]
    assert np.mean([any(abs(place - 120) <= 2 for place in places) for places in found]) >= 0.95


@pytest.mark.parametrize("kind", ["gaussian", "poisson"])
def test_without_a_change_p_values_are_uniform(kind) -> None:
    rng, found = np.random.default_rng(11), []
    for _ in range(300):
        series = gaussian(rng.normal(0, 1, 40)) if kind == "gaussian" else poisson(rng.poisson(0.7, 40))
        found.append(split_test(series, 99, rng).p)
    assert 0.06 <= np.mean(np.array(found) <= 0.1) <= 0.14
    assert 0.42 <= np.mean(np.array(found) <= 0.5) <= 0.58


def test_without_a_change_few_turns_are_found() -> None:
    rng = np.random.default_rng(12)
    false = 0
    for _ in range(200):
        counts = rng.poisson(1.0, 150).astype(float)
        false += bool(changes(Series.poisson(counts, difference_dispersion(counts), 7), default_penalty(150)))
    assert false / 200 <= 0.1


def test_the_day_is_between_the_credible_ones_about_nine_times_in_ten() -> None:
    rng, covered = np.random.default_rng(13), []
    for _ in range(300):
        values = np.concatenate([rng.normal(0, 1, 40), rng.normal(1.0, 1, 40)])
        first, last = credible(gaussian(values), 0.9)
        covered.append(first <= 40 <= last)
    assert 0.84 <= np.mean(covered) <= 0.97


def test_scatter_from_neighbours_ignores_a_change() -> None:
    rng = np.random.default_rng(14)
    values = np.concatenate([rng.normal(0, 0.5, 500), rng.normal(3, 0.5, 500)])
    assert difference_variance(values, np.ones(1000)) == pytest.approx(0.25, rel=0.12)
    assert difference_dispersion(rng.poisson(2, 2000).astype(float)) == pytest.approx(1, rel=0.12)
    assert difference_variance(np.array([1.0]), np.ones(1)) == 0


def test_a_window_too_short_to_split_is_told() -> None:
    with pytest.raises(ValueError, match="two segments"):
        split_test(gaussian([1, 2, 3], shortest=2), 9, np.random.default_rng(1))
