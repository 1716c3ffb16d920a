"""Saved briefs: versions, and two who save at once."""

from __future__ import annotations

import pytest

from talleyrand.errors import ConflictError, NotFoundError
from talleyrand.ledger import briefs
from talleyrand.ledger.store import Ledger, open_ledger
from talleyrand.model.briefs import Brief

ANNA, BEN = ("anna", "2022-04-01T10:00:00+00:00"), ("ben", "2022-04-01T10:05:00+00:00")


def save(
    ledger: Ledger, ident: str | None, title: str | None, version: int, signed: tuple[str, str]
) -> briefs.SavedBrief:
    with ledger.transaction() as connection:
        brief = Brief(title, ("CHN",), None, None) if title else None
        return briefs.save(connection, ident, brief, version=version, signed=signed)


def test_every_saving_is_a_version_and_the_last_one_counts(address: str) -> None:
    with open_ledger(address) as ledger:
        first = save(ledger, None, "One", 0, ANNA)
        second = save(ledger, first.id, "Two", first.version, BEN)
        assert (second.version, second.author) == (2, "ben")
        assert briefs.find(ledger.connection, first.id)[1].title == "Two"
        assert briefs.find(ledger.connection, first.id, 1)[1].title == "One"
        assert [one.title for one in briefs.all_of(ledger.connection, 9)] == ["Two"]


def test_who_saves_from_an_earlier_version_is_told_who_was_first(address: str) -> None:
    with open_ledger(address) as ledger:
        first = save(ledger, None, "One", 0, ANNA)
        save(ledger, first.id, "Two", 1, BEN)
        with pytest.raises(ConflictError, match="ben saved version 2 meanwhile"):
            save(ledger, first.id, "Three", 1, ANNA)


def test_a_brief_that_is_taken_away_is_not_listed_and_keeps_its_versions(address: str) -> None:
    with open_ledger(address) as ledger:
        first = save(ledger, None, "One", 0, ANNA)
        save(ledger, first.id, None, 1, ANNA)
        assert not list(briefs.all_of(ledger.connection, 9))
        with pytest.raises(NotFoundError):
            briefs.find(ledger.connection, first.id)
        assert briefs.find(ledger.connection, first.id, 1)[1].title == "One"
