"""From drafts to records: what is kept, what is refused and why, who vouches for it."""

from __future__ import annotations

import pytest

from talleyrand.codebook.confidence import confidence_of
from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Record, Statement
from talleyrand.parse.blocks import find_blocks
from talleyrand.parse.engine import Engine, load_engine
from talleyrand.pipeline.code import code, code_parsed
from talleyrand.resolve.records import Manner, Resolved

KREMLIN = Actor("organ:RUS-kremlin", "Kremlin", "organ", "RUS")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def records(text: str, engine: Engine, author: Actor | None = None) -> list[Record]:
    """The records of a text of 1 March 2022."""
    return code(Document.from_text(text, published="2022-03-01", author=author), engine)


def resolved(text: str, engine: Engine) -> Resolved:
    """Its records, and what could not be one."""
    document = Document.from_text(text, published="2022-03-01")
    blocks = find_blocks(document)
    return code_parsed(document, engine.parse(text), Manner("test 1"), blocks)


def acts(found: list[Record], event: str) -> list[Record]:
    """The acts of a type."""
    return [r for r in found if isinstance(r.payload, Act) and r.payload.event_type == event]


def test_parties_are_resolved_to_states(engine: Engine) -> None:
    (accusation,) = acts(records("Iran accused Iraq of smuggling.", engine), "ACCUSE")
    assert [a.id for a in accusation.actors] == ["country:IRN"]
    assert [a.id for a in accusation.recipients] == ["country:IRQ"]


def test_the_rest_of_a_name_is_no_second_speaker(engine: Engine) -> None:
    text = "According to the Centers for Disease Control and Prevention in the United States, the fever is over."
    (said,) = records(text, engine)
    assert [a.id for a in said.actors] == ["organ:USA-cdc"]


def test_a_surname_may_be_that_of_a_bloc(engine: Engine) -> None:
    found = records("Kanye West said that he liked Peru. West said that he disliked Chile.", engine)
    assert [a.id for r in found if isinstance(r.payload, Statement) for a in r.actors] == ["person:kanye-west"] * 2


SPEECH = """PRESIDENT ZELENSKY: We destroyed two tanks of Russia. Russia attacked us again. We thank Poland."""


def test_what_we_do_or_suffer_in_a_speech_the_state_does(engine: Engine) -> None:
    office = Actor("organ:UKR-presidency", "Office of the President", "organ", "UKR", None, "GOV")
    found = [r for r in records(SPEECH, engine, office) if isinstance(r.payload, Act)]
    parties = {r.payload.event_type: ([a.id for a in r.actors], [a.id for a in r.recipients]) for r in found}
    assert parties["SUPPORT"][0] == ["person:volodymyr-zelenskyy"]
    fights = [r for r in found if r.payload.quad == "material conflict"]
    assert [r.actors[0].id for r in fights] == ["country:UKR", "country:RUS"]
    assert [a.id for a in fights[1].recipients] == ["country:UKR"]


def test_a_statement_knows_the_act_that_its_cue_performs(engine: Engine) -> None:
    found = records("Iran accused Iraq of smuggling.", engine)
    (statement,) = [r for r in found if isinstance(r.payload, Statement)]
    (accusation,) = acts(found, "ACCUSE")
    assert isinstance(statement.payload, Statement)
    assert statement.payload.act_id == accusation.id


def test_a_state_is_no_recipient_of_its_own_act(engine: Engine) -> None:
    found = records("Poland banned the import of Polish steel from Belarus.", engine)
    assert all(r.id != a.id for record in found for r in record.recipients for a in record.actors)


def test_acts_among_nobodies_are_listed_with_a_reason(engine: Engine) -> None:
    found = resolved("The neighbour accused the visitor of theft.", engine)
    assert not acts(list(found.records), "ACCUSE")
    assert any("among the parties" in reason for _, reason in found.unsupported)


def test_a_state_makes_no_war_on_who_speaks_for_it(engine: Engine) -> None:
    president = Actor("person:x", "X", "person", "UKR", "President", "GOV")
    text = "They lied to us for years. And then this state started a full-scale war against us."
    assert not acts(records(text, engine, president), "ASSAULT")


def test_what_a_private_person_says_is_a_statement_and_no_act_of_a_state(engine: Engine) -> None:
    found = resolved("Jane Pelham, a baker, accused Russia of piracy.", engine)
    assert [r.kind for r in found.records] == ["statement"]
    assert any("speaks for no state" in reason for _, reason in found.unsupported)


def test_every_refused_finding_is_quoted(engine: Engine) -> None:
    text = "The neighbour accused the visitor of theft. The farmer thanked the guest."
    for quote, reason in resolved(text, engine).unsupported:
        assert text[quote.start : quote.end] == quote.text
        assert reason.partition(": ")[2]


