"""Questions to a text alone."""

from __future__ import annotations

import pytest

from talleyrand.parse.engine import Engine, load_engine
from talleyrand.pipeline.texts import ClassifiedAct, classify_act


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def classify(text: str, source: str, target: str, engine: Engine) -> ClassifiedAct | None:
    """The act between two parties given by their words."""
    one, other = text.index(source), text.index(target)
    return classify_act(text, source=(one, one + len(source)), target=(other, other + len(target)), engine=engine)


ACTS = [
    ("Iran accused Iraq of smuggling.", "Iran", "Iraq", ("ACCUSE", "verbal conflict", "actual")),
    ("Denmark sent helmets to Ukraine.", "Denmark", "Ukraine", ("AID", "material cooperation", "actual")),
    ("Russian forces shelled Kharkiv.", "Russian forces", "Kharkiv", ("ASSAULT", "material conflict", "actual")),
    ("Chile refused to condemn Peru.", "Chile", "Peru", ("REJECT", "verbal conflict", "actual")),
    ("India may send aid to Nepal.", "India", "Nepal", ("AID", "material cooperation", "possible")),
    ("India will send aid to Nepal.", "India", "Nepal", ("AGREE", "verbal cooperation", "actual")),
    ("Mali threatened to bomb Chad.", "Mali", "Chad", ("THREATEN", "verbal conflict", "actual")),
    ("Oslo said that Minsk must free the nurses.", "Oslo", "Minsk", ("REQUEST", "verbal conflict", "actual")),
    ("The Saudi strike on Sanaa killed nine people.", "Saudi", "Sanaa", ("ASSAULT", "material conflict", "actual")),
    ("Peru lifted its ban on Chilean wine.", "Peru", "Chilean", ("CONCEDE", "verbal cooperation", "actual")),
    ("Peru freed dozens of Chilean sailors.", "Peru", "Chilean", ("RETREAT", "material cooperation", "actual")),
]


@pytest.mark.parametrize(("text", "source", "target", "code"), ACTS, ids=[a[3][0] + a[3][2] for a in ACTS])
def test_acts_are_classified(text: str, source: str, target: str, code: tuple[str, str, str], engine: Engine) -> None:
    found = classify(text, source, target, engine)
    assert found is not None
    assert (found.event_type, found.quad, found.factuality) == code


def test_the_plain_type_is_what_the_words_say(engine: Engine) -> None:
    found = classify("India will send aid to Nepal.", "India", "Nepal", engine)
    assert found is not None
    assert (found.plain_type, found.plain_factuality) == ("AID", "planned")
    assert (found.event_type, found.factuality) == ("AGREE", "actual")


def test_a_pronoun_in_a_report_stands_for_its_speaker(engine: Engine) -> None:
    found = classify("Togo said that it had expelled two envoys of Benin.", "Togo", "Benin", engine)
    assert found is not None
    assert found.event_type == "SANCTION"


def test_the_act_between_both_parties_wins(engine: Engine) -> None:
    found = classify("Poland praised Latvia and condemned Serbia.", "Poland", "Serbia", engine)
    assert found is not None
    assert found.event_type == "ACCUSE"


def test_without_an_act_there_is_none(engine: Engine) -> None:
    assert classify("Oslo lies north of Copenhagen.", "Oslo", "Copenhagen", engine) is None
