"""The actors of a ledger: found by the beginnings of their names' words, and listed by how many records they are in.

A state stands for all that act for it, under its ISO code; others stand for themselves, under their ids.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from talleyrand.codebook.countries import Country, load_countries
from talleyrand.ledger.database import Database
from talleyrand.ledger.location import Location
from talleyrand.ledger.opening import explained
from talleyrand.model.actors import ActorType

_WORD = re.compile(r"\w+")
_NAMED = "t.records > 0 AND t.key NOT LIKE 'unknown:%'"
_COLUMNS = (
    "t.key, coalesce(a.name, t.name), coalesce(a.type, 'state'), "
    "CASE WHEN instr(t.key, ':') > 0 THEN a.country ELSE t.key END, t.records"
)
_TABLES = "actor_tally t LEFT JOIN actor a ON a.id = t.key"
_FIND = (
    f"SELECT {_COLUMNS} FROM actor_index x CROSS JOIN actor_tally t ON t.seq = x.rowid "  # noqa: S608
    "LEFT JOIN actor a ON a.id = t.key WHERE x.actor_index MATCH ? "
    f"AND {_NAMED} AND instr(t.key, ':') > 0 ORDER BY t.records DESC, t.key LIMIT ?"
)
_STATE = f"SELECT {_COLUMNS} FROM {_TABLES} WHERE t.key = ? AND t.records > 0"  # noqa: S608
_FIRST = f"SELECT {_COLUMNS} FROM {_TABLES} WHERE {_NAMED} ORDER BY t.records DESC, t.key DESC LIMIT ?"  # noqa: S608
_KEY = re.compile(r"(?P<records>[0-9]{1,12})_(?P<key>.{1,300})")
_LAST = """
SELECT p.date_start FROM record_actor p INDEXED BY {index} WHERE p.{column} = ? AND p.role <> 'reported_by'
AND p.date_start <= ? AND p.record NOT IN (SELECT record FROM superseded) ORDER BY p.date_start DESC NULLS LAST LIMIT 1
"""
_NEWEST = "SELECT max(published) FROM document"
FAR = "9999"
"""Stands for the day of a ledger's newest document where none is dated."""


@dataclass(frozen=True, slots=True)
class ActorTally:
    """An actor with the number of current records that it takes part in; `country` is the code it is or acts for."""

    key: str
    name: str
    type: ActorType
    country: str | None
    records: int


@dataclass(frozen=True, slots=True)
class Wish:
    """Which actors are listed: of a type, of a country; `size` of them after the row that `key` names, or before it."""

    type: ActorType | None = None
    country: str | None = None
    size: int = 100
    key: str = ""
    back: bool = False


class Directory:
    """The actors of a ledger, found or listed."""

    def __init__(self, location: Location, connection: Database) -> None:
        self._location = location
        self._connection = connection

    def complete(self, typed: str, *, limit: int = 12) -> list[ActorTally]:
        """Return actors whose names' words begin as typed, those of most records first."""
        with explained(self._location):
            return complete(self._connection, typed, limit)

    def tally(self, key: str) -> ActorTally | None:
        """Return how many records an actor takes part in, by its key; None where it is in none."""
        with explained(self._location):
            return tally(self._connection, key)

    def listed(self, wish: Wish) -> list[ActorTally]:
        """Return actors by their number of records, one more than wished for where there are more."""
        with explained(self._location):
            return listed(self._connection, wish)

    def last_days(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the last day of each actor's records, up to the newest document."""
        with explained(self._location):
            return last_days(self._connection, keys)


def complete(connection: Database, typed: str, limit: int) -> list[ActorTally]:
    """Return actors whose names have words that begin with those typed, those of most records first."""
    words = [_folded(word) for word in _WORD.findall(typed)]
    if not words:
        return [tally_of(row) for row in connection.execute(_FIRST, (limit,))]
    states = [row for code in _states(words) for row in connection.execute(_STATE, (code,))]
    asked = " ".join(f'"{word}"*' for word in words)
    others = connection.execute(_FIND, (asked, limit)).fetchall()
    found = sorted((tally_of(row) for row in (*states, *others)), key=lambda one: (-one.records, one.key))
    return found[:limit]


def tally(connection: Database, key: str) -> ActorTally | None:
    """Return an actor by its key, None where it takes part in no record."""
    row = connection.execute(_STATE, (key,)).fetchone()
    return tally_of(row) if row else None


def listed(connection: Database, wish: Wish) -> list[ActorTally]:
    """Return actors, those of most records first, one more than is wished for where there are more.

    With `back` they are those before the key, the nearest first. Descriptions of nobody known are listed when their
    type is asked for.
    """
    conditions, values = ["t.records > 0"], list[str | int]()
    if wish.type == "state":
        conditions.append("instr(t.key, ':') = 0")
    elif wish.type:
        conditions.append("a.type = ?")
        values.append(wish.type)
    if wish.type not in ("unknown", "group"):
        conditions.append("t.key NOT LIKE 'unknown:%'")
    if wish.country:
        conditions.append("(t.key = ? OR a.country = ?)")
        values += [wish.country, wish.country]
    place = _KEY.fullmatch(wish.key)
    if place:
        conditions.append(f"(t.records, t.key) {'>' if wish.back else '<'} (?, ?)")
        values += [int(place["records"]), place["key"]]
    way = "ASC" if wish.back else "DESC"
    sql = (
        f"SELECT {_COLUMNS} FROM {_TABLES} WHERE {' AND '.join(conditions)} "  # noqa: S608 - constant names
        f"ORDER BY t.records {way}, t.key {way} LIMIT ?"
    )
    return [tally_of(row) for row in connection.execute(sql, (*values, wish.size + 1))]


def last_days(connection: Database, keys: Sequence[str]) -> dict[str, str]:
    """Return for each actor the last day of its records, none of them later than the newest document."""
    newest = newest_day(connection)
    found = {}
    for key in keys:
        column = "actor" if ":" in key else "country"
        sql = _LAST.format(column=column, index=f"record_actor_by_{column}")
        row = connection.execute(sql, (key, f"{newest}~")).fetchone()
        if row:
            found[key] = row[0]
    return found


def newest_day(connection: Database) -> str:
    """Return the day of the newest document, `FAR` where none is dated."""
    return str(connection.execute(_NEWEST).fetchone()[0] or FAR)[:10]


def tally_of(row: tuple[str, str, str, str | None, int]) -> ActorTally:
    """Return an actor of a row: key, name, type, country, number of records."""
    key, name, kind, country, records = row
    state = load_countries().get(key)
    return ActorTally(key, state.name if state else name, cast("ActorType", kind), country, records)


def _states(words: Sequence[str]) -> Iterable[str]:
    return [code for code, names in _state_words().items() if any(_begin(words, name) for name in names)]


def _begin(words: Sequence[str], name: Sequence[str]) -> bool:
    return all(any(part.startswith(word) for part in name) for word in words)


@cache
def _state_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The words of each state's names, and its code."""
    return {
        code: tuple(tuple(_WORD.findall(_folded(name))) for name in (code, *_names(state)))
        for code, state in load_countries().items()
    }


def _names(state: Country) -> tuple[str, ...]:
    return (*state.names, *state.abbreviations, *state.adjectives)


def _folded(text: str) -> str:
    """Return text as names are compared: no capitals, no accents."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
