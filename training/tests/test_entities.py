from dataclasses import replace

import pytest
from training.entities import labels_of, spans_of, with_gum_entities, with_places
from training.names import Window, name_extent
from training.treebanks import Sentence

VISIT = Sentence(
    words=["President", "Xi", "Jinping", "of", "the", "University", "of", "Oslo"],
    upos=["PROPN", "PROPN", "PROPN", "ADP", "DET", "PROPN", "ADP", "PROPN"],
    xpos=["NNP", "NNP", "NNP", "IN", "DT", "NNP", "IN", "NNP"],
    heads=[2, 0, 2, 6, 6, 2, 8, 6],
    relations=["nmod:desc", "root", "flat", "case", "det", "nmod", "case", "nmod"],
    misc=["_"] * 8,
)
WHOLE = Window(0, 8)


def test_a_persons_name_is_without_title() -> None:
    assert name_extent(VISIT, 1, WHOLE, person=True) == (1, 3)


def test_an_organisations_name_takes_its_of_phrase() -> None:
    assert name_extent(VISIT, 5, WHOLE, person=False) == (5, 8)


def test_a_title_alone_is_no_name() -> None:
    assert name_extent(replace(VISIT, relations=["nsubj", *VISIT.relations[1:]]), 0, WHOLE, person=True) is None


def test_gum_mentions_become_names() -> None:
    opening = "Entity=(1-person-new-s-cf1-2,3-coref-Xi_Jinping"
    inner = "Entity=(2-organization-new-s-cf2-1-sgl"
    misc = [opening, "_", "_", "_", inner, "_", "_", "Entity=2)1)"]
    labels = with_gum_entities(replace(VISIT, misc=misc)).entities
    assert labels == ["O", "B-PER", "I-PER", "O", "O", "B-ORG", "I-ORG", "I-ORG"]


def test_the_first_mention_that_opens_is_closed_too() -> None:
    misc = ["_", "Entity=(7-person-new-s-cf1-1-sgl", "Entity=7)", *["_"] * 5]
    assert with_gum_entities(replace(VISIT, misc=misc)).entities[1:3] == ["B-PER", "I-PER"]


def test_a_country_that_acts_is_a_place() -> None:
    sentence = Sentence(words=["England", "won"], entities=["B-ORG", "O"])
    assert with_places(sentence, frozenset({"england"})).entities == ["B-LOC", "O"]


@pytest.mark.parametrize("labels", [["O"], ["B-PER", "I-PER", "O", "B-LOC"], ["B-ORG", "B-ORG"]])
def test_labels_and_spans_are_each_others_inverse(labels: list[str]) -> None:
    assert labels_of(len(labels), spans_of(labels)) == labels


def test_inside_after_another_kind_begins_a_span() -> None:
    assert spans_of(["I-PER", "I-LOC"]) == [(0, 1, "PER"), (1, 2, "LOC")]
