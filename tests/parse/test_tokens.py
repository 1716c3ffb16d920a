import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer

from talleyrand.parse.engine import DATA
from talleyrand.parse.engine_lexicon import Lexicon
from talleyrand.parse.tokens import LONGEST_RUN, make_tokenizer, tokenize


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return make_tokenizer(Lexicon.load(DATA / "segmentation.toml"))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("a U.S.-drafted text", ["a", "U.S.", "-", "drafted", "text"]),
        ("“It’s war,” he said—and", ["“", "It", "’s", "war", ",", "”", "he", "said", "—", "and"]),
        ("Feb. 4.Photographer", ["Feb.", "4", ".", "Photographer"]),
        ("Luhansk.”He", ["Luhansk", ".", "”", "He"]),
        ("[brackets]", ["[", "brackets", "]"]),
        ("J. R. Biden, Jr.", ["J.", "R.", "Biden", ",", "Jr."]),
        ("Mr. Xi of the U.N.", ["Mr.", "Xi", "of", "the", "U.N."]),
        ("Sens. Cruz and MS. PSAKI", ["Sens.", "Cruz", "and", "MS.", "PSAKI"]),
        ("pro-Russia, non-NATO", ["pro", "-", "Russia", ",", "non", "-", "NATO"]),
        ("the war.The end", ["the", "war", ".", "The", "end"]),
        ("Moscow--the", ["Moscow", "--", "the"]),
    ],
)
def test_what_news_and_official_texts_add(tokenizer: Tokenizer, text: str, tokens: list[str]) -> None:
    assert [t.text for t in tokenize(tokenizer, text)] == tokens


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_is_lost(tokenizer: Tokenizer, text: str) -> None:
    assert tokenize(tokenizer, text).text == text


@pytest.mark.parametrize("unit", ["x", ")", " ", "a.b,c-d", "\u200b", "x "])
def test_runs_of_any_length_are_cut_without_loss(tokenizer: Tokenizer, unit: str) -> None:
    text = "start " + unit * 2000 + " end"
    doc = tokenize(tokenizer, text)
    assert doc.text == text
    assert max(len(t) for t in doc if not t.is_space) <= LONGEST_RUN
