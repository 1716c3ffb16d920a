"""Documents as a list, the newest first, a page at a time by key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from talleyrand.ledger.database import Database
from talleyrand.ledger.inputs import Problem
from talleyrand.ledger.search import match
from talleyrand.ledger.selecting import listing
from talleyrand.ledger.selecting.facets import CAP
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.model.cases import Case

_LIST = """
SELECT d.seq, d.id, d.title, d.outlet, d.url, d.path, d.language, d.author, d.published, d.published_basis, (
    SELECT count(*) FROM record_facet r WHERE r.document = d.seq
) FROM document d WHERE {where} ORDER BY {day} DESC, d.seq DESC LIMIT ?
"""
_BY_INDEX = "coalesce(d.published, '')"
_BY_SORTING = f"{_BY_INDEX} || ''"
"""The same days: what few documents may be, which no index finds, is found faster by reading all as they lie."""
_HOLDING = (
    "(d.title /*!I*/LIKE ? ESCAPE '\\' OR d.seq IN (SELECT s.document FROM sentence_index "
    "JOIN sentence s ON s.seq = sentence_index.rowid WHERE sentence_index MATCH ?))"
)
_AUTHOR = (
    "(json_extract(d.author, '$.id') = ? OR json_extract(d.author, '$.country') = ? "
    "OR json_extract(d.author, '$.name') /*!I*/LIKE ? ESCAPE '\\')"
)
_ERRORS = "SELECT seq, place, what, hint FROM input_error WHERE seq > ? ORDER BY seq LIMIT ?"

Condition = tuple[str, tuple[str | float, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """A document's place in the list: its day of publication ("" where unknown) and its row."""

    published: str
    seq: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents: by outlet (part of its name), author (id, country's code, part of the name), days, words.

    `held` are documents of a case, by row, with how many of its records each has: then these alone.
    """

    outlet: str = ""
    author: str = ""
    since: str | None = None
    until: str | None = None
    words: str = ""
    held: Mapping[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document in the list, its author by name and id, and how many current records it has.

    `language` is its code, None where it can't be told; only English is coded.
    """

    place: Place
    id: str
    title: str | None
    outlet: str | None
    url: str | None
    path: str | None
    language: str | None
    author: str | None
    author_id: str | None
    published: str | None
    published_basis: str
    records: int


def shelved(connection: Database, wanted: Wanted, after: Place | None, limit: int) -> list[Shelved]:
    """Return at most `limit` documents behind a place in the list; raises NotFoundError for words that are none."""
    conditions = [("1 = 1", ()), *_conditions(wanted, after)]
    day = _BY_SORTING if wanted.outlet or wanted.author or wanted.words else _BY_INDEX
    query = _LIST.format(where=" AND ".join(sql for sql, _ in conditions), day=day)
    values = [value for _, given in conditions for value in given]
    found = [_of(row) for row in connection.execute(query, (*values, limit))]
    return [replace(one, records=wanted.held[one.place.seq]) for one in found] if wanted.held is not None else found


def of_case(connection: Database, case: Case) -> dict[int, int]:
    """Return how many of the newest 10,000 records of a case each document has, by its row."""
    found = listing.hits(connection, Selection(within=case, rejected=True), "r.document")
    query = f"SELECT document, count(*) FROM ({found.sql} LIMIT {CAP}) found GROUP BY 1"  # noqa: S608 - of `conditions`
    return dict(connection.execute(query, found.values))


def unreadable(connection: Database, after: int, limit: int) -> list[tuple[int, Problem]]:
    """Return inputs that could not be read, behind a row, at most `limit`, each with its row."""
    return [(seq, Problem(*problem)) for seq, *problem in connection.execute(_ERRORS, (after, limit))]


def _of(row: tuple[str | int | None, ...]) -> Shelved:
    seq, ident, title, outlet, url, path, language, author, published, basis, records = row
    named = json.loads(str(author)) if author else {}
    place = Place(str(published or ""), int(seq or 0))
    return Shelved(
        place,
        str(ident),
        _text(title),
        _text(outlet),
        _text(url),
        _text(path),
        _text(language),
        named.get("name"),
        named.get("id"),
        _text(published),
        str(basis),
        int(records or 0),
    )


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def _conditions(wanted: Wanted, after: Place | None) -> Iterator[Condition]:
    if after:
        yield "(coalesce(d.published, ''), d.seq) < (?, ?)", (after.published, after.seq)
    if wanted.held is not None:
        yield "d.seq IN (SELECT CAST(value AS BIGINT) FROM json_each(?))", (json.dumps(list(wanted.held)),)
    if wanted.outlet:
        yield "d.outlet /*!I*/LIKE ? ESCAPE '\\'", (_like(wanted.outlet),)
    if wanted.author:
        yield _AUTHOR, (wanted.author, wanted.author.upper(), _like(wanted.author))
    if wanted.since:
        yield f"{_BY_INDEX} >= ?", (wanted.since,)
    if wanted.until:
        yield f"{_BY_INDEX} > '' AND {_BY_INDEX} <= ?", (f"{wanted.until}~",)
    if wanted.words:
        yield _HOLDING, (_like(wanted.words), match(wanted.words))


def _like(words: str) -> str:
    """Return a pattern for what holds the words, none of their characters an operator."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
