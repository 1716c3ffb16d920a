"""Means with their variances, scales, and the difference of two, by hand and by simulation."""

import numpy as np
import pytest
from scipy.stats import t

from talleyrand.analyse.gap.standardising import RAW, Scale, cell_means, gap_between, scale_of


def test_a_mean_and_its_variance_by_hand():
    """Scores 0.2 and 0.6, weights 1 and 3: mean 0.5. SS = 0.09 + 0.01 = 0.1 about it.

    With noise 0.4 and 4 degrees for it: s^2 = (4 * 0.16 + 0.1) / 5 = 0.148; times (1 + 9) / 16 = 0.0925.
    """
    found = cell_means(np.array([0, 0]), np.array([0.2, 0.6]), np.array([1.0, 3.0]), 1, noise=0.4)
    assert (found.mean[0], found.variance[0]) == (pytest.approx(0.5), pytest.approx(0.0925))
    assert (found.freedom[0], found.count[0]) == (5, 2)


def test_an_empty_cell_has_no_mean():
    found = cell_means(np.array([1]), np.array([0.3]), np.array([1.0]), 2)
    assert np.isnan(found.mean[0])
    assert found.mean[1] == 0.3
    assert found.noise == 0.4


def test_a_gap_by_hand():
    """Words 0.5 of reference 0.25 +- 0.25 is z = 1; deeds -0.6 of 0 +- 0.4 is z = -1.5: the gap is 2.5."""
    words, deeds = Scale(0.25, 0.25, 9), Scale(0.0, 0.4, 9)
    found = gap_between((words.z(0.5), 0.04, 10), (deeds.z(-0.6), 0.05, 10), 0.2, 0.9)
    freedom = 0.09**2 / (0.04**2 / 10 + 0.05**2 / 10)
    assert found.value == pytest.approx(2.5)
    assert found.high - found.value == pytest.approx(t.ppf(0.95, freedom) * 0.3)
    assert found.above == pytest.approx(1 - t.cdf((0.2 - 2.5) / 0.3, freedom))
    assert found.below == pytest.approx(t.cdf((-0.2 - 2.5) / 0.3, freedom))


def test_little_known_is_a_wide_interval():
    narrow = gap_between((0.5, 0.01, 10), (0.0, 0.01, 10), 0.2, 0.9)
    wide = gap_between((0.5, 1.0, 4), (0.0, 1.0, 4), 0.2, 0.9)
    assert wide.low < narrow.low < narrow.high < wide.high
    assert narrow.below < 0.001 < wide.below


def test_the_scale_is_that_of_the_reference():
    scale = scale_of(np.array([0.1, 0.3, 0.5]))
    assert (scale.mean, scale.deviation, scale.dyads) == (pytest.approx(0.3), pytest.approx(0.2), 3)
    assert RAW.z(0.7) == 0.7


@pytest.mark.parametrize(("of_words", "of_deeds"), [(3, 3), (30, 4)])
def test_intervals_hold_the_truth(of_words, of_deeds):
    """Six hundred dyads whose words and deeds are known from few reports: about 90 % of intervals hold the gap."""
    draw = np.random.default_rng(21)
    dyads = 600
    truth = draw.normal(0, 0.3, (2, dyads))
    known = []
    for values, count, noise in zip(truth, (of_words, of_deeds), (0.3, 0.5), strict=True):
        cell = np.repeat(np.arange(dyads), count)
        weight = draw.uniform(0.4, 0.9, len(cell))
        known.append(cell_means(cell, values[cell] + draw.normal(0, noise, len(cell)), weight, dyads))
    covered = []
    for at in range(dyads):
        words, deeds = ((one.mean[at], one.variance[at], one.freedom[at]) for one in known)
        found = gap_between(words, deeds, 0.2, 0.9)
        covered.append(found.low <= truth[0, at] - truth[1, at] <= found.high)
    assert 0.86 <= np.mean(covered) <= 0.95
