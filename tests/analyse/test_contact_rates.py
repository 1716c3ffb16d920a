"""Rates of contact on plain numbers: worked by hand, and recovered from simulated Poisson processes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.analyse.contacts.rates import MONTH, rate_per_month, share, silence_surprise


def test_the_rate_is_contacts_and_a_half_over_months():
    # 3 contacts in 7 months: (3 + 1/2) / 7 = 1/2 a month; Gamma(3.5, 7) has 5 % below 0.1548 and above 1.0048.
    found = rate_per_month(3, 7 * MONTH)
    assert found.value == pytest.approx(0.5)
    assert (found.low, found.high) == pytest.approx((0.1548, 1.0048), abs=1e-3)


def test_no_days_tell_no_rate():
    assert rate_per_month(0, 0) is None


def test_the_silence_is_a_lomax_survival():
    # 9 contacts in 90 days, then 30 days of silence: (90 / 120) ** 9.5 = 0.0650; with the rate known to be 0.1 a day it
    # would be exp(-3) = 0.0498: not knowing the rate makes a silence less surprising.
    assert silence_surprise(9, 90, 30) == pytest.approx(0.0650, abs=1e-4)
    assert silence_surprise(900, 9000, 30) == pytest.approx(np.exp(-3), abs=1e-3)


@pytest.mark.parametrize(("contacts", "before"), [(0, 90), (1, 90), (5, 0)])
def test_too_little_makes_no_silence_surprising(contacts, before):
    assert silence_surprise(contacts, before, 30) is None


def test_a_share_has_jeffreys_interval():
    # 3 of 4: (3 + 1/2) / (4 + 1) = 0.7.
    found = share(3, 4)
    assert found.value == pytest.approx(0.7)
    assert 0 < found.low < 0.7 < found.high < 1
    assert share(0, 0) is None


def test_the_interval_of_the_rate_covers_the_truth_nine_times_in_ten():
    draws = np.random.default_rng(20220224)
    truths = draws.uniform(0.3, 4, 600)
    found = [rate_per_month(int(draws.poisson(truth * 6)), 6 * MONTH) for truth in truths]
    inside = np.mean([one.low <= truth <= one.high for one, truth in zip(found, truths, strict=True)])
    assert 0.86 <= inside <= 0.94


def test_the_interval_of_a_share_covers_the_truth_nine_times_in_ten():
    draws = np.random.default_rng(20220225)
    truths = draws.uniform(0.1, 0.9, 600)
    found = [share(int(draws.binomial(20, truth)), 20) for truth in truths]
    inside = np.mean([one.low <= truth <= one.high for one, truth in zip(found, truths, strict=True)])
    assert 0.86 <= inside <= 0.94


def test_where_nothing_changed_one_silence_in_ten_is_below_a_tenth():
    draws = np.random.default_rng(20220226)
    found = []
    for rate in draws.uniform(0.05, 0.3, 800):  # a day, over 300 days
        days = np.sort(draws.uniform(0, 300, draws.poisson(rate * 300)))
        if len(days) > 1:
            found.append(silence_surprise(len(days), days[-1], 300 - days[-1]))
    assert 0.07 <= np.mean(np.array(found) < 0.1) <= 0.13


@given(st.integers(2, 500), st.floats(1, 5000), st.floats(0, 2000), st.floats(0.1, 500))
def test_a_longer_silence_is_never_less_surprising(contacts, before, silent, more):
    short, long = (silence_surprise(contacts, before, days) for days in (silent, silent + more))
    assert 0 <= long <= short <= 1
