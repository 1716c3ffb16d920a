"""The local level model: by hand, against its weights, and on simulated levels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.analyse.positions.local_level import PRIOR_TAU, Level, Reports, smooth, weights_at

ONE = np.array([1.0])


def reports(days, values, weights=None):
    return Reports(np.array(days), np.array(values, float), np.array(weights or [1.0] * len(days), float))


def simulated(rng, count, length, sigma, tau):
    """A random walk, and reports about it on random days."""
    level = np.cumsum(rng.normal(0, sigma, length))
    days = np.sort(rng.integers(0, length, count))
    weights = rng.uniform(0.4, 1, count)
    return level, Reports(days, level[days] + rng.normal(0, tau, count) / np.sqrt(weights), weights)


def test_weights_of_two_reports_by_hand() -> None:
    # q = 1, a day apart, weights 1. The filter ends with m = 0 + 2/3 (1 - 0): P = 1, ahead 2, F = 3, K = 2/3. Back to
    # the first day J = P/ahead = 1/2: theta_0 = 0 + 1/2 * 2/3 = 1/3. So y_1 weighs 1/3 there, and y_0 the rest.
    level = Level(np.array([0]), ONE, ONE, 4, 0, 0, ratios=ONE, chances=ONE)
    assert weights_at(reports([0, 1], [0, 1]), level, 0) == pytest.approx([2 / 3, 1 / 3])
    assert weights_at(reports([0, 1], [0, 1]), level, 1) == pytest.approx([1 / 3, 2 / 3])


def test_one_report_is_its_value_with_the_prior_s_reach() -> None:
    # Nothing is known of tau but its prior: t with 4 degrees of freedom, 2.132 * 0.3 / sqrt(0.25) = 1.279.
    level = smooth(reports([10], [-0.5], [0.25]), np.array([10]))
    low, high = level.interval(0.9)
    assert level.mean == pytest.approx([-0.5])
    assert (high - low) / 2 == pytest.approx([2.1318 * PRIOR_TAU / 0.5], rel=1e-3)


def test_all_reports_on_one_day_are_their_weighted_mean() -> None:
    level = smooth(reports([3, 3], [1, 0], [3, 1]), np.array([3, 10]))
    assert level.mean == pytest.approx([0.75, 0.75])
    assert level.error[1] > level.error[0]


def test_the_band_widens_in_silent_weeks_and_after_the_last_report() -> None:
    level = smooth(reports([*range(30), *range(90, 120)], [0.2, -0.2] * 30), np.arange(0, 200))
    assert level.error[60] > level.error[29] and level.error[60] > level.error[90]
    assert level.error[199] > level.error[150] > level.error[119]


def test_nothing_is_known_before_the_first_report() -> None:
    with pytest.raises(ValueError, match="first report"):
        smooth(reports([5], [0]), np.array([4]))


@pytest.mark.parametrize(
    ("count", "sigma", "tau"), [(20, 0.03, 0.3), (150, 0.03, 0.3), (150, 0.08, 0.2), (6, 0.02, 0.4)]
)
def test_the_band_of_ninety_covers_about_ninety(count, sigma, tau) -> None:
    rng, covered = np.random.default_rng(7), []
    for _ in range(120):
        truth, seen = simulated(rng, count, 200, sigma, tau)
        days = np.arange(seen.days[0], 200, 7)
        low, high = smooth(seen, days).interval(0.9)
        covered.append(np.mean((truth[days] >= low) & (truth[days] <= high)))
    assert 0.84 <= np.mean(covered) <= 0.96


def test_sigma_and_tau_are_recovered_from_many_reports() -> None:
    rng = np.random.default_rng(3)
    found = [smooth(simulated(rng, 800, 400, 0.05, 0.3)[1], np.array([399])) for _ in range(30)]
    assert np.median([level.sigma for level in found]) == pytest.approx(0.05, rel=0.12)
    assert np.median([level.tau for level in found]) == pytest.approx(0.3, rel=0.05)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.floats(-1, 1), st.floats(0.05, 1)), min_size=1, max_size=12),
    st.integers(0, 30),
)
def test_weights_sum_to_one_and_give_the_mean(rows, later) -> None:
    seen = reports(*map(list, zip(*rows, strict=True)))
    day = int(seen.days.min()) + later
    level = smooth(seen, np.array([day]))
    weights = weights_at(seen, level, day)
    assert weights.sum() == pytest.approx(1, abs=1e-6)
    assert weights @ seen.values == pytest.approx(level.mean[0], abs=1e-6)
    assert (weights > 0).all()
