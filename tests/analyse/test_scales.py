"""Scales of counts, and weights that forget."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.analyse.positions.scales import half_life_weights, logit_scale, salience

COUNTS = st.integers(0, 500)


def test_the_logit_scale_by_hand() -> None:
    # P = 7, N = 2: log(7.5/2.5) = log 3; variance 1/7.5 + 1/2.5 = 0.5333; half-width 1.645 * 0.7303 = 1.2012.
    found = logit_scale(7, 2)
    assert (found.value, found.variance) == pytest.approx((log(3), 0.53333), rel=1e-4)
    assert found.interval(0.9) == pytest.approx((log(3) - 1.2012, log(3) + 1.2012), abs=1e-3)


@given(COUNTS, COUNTS)
def test_exchanging_friendly_and_hostile_turns_the_sign(friendly, hostile) -> None:
    assert logit_scale(friendly, hostile).value == pytest.approx(-logit_scale(hostile, friendly).value)


def test_none_of_twenty_is_further_than_none_of_two() -> None:
    assert logit_scale(20, 0).value > logit_scale(2, 0).value


def test_salience_by_hand() -> None:
    # (4 + 5 + 1) of 100
    assert salience(4, 5, 100) == pytest.approx(log(0.1))


def test_weights_halve_and_the_future_weighs_nothing() -> None:
    assert half_life_weights(np.array([0, 30, 60, -1]), 30).tolist() == [1, 0.5, 0.25, 0]


def test_the_interval_of_the_logit_covers_about_ninety() -> None:
    rng, truth = np.random.default_rng(1), log(0.7 / 0.3)
    bounds = [logit_scale(n, 40 - n).interval(0.9) for n in rng.binomial(40, 0.7, 500)]
    assert 0.84 <= np.mean([low <= truth <= high for low, high in bounds]) <= 0.96