def test_an_official_text_vouches_for_what_it_reports(engine: Engine) -> None:
    (call,) = acts(records("Vladimir Putin spoke by phone with Narendra Modi.", engine, KREMLIN), "CONSULT")
    assert [(link.type, link.id) for link in call.reported_by] == [("institution", "organ:RUS-kremlin")]


def test_an_unnamed_source_stands_in_its_own_chain(engine: Engine) -> None:
    (statement,) = records("A diplomat said the port of Odesa was closed.", engine)
    assert [link.type for link in statement.reported_by] == ["anonymous"]


def test_a_record_is_as_sure_as_those_like_it_were_right(engine: Engine) -> None:
    (statement,) = records("Germany said the port was closed.", engine)
    assert statement.confidence == confidence_of(statement)


def test_a_record_stands_once(engine: Engine) -> None:
    found = records("Iran accused Iraq of smuggling.\n\nIran accused Iraq of smuggling.", engine)
    assert len({r.id for r in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("France and Germany hold talks in Paris on March 8.", "planned"),
        ("France and Germany held talks in Paris on February 24.", "actual"),
    ],
)
def test_what_lies_after_publication_is_planned(text: str, factuality: str, engine: Engine) -> None:
    (found,) = acts(records(text, engine), "CONSULT")
    assert found.factuality == factuality


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("France spoke with Germany this weekend.", ("2022-02-26", "2022-02-27")),
        ("France will speak with Germany this weekend.", ("2022-03-05", "2022-03-06")),
    ],
)
def test_this_weekend_is_over_where_the_verb_says_so(text: str, days: tuple[str, str], engine: Engine) -> None:
    (found,) = acts(records(text, engine), "CONSULT")
    assert (found.date.start, found.date.end) == days


def said_by(found: list[Record]) -> set[str]:
    """Who says anything among records."""
    return {actor.id for record in found if isinstance(record.payload, Statement) for actor in record.actors}


REMARKS = [
    "We know our neighbours well, and we stand together. Vladimir Putin thought that he could divide us.",
    "We stand together, and we will not yield. Vladimir Putin expected our support for Ukraine to crumble.",
    "We stand together, and we will not yield. Vladimir Putin wants us to forget about the treaty.",
    "“Vladimir Putin believes that he can divide us,” said Joe Biden.",
]


@pytest.mark.parametrize("text", REMARKS)
def test_what_a_speaker_says_of_anothers_mind_is_no_word_of_that_one(text: str, engine: Engine) -> None:
    white_house = Actor("organ:USA-white-house", "White House", "organ", "USA")
    found = records(text, engine, None if text.startswith("“") else white_house)
    assert found
    assert "person:vladimir-putin" not in said_by(found)


def test_what_a_speaker_reports_of_anothers_words_is_kept(engine: Engine) -> None:
    white_house = Actor("organ:USA-white-house", "White House", "organ", "USA")
    text = "We stand together, and we will not yield. Vladimir Putin said that the talks had failed."
    assert "person:vladimir-putin" in said_by(records(text, engine, white_house))


def test_a_readout_tells_what_the_other_side_believes(engine: Engine) -> None:
    text = "The presidents spoke by phone. Emmanuel Macron believes that the talks must go on."
    assert "person:emmanuel-macron" in said_by(records(text, engine, KREMLIN))


COMMITTED = [
    "Iran investigates the crimes committed by Iraq.",
    "Iraq has committed war crimes against Iran.",
    "War crimes were committed by Iraq.",
]


@pytest.mark.parametrize("text", COMMITTED)
def test_who_commits_a_crime_says_nothing(text: str, engine: Engine) -> None:
    assert "country:IRQ" not in said_by(records(text, engine))


def test_who_commits_to_a_step_says_so(engine: Engine) -> None:
    assert "country:IRQ" in said_by(records("Iraq committed to reopen the border with Iran.", engine))


COUNCILS = [
    ("The President of Kazakhstan appealed to the CSTO Collective Security Council.", "igo:CSTO"),
    ("The President of Belarus appealed to the Supreme State Council of the Union State.", "igo:union-state"),
    ("The President of Kazakhstan appealed to the Russian State Council.", "organ:RUS-state-council"),
    ("The President of Kazakhstan appealed to China’s State Council.", "organ:CHN-state-council"),
]


@pytest.mark.parametrize(("text", "council"), COUNCILS, ids=[council for _, council in COUNCILS])
def test_a_council_is_that_of_its_body_or_state(text: str, council: str, engine: Engine) -> None:
    (appeal,) = acts(records(text, engine), "REQUEST")
    assert [a.id for a in appeal.recipients] == [council]
