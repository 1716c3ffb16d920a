import pytest
import spacy
from spacy.tokens import Doc, Span

from talleyrand.parse.spacy_pipeline import PipelineEngine, universal

Row = tuple[str, str, str, int, str]
"""Word, universal tag, lemma, head (position), ClearNLP label."""


def clearnlp(rows: list[Row], entities: list[tuple[int, int, str]] | None = None) -> Doc:
    words, pos, lemmas, heads, labels = (list(column) for column in zip(*rows, strict=True))
    doc = Doc(spacy.blank("en").vocab, words=words, pos=pos, lemmas=lemmas, heads=heads, deps=labels)
    doc.ents = [Span(doc, a, b, label=kind) for a, b, kind in entities or []]
    return doc


def relations(doc: Doc) -> dict[str, tuple[str, str]]:
    return {t.text: (t.dep_, t.head.text) for t in doc}


def test_objects_of_prepositions_take_their_place() -> None:
    doc = clearnlp(
        [
            ("Putin", "PROPN", "Putin", 1, "nsubj"),
            ("spoke", "VERB", "speak", 1, "ROOT"),
            ("with", "ADP", "with", 1, "prep"),
            ("Xi", "PROPN", "Xi", 2, "pobj"),
            (".", "PUNCT", ".", 1, "punct"),
        ]
    )
    found = relations(universal(doc))
    assert found["Xi"] == ("obl", "spoke")
    assert found["with"] == ("case", "Xi")
    assert found["spoke"] == ("root", "spoke")


def test_a_phrase_below_a_noun_is_nominal() -> None:
    doc = clearnlp(
        [
            ("the", "DET", "the", 1, "det"),
            ("invasion", "NOUN", "invasion", 4, "nsubj"),
            ("of", "ADP", "of", 1, "prep"),
            ("Ukraine", "PROPN", "Ukraine", 2, "pobj"),
            ("began", "VERB", "begin", 4, "ROOT"),
        ]
    )
    assert relations(universal(doc))["Ukraine"] == ("nmod", "invasion")


def test_passives() -> None:
    doc = clearnlp(
        [
            ("It", "PRON", "it", 2, "nsubjpass"),
            ("was", "AUX", "be", 2, "auxpass"),
            ("vetoed", "VERB", "veto", 2, "ROOT"),
            ("by", "ADP", "by", 2, "agent"),
            ("Russia", "PROPN", "Russia", 3, "pobj"),
        ]
    )
    found = relations(universal(doc))
    assert found["It"] == ("nsubj:pass", "vetoed")
    assert found["was"] == ("aux:pass", "vetoed")
    assert found["Russia"] == ("obl:agent", "vetoed")
    assert found["by"] == ("case", "Russia")


def test_copulas() -> None:
    doc = clearnlp(
        [
            ("Xi", "PROPN", "Xi", 1, "nsubj"),
            ("is", "AUX", "be", 1, "ROOT"),
            ("not", "PART", "not", 1, "neg"),
            ("the", "DET", "the", 4, "det"),
            ("mediator", "NOUN", "mediator", 1, "attr"),
            (".", "PUNCT", ".", 1, "punct"),
        ]
    )
    found = relations(universal(doc))
    assert found["mediator"] == ("root", "mediator")
    assert found["is"] == ("cop", "mediator")
    assert found["Xi"] == ("nsubj", "mediator")
    assert found["not"] == ("advmod", "mediator")


def test_existential_clauses_keep_their_verb() -> None:
    doc = clearnlp(
        [
            ("There", "PRON", "there", 1, "expl"),
            ("is", "VERB", "be", 1, "ROOT"),
            ("war", "NOUN", "war", 1, "attr"),
        ]
    )
    found = relations(universal(doc))
    assert found["is"] == ("root", "is")
    assert found["war"] == ("nsubj", "is")


def test_adjectives_of_other_verbs_are_open_complements() -> None:
    doc = clearnlp(
        [("It", "PRON", "it", 1, "nsubj"), ("seems", "VERB", "seem", 1, "ROOT"), ("clear", "ADJ", "clear", 1, "acomp")]
    )
    assert relations(universal(doc))["clear"] == ("xcomp", "seems")


def test_conjuncts_hang_on_the_first() -> None:
    doc = clearnlp(
        [
            ("Russia", "PROPN", "Russia", 5, "nsubj"),
            (",", "PUNCT", ",", 0, "punct"),
            ("China", "PROPN", "China", 0, "conj"),
            ("and", "CCONJ", "and", 2, "cc"),
            ("Iran", "PROPN", "Iran", 2, "conj"),
            ("met", "VERB", "meet", 5, "ROOT"),
        ]
    )
    found = relations(universal(doc))
    assert found["China"] == ("conj", "Russia")
    assert found["Iran"] == ("conj", "Russia")
    assert found["and"] == ("cc", "Iran")


