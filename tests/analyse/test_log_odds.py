"""Distinctive words against arithmetic by hand and what is known of the method."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.analyse.framing.log_odds import informative_prior, log_odds


def test_by_hand():
    """Words a, b: 30 and 10 against 10 and 50; prior 4 and 6 (10 words, as 40 : 60 of both).

    delta_a = log(34 / (40 + 10 - 34)) - log(14 / (60 + 10 - 14)) = log(34 / 16) - log(14 / 56) = 0.7538 + 1.3863
    z_a = 2.1401 / sqrt(1 / 34 + 1 / 14) = 2.1401 / 0.31756 = 6.739
    """
    prior = informative_prior([30, 10], [10, 50], words=10)
    assert prior.tolist() == [4.0, 6.0]
    delta, z = log_odds([30, 10], [10, 50], prior)
    assert delta[0] == pytest.approx(math.log(34 / 16) - math.log(14 / 56))
    assert z[0] == pytest.approx(6.739, abs=0.001)
    assert delta[1] == pytest.approx(-delta[0])


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=2, max_size=30))
def test_exchanging_the_sides_changes_the_sign_alone(counts):
    first, second = [a + 1 for a, _ in counts], [b for _, b in counts]
    prior = informative_prior(first, second)
    delta, z = log_odds(first, second, prior)
    other_delta, other_z = log_odds(second, first, prior)
    assert np.allclose(delta, -other_delta)
    assert np.allclose(z, -other_z)


def test_words_of_one_source_are_rarely_distinctive():
    """Both sides draw from the same words: |z| above 1.645 in about one in ten at most."""
    draw = np.random.default_rng(14)
    chances = draw.dirichlet(np.full(40, 5.0))
    zs = []
    for _ in range(300):
        first, second = draw.multinomial(2000, chances), draw.multinomial(3000, chances)
        zs.append(log_odds(first, second, informative_prior(first, second))[1])
    assert 0.02 < np.mean(np.abs(np.concatenate(zs)) > 1.645) <= 0.11


def test_a_known_log_odds_ratio_is_recovered_within_its_interval():
    """With a weak prior delta +- 1.645 sd covers the true ratio in about nine of ten draws."""
    draw = np.random.default_rng(14)
    first, second = np.array([0.05, 0.15, 0.8]), np.array([0.02, 0.18, 0.8])
    truth = math.log(0.05 / 0.95) - math.log(0.02 / 0.98)
    covered = 0
    for _ in range(400):
        one, other = draw.multinomial(2000, first), draw.multinomial(2000, second)
        delta, z = log_odds(one, other, informative_prior(one, other, words=1.0))
        covered += abs(delta[0] - truth) <= 1.645 * abs(delta[0] / z[0])
    assert 0.84 <= covered / 400 <= 0.96
