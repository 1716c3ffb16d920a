import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talleyrand.parse.trees import decode, is_tree


def scores_for(heads: list[int], strength: float = 5.0) -> np.ndarray:
    table = np.zeros((len(heads) + 1, len(heads) + 1), np.float32)
    for word, head in enumerate(heads, start=1):
        table[word, head] = strength
    return table


def brute_force(scores: np.ndarray) -> float:
    """The best sum over all trees with one root, by trying every assignment."""
    words = len(scores) - 1
    exact = scores - np.log(np.exp(scores).sum(1, keepdims=True))
    best = -np.inf
    for heads in np.ndindex(*([words + 1] * words)):
        if is_tree(list(heads)):
            best = max(best, sum(exact[word + 1, head] for word, head in enumerate(heads)))
    return best


@pytest.mark.parametrize("heads", [[0], [2, 0], [2, 0, 2, 3], [3, 1, 0, 3]])
def test_a_tree_is_taken_as_it_is(heads: list[int]) -> None:
    assert decode(scores_for(heads)).tolist() == heads


def test_two_roots_are_no_tree() -> None:
    assert not is_tree([0, 0])


def test_a_cycle_is_no_tree() -> None:
    assert not is_tree([0, 3, 2])


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = scores_for([2, 1, 1])
    scores[1, 0] = 4.0
    assert decode(scores).tolist() == [0, 1, 1]


def test_two_roots_become_one() -> None:
    scores = scores_for([0, 0, 2])
    scores[1, 2] = 4.0
    assert decode(scores).tolist() == [2, 0, 2]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_best_tree_is_found(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 2, (words + 1, words + 1))
    masked = scores.copy()
    np.fill_diagonal(masked, -1e9)
    heads = decode(scores)
    assert is_tree(heads)
    exact = masked - masked.max(1, keepdims=True)
    exact -= np.log(np.exp(exact).sum(1, keepdims=True))
    found = sum(exact[word + 1, head] for word, head in enumerate(heads))
    assert found == pytest.approx(brute_force(masked), abs=1e-6)


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(0, 10_000))
def test_every_score_table_gives_a_tree(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 3, (words + 1, words + 1)).astype(np.float32)
    assert is_tree(decode(scores))
