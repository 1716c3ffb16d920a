import numpy as np

from talleyrand.parse.onnx_bio import best_labels

NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


def scores(*rows: dict[str, float]) -> np.ndarray:
    return np.array([[[row.get(name, 0.0) for name in NAMES] for row in rows]])


def named(table: np.ndarray) -> list[str]:
    return [NAMES[k] for k in best_labels(table, NAMES)[0]]


def test_the_best_label_of_each_word_where_they_fit() -> None:
    assert named(scores({"B-PER": 3}, {"I-PER": 3}, {"O": 3})) == ["B-PER", "I-PER", "O"]


def test_inside_without_begin_becomes_begin() -> None:
    assert named(scores({"O": 3}, {"I-PER": 3, "B-PER": 2})) == ["O", "B-PER"]


def test_kinds_are_not_mixed_within_a_name() -> None:
    assert named(scores({"B-ORG": 3}, {"I-PER": 2, "I-ORG": 1.5})) == ["B-ORG", "I-ORG"]
