"""Shrunken edges, triads, straddles and balance by hand, by property and by simulation."""

import numpy as np
import pytest

from talleyrand.analyse.balance.signed_network import (
    after_flip,
    drawn,
    shrunken,
    square,
    straddles,
    triads,
    triangle_balance,
    walk_balance,
)


def matrix(size, edges):
    found = np.zeros((size, size))
    for (i, j), value in edges.items():
        found[i, j] = found[j, i] = value
    return found


def test_an_edge_is_shrunken_toward_neutral():
    """With the usual noise 0.4 and spread 0.3, one report of -0.9 weighs 0.09 / (0.09 + 0.16) = 0.36: -0.324.

    Its deviation is sqrt(1 / (1/0.16 + 1/0.09)) = 0.24, so P(w > 0) = Phi(-0.324/0.24) = Phi(-1.35) = 0.0885.
    """
    found = shrunken(np.array([0]), np.array([-0.9]), np.array([1.0]), 1)
    assert found.weight[0] == pytest.approx(-0.324)
    assert found.spread[0] == pytest.approx(0.24)
    assert found.friendly[0] == pytest.approx(0.0885, abs=1e-4)


def test_more_reports_are_shrunken_less():
    many = shrunken(np.zeros(9, dtype=int), np.full(9, 0.5), np.ones(9), 1)
    few = shrunken(np.zeros(1, dtype=int), np.full(1, 0.5), np.ones(1), 1)
    assert 0 < few.weight[0] < many.weight[0] < 0.5
    assert many.friendly[0] > few.friendly[0]


def test_intervals_of_edges_hold_the_truth():
    """Edges drawn from N(0, 0.3^2), reports with noise 0.4: the 90 % interval covers about 90 % of them."""
    draw = np.random.default_rng(8)
    truth = draw.normal(0, 0.3, 400)
    edge = np.repeat(np.arange(400), 1 + draw.poisson(3, 400))
    found = shrunken(edge, truth[edge] + draw.normal(0, 0.4, len(edge)), np.ones(len(edge)), 400)
    assert 0.36 < found.noise < 0.44
    assert 0.25 < found.prior < 0.35
    covered = np.abs(found.weight - truth) < 1.645 * found.spread
    assert 0.86 <= covered.mean() <= 0.94
    told = [((truth > 0)[(found.friendly > low) & (found.friendly <= low + 0.2)]).mean() for low in (0.1, 0.4, 0.7)]
    assert told == pytest.approx([0.2, 0.5, 0.8], abs=0.15)


def test_a_straddler_by_hand():
    """Actor i is a friend of j (0.5) and of k (0.4), who are enemies (-0.2), and of l, a friend of j (both 0.8).

    Triads through i: ijk, strength (0.5 * 0.4 * 0.2)^(1/3) = 0.342, in tension; ijl, (0.5 * 0.8 * 0.8)^(1/3) = 0.684,
    in balance. T_i = 0.342 / (0.342 + 0.684) = 0.3333. If i fell out with k, ijk would be in balance: T_i = 0. If it
    fell out with j, ijk would be in balance and ijl in tension: T_i = 0.6667.
    """
    weight = matrix(4, {(0, 1): 0.5, (0, 2): 0.4, (1, 2): -0.2, (0, 3): 0.8, (1, 3): 0.8})
    assert straddles(weight)[0] == pytest.approx(1 / 3, abs=1e-4)
    assert straddles(weight)[2] == pytest.approx(1)
    then = after_flip(weight)
    assert then[0, 2] == pytest.approx(0)
    assert then[0, 1] == pytest.approx(2 / 3, abs=1e-4)
    assert np.isnan(then[2, 3])


def test_a_triad_of_uncertain_signs_by_hand():
    """P(friendly) 0.9, 0.8, 0.3: the expected product is 0.8 * 0.6 * -0.4 = -0.192, tension (1 + 0.192) / 2 = 0.596."""
    weight = matrix(3, {(0, 1): 0.5, (0, 2): 0.4, (1, 2): -0.1})
    friendly = matrix(3, {(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.3})
    found = triads(weight, friendly)
    assert found.nodes.tolist() == [[0, 1, 2]]
    assert found.tension[0] == pytest.approx(0.596)
    assert found.strength[0] == pytest.approx(0.02 ** (1 / 3))
    assert straddles(weight, friendly)[0] == pytest.approx(0.596)


def test_what_a_flip_would_do_is_what_it_does():
    draw = np.random.default_rng(4)
    upper = np.triu(draw.normal(0, 0.4, (9, 9)) * (draw.random((9, 9)) < 0.6), 1)
    weight = upper + upper.T
    then = after_flip(weight)
    for i, j in np.argwhere(weight != 0):
        flipped = weight.copy()
        flipped[i, j] = flipped[j, i] = -weight[i, j]
        assert then[i, j] == pytest.approx(straddles(flipped)[i], nan_ok=True)


def test_balance_of_the_whole_on_small_graphs():
    """A negative triangle: no triangle in balance; walks (2 e + e^-2) / (2 e^-1 + e^2), eigenvalues 1, 1, -2 of A."""
    friends = matrix(3, {(0, 1): 1, (0, 2): 1, (1, 2): 1})
    tense = matrix(3, {(0, 1): 1, (0, 2): 1, (1, 2): -1})
    assert triangle_balance(friends) == walk_balance(friends) == 1
    assert triangle_balance(tense) == 0
    assert walk_balance(tense) == pytest.approx((2 * np.e + np.exp(-2)) / (2 * np.exp(-1) + np.exp(2)))
    two_camps = np.outer([1, 1, -1, -1], [1, 1, -1, -1]) - np.eye(4)
    assert triangle_balance(two_camps) == 1
    assert walk_balance(two_camps) == pytest.approx(1)


def test_intervals_of_straddles_hold_the_truth():
    """Networks of ten with edges known from one to seven reports: T from the true weights is covered at 90 %."""
    draw = np.random.default_rng(12)
    i, j = np.triu_indices(10, 1)
    covered = []
    for _ in range(40):
        truth = draw.normal(0, 0.3, len(i))
        edge = np.repeat(np.arange(len(i)), 1 + draw.poisson(3, len(i)))
        found = shrunken(edge, truth[edge] + draw.normal(0, 0.4, len(edge)), np.ones(len(edge)), len(i))
        weight, friendly = square(10, i, j, found.weight), square(10, i, j, found.friendly)
        low, high = np.quantile(straddles(drawn(weight, friendly, 200, 1)), [0.05, 0.95], axis=0)
        real = straddles(square(10, i, j, truth))
        covered += list((low <= real) & (real <= high))
    assert 0.84 <= np.mean(covered) <= 0.95


def test_the_draws_of_signs_have_the_mean_that_is_told():
    weight = matrix(4, {(0, 1): 0.5, (0, 2): 0.4, (1, 2): -0.2, (0, 3): 0.8, (1, 3): 0.8, (2, 3): 0.1})
    friendly = matrix(4, {(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.3, (0, 3): 1, (1, 3): 0.6, (2, 3): 0.55})
    draws = straddles(drawn(weight, friendly, 4000, 3))
    assert draws.mean(axis=0) == pytest.approx(straddles(weight, friendly), abs=0.02)


def test_no_triangles_no_straddle():
    assert np.isnan(straddles(matrix(3, {(0, 1): 1, (0, 2): 1}))).all()
    assert len(triads(np.zeros((0, 0)), np.zeros((0, 0))).nodes) == 0
