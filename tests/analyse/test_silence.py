"""Whether a phrase has been dropped: by hand, by simulation, and where nothing can be said."""

from __future__ import annotations

import numpy as np
import pytest

from talleyrand.analyse.formulations.silence import DROPPED, dispersion, emergence, rate_per_30_days, silence


def test_silence_by_hand():
    """Used in texts 0, 10 and 20 of 0 to 50: both uses after the first lie in the first 20 of 50 texts.

    P = (20 / 50)^2 = 0.16. As the Lomax form of a rate of 2 uses in 20 texts: (1 + 30 / 20)^-2 = 0.16.
    """
    assert silence([0, 10, 20], 50) == pytest.approx(0.16)
    assert silence([0, 10, 20], 50) == pytest.approx((1 + 30 / 20) ** -2)


def test_a_late_first_use_is_a_silence_with_time_running_back():
    assert emergence([30, 40, 50], 50) == pytest.approx(0.16)
    assert emergence([0, 10, 20], 50) == 1.0


def test_bursts_tell_less_than_as_many_uses_apart():
    """Gaps 1, 1, 1, 17, mean 5, variance 64: C = 64 / 25 = 2.56, so 4 gaps tell as much as 4 / 2.56 = 1.5625."""
    assert dispersion([0, 1, 2, 3, 20]) == pytest.approx(2.56)
    assert silence([0, 1, 2, 3, 20], 40) == pytest.approx(0.5**1.5625)


def test_what_is_used_once_or_to_the_end_is_not_silent():
    assert silence([3], 100) == 1.0
    assert silence([3, 50, 100], 100) == 1.0
    assert silence([], 100) == 1.0
    assert dispersion([1, 2, 3]) is None
    assert dispersion([5, 5, 5, 5]) is None


def test_rate_is_over_a_month_at_the_least():
    assert rate_per_30_days(6, 60) == 3.0
    assert rate_per_30_days(2, 1) == 2.0


@pytest.mark.parametrize("uses", [5, 12, 40])
def test_what_is_used_at_a_constant_rate_is_rarely_called_dropped_or_new(uses):
    draw = np.random.default_rng(14)
    found = [np.sort(draw.choice(300, uses, replace=False)) for _ in range(600)]
    assert np.mean([silence(one, 299) < DROPPED for one in found]) <= 0.065
    assert np.mean([emergence(one, 299) < DROPPED for one in found]) <= 0.065


def test_bursts_hardly_raise_false_alarms():
    draw = np.random.default_rng(14)
    alarms = 0
    for _ in range(600):
        centres = draw.choice(400, 8)
        uses = np.unique(np.clip(np.concatenate([centres + draw.integers(-5, 6, 8) for _ in range(3)]), 0, 399))
        alarms += silence(uses, 399) < DROPPED
    assert alarms / 600 <= 0.08


def test_what_was_dropped_half_way_is_found():
    draw = np.random.default_rng(14)
    found = [silence(np.sort(draw.choice(150, 8, replace=False)), 299) < DROPPED for _ in range(300)]
    assert np.mean(found) > 0.9
