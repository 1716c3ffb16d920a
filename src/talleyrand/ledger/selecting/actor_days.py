"""Actors with their number of records and their last day, of the whole ledger or of a case: lists to be sorted."""
# ruff: noqa: S608 - queries are put together of constants alone; values are bound

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from talleyrand.ledger.database import Database
from talleyrand.ledger.directory import ActorTally, Wish, last_days, newest_day, tally_of
from talleyrand.ledger.selecting.facets import CAP
from talleyrand.ledger.selecting.listing import hits
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.model.cases import Case

By = Literal["records", "last"]
Listed = tuple[ActorTally, str]
"""An actor and the last day of its records that is no later than the newest document; empty where none has a day."""

_KEY = re.compile(r"(?P<value>[0-9-]{0,12})_(?P<key>.{1,300})")
_EVERY = """
SELECT t.key, coalesce(a.name, t.name), coalesce(a.type, 'state'),
CASE WHEN instr(t.key, ':') > 0 THEN a.country ELSE t.key END, t.records
FROM actor_tally t LEFT JOIN actor a ON a.id = t.key WHERE t.records > 0
"""
_COUNTED = (
    "SELECT p.{0} AS key, min(p.name) AS name, count(DISTINCT p.record) AS records, "
    "max(CASE WHEN hit.date_start <= ? THEN hit.date_start END) AS last "
    "FROM hit CROSS JOIN record_actor p ON p.record = hit.seq AND p.role <> 'reported_by' AND {1} GROUP BY 1"
)
_OWN = _COUNTED.format("country", "p.country IS NOT NULL")
_OTHERS = _COUNTED.format("actor", "p.actor NOT LIKE 'country:%'")


@dataclass(frozen=True, slots=True)
class Rows:
    """Actors with their last days; `whole` is False where the newest `CAP` records of a case are counted."""

    actors: tuple[Listed, ...]
    whole: bool = True


def of_ledger(connection: Database) -> Rows:
    """Return all actors of a ledger; a second where there are tens of thousands."""
    found = [tally_of(row) for row in connection.execute(_EVERY)]
    days = last_days(connection, [one.key for one in found])
    return Rows(tuple((one, days.get(one.key, "")) for one in found))


def of_case(connection: Database, case: Case) -> Rows:
    """Return the actors of a case with the number of its records that they take part in."""
    asked = hits(connection, Selection(within=case, rejected=True), "r.seq, r.date_start")
    newest = f"{newest_day(connection)}~"
    sql = (
        f"WITH found AS MATERIALIZED ({asked.sql} LIMIT {CAP + 1}), "
        f"hit AS MATERIALIZED (SELECT * FROM found LIMIT {CAP}), "
        f"t AS MATERIALIZED ({_OWN} UNION ALL {_OTHERS}) "
        "SELECT t.key, coalesce(a.name, t.name), coalesce(a.type, 'state'), "
        "CASE WHEN instr(t.key, ':') > 0 THEN a.country ELSE t.key END, t.records, t.last, "
        "(SELECT count(*) FROM found) FROM t LEFT JOIN actor a ON a.id = t.key"
    )
    rows = connection.execute(sql, (*asked.values, newest, newest)).fetchall()
    actors = tuple((tally_of(row[:5]), row[5] or "") for row in rows)
    return Rows(actors, not rows or rows[0][6] <= CAP)


def cut(rows: Sequence[Listed], wish: Wish, by: By) -> list[Listed]:
    """Return the actors wished for, the first by number of records or by last day first, and one more if there is one.

    With `back` they are those before the key, the nearest first.
    """
    place = _order(by)
    found = sorted((one for one in rows if _is_wished(one[0], wish)), key=place, reverse=not wish.back)
    start = _KEY.fullmatch(wish.key)
    if start:
        at = (int(start["value"] or 0) if by == "records" else start["value"], start["key"])
        found = [one for one in found if (place(one) > at if wish.back else place(one) < at)]
    return found[: wish.size + 1]


def key_of(one: Listed, by: By) -> str:
    """Return the place of a row as an address has it."""
    value, key = _order(by)(one)
    return f"{value}_{key}"


def _order(by: By) -> Callable[[Listed], tuple[int | str, str]]:
    return (lambda one: (one[0].records, one[0].key)) if by == "records" else (lambda one: (one[1], one[0].key))


def _is_wished(one: ActorTally, wish: Wish) -> bool:
    if wish.type not in ("unknown", "group") and one.key.startswith("unknown:"):
        return False
    if wish.country and wish.country not in (one.key, one.country):
        return False
    if wish.type is None:
        return True
    return ":" not in one.key if wish.type == "state" else ":" in one.key and one.type == wish.type
