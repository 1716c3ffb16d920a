"""A selection as conditions on the columns of a data set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from operator import and_

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from talleyrand.errors import LedgerError
from talleyrand.ledger.dataset.manifest import File
from talleyrand.ledger.selecting.conditions import column_of
from talleyrand.ledger.selecting.selection import Selection

Mask = Callable[[pa.RecordBatch], pa.Array]

_LISTS = {"country": "countries", "actor": "ids", "name_key": "names"}
_ROLES = {"actor": ("actor",), "recipient": ("recipient",), "any": ("actor", "recipient")}
_REFUSED = {"within": "cases", "words": "records by their words", "reviewed": "reviews"}


def refuse(selection: Selection) -> None:
    """Raise LedgerError for what a data set can't be asked."""
    for name, what in _REFUSED.items():
        if name != "reviewed" and getattr(selection, name):
            raise only_ledgers(f"a data set knows no {what}")


def only_ledgers(what: str) -> LedgerError:
    """Return the error for what needs a ledger."""
    return LedgerError(what, hint="talleyrand import records FOLDER --ledger FILE makes a ledger of it")


def is_empty(selection: Selection) -> bool:
    """Tell whether nothing can be selected: no person judges records here."""
    if selection.data == "only":
        return True
    return selection.reviewed or (bool(selection.statuses) and "proposed" not in selection.statuses)


def may_hold(file: File, selection: Selection) -> bool:
    """Tell whether a file of records may hold what is selected, by its days."""
    if selection.undated and file.undated:
        return True
    early = selection.until and (file.first_day is None or file.first_day > f"{selection.until}~")
    late = selection.since and (file.last_day is None or file.last_day < selection.since)
    return not early and not late


def condition_of(selection: Selection) -> pads.Expression | None:
    """Return what each row has to meet by columns of one value each; None for no condition."""
    conditions = [*_plain(selection), *_days(selection)]
    return reduce(and_, conditions) if conditions else None


def masks_of(selection: Selection) -> tuple[tuple[str, ...], list[Mask]]:
    """Return what each row has to meet by columns of several values, and those columns."""
    masks: list[Mask] = []
    columns: list[str] = []

    def add(parties: Sequence[str], roles: Sequence[str]) -> Mask:
        named = list(_columns(parties, roles))
        columns.extend(column for column, _ in named)
        return lambda batch: reduce(pc.or_, (_holds(batch, column, values) for column, values in named))

    if selection.actor:
        masks.append(add([selection.actor], _ROLES[selection.part]))
    for parties, roles in (
        (selection.actors, _ROLES["actor"]),
        (selection.recipients, _ROLES["recipient"]),
        (selection.parties, _ROLES["any"]),
    ):
        if parties:
            masks.append(add(parties, roles))
    if selection.toward:
        masks.append(_toward(add([selection.toward], ("recipient",)), add([selection.toward], ("actor",))))
        columns.append("type")
    if selection.sources:
        columns.append("sources")
        masks.append(lambda batch: _vouched(batch, selection.sources))
    return tuple(dict.fromkeys(columns)), masks


def _plain(selection: Selection) -> Iterator[pads.Expression]:
    chosen = {
        "kind": (*selection.kinds, *((selection.kind,) if selection.kind and not selection.kinds else ())),
        "type": selection.types,
        "factuality": selection.factualities,
        "document": selection.documents,
        "publisher": selection.outlets,
    }
    for column, values in chosen.items():
        if values:
            yield pc.field(column).isin(list(values))
    if selection.kind and selection.kinds:
        yield pc.field("kind") == selection.kind
    if selection.ids is not None:
        yield pc.field("id").isin(pa.array(selection.ids, pa.string()))
    if selection.stretch:
        first, last = selection.stretch
        yield (pc.field("start") < last) & (pc.field("end") > first)
    if selection.between:
        yield (pc.field("recipients") > 0) | (pc.field("actors") > 1)
    if selection.min_confidence is not None:
        yield pc.field("confidence") >= selection.min_confidence
    if selection.max_confidence is not None:
        yield pc.field("confidence") <= selection.max_confidence


def _days(selection: Selection) -> Iterator[pads.Expression]:
    start, end = pc.field("date_start"), pc.field("date_end")
    if selection.since:
        after = (end >= selection.since) | (end.is_null() & start.is_valid())
        yield after | start.is_null() if selection.undated else after
    if selection.until:
        before = start <= f"{selection.until}~"
        yield before | start.is_null() if selection.undated else before


def _columns(parties: Sequence[str], roles: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the columns of roles that parties are asked for by, each with their values there."""
    by: dict[str, list[str]] = {}
    for party in parties:
        kind, value = column_of(party)
        by.setdefault(kind, []).append(value)
    for kind, values in by.items():
        for role in roles:
            yield f"{role}_{_LISTS[kind]}", values


def _holds(batch: pa.RecordBatch, column: str, values: Sequence[str]) -> pa.Array:
    """Return for each row whether its list in a column has one of some values; names are compared without capitals."""
    lists = batch.column(column)
    found = lists.flatten()
    if column.endswith("_names"):
        found = pa.array([name.casefold() for name in found.to_pylist()], pa.string())
    rows = pc.list_parent_indices(lists).filter(pc.is_in(found, pa.array(values)))
    return pc.is_in(pa.array(np.arange(len(batch))), rows.cast(pa.int64()))


def _toward(receives: Mask, shares: Mask) -> Mask:
    """Directed at a party; in a contact every other participant counts."""
    return lambda batch: pc.or_(receives(batch), pc.and_(pc.equal(batch.column("type"), "CONSULT"), shares(batch)))


def _vouched(batch: pa.RecordBatch, sources: Sequence[str]) -> pa.Array:
    held = _holds(batch, "sources", [name for name in sources if name != "none"])
    if "none" not in sources:
        return held
    return pc.or_(held, pc.equal(pc.list_value_length(batch.column("sources")), 0))
