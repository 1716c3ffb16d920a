"""The hash of each word of a text: the same for the same word, wherever it stands."""

import re

import pytest

from talleyrand.archive import word_hashes as module
from talleyrand.archive.word_hashes import word_hashes


def test_a_word_has_one_hash_wherever_it_stands():
    one = word_hashes("Talks failed; the talks -- the TALKS")
    assert len(one) == 6
    assert one[0] == one[3] == one[5]
    assert one[2] == one[4]
    assert len(set(one.tolist())) == 3


@pytest.mark.parametrize(
    "text", ["", "... !", "a", "caf\u00e9 na\u00efve", "\u041c\u0438\u0440 and peace", "a\U0001d400 b_1", "x\ud800y"]
)
def test_words_are_what_expressions_take_for_words(text):
    assert len(word_hashes(text)) == len(re.findall(r"\w+", text.lower()))


def test_words_that_share_letters_have_other_hashes():
    words = ["a", "aa", "ab", "ba", "aab", "aba", "baa", "0", "00", "_"]
    assert len(set(word_hashes(" ".join(words)).tolist())) == len(words)


def test_a_long_text_is_hashed_in_pieces(monkeypatch):
    text = " ".join(f"word{n} and{n}" for n in range(100))
    whole = word_hashes(text).tolist()
    monkeypatch.setattr(module, "MOST", 40)
    module._powers.cache_clear()
    assert word_hashes(text).tolist() == whole
    assert len(word_hashes("x" * 100)) == 3
    module._powers.cache_clear()
