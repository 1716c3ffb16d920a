"""Totals corrected from a random sample cover the truth where the machine's own count does not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.analyse.agreement.kappa import Z90
from talleyrand.analyse.agreement.prediction_powered import prediction_powered_mean


def test_by_hand():
    # The machine says 0.8 of all ten; of four reviewed, three are right: errors .2 .2 .2 -.8, mean -0.05, variance .25.
    # Estimate 0.75; Student's deviate (3 degrees of freedom) 2.3534; reach 2.3534 sqrt(0.25 / 4 * (1 - 4/10)).
    found = prediction_powered_mean([0.8] * 10, [(0.8, 1), (0.8, 1), (0.8, 1), (0.8, 0)])
    assert found is not None
    assert found.estimate == pytest.approx(0.75)
    assert found.high - found.estimate == pytest.approx(2.3534 * np.sqrt(0.25 / 4 * 0.6), rel=1e-4)
    assert (found.machine, found.reviewed, found.total) == (pytest.approx(0.8), 4, 10)


def test_fewer_than_two_reviewed_give_no_estimate():
    assert prediction_powered_mean([0.5, 0.5], [(0.5, 1.0)]) is None
    assert prediction_powered_mean([], []) is None


def test_a_sample_without_an_error_still_has_an_interval():
    found = prediction_powered_mean([1.0] * 1000, [(1.0, 1.0)] * 20)
    assert found is not None
    assert found.low < 1.0


def test_four_right_of_four_do_not_make_all_right():
    found = prediction_powered_mean([0.9] * 100, [(0.85, 1.0), (0.9, 1.0), (0.95, 1.0), (0.9, 1.0)])
    assert found is not None
    # Half a case more on either side: share 0.9, variance 0.09; reach 2.3534 sqrt(0.09 / 4 * 0.96).
    assert found.high - found.estimate == pytest.approx(2.3534 * np.sqrt(0.09 / 4 * 0.96), rel=1e-4)


def test_everything_reviewed_leaves_no_doubt():
    values = [0.2, 0.9, 0.4]
    found = prediction_powered_mean(values, [(v, y) for v, y in zip(values, (0, 1, 1), strict=True)])
    assert found is not None
    assert found.low == pytest.approx(2 / 3) == pytest.approx(found.high)


def test_it_covers_nine_times_in_ten_where_the_machine_alone_does_not():
    rng = np.random.default_rng(4)
    covered = naive = 0
    for _ in range(500):
        machine = rng.beta(8, 2, size=2000)  # sure of itself: 0.8 on the whole
        right = (rng.random(2000) < machine - 0.15).astype(float)  # and wrong more often than it says
        sample = rng.choice(2000, size=150, replace=False)
        found = prediction_powered_mean(machine, list(zip(machine[sample], right[sample], strict=True)))
        covered += found.low <= right.mean() <= found.high
        spread = Z90 * np.sqrt((machine * (1 - machine)).sum()) / 2000
        naive += abs(machine.mean() - right.mean()) <= spread
    assert 0.86 <= covered / 500 <= 0.94
    assert naive == 0


@given(st.lists(st.floats(0, 1), min_size=2, max_size=50))
def test_a_machine_that_is_right_is_left_as_it_is(values):
    found = prediction_powered_mean(values, [(value, value) for value in values[:2]])
    assert found is not None
    assert found.estimate == pytest.approx(np.mean(values))
