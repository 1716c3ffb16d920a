import pytest

from talleyrand.parse.engine import DATA
from talleyrand.parse.lemmas import Lemmatizer


@pytest.fixture(scope="module")
def lemmatizer() -> Lemmatizer:
    return Lemmatizer.load(DATA / "lemmas.tsv.gz")


@pytest.mark.parametrize(
    ("word", "upos", "xpos", "lemma"),
    [
        ("said", "VERB", "VBD", "say"),
        ("’s", "AUX", "VBZ", "be"),
        ("n’t", "PART", "RB", "not"),
        ("Talks", "NOUN", "NNS", "talk"),
        ("allies", "NOUN", "NNS", "ally"),
        ("children", "NOUN", "NNS", "child"),
        ("condemned", "VERB", "VBD", "condemn"),
        ("vetoes", "VERB", "VBZ", "veto"),
        ("vetoing", "VERB", "VBG", "veto"),
        ("redistributed", "VERB", "VBN", "redistribute"),
        ("invading", "VERB", "VBG", "invade"),
        ("stopped", "VERB", "VBD", "stop"),
        ("raped", "VERB", "VBD", "rape"),
        ("rapping", "VERB", "VBG", "rap"),
        ("worse", "ADJ", "JJR", "bad"),
        ("Putin", "PROPN", "NNP", "Putin"),
        ("Nations", "PROPN", "NNPS", "Nation"),
        ("United", "ADJ", "NNP", "United"),
    ],
)
def test_lemmas(lemmatizer: Lemmatizer, word: str, upos: str, xpos: str, lemma: str) -> None:
    assert lemmatizer.lemma(word, upos, xpos) == lemma


def test_rules_alone_know_regular_forms() -> None:
    assert Lemmatizer().lemma("blorked", "VERB", "VBD") == "blork"
