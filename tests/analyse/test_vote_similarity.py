"""Agreement, S, pi and kappa against hand calculation, plain loops, and draws with known parameters."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.analyse.votes.similarity import MEASURES, agreement_error, crossed, estimate

VOTES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=30)


def counts_of(pairs: list[tuple[int, int]]) -> np.ndarray:
    counts = np.zeros((1, 3, 3), dtype=np.int64)
    for one, other in pairs:
        counts[0, one, other] += 1
    return counts


def by_loops(pairs: list[tuple[int, int]]) -> dict[str, float]:
    """The four measures from their definitions, vote by vote: yes 1, abstain 2, no 3 as Haege has them."""
    coded = [(3 - one, 3 - other) for one, other in pairs]
    number = len(coded)
    observed = sum(abs(one - other) for one, other in coded) / number
    same = sum(one == other for one, other in coded)
    half = sum(abs(one - other) == 1 for one, other in coded)
    own = sum(abs(one - other) for one, _ in coded for _, other in coded) / number**2
    pool = [value for pair in coded for value in pair]
    pooled = sum(abs(one - other) for one in pool for other in pool) / len(pool) ** 2
    return {
        "agreement": (same + half / 2) / number,
        "s": 1 - 2 * sum(abs(one - other) for one, other in coded) / (2 * number),
        "pi": 1 - observed / pooled if pooled else math.nan,
        "kappa": 1 - observed / own if own else math.nan,
    }


def test_a_worked_example_by_hand() -> None:
    """Ten roll calls, China's choice first: yes-yes 4, yes-abstain 2, abstain-abstain 1, no-yes 1, no-no 2.

    Distances 0, 1/2, 0, 1, 0: D_o = (2 * 0.5 + 1) / 10 = 0.2, so agreement 0.8 and S 0.6.
    China: yes .6, abstain .1, no .3; the other: yes .5, abstain .3, no .2.
    Kappa: D_e = .5 (.6*.3 + .1*.5 + .1*.2 + .3*.3) + 1 (.6*.2 + .3*.5) = .5 * .34 + .27 = .44; 1 - .2/.44 = .5455.
    Pi: pooled yes .55, abstain .2, no .25; D_e = .5 * 2 (.55*.2 + .2*.25) + 2 * .55*.25 = .16 + .275 = .435;
    1 - .2/.435 = .5402.
    """
    counts = np.zeros((1, 3, 3), dtype=np.int64)
    counts[0, 2, 2], counts[0, 2, 1], counts[0, 1, 1], counts[0, 0, 2], counts[0, 0, 0] = 4, 2, 1, 1, 2
    assert estimate("agreement", counts).value[0] == pytest.approx(0.8)
    assert estimate("s", counts).value[0] == pytest.approx(0.6)
    assert estimate("kappa", counts).value[0] == pytest.approx(1 - 0.2 / 0.44)
    assert estimate("pi", counts).value[0] == pytest.approx(1 - 0.2 / 0.435)


@given(VOTES)
def test_the_measures_are_those_of_their_definitions(pairs) -> None:
    expected = by_loops(pairs)
    for name in MEASURES:
        assert estimate(name, counts_of(pairs)).value[0] == pytest.approx(expected[name], nan_ok=True)


@given(VOTES.filter(lambda pairs: len(pairs) > 2))
def test_the_jackknife_is_that_of_leaving_each_out(pairs) -> None:
    left = [by_loops(pairs[:at] + pairs[at + 1 :])["agreement"] for at in range(len(pairs))]
    mean = sum(left) / len(left)
    error = math.sqrt((len(left) - 1) / len(left) * sum((value - mean) ** 2 for value in left))
    if error > 1e-9:
        assert agreement_error(counts_of(pairs))[0] == pytest.approx(error)


@given(VOTES)
def test_intervals_hold_their_value_and_stay_in_range(pairs) -> None:
    for name in MEASURES:
        made = estimate(name, counts_of(pairs))
        if not np.isnan(made.low[0]):
            assert made.low[0] <= made.value[0] + 1e-12
            assert made.value[0] <= made.high[0] + 1e-12
            assert made.low[0] >= -1 and made.high[0] <= 1


def test_votes_always_alike_still_have_an_interval() -> None:
    made = estimate("agreement", counts_of([(2, 2)] * 5))
    assert made.value[0] == 1.0
    assert 0.5 < made.low[0] < 1.0
    assert np.isnan(estimate("kappa", counts_of([(2, 2)] * 5)).value[0])


def test_votes_not_cast_are_not_shared() -> None:
    table = np.array([[2, 2, 3, -1, 0], [2, 0, 0, 1, 3]])
    assert crossed(table)[0, 1].sum() == 2
    assert (crossed(table, 0)[1] == crossed(table)[0, 1]).all()


def test_no_shared_roll_call_is_no_number() -> None:
    assert np.isnan(estimate("agreement", np.zeros((1, 3, 3), dtype=np.int64)).value[0])


@pytest.mark.parametrize("name", MEASURES)
def test_intervals_cover_the_truth_nine_times_in_ten(name: str) -> None:
    """Pairs of votes drawn from known shares; the truth is the measure of those shares themselves."""
    draw = np.random.default_rng(20220302)
    shares = np.array([[0.15, 0.05, 0.05], [0.05, 0.15, 0.1], [0.05, 0.1, 0.3]])
    truth = estimate(name, np.round(shares[None] * 100_000).astype(np.int64)).value[0]
    drawn = draw.multinomial(60, shares.ravel(), size=800).reshape(-1, 3, 3)
    made = estimate(name, drawn)
    covered = np.mean((made.low <= truth) & (truth <= made.high))
    assert 0.86 <= covered <= 0.94
    assert made.value.mean() == pytest.approx(truth, abs=0.02)
