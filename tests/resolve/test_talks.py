"""Plurals after a conversation stand for its parties."""

from __future__ import annotations

import pytest

from talleyrand.model.documents import Document
from talleyrand.model.records import Act
from talleyrand.parse.engine import Engine, load_engine
from talleyrand.pipeline.code import code

CALL = "President Emmanuel Macron spoke by phone with Chancellor Olaf Scholz on Friday. "


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def accusers(text: str, engine: Engine) -> set[str]:
    """The countries of those who accuse somebody in a text."""
    found = code(Document.from_text(text, published="2022-03-05"), engine)
    accusations = [r for r in found if isinstance(r.payload, Act) and r.payload.event_type == "ACCUSE"]
    return {str(a.country) for r in accusations for a in r.actors}


@pytest.mark.parametrize(
    "plural", ["The leaders", "The two leaders", "They", "Both leaders", "The leaders of the two countries"]
)
def test_a_plural_is_both_parties(plural: str, engine: Engine) -> None:
    assert accusers(f"{CALL}{plural} condemned Belarus.", engine) == {"FRA", "DEU"}


def test_a_plural_beside_talks_that_go_on_is_both_parties(engine: Engine) -> None:
    text = f"{CALL}They discussed the border and condemned Belarus. They condemned Russia, too."
    assert accusers(text, engine) == {"FRA", "DEU"}


def test_a_plural_without_talks_before_it_is_nobody_known(engine: Engine) -> None:
    assert accusers("The leaders condemned Belarus.", engine) <= {"None"}


def test_talks_that_did_not_take_place_leave_no_parties(engine: Engine) -> None:
    text = "President Emmanuel Macron refused to speak with Chancellor Olaf Scholz. The leaders condemned Belarus."
    assert accusers(text, engine) <= {"None"}


def test_a_name_in_the_plural_of_its_own_is_not_replaced(engine: Engine) -> None:
    assert accusers(f"{CALL}Lithuania condemned Belarus.", engine) == {"LTU"}


def test_officials_without_an_article_are_not_the_leaders_who_talked(engine: Engine) -> None:
    assert accusers(f"{CALL}Officials condemned Belarus.", engine) <= {"None"}


def test_who_welcomed_and_who_was_welcomed_are_the_leaders(engine: Engine) -> None:
    text = "President Joe Biden welcomed Chancellor Olaf Scholz to the White House. The leaders condemned Belarus."
    assert accusers(text, engine) == {"USA", "DEU"}
