from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from talleyrand.errors import EngineError
from talleyrand.parse.engine import Engine, load_engine
from talleyrand.parse.engine_embedded import EmbeddedEngine

NEWS = "Chinese state media reported on Friday that Mr. Xi had spoken with President Vladimir V. Putin by phone."


def relation(doc: Doc, word: str) -> tuple[str, str]:
    token = next(t for t in doc if t.text == word)
    return token.dep_, token.head.text


def assert_well_formed(doc: Doc) -> None:
    """Every sentence is one tree; white space heads nothing."""
    for sentence in doc.sents:
        roots = [t for t in sentence if t.head == t]
        assert len(roots) == 1
        for token in sentence:
            assert sentence.start <= token.head.i < sentence.end
            assert token.pos_
            assert token.tag_
            assert token.dep_
            assert token.is_space or not token.head.is_space
            assert token.is_space == (token.pos_ == "SPACE")
        assert roots[0].dep_ == "root" or all(t.is_space for t in sentence)


def test_the_engine_says_its_name_and_version(engine: Engine) -> None:
    assert engine.name == "talleyrand-en"
    assert engine.version


def test_tags_lemmas_and_relations_of_a_news_sentence(engine: Engine) -> None:
    doc = engine.parse(NEWS)
    assert relation(doc, "reported") == ("root", "reported")
    assert relation(doc, "media") == ("nsubj", "reported")
    assert relation(doc, "spoken") == ("ccomp", "reported")
    assert relation(doc, "Xi") == ("nsubj", "spoken")
    assert next(t for t in doc if t.text == "spoken").lemma_ == "speak"
    assert next(t for t in doc if t.text == "reported").tag_ == "VBD"


def test_passive_subjects_and_agents(engine: Engine) -> None:
    doc = engine.parse("The resolution was vetoed by Russia.")
    assert relation(doc, "resolution") == ("nsubj:pass", "vetoed")
    assert relation(doc, "Russia")[1] == "vetoed"


def test_entities(engine: Engine) -> None:
    doc = engine.parse("Vladimir Putin met Xi Jinping in Beijing.")
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Vladimir Putin", "PER"),
        ("Xi Jinping", "PER"),
        ("Beijing", "LOC"),
    ]


def test_a_name_may_run_over_a_wrapped_line(engine: Engine) -> None:
    doc = engine.parse("The leaders of Russia and China, Vladimir\nPutin and Xi Jinping, met on Friday in the capital.")
    assert "Vladimir\nPutin" in {e.text for e in doc.ents}


def test_saints_belong_to_the_name_after_them(engine: Engine) -> None:
    doc = engine.parse("The leaders met in St. Petersburg on Friday.")
    assert [e.text for e in doc.ents] == ["St. Petersburg"]


def test_a_gazetteer_overrides_the_kind_of_known_names() -> None:
    engine = load_engine(gazetteer={"Beijing": "ORG"})
    doc = engine.parse("Vladimir Putin met Xi Jinping in Beijing.")
    assert [e.label_ for e in doc.ents] == ["PER", "PER", "ORG"]


def test_breaks_begin_sentences(engine: Engine) -> None:
    doc = engine.parse("A short title The body begins here.", [14])
    assert [s.start_char for s in doc.sents] == [0, 14]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\t",
        "\r\n \r\nx",
        "\x00\x01\x7f",
        "\u200b\u200b \ufeff",
        "👍🏽 talks 🇷🇺🇨🇳",
        "שלום עולם. مرحبا بالعالم؟",
        "a\u0301e\u0301",
        "[SEP] [CLS] [PAD] [MASK]",
        "!" * 700,
        "x" * 3000,
        '"' * 999,
        "你好" * 300,
        "a," * 500,
        "((((((((((",
    ],
)
def test_odd_texts_are_parsed_without_loss(engine: Engine, text: str) -> None:
    doc = engine.parse(text)
    assert doc.text == text
    assert_well_formed(doc)


def test_a_lone_surrogate_keeps_the_offsets(engine: Engine) -> None:
    doc = engine.parse("war\ud800 ended")
    assert doc.text == "war\ufffd ended"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), st.lists(st.integers(0, 80), max_size=2))
def test_any_text_gives_trees_over_the_same_text(engine: Engine, text: str, breaks: list[int]) -> None:
    doc = engine.parse(text, breaks)
    assert doc.text == text
    assert_well_formed(doc)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["“", "”", "he", "said", "War", ".", "?", "\n\n", ":", "Mr.", "(", ",", "U.S."]), max_size=30
    )
)
def test_any_arrangement_of_marks_gives_trees(engine: Engine, words: list[str]) -> None:
    doc = engine.parse(" ".join(words))
    assert_well_formed(doc)


def test_many_texts_come_back_in_order_and_as_if_parsed_alone(engine: Engine) -> None:
    texts = [NEWS, "", "The vote was 11 to 1.", NEWS + " It was short.", "\n"]
    together = list(engine.parse_many((text, ()) for text in texts))
    assert [doc.text for doc in together] == texts
    for doc, text in zip(together, texts, strict=True):
        alone = engine.parse(text)
        assert [(t.dep_, t.head.i) for t in doc] == [(t.dep_, t.head.i) for t in alone]


def test_texts_are_not_read_ahead(engine: Engine) -> None:
    read = 0

    def items():
        nonlocal read
        for _ in range(400):
            read += 1
            yield "The talks failed again on Friday. " * 10, ()

    next(engine.parse_many(items()))
    assert read == 1


def test_a_sentence_of_thousands_of_words_is_cut(engine: Engine) -> None:
    doc = engine.parse("and the delegation agreed, " * 300)
    assert_well_formed(doc)
    assert max(len(s) for s in doc.sents) <= 300


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="reinstall"):
        EmbeddedEngine(tmp_path)


def test_an_unknown_pipeline_says_what_to_install() -> None:
    with pytest.raises(EngineError, match="spacy download en_core_web_none"):
        load_engine("en_core_web_none")
