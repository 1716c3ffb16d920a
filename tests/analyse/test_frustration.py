"""The frustration index against enumeration, theory and known graphs."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talleyrand.analyse.balance import frustration as module
from talleyrand.analyse.balance.frustration import frustration

# Sixteen tribes of the Gahuku-Gama of highland New Guinea, their friendships (rova) and enmities (hina): Read (1954).
ROVA = """1-2 3-4 3-6 3-7 5-7 6-7 3-8 4-8 6-8 7-8 5-9 9-10 6-11 7-11 8-11 6-12 7-12 8-12 11-12 7-13 9-13 10-13 5-14
13-14 1-15 2-15 1-16 2-16 15-16"""
HINA = """1-3 2-3 1-4 1-5 2-5 1-6 2-6 2-9 6-9 2-10 9-11 10-11 1-12 6-13 11-13 8-14 12-14 5-15 9-15 10-15 11-15 12-15
13-15 5-16 6-16 11-16 12-16 13-16 14-16"""


def graph(size, edges):
    signs = np.zeros((size, size), dtype=int)
    for (i, j), sign in edges.items():
        signs[i, j] = signs[j, i] = sign
    return signs


def complete(size, sign):
    return sign * (np.ones((size, size), dtype=int) - np.eye(size, dtype=int))


def enumerated(signs):
    """The index by trying every split."""
    bits = np.arange(2 ** (len(signs) - 1))[:, None] >> np.arange(len(signs)) & 1
    camps = 1 - 2 * bits
    agreed = ((camps @ signs) * camps).sum(axis=1) // 2
    return int((np.abs(signs).sum() // 2 - agreed.max()) // 2)


def random_signs(draw, size, density, hostile):
    signs = np.where(draw.random((size, size)) < hostile, -1, 1) * (draw.random((size, size)) < density)
    upper = np.triu(signs, 1)
    return upper + upper.T


def test_balanced_graphs_have_none():
    assert frustration(complete(6, 1)).value == 0
    camps = np.array([1, 1, 1, -1, -1])
    split = frustration(np.outer(camps, camps))
    assert (split.value, split.exact, split.flips) == (0, True, ())
    assert abs(int(np.dot(split.camps, camps))) == 5


def test_a_negative_triangle_has_one():
    found = frustration(graph(3, {(0, 1): 1, (0, 2): 1, (1, 2): -1}))
    assert (found.value, found.bound, len(found.flips)) == (1, 1, 1)


@pytest.mark.parametrize(("size", "index"), [(3, 1), (4, 2), (5, 4), (6, 6), (7, 9), (12, 30), (13, 36)])
def test_all_enemies(size, index):
    """K_n all negative: the best split has halves, within which all edges are wrong: C(a, 2) + C(n - a, 2)."""
    assert frustration(complete(size, -1)).value == index


def test_the_highland_tribes_have_seven():
    """The value that Aref and Wilson (Journal of Complex Networks 7:163-189, 2019) give for Read's tribes."""
    pairs = {
        sign: [tuple(map(int, pair.split("-"))) for pair in text.split()] for sign, text in ((1, ROVA), (-1, HINA))
    }
    signs = graph(16, {(i - 1, j - 1): sign for sign, edges in pairs.items() for i, j in edges})
    assert np.abs(signs).sum() // 2 == 58
    found = frustration(signs)
    assert (found.value, found.exact, enumerated(signs)) == (7, True, 7)


def test_a_cycle_counts_its_negative_edges_only_by_parity():
    for size, hostile in ((5, 1), (5, 2), (8, 3), (8, 4)):
        edges = {(at, (at + 1) % size): -1 if at < hostile else 1 for at in range(size)}
        assert frustration(graph(size, edges)).value == hostile % 2


def test_the_weakest_edge_is_flipped():
    signs = graph(3, {(0, 1): 1, (0, 2): 1, (1, 2): -1})
    strength = np.array([[0, 0.9, 0.2], [0.9, 0, 0.7], [0.2, 0.7, 0]])
    assert frustration(signs, strength).flips == ((0, 2),)


def test_blocks_add_up():
    """Two negative triangles that share a node, and one apart: three flips."""
    triangle = {(0, 1): 1, (0, 2): 1, (1, 2): -1}
    edges = {(i + move, j + move): sign for move in (0, 2, 6) for (i, j), sign in triangle.items()}
    found = frustration(graph(9, edges))
    assert (found.value, found.exact) == (3, True)
    signs, camps = graph(9, edges), np.array(found.camps)
    assert int((np.triu(signs, 1) * np.outer(camps, camps) < 0).sum()) == 3


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 9), st.sampled_from((0.3, 0.6, 1.0)), st.sampled_from((0.2, 0.5, 0.8)), st.integers(0, 10**6))
def test_it_is_what_enumeration_finds(size, density, hostile, seed):
    signs = random_signs(np.random.default_rng(seed), size, density, hostile)
    found = frustration(signs)
    assert found.exact
    assert found.value == len(found.flips) == enumerated(signs)
    repaired = signs.copy()
    for i, j in found.flips:
        repaired[i, j] *= -1
        repaired[j, i] *= -1
    assert frustration(repaired).value == 0


@pytest.mark.parametrize(("density", "hostile"), [(0.1, 0.5), (0.3, 0.3), (1.0, 0.5)])
def test_forty_actors_are_exact(density, hostile):
    found = frustration(random_signs(np.random.default_rng(7), 40, density, hostile))
    assert found.exact


def test_switching_an_actor_changes_nothing():
    """The index is the same when one actor's edges all change sign (Zaslavsky's switching)."""
    signs = random_signs(np.random.default_rng(3), 20, 0.5, 0.4)
    switched = signs.copy()
    switched[4] *= -1
    switched[:, 4] *= -1
    assert frustration(signs).value == frustration(switched).value


def test_larger_networks_are_annealed_and_say_so():
    draw = np.random.default_rng(5)
    camps = draw.choice([-1, 1], size=60)
    signs = np.outer(camps, camps) * (random_signs(draw, 60, 0.4, 0.0) != 0)
    np.fill_diagonal(signs, 0)
    assert frustration(signs).value == 0
    noisy = frustration(signs * np.where(random_signs(draw, 60, 1.0, 0.05) < 0, -1, 1))
    assert noisy.bound <= noisy.value
    assert noisy.value > 0


def test_a_search_cut_short_states_its_gap(monkeypatch):
    monkeypatch.setattr(module, "MOST_STATES", 4)
    found = frustration(random_signs(np.random.default_rng(2), 24, 1.0, 0.5))
    assert found.bound < found.value
    assert not found.exact


def test_nothing_is_balanced():
    assert frustration(np.zeros((0, 0))).value == 0
    assert frustration(np.zeros((3, 3))).camps == (1, 1, 1)


def test_networkx_agrees_on_what_is_balanced():
    """A graph is balanced when the graph of its friendships, enemies' camps merged, is two-colourable."""
    draw = np.random.default_rng(11)
    for _ in range(30):
        signs = random_signs(draw, 8, 0.35, 0.4)
        friends = nx.from_numpy_array(signs > 0)
        groups = {node: at for at, part in enumerate(nx.connected_components(friends)) for node in part}
        enemies = nx.Graph((groups[int(i)], groups[int(j)]) for i, j in np.argwhere(np.triu(signs < 0, 1)))
        balanced = nx.number_of_selfloops(enemies) == 0 and nx.is_bipartite(enemies)
        assert (frustration(signs).value == 0) == balanced
