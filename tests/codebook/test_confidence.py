"""Confidence: log-odds of the kind, of the rule, of what is seen of a record."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from talleyrand.codebook import confidence
from talleyrand.codebook.confidence import Reliability, confidence_of, load_reliability, signs_of
from talleyrand.model.actors import Actor
from talleyrand.model.records import KINDS, Act, Record
from talleyrand.model.spans import Quote

PERU = Actor("country:PER", "Peru", "state", "PER", mention=Quote(0, 4, "Peru"))
SOMEBODY = Actor("unknown:a-man", "a man", "unknown", mention=Quote(0, 5, "A man"))
RECORD = Record(
    "0" * 16,
    "sha256:0",
    Act("ACCUSE", None, (), "verbal conflict", -3.0, Quote(5, 12, "accused")),
    Quote(0, 20, "Peru accused Bolivia"),
    (PERU,),
    (PERU,),
    method="accuse.accuse@1",
)


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    given = Reliability(0.0, {"accuse": 0.5, "accuse.blame": 1.0}, {"actor unknown": -2.0, "no recipient": -9.0})
    monkeypatch.setattr(confidence, "load_reliability", lambda: {"act": given})


def likely(log_odds: float) -> float:
    return round(1 / (1 + math.exp(-log_odds)), 2)


def test_a_rule_adds_to_its_kind_and_so_does_its_family() -> None:
    assert confidence_of(RECORD) == likely(0.5)
    assert confidence_of(replace(RECORD, method="accuse.blame@3")) == likely(1.5)


def test_a_rule_that_was_never_seen_is_as_sure_as_its_kind() -> None:
    assert confidence_of(replace(RECORD, method="new.rule@1")) == 0.5


def test_what_is_seen_of_a_record_adds() -> None:
    assert confidence_of(replace(RECORD, actors=(SOMEBODY,))) == likely(-1.5)


def test_no_row_is_hopeless() -> None:
    assert confidence_of(replace(RECORD, recipients=())) == confidence.LEAST


def test_its_own_confidence_is_not_looked_at() -> None:
    assert confidence_of(replace(RECORD, confidence=0.9)) == confidence_of(RECORD)


def test_signs_are_told_in_words() -> None:
    assert set(signs_of(RECORD)) == {"in body", "actual"}
    assert {"actor unknown", "no recipient", "negated"} < set(
        signs_of(replace(RECORD, actors=(SOMEBODY,), recipients=(), factuality="negated"))
    )


def test_the_table_has_every_kind() -> None:
    assert set(load_reliability()) == set(KINDS)
