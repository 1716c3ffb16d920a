import pytest

from talleyrand.parse.engine import DATA
from talleyrand.parse.onnx_inputs import SHAPES, PieceEncoder, batch_inputs, straighten, word_shape


@pytest.fixture(scope="module")
def encoder() -> PieceEncoder:
    return PieceEncoder(DATA / "tokenizer.json")


@pytest.mark.parametrize(
    ("word", "shape"),
    [("2022", 1), ("F-16", 2), ("talks", 3), ("NATO", 4), ("I", 5), ("Xi", 6), ("McCain", 7), ("iPhone", 8), ("—", 9)],
)
def test_word_shapes(word: str, shape: int) -> None:
    assert word_shape(word) == shape


def test_straight_marks_keep_the_length() -> None:
    assert straighten("“Putin’s”") == '"Putin\'s"'


def test_words_point_at_their_first_and_last_piece(encoder: PieceEncoder) -> None:
    (pieces,) = encoder.encode([["Zelenskyy", "spoke"]])
    assert pieces.first[0] == pieces.last[0] == 0
    assert pieces.first[1] == 1
    assert pieces.last[1] > pieces.first[1]
    assert pieces.first[2] == pieces.last[2] == pieces.last[1] + 1


def test_only_the_first_word_has_the_first_words_shape(encoder: PieceEncoder) -> None:
    (pieces,) = encoder.encode([["Talks", "Talks"]])
    assert pieces.shapes == [0, 6 + SHAPES, 6, 0]


def test_special_pieces_in_a_text_are_plain_text(encoder: PieceEncoder) -> None:
    (pieces,) = encoder.encode([["[SEP]", "here"]])
    (end,) = encoder.encode([[]])
    assert pieces.ids.count(end.ids[-1]) == 1


def test_a_word_without_pieces_points_at_the_root(encoder: PieceEncoder) -> None:
    (pieces,) = encoder.encode([["\u200b", "war"]])
    assert pieces.first[1] == pieces.last[1] == 0
    assert pieces.first[2] == 1


def test_batches_are_padded_with_zeros(encoder: PieceEncoder) -> None:
    inputs = batch_inputs(encoder.encode([["war"], ["no", "war"]]))
    assert inputs["mask"].tolist() == [[1, 1, 1, 0], [1, 1, 1, 1]]
    assert inputs["first"].shape == (2, 3)
