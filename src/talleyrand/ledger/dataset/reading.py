"""Records of a data set in order of date, a window of days at a time: memory does not grow with what is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from talleyrand.ledger.dataset.choosing import Mask, condition_of, is_empty, masks_of, may_hold, refuse
from talleyrand.ledger.dataset.manifest import File, Manifest
from talleyrand.ledger.dataset.scanning import gathered, scan
from talleyrand.ledger.dataset.stores import Store
from talleyrand.ledger.selecting.selection import Selection

WINDOW = 50_000
"""Records of one window at most, unless one day has more: about 80 megabytes."""
ORDER = ("date_start", "run", "file", "position", "number")
COLUMNS = ("id", "document", "kind", "body", "published", *ORDER)
"""What is read of a record: the rest is in its body."""

Days = tuple[str, str] | None
"""First and last day of a window; None for what is undated."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A selection, ready to be looked for in files."""

    files: tuple[File, ...]
    condition: pads.Expression | None
    masks: Sequence[Mask]
    columns: tuple[str, ...]

    def within(self, days: Days) -> Chosen:
        """Return what of it begins in a window."""
        start = pc.field("date_start")
        if days is None:
            files = tuple(file for file in self.files if file.undated)
            return self._and(start.is_null(), files)
        first, last = days
        files = tuple(f for f in self.files if f.first_day and f.first_day <= last and (f.last_day or "") >= first)
        return self._and((start >= first) & (start <= last), files)

    def _and(self, condition: pads.Expression, files: tuple[File, ...]) -> Chosen:
        return replace(self, files=files, condition=condition if self.condition is None else self.condition & condition)


def chosen(manifest: Manifest, selection: Selection) -> Chosen:
    """Return a selection of a data set; raises LedgerError for what only a ledger knows."""
    refuse(selection)
    files = () if is_empty(selection) else manifest.of("records")
    columns, masks = masks_of(selection)
    return Chosen(tuple(f for f in files if may_hold(f, selection)), condition_of(selection), masks, columns)


def batches(store: Store, chosen: Chosen, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """Yield columns of all that is chosen, without an order."""
    needed = tuple(dict.fromkeys((*columns, *chosen.columns)))
    for batch in scan(store, "records", chosen.files, needed, chosen.condition):
        met = batch.filter(_all(batch, chosen.masks)) if chosen.masks else batch
        if len(met):
            yield met.select(list(columns))


def tables(store: Store, chosen: Chosen, limit: int | None = None) -> Iterator[pa.Table]:
    """Yield a table of records for each window, in order of date, the undated first; under a limit the newest."""
    found: list[pa.Table] = []
    left = limit
    for days in reversed(windows(store, chosen)) if limit is not None else windows(store, chosen):
        table = _sorted(store, chosen.within(days) if days != _EVERY else chosen)
        if left is None:
            yield table
            continue
        found.append(table.slice(max(0, len(table) - left)))
        left -= len(found[-1])
        if left <= 0:
            break
    yield from reversed(found)


def windows(store: Store, chosen: Chosen) -> list[Days]:
    """Return the windows that a choice is read in, in order; one for all where there is not much."""
    if sum(file.rows for file in chosen.files) <= WINDOW:
        return [_EVERY]
    days: Counter[str] = Counter()
    for batch in batches(store, chosen, ("date_start",)):
        for one in pc.value_counts(batch.column("date_start")).to_pylist():
            days[one["values"] or ""] += one["counts"]
    undated: list[Days] = [None] if days.pop("", 0) else []
    return [*undated, *_cut(days)]


def _cut(days: Counter[str]) -> Iterator[Days]:
    """Yield windows of days that together have about as many records as are read at once."""
    first, held, last = "", 0, ""
    for day, count in sorted(days.items()):
        if held and held + count > WINDOW:
            yield first, last
            first, held = "", 0
        first, last, held = first or day, day, held + count
    if held:
        yield first, last


_EVERY: Days = ("", "")


def _sorted(store: Store, chosen: Chosen) -> pa.Table:
    table = gathered(batches(store, chosen, COLUMNS), "records", COLUMNS)
    order = pc.sort_indices(table, [(key, "ascending") for key in ORDER])
    dated = len(table) - table["date_start"].null_count
    return pa.concat_tables([table.take(order[dated:]), table.take(order[:dated])])


def _all(batch: pa.RecordBatch, masks: Sequence[Callable[[pa.RecordBatch], pa.Array]]) -> pa.Array:
    return reduce(pc.and_, (mask(batch) for mask in masks))
