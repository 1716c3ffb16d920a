"""Which records are asked for, as SQL: conditions and their parameters, joined in one place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypedDict

from talleyrand.ledger.rows import RECORD_COLUMNS
from talleyrand.model.records import Kind

_CODE = re.compile(r"[A-Z]{3}")
_NOT_SUPERSEDED = "NOT EXISTS (SELECT 1 FROM superseded s WHERE s.record = r.seq)"
_NOT_REJECTED = (
    "coalesce((SELECT v.status FROM revision v WHERE v.record_id = r.id ORDER BY v.seq DESC LIMIT 1), '') <> 'rejected'"
)


Part = Literal["actor", "any"]


class Choice(TypedDict, total=False):
    """The fields of `Selection` as keyword arguments."""

    actor: str | None
    toward: str | None
    kind: Kind | None
    since: str | None
    until: str | None
    limit: int | None
    part: Part
    rejected: bool
    undated: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records: by actor, the one they are directed at, kind and days (inclusive, `YYYY-MM-DD` or a part of it).

    `actor` and `toward` are a country's ISO alpha-3 code, which takes in its persons and organs, an actor id, or a
    name. `part` tells whether `actor` acts or speaks, or takes any part (is addressed, receives). `limit` keeps the
    newest. Records that a person rejected are left out unless `rejected` is asked for; `since` and `until` leave out
    the undated unless `undated` is.
    """

    actor: str | None = None
    toward: str | None = None
    kind: Kind | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    part: Part = "actor"
    rejected: bool = False
    undated: bool = False


Condition = tuple[str, tuple[str, ...]]
_ROLES = {"actor": ("actor",), "any": ("actor", "recipient", "addressee"), "toward": ("recipient", "addressee")}


def query(selection: Selection) -> tuple[str, list[str | int]]:
    """Return the SQL that yields the selected rows in order of date, and its parameters."""
    where, parameters = _where(selection)
    order = "r.date_start {0}, d.published {0}, r.document {0}, r.start {0}, r.seq {0}"
    columns = f"{RECORD_COLUMNS} AS status, r.date_start, d.published, r.document, r.start, r.seq"
    base = f"FROM record r JOIN document d ON d.seq = r.document WHERE {where}"
    if selection.limit is None:
        return f"SELECT {columns} {base} ORDER BY {order.format('ASC')}", list(parameters)
    newest = f"SELECT r.seq {base} ORDER BY {order.format('DESC')} LIMIT ?"
    outer = "FROM record r JOIN document d ON d.seq = r.document"
    sql = f"SELECT {columns} {outer} WHERE r.seq IN ({newest}) ORDER BY {order.format('ASC')}"
    return sql, [*parameters, selection.limit]


def count_query(selection: Selection) -> tuple[str, list[str | int]]:
    """Return the SQL that counts the selected records whatever the limit, and its parameters."""
    where, parameters = _where(selection)
    return f"SELECT count(*) FROM record r WHERE {where}", list(parameters)  # noqa: S608 - parts are constants


def _where(selection: Selection) -> tuple[str, tuple[str, ...]]:
    found = list(_conditions(selection))
    return " AND ".join(sql for sql, _ in found), tuple(value for _, values in found for value in values)


def _conditions(selection: Selection) -> list[Condition]:
    conditions: list[Condition] = [(_NOT_SUPERSEDED, ())]
    undated = " OR r.date_start IS NULL" if selection.undated else ""
    if not selection.rejected:
        conditions.append((_NOT_REJECTED, ()))
    if selection.actor:
        conditions.append(_party(selection.actor, _ROLES[selection.part]))
    if selection.toward:
        conditions.append(_toward(selection.toward))
    if selection.kind:
        conditions.append(("r.kind = ?", (selection.kind,)))
    if selection.since:
        conditions.append((f"(r.date_end >= ?{undated})", (selection.since,)))
    if selection.until:
        conditions.append((f"(r.date_start <= ?{undated})", (f"{selection.until}~",)))
    return conditions


def _party(party: str, roles: tuple[str, ...]) -> Condition:
    """Return the condition that `party` is among those with one of `roles`."""
    column, value = _column(party)
    places = ", ".join("?" for _ in roles)
    inner = f"SELECT a.record FROM record_actor a WHERE a.{column} = ? AND a.role IN ({places})"  # noqa: S608
    return f"r.seq IN ({inner})", (value, *roles)


def _toward(party: str) -> Condition:
    """Return the condition that something is directed at `party`; in a contact every other participant counts."""
    directed, values = _party(party, _ROLES["toward"])
    shared, more = _party(party, _ROLES["actor"])
    return f"({directed} OR (r.type = 'CONSULT' AND {shared}))", (*values, *more)


def _column(party: str) -> tuple[str, str]:
    if _CODE.fullmatch(party):
        return "country", party
    if party.startswith("country:"):
        return "country", party.removeprefix("country:")
    return ("actor", party) if ":" in party else ("name_key", party.casefold())