@pytest.mark.parametrize(
    ("label", "expected"),
    [("dobj", "obj"), ("poss", "nmod:poss"), ("prt", "compound:prt"), ("relcl", "acl:relcl"), ("dative", "iobj")],
)
def test_plain_renaming(label: str, expected: str) -> None:
    doc = clearnlp([("gave", "VERB", "give", 0, "ROOT"), ("thing", "NOUN", "thing", 0, label)])
    assert relations(universal(doc))["thing"] == (expected, "gave")


def test_a_dative_phrase_is_oblique() -> None:
    doc = clearnlp(
        [
            ("gave", "VERB", "give", 0, "ROOT"),
            ("arms", "NOUN", "arm", 0, "dobj"),
            ("to", "ADP", "to", 0, "dative"),
            ("Kyiv", "PROPN", "Kyiv", 2, "pobj"),
        ]
    )
    found = relations(universal(doc))
    assert found["Kyiv"] == ("obl", "gave")
    assert found["to"] == ("case", "Kyiv")


def test_a_clause_below_a_preposition_is_adverbial() -> None:
    doc = clearnlp(
        [
            ("left", "VERB", "leave", 0, "ROOT"),
            ("after", "ADP", "after", 0, "prep"),
            ("losing", "VERB", "lose", 1, "pcomp"),
        ]
    )
    found = relations(universal(doc))
    assert found["losing"] == ("advcl", "left")
    assert found["after"] == ("mark", "losing")


def test_two_prepositions_in_a_row() -> None:
    doc = clearnlp(
        [
            ("fled", "VERB", "flee", 0, "ROOT"),
            ("out", "ADP", "out", 0, "prep"),
            ("of", "ADP", "of", 1, "prep"),
            ("Kyiv", "PROPN", "Kyiv", 2, "pobj"),
        ]
    )
    found = relations(universal(doc))
    assert found["Kyiv"] == ("obl", "fled")
    assert found["out"] == ("case", "Kyiv")


def test_universal_trees_are_left_alone() -> None:
    doc = clearnlp([("spoke", "VERB", "speak", 0, "root"), ("Xi", "PROPN", "Xi", 0, "obl")])
    assert relations(universal(doc)) == {"spoke": ("root", "spoke"), "Xi": ("obl", "spoke")}


def test_entity_kinds() -> None:
    doc = clearnlp(
        [
            ("Putin", "PROPN", "Putin", 2, "nsubj"),
            ("never", "ADV", "never", 2, "neg"),
            ("left", "VERB", "leave", 2, "ROOT"),
            ("Moscow", "PROPN", "Moscow", 2, "dobj"),
            ("Russian", "ADJ", "russian", 2, "amod"),
            ("Taliban", "PROPN", "Taliban", 2, "nsubj"),
            ("Friday", "PROPN", "Friday", 2, "npadvmod"),
        ],
        [(0, 1, "PERSON"), (3, 4, "GPE"), (4, 5, "NORP"), (5, 6, "NORP"), (6, 7, "DATE")],
    )
    assert [(e.text, e.label_) for e in universal(doc).ents] == [
        ("Putin", "PER"),
        ("Moscow", "LOC"),
        ("Taliban", "ORG"),
    ]


def test_sentences_stay_what_they_were() -> None:
    rows: list[Row] = [
        ("Go", "VERB", "go", 0, "ROOT"),
        (".", "PUNCT", ".", 0, "punct"),
        ("Xi", "PROPN", "Xi", 3, "nsubj"),
        ("left", "VERB", "leave", 3, "ROOT"),
    ]
    assert [s.text for s in universal(clearnlp(rows)).sents] == ["Go .", "Xi left"]


def test_the_pipeline_runs_on_the_callers_text_with_its_breaks() -> None:
    nlp = spacy.blank("en")

    @spacy.Language.component("test_flat_parser")
    def flat(doc: Doc) -> Doc:
        for token in doc:
            if token.i == 0 or token.is_sent_start:
                head = token
            token.head, token.dep_ = head, "ROOT" if token == head else "dep"
        return doc

    nlp.add_pipe("test_flat_parser")
    engine = PipelineEngine(nlp)
    doc = engine.parse("a title\n\nthe body ends here", [13])
    assert doc.text == "a title\n\nthe body ends here"
    assert [s.text.strip() for s in doc.sents] == ["a title", "the", "body ends here"]
    assert engine.name == "en_pipeline"
