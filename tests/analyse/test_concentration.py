"""Concentration on one source, on plain counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.analyse.sourcing.concentration import concentration


def test_the_index_is_the_chance_that_two_reports_have_one_source():
    # Counts 3, 1, 1: of 5 * 4 = 20 ordered pairs 3 * 2 = 6 have one source, 0.3; the largest share is 3 / 5.
    found = concentration([3, 1, 1])
    assert found.herfindahl.value == pytest.approx(0.3)
    assert found.largest.value == pytest.approx(0.6)


def test_seven_reports_of_one_source_do_not_show_that_there_is_no_other():
    """Jeffreys' low end for 7 of 7 is the 5 % quantile of Beta(7.5, 0.5), 0.7675; two of one source have its square."""
    found = concentration([7, 0])
    assert (found.herfindahl.value, found.herfindahl.high, found.largest.high) == (1.0, 1.0, 1.0)
    assert (found.largest.low, found.herfindahl.low) == pytest.approx((0.7675, 0.7675**2), abs=1e-4)


@pytest.mark.parametrize("counts", [[], [0], [1]])
def test_fewer_than_two_reports_tell_nothing(counts):
    assert concentration(counts) is None


def test_the_interval_covers_the_truth_nine_times_in_ten():
    draws = np.random.default_rng(20220224)
    shares = np.array([0.45, 0.25, 0.15, 0.1, 0.05])
    truth = (shares**2).sum()
    found = [concentration(draws.multinomial(80, shares), draws=300).herfindahl for _ in range(400)]
    assert 0.84 <= np.mean([one.low <= truth <= one.high for one in found]) <= 0.96


@given(st.lists(st.integers(0, 50), min_size=2, max_size=12).filter(lambda counts: sum(counts) > 1))
def test_estimates_are_shares_and_the_same_every_time(counts):
    found = concentration(counts, draws=50)
    assert found == concentration(counts, draws=50)
    assert 0 <= found.herfindahl.low <= found.herfindahl.high <= 1
    assert 0 <= found.largest.low <= found.largest.high <= 1
