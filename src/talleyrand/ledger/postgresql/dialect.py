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
from functools import lru_cache
from typing import Any

from talleyrand.ledger.database import Parameters

KEPT = 512
"""Statements whose translation is kept."""

_OWN = re.compile(r"/\*!(.*?)\*/", re.DOTALL)
_TOKEN = re.compile(
    r"""
      '(?:[^']|'')*' | "[^"]*"                           # a text, a quoted name: as they are
    | (?P<hint>\ INDEXED\ BY\ \w+ | (?<=[\s(])\+(?=[a-z]))
    | (?P<join>CROSS\ JOIN)
    | (?P<index>\w+)\ MATCH\ (?=\?)
    | (?P<place>\?)
    | (?<!:):(?P<name>[a-z_]+)
    """,
    re.VERBOSE,
)


@lru_cache(KEPT)
def translated(sql: str) -> tuple[str, tuple[str, ...]]:
    """Return a statement with places `$1` ..., and the names of its places in order, none where they have none.

    >>> translated("SELECT 1 FROM record r INDEXED BY it WHERE +r.id = ? LIMIT ?")
    ('SELECT 1 FROM record r WHERE r.id = $1 LIMIT $2', ())
    >>> translated("SELECT seq FROM run ORDER BY :way /*!, seq*/")
    ('SELECT seq FROM run ORDER BY $1 , seq', ('way',))
    """
    names: list[str] = []
    places = 0

    def put(found: re.Match[str]) -> str:
        nonlocal places
        match found.lastgroup:
            case "hint":
                return ""
            case "join":
                return "JOIN"
            case "index":
                return f"{found['index']}.words @@ asked_words"
            case "place":
                places += 1
                return f"${places}"
            case "name":
                if found["name"] not in names:
                    names.append(found["name"])
                return f"${names.index(found['name']) + 1}"
        return found.group()

    made = _TOKEN.sub(put, _OWN.sub(r"\1", sql))
    return re.sub(r"asked_words(\$\d+)", r"asked_words(\1)", made), tuple(names)


def values(names: tuple[str, ...], parameters: Parameters) -> list[Any]:
    """Return the values of a statement's places in order."""
    if isinstance(parameters, Mapping):
        return [parameters[name] for name in names]
    return list(parameters)
