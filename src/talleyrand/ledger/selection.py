"""Which records are asked for, as SQL: conditions and their parameters, joined in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypedDict

from talleyrand.ledger.rows import RECORD_COLUMNS
from talleyrand.model.records import Factuality, Kind

_CODE = re.compile(r"[A-Z]{3}")
_NOT_SUPERSEDED = "r.seq NOT IN (SELECT record FROM superseded)"
_BETWEEN = (
    "(EXISTS (SELECT 1 FROM record_actor p WHERE p.record = r.seq AND p.role = 'recipient') "
    "OR EXISTS (SELECT 1 FROM record_actor p WHERE p.record = r.seq AND p.role = 'actor' AND p.position > 0))"
)
_NOT_REJECTED = (
    "r.id NOT IN (SELECT v.record_id FROM revision v WHERE v.status = 'rejected' "
    "AND v.seq = (SELECT max(w.seq) FROM revision w WHERE w.record_id = v.record_id))"
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
    min_confidence: float | None
    max_confidence: float | None
    types: tuple[str, ...]
    factualities: tuple[Factuality, ...]
    documents: tuple[str, ...]
    stretch: tuple[int, int] | None
    ids: tuple[str, ...] | None
    reviewed: bool
    between: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records: by actor, the one they are directed at, kind and days (inclusive, `YYYY-MM-DD` or a part of it).

    `actor` and `toward` are a country's ISO alpha-3 code, which takes in its persons and organs, an actor id, or a
    name. `part` tells whether `actor` acts or speaks, or takes any part (is addressed, receives). `limit` keeps the
    newest. Records that a person rejected are left out unless `rejected` is asked for; `since` and `until` leave out
    the undated unless `undated` is. `min_confidence` and `max_confidence` (0 to 1, inclusive) keep the sure or the
    doubtful. `types` keeps acts of those PLOVER types, `factualities` what has one of those standings, `documents` what
    stands in those documents (ids), `stretch` what has evidence between two offsets of them, `ids` the records with
    those ids, `reviewed` what a person has judged, `between` what has a recipient or several actors. `bare` gives acts
    without their words (evidence, trigger, mentions, sources), read in half the time.
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
    min_confidence: float | None = None
    max_confidence: float | None = None
    types: tuple[str, ...] = ()
    factualities: tuple[Factuality, ...] = ()
    documents: tuple[str, ...] = ()
    stretch: tuple[int, int] | None = None
    ids: tuple[str, ...] | None = None
    reviewed: bool = False
    between: bool = False
    bare: bool = False


Condition = tuple[str, tuple[str | float, ...]]
_ROLES = {"actor": ("actor",), "any": ("actor", "recipient", "addressee"), "toward": ("recipient", "addressee")}


def query(selection: Selection) -> tuple[str, list[str | float]]:
    """Return the SQL that yields the selected rows, the oldest first or, under a limit, the newest first.

    The order (days, then the order of entry) is that of the indexes, so that a limit reads no more than it needs: with
    an actor, `record_actor` must be the outer table, which CROSS JOIN says.
    """
    source, conditions, order = _source(selection)
    conditions = [*conditions, *_conditions(selection)]
    way, end = ("DESC", " LIMIT ?") if selection.limit is not None else ("ASC", "")
    by = ", ".join(f"{column} {way}" for column in order)
    tail = f"GROUP BY {', '.join(order)} ORDER BY {by}{end}" if selection.actor else f"ORDER BY {by}{end}"
    sql = f"SELECT {RECORD_COLUMNS} {source} JOIN document d ON d.seq = r.document {_where(conditions)} {tail}"
    limit = [] if selection.limit is None else [selection.limit]
    return sql, [*_values(conditions), *limit]


def count_query(selection: Selection) -> tuple[str, list[str | float]]:
    """Return the SQL that counts the selected records whatever the limit, and its parameters."""
    source, conditions, _ = _source(selection)
    conditions = [*conditions, *_conditions(selection)]
    return f"SELECT count(DISTINCT r.seq) {source} {_where(conditions)}", [*_values(conditions)]


def chosen(selection: Selection, *, by_party: bool = True) -> tuple[str, list[str | float]]:
    """Return `FROM ... WHERE ...` of the selected records, as `r`, whatever the limit, with its parameters.

    `by_party` begins with the actor's records, which gives one several times; else the actor is a condition, for an
    order that an index of records has.
    """
    if by_party or not selection.actor:
        source, conditions, _ = _source(selection)
    else:
        source, conditions = "FROM record r", [_exists(selection.actor, _ROLES[selection.part])]
    conditions = [*conditions, *_conditions(selection)]
    return f"{source} {_where(conditions)}", _values(conditions)


def _exists(party: str, roles: tuple[str, ...]) -> Condition:
    """Return the condition that `party` is among those with one of `roles`, looked up record by record."""
    column, value = _column(party)
    inner = f"SELECT 1 FROM record_actor p WHERE p.record = r.seq AND p.{column} = ? AND p.role IN ({_places(roles)})"  # noqa: S608
    return f"EXISTS ({inner})", (value, *roles)


def _source(selection: Selection) -> tuple[str, list[Condition], tuple[str, str]]:
    """Return the tables to read, the condition on the actor, and the columns that order the rows."""
    if not selection.actor:
        return "FROM record r", [], ("r.date_start", "r.seq")
    column, value = _column(selection.actor)
    roles = _ROLES[selection.part]
    places = ", ".join("?" for _ in roles)
    party = (f"a.{column} = ? AND a.role IN ({places})", (value, *roles))
    return "FROM record_actor a CROSS JOIN record r ON r.seq = a.record", [party], ("a.date_start", "a.record")


def _where(conditions: list[Condition]) -> str:
    return "WHERE " + " AND ".join(sql for sql, _ in conditions)


def _values(conditions: list[Condition]) -> list[str | float]:
    return [value for _, values in conditions for value in values]


def _conditions(selection: Selection) -> list[Condition]:
    conditions: list[Condition] = [(_NOT_SUPERSEDED, ())]
    undated = " OR r.date_start IS NULL" if selection.undated else ""
    if not selection.rejected:
        conditions.append((_NOT_REJECTED, ()))
    if selection.reviewed:
        conditions.append(("r.id IN (SELECT record_id FROM revision)", ()))
    if selection.toward:
        conditions.append(_toward(selection.toward))
    if selection.kind:
        conditions.append(("r.kind = ?", (selection.kind,)))
    if selection.types:
        conditions.append((f"r.type IN ({_places(selection.types)})", selection.types))
    if selection.factualities:
        conditions.append((f"r.factuality IN ({_places(selection.factualities)})", selection.factualities))
    if selection.documents:
        inner = f"SELECT e.seq FROM document e WHERE e.id IN ({_places(selection.documents)})"  # noqa: S608
        conditions.append((f"r.document IN ({inner})", selection.documents))
    conditions += _chosen(selection)
    if selection.between:
        conditions.append((_BETWEEN, ()))
    if selection.since:
        conditions.append(
            (f"(r.date_end >= ? OR (r.date_end IS NULL AND r.date_start IS NOT NULL){undated})", (selection.since,))
        )
    if selection.until:
        conditions.append((f"(r.date_start <= ?{undated})", (f"{selection.until}~",)))
    if selection.min_confidence is not None:
        conditions.append(("r.confidence >= ?", (selection.min_confidence,)))
    if selection.max_confidence is not None:
        conditions.append(("r.confidence <= ?", (selection.max_confidence,)))
    return conditions


def _chosen(selection: Selection) -> Iterator[Condition]:
    """Yield the conditions that choose records one by one: by their place in a text, by their ids."""
    if selection.stretch:
        first, last = selection.stretch
        yield 'r.start < ? AND r."end" > ?', (last, first)
    if selection.ids is not None:
        yield f"r.id IN ({_places(selection.ids)})", selection.ids


def _places(values: tuple[str, ...]) -> str:
    return ", ".join("?" for _ in values)


def _party(party: str, roles: tuple[str, ...]) -> Condition:
    """Return the condition that `party` is among those with one of `roles`."""
    column, value = _column(party)
    places = ", ".join("?" for _ in roles)
    inner = f"SELECT p.record FROM record_actor p WHERE p.{column} = ? AND p.role IN ({places})"  # noqa: S608
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
