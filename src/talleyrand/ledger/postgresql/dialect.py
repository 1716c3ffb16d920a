"""The ledger's SQL as PostgreSQL understands it.

Queries are written once. What both databases know is written so (`NULLS FIRST`, `CASE WHEN`, an alias for every inner
query, a column for every name in GROUP BY); functions of SQLite's that PostgreSQL lacks are made in the ledger's schema
(`functions.py`). What is left is translated here:

- `/*! words */` is a comment to SQLite, and its words are for PostgreSQL;
- `INDEXED BY name` and a plus sign before a column, which tell SQLite which index to take, are left out;
- `CROSS JOIN`, by which SQLite keeps an order of tables, has an ON, and is a `JOIN`;
- `name MATCH ?`, a full-text question of FTS5, asks the column `words` of that table;
- places `?` and `:name` are `$1`, `$2` ...
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any

from talleyrand.ledger.database import Parameters
from talleyrand.ledger.postgresql.words import asked

KEPT = 512
"""Statements whose translation is kept."""

_OWN = re.compile(r"/\*!(.*?)\*/", re.DOTALL)
_TOKEN = re.compile(
    r"""
      '(?:[^']|'')*' | "[^"]*"                           # a text, a quoted name: as they are
    | (?P<hint>\ INDEXED\ BY\ \w+ | (?<=[\s(])\+(?=[a-z(]))
    | (?P<join>CROSS\ JOIN)
    | (?P<row>\w+\.)?(?P<index>\w+)\ MATCH\ \?
    | (?P<place>\?)
    | (?<!:):(?P<name>[a-z_]+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as PostgreSQL takes it, the names of its places in order (none where they have none).

    `asked` are the places that take a full-text question.
    """

    sql: str
    names: tuple[str, ...] = ()
    asked: frozenset[int] = frozenset()

    def values(self, parameters: Parameters) -> list[Any]:
        """Return the values of the places in order."""
        given = [parameters[name] for name in self.names] if isinstance(parameters, Mapping) else list(parameters)
        return [asked(value) if place in self.asked else value for place, value in enumerate(given)]


@lru_cache(KEPT)
def translated(sql: str) -> Statement:
    """Return a statement of the ledger's for PostgreSQL.

    >>> translated("SELECT 1 FROM record r INDEXED BY it WHERE +r.id = ? LIMIT ?").sql
    'SELECT 1 FROM record r WHERE r.id = $1 LIMIT $2'
    >>> translated("SELECT seq FROM run ORDER BY :way /*!, seq*/")
    Statement(sql='SELECT seq FROM run ORDER BY $1 , seq', names=('way',), asked=frozenset())
    """
    names: list[str] = []
    questions: set[int] = set()
    numbers = count(1)

    def put(found: re.Match[str]) -> str:
        match found.lastgroup:
            case "hint":
                return ""
            case "join":
                return "JOIN"
            case "index":
                place = next(numbers)
                questions.add(place - 1)
                return f"{found['row'] or found['index'] + '.'}words @@ asked_{found['index']}(${place})"
            case "place":
                return f"${next(numbers)}"
            case "name":
                if found["name"] not in names:
                    names.append(found["name"])
                return f"${names.index(found['name']) + 1}"
        return found.group()

    made = _TOKEN.sub(put, _OWN.sub(r"\1", sql))
    return Statement(made, tuple(names), frozenset(questions))
