"""Official texts give what concerns other states, unless everything is asked for."""

import pytest

from talleyrand.codebook.actors import official_outlet
from talleyrand.model.documents import Document
from talleyrand.model.records import Act
from talleyrand.parse.engine import Engine, load_engine
from talleyrand.pipeline.code import code

HOME = "President Vladimir Putin met with the governors in Tula. The governors said that the roads were good."
ABROAD = "President Vladimir Putin met with President of Serbia Aleksandar Vucic in Tula."


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def official(text: str) -> Document:
    author = official_outlet("Kremlin (President of Russia)")
    return Document.from_text(text, published="2021-11-25", outlet="Kremlin", author=author)


def test_what_a_government_does_at_home_is_passed_over(engine: Engine) -> None:
    assert code(official(HOME), engine) == []


def test_everything_is_kept_where_it_is_asked_for(engine: Engine) -> None:
    assert {record.kind for record in code(official(HOME), engine, relevance="all")} == {"act", "statement"}


def test_talks_with_another_state_are_kept(engine: Engine) -> None:
    assert [record.kind for record in code(official(ABROAD), engine)] == ["act"]


def test_articles_of_the_press_are_kept_whole(engine: Engine) -> None:
    assert code(Document.from_text(HOME, published="2021-11-25"), engine)


def test_what_a_foreign_ministry_does_concerns_other_states(engine: Engine) -> None:
    heading = "Statement of the Ministry of Foreign Affairs of Russia\n\n"
    text = "We condemn this act in the strongest terms. The roads are good. The weather was fine on Monday."
    types = {r.payload.event_type for r in code(official(heading + text), engine) if isinstance(r.payload, Act)}
    assert types == {"ACCUSE"}
    assert not [r for r in code(official(text), engine) if isinstance(r.payload, Act)]
