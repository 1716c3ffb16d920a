from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer

from talleyrand.parse.engine import DATA
from talleyrand.parse.engine_lexicon import Lexicon
from talleyrand.parse.sentences import MAX_WORDS, Words, sentence_starts
from talleyrand.parse.tokens import make_tokenizer, tokenize


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return make_tokenizer(Lexicon.load(DATA / "segmentation.toml"))


def sentences(tokenizer: Tokenizer, text: str, breaks: Sequence[int] = ()) -> list[str]:
    doc = tokenize(tokenizer, text)
    words = Words(
        texts=[t.text for t in doc],
        spaced=[bool(t.whitespace_) for t in doc],
        blank=[t.is_space for t in doc],
        offsets=[t.idx for t in doc],
        lexicon=Lexicon.load(DATA / "segmentation.toml"),
    )
    starts = sentence_starts(words, breaks)
    return [doc[a:b].text.strip() for a, b in zip(starts, [*starts[1:], len(doc)], strict=True)]


@pytest.mark.parametrize(
    "expected",
    [
        ["It failed.", "Talks go on."],
        ["Mr. Biden called Gen. Milley.", "He agreed."],
        ["The U.S. and the U.N. Security Council met."],
        ["It left the U.S. on Friday."],
        ["He lives in the U.S.", "The talks failed."],
        ["It began at 5 p.m. Moscow time."],
        ["It began at 5 p.m.", "He left."],
        ["George W. Bush and J. R. Smith spoke."],
        ["It cost $1.5 billion.", "No. 5 lost."],
        ["“We go.”", "He stayed."],
        ['"We go."', "He stayed."],
        ["“Why?” he asked."],
        ["“Never!” Mr. Putin said."],
        ["(It was so.)", "He left."],
        ["“Is this war?”", "The minister did not answer."],
        ["Wait... what happened?", "Nothing."],
        ["“We do not know …”", "It ended."],
        ["What now?!", "Nobody knows."],
        ["He said “the war” was over; they left."],
    ],
)
def test_stops(tokenizer: Tokenizer, expected: list[str]) -> None:
    assert sentences(tokenizer, " ".join(expected)) == expected


def test_a_stop_without_white_space_after_it(tokenizer: Tokenizer) -> None:
    assert sentences(tokenizer, "On Feb. 4.Photographer here.") == ["On Feb. 4.", "Photographer here."]


def test_single_line_breaks_are_white_space(tokenizer: Tokenizer) -> None:
    text = "It gives me \ngreat pleasure to thank the United \nNations for its work in this\nyear. We are glad of that."
    assert len(sentences(tokenizer, text)) == 2


def test_blank_lines_end_a_sentence(tokenizer: Tokenizer) -> None:
    assert sentences(tokenizer, "Putin in Beijing\n\nthe visit began") == ["Putin in Beijing", "the visit began"]


def test_headings_by_line(tokenizer: Tokenizer) -> None:
    text = (
        "Talks in Geneva\nBy John Smith\nThe talks between the two delegations began on Monday in the city of Geneva."
    )
    assert [s.split()[0] for s in sentences(tokenizer, text)] == ["Talks", "By", "The"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("He left.\nMS. PSAKI:  Thank you.", "MS. PSAKI:"),
        ("He left. Vladimir Putin: Good day.", "Vladimir Putin:"),
        ("He left.\n\nPRESIDENT BIDEN: Folks, hello.", "PRESIDENT BIDEN:"),
        ("He left.\n\nQ    And now?", "Q"),
    ],
)
def test_speakers_labels_are_sentences_of_their_own(tokenizer: Tokenizer, text: str, label: str) -> None:
    found = sentences(tokenizer, text)
    assert found[0] == "He left."
    assert found[1] == label
    assert len(found) == 3


def test_bullets_begin_sentences(tokenizer: Tokenizer) -> None:
    assert len(sentences(tokenizer, "They agreed\n• to meet again\n• to trade more")) == 3


def test_breaks_of_the_caller(tokenizer: Tokenizer) -> None:
    assert sentences(tokenizer, "a title the body", [8]) == ["a title", "the body"]


def test_a_list_number_is_no_sentence(tokenizer: Tokenizer) -> None:
    assert sentences(tokenizer, "1. Both sides agree.\n2. They sign.") == ["1. Both sides agree.", "2. They sign."]


def test_long_sentences_are_cut_at_punctuation(tokenizer: Tokenizer) -> None:
    clause = "and the delegation of the other country agreed, "
    found = sentences(tokenizer, clause * 100)
    assert all(len(s.split()) <= MAX_WORDS for s in found)
    assert all(s.endswith(",") for s in found)


@settings(deadline=None)
@given(st.text(st.sampled_from('aB .,!?"“”’\n:;()Q1-…'), max_size=60), st.lists(st.integers(0, 60), max_size=3))
def test_starts_are_ordered_and_never_white_space(tokenizer: Tokenizer, text: str, breaks: list[int]) -> None:
    found = sentences(tokenizer, text, breaks) if text else [""]
    assert all(found) or not text.strip()
