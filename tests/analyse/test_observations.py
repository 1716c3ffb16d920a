"""What each record says of one actor's stance toward another: acts, statements, terms, votes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from talleyrand.analyse.observations import directed, observe
from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.records import Act, Body, Framing, Payload, Record, Statement, Use, Vote
from talleyrand.model.spans import Quote

DAY = DateInterval("2022-09-22", "2022-09-22", "day", "stated")
LATVIA = Actor("country:LVA", "Latvia", "state", "LVA", None, "GOV")
RUSSIA = Actor("country:RUS", "Russia", "state", "RUS", None, "GOV")
WRITER = Actor("person:x", "X", "person", "LVA", "writer", "MED")


def record(payload: Payload, ident: str = "a", actor: Actor = LATVIA, *, toward: tuple[Actor, ...] = ()) -> Record:
    """A record of one day."""
    return Record(ident, "d", payload, Quote(0, 1, "x"), (actor,), toward, DAY, confidence=0.8)


def said(text: str, act_id: str | None = None) -> Statement:
    """What was said directly."""
    return Statement("direct", (Quote(0, len(text), text),), act_id=act_id)


def test_a_statement_says_what_its_words_say() -> None:
    (found,) = observe([record(said("We condemn Russia's aggression."))], "LVA", "RUS")
    assert (found.channel, found.score, found.weight) == ("words", -0.5, 0.8)
    assert "aggression" in found.note


def test_the_cue_of_reported_words_counts() -> None:
    statement = Statement("indirect", (Quote(20, 30, "the policy of Russia"),), Quote(5, 14, "condemned"))
    (found,) = observe([record(statement)], "LVA", "RUS")
    assert found.score == -0.35


def test_words_not_said_are_none() -> None:
    statement = record(said("Russia's aggression"))
    assert observe([replace(statement, factuality="refused")], "LVA", "RUS") == []
    assert observe([replace(statement, factuality="planned")], "LVA", "RUS") == []


def test_a_private_persons_words_are_not_the_states() -> None:
    assert observe([record(said("Russia's aggression"), actor=WRITER)], "LVA", "RUS") == []
    assert len(observe([record(said("Russia's aggression"), actor=WRITER)], "person:x", "RUS")) == 1


def test_what_one_says_of_oneself_is_no_stance() -> None:
    assert list(directed(record(said("Russia's aggression"), actor=RUSSIA))) == []


def test_an_act_coded_from_a_statement_counts_alone() -> None:
    act = Act("ACCUSE", "disapprove", (), "verbal conflict", -2.0, Quote(0, 1, "x"))
    statement = record(said("We condemn Russia's aggression.", act_id="b"))
    both = [statement, record(act, "b", toward=(RUSSIA,))]
    assert [one.score for one in observe(both, "LVA", "RUS")] == [-0.2]
    assert [one.score for one in observe([statement], "LVA", "RUS")] == [-0.5]


@pytest.mark.parametrize(("use", "score"), [("used", -0.5), ("rejected", 0.5), ("avoided", 0.2)])
def test_a_term_takes_a_side(use: Use, score: float) -> None:
    """An invasion says -0.5 of Russia; rejected the contrary, avoided the contrary at 0.4."""
    (found,) = observe([record(Framing("russia-ukraine-war", "invasion", use))], "LVA", "RUS")
    assert (found.channel, found.score) == ("words", pytest.approx(score))


def test_a_term_in_a_sentence_on_others_is_not_of_the_matter() -> None:
    """The text is on Ukraine, but the sentence on somebody else's occupation."""
    used = record(Framing("russia-ukraine-war", "occupation", "used"))
    other = "The occupation forces of Pakistan left in 1971."
    assert observe([replace(used, evidence=Quote(0, len(other), other))], "LVA", "RUS") == []
    own = "The occupation of Kherson must end, said Pakistan."
    assert len(observe([replace(used, evidence=Quote(0, len(own), own))], "LVA", "RUS")) == 1


def test_a_neutral_term_takes_none() -> None:
    assert observe([record(Framing("russia-ukraine-war", "conflict", "used"))], "LVA", "RUS") == []


@pytest.mark.parametrize(("choice", "score"), [("yes", -0.5), ("no", 0.5), ("abstain", 0.1)])
def test_a_vote_on_conduct_is_a_deed(choice: str, score: float) -> None:
    vote = Vote(Body("igo:UNGA", "General Assembly"), choice, subject="resolution ES-11/1")  # type: ignore[arg-type]
    (found,) = observe([record(vote)], "LVA", "RUS")
    assert (found.channel, found.score) == ("deeds", pytest.approx(score))


def test_absence_says_nothing() -> None:
    assert observe([record(Vote(None, "absent", subject="resolution ES-11/1"))], "LVA", "RUS") == []


def test_an_unknown_roll_call_is_read_by_its_words() -> None:
    vote = Vote(None, "no", subject="a resolution condemning the Russian occupation of the islands")
    (found,) = observe([record(vote)], "LVA", "RUS")
    assert found.score == 0.5
