"""Dated calls and meetings of February 2022, and the official texts of those weeks that may tell of them."""

from __future__ import annotations

from dataclasses import dataclass

from quality.places import SHARED
from quality.sets.jsonl import Json, rows
from talleyrand import Act, Document, Engine, Record, code
from talleyrand.archive.reading import ReadOptions, read_paths
from talleyrand.archive.snapshots import Snapshot

FACTS = SHARED / "gold" / "facts" / "ukraine_2022_february.jsonl"
CORPORA = ("kremlin_2021_2022", "white_house_2021_2023", "president_ukraine_2021_2022", "zelensky_addresses_2022")
FIRST, LAST = "2022-02-01", "2022-03-02"
LONGEST = 40_000
"""Characters; what is longer is a transcript of an hour's questions, which costs half the time and reports no call."""
KINDS = frozenset({"call", "meeting"})
OF_CORPORA = ("kremlin-", "white_house")


@dataclass(frozen=True, slots=True)
class Fact:
    """A call or meeting: the countries, the day, and whether the document that reports it is in the corpora."""

    id: str
    day: str
    countries: tuple[str, ...]
    at_hand: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """What a record says that was: the countries that talked or agreed, from the first to the last day."""

    countries: frozenset[str]
    start: str
    end: str


def facts() -> list[Fact]:
    """Return the contacts between two countries or more."""
    found = [row for row in rows(FACTS) or () if row["kind"] in KINDS]
    return [fact(row) for row in found if _between_countries(row)]


def fact(row: Json) -> Fact:
    """Return the contact that a row describes."""
    countries = tuple(dict.fromkeys(_country(actor) for actor in row["actors"]))
    told = [place for place in row.get("verified_in") or () if place.startswith(OF_CORPORA)]
    return Fact(row["id"], row["date"], countries, bool(told))


def load() -> list[Document] | None:
    """Return the texts of those weeks in the order of the corpora, None where facts or corpora are absent."""
    paths = [SHARED / "corpora" / name / "docs.jsonl" for name in CORPORA]
    if not all(path.exists() for path in (*paths, FACTS)):
        return None
    read = (outcome.document for outcome in read_paths(paths, ReadOptions()) if isinstance(outcome, Snapshot))
    return [d for d in read if d.published and FIRST <= d.published <= LAST and len(d.text) <= LONGEST]


def read(item: Document, engine: Engine) -> tuple[Contact, ...]:
    """Return the contacts that the ledger would hold of the text."""
    return tuple(contact for record in code(item, engine) for contact in contacts_of(record))


def contacts_of(record: Record) -> tuple[Contact, ...]:
    """Return the contact that a record is: people talked or agreed, on days that are known."""
    act = record.payload
    if not isinstance(act, Act) or record.factuality != "actual" or act.event_type not in {"CONSULT", "AGREE"}:
        return ()
    if not record.date.start:
        return ()
    countries = frozenset(a.country for a in (*record.actors, *record.recipients) if a.country)
    return (Contact(countries, record.date.start[:10], (record.date.end or record.date.start)[:10]),)


def _between_countries(row: Json) -> bool:
    countries = {_country(actor) for actor in row["actors"]}
    return len(countries) > 1 and all(len(c) == 3 and c.isupper() for c in countries)


def _country(actor: str) -> str:
    return actor.split(":", maxsplit=1)[0]
