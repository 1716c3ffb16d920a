"""Keeping in a ledger which document copies which: each new one is compared with those that share keys with it.

A document copies the earliest published of those that it is like; those published on one day stand in order of their
ids. What comes in late but was published early takes its copies over. So the same documents give the same copies,
whatever the order they were read in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from sqlalchemy import Connection, create_engine, insert

from talleyrand.archive.near_duplicates import (
    SAME,
    VERSION,
    Keys,
    Shingles,
    Sketch,
    is_near,
    likeness,
    rule_of,
    sketch,
)
from talleyrand.ledger import copy_rows
from talleyrand.ledger.copy_rows import CopyRow, Sketched, SketchRow
from talleyrand.ledger.documents.copies import copies
from talleyrand.ledger.store import Ledger
from talleyrand.ledger.tables import schema
from talleyrand.ledger.tables.columns import document_row
from talleyrand.ledger.tables.shapes import METADATA
from talleyrand.ledger.within import raw
from talleyrand.model.copies import Copy
from talleyrand.model.documents import Document
from talleyrand.parse.blocks import find_blocks
from talleyrand.pipeline.copy_candidates import Filed, candidates, filed_keys, period_of, periods_of
from talleyrand.pipeline.sketching import sketch_of

AT_ONCE = 1_000
"""Documents compared together: their keys lie all over a period's part of the index, each page is written for many."""
RECENT = 4_000
"""Documents whose shingles are remembered: some 20 MB."""
KNOWN = 40_000
"""Documents whose rows are remembered: some 20 MB."""
SCORE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Recent:
    """What is remembered of the documents met last, by row: most copies are of these, and need not be read again."""

    shingles: dict[int, Shingles] = field(default_factory=dict)
    rows: dict[int, Sketched] = field(default_factory=dict)

    def forget(self, documents: Iterable[int]) -> None:
        """Forget some documents, and of the others those that were met first, where they are many."""
        for one in documents:
            self.shingles.pop(one, None)
            self.rows.pop(one, None)
        for held, most in ((self.shingles, RECENT), (self.rows, KNOWN)):
            for one in list(held)[: max(0, len(held) - most)]:
                del held[one]


def keep_copies(connection: Connection, sketches: Sequence[tuple[str, Sketch]], recent: Recent | None = None) -> None:
    """Enter the sketches of documents, by their ids, and note which documents copy which; inside a transaction.

    Documents that have a sketch already are compared anew, and so are their copies.
    """
    recent = Recent() if recent is None else recent
    rows = copy_rows.rows_of(connection, [ident for ident, _ in sketches])
    given = {rows[ident]: found for ident, found in sketches if ident in rows}
    known = copy_rows.sketched(connection, given)
    if known:
        given = _forgotten(connection, list(known)) | given
    recent.forget(given)
    _Keeping(connection, recent).enter(given)
    recent.forget(())


def find_copies(documents: Iterable[Document]) -> list[Copy]:
    """Return which of some documents copies which, as a ledger would have it that held these alone."""
    given = {document.id: document for document in documents}
    tables = (schema.source, schema.document, schema.document_sketch, schema.document_key, schema.document_copy)
    with create_engine("sqlite://").connect() as connection:
        METADATA.create_all(connection, tables)
        if given:
            connection.execute(insert(schema.document), [document_row(document) for document in given.values()])
        keep_copies(connection, [(ident, sketch_of(one, find_blocks(one))) for ident, one in given.items()])
        return list(copies(raw(connection)))


class CopyKeeper:
    """Compares documents as they are entered, many at a time; call `flush` at the end."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._waiting: list[tuple[str, Sketch]] = []
        self._recent = Recent()

    def add(self, document: Document, found: Sketch | None) -> None:
        """Take a document that was entered, with its sketch where that is made already."""
        self._waiting.append((document.id, found or sketch_of(document, find_blocks(document))))
        if len(self._waiting) >= AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Compare what waits."""
        with self._ledger.transaction() as connection:
            keep_copies(connection, self._waiting, self._recent)
        self._waiting = []


def catch_up(ledger: Ledger) -> None:
    """Compare the documents that are in a ledger without having been compared, or were by another version."""
    with ledger.transaction() as connection:
        if copy_rows.other_versions(connection, VERSION):
            copy_rows.remove_all(connection)
    while _some_caught_up(ledger):
        pass


def _some_caught_up(ledger: Ledger) -> bool:
    """Compare the next documents that were not; False where there are none."""
    with ledger.transaction() as connection:
        documents = copy_rows.without_sketch(connection, AT_ONCE)
        keep_copies(connection, [(one.id, sketch_of(one, find_blocks(one))) for one in documents])
    return bool(documents)


def _forgotten(connection: Connection, documents: list[int]) -> dict[int, Sketch]:
    """Remove what is kept of documents, of their copies and of theirs; return their sketches as they were."""
    family = dict.fromkeys(documents)
    while documents := [seq for seq in copy_rows.copied_from(connection, documents) if seq not in family]:
        family.update(dict.fromkeys(documents))
    found = {}
    for seq in family:
        text, body, period = copy_rows.text_of(connection, seq)
        found[seq] = sketch(text, body)
        copy_rows.remove_keys(connection, [(key, seq) for key in filed_keys(period, found[seq]).tolist()])
    copy_rows.remove_sketches(connection, list(found))
    return found


class _Keeping:
    """One batch: what was read of the ledger for it, and what it adds."""

    def __init__(self, connection: Connection, recent: Recent) -> None:
        self._connection = connection
        self._recent = recent
        self._known = recent.rows
        self._before: dict[int, int] = {}
        self._noted: dict[int, CopyRow] = {}

    def enter(self, sketches: Mapping[int, Sketch]) -> None:
        """Enter new sketches and compare their documents with those that share keys, and with each other."""
        published = copy_rows.published(self._connection, sketches)
        copy_rows.enter_sketches(
            self._connection,
            [
                SketchRow(seq, one.digest, one.windows, one.body, period_of(published[seq]), VERSION)
                for seq, one in sketches.items()
            ],
        )
        self._learn(sketches)
        self._recent.shingles.update((seq, one.shingles) for seq, one in sketches.items())
        periods = partial(periods_of, partial(copy_rows.first_from, self._connection))
        found = candidates(sketches, self._known, periods, self._held)
        self._before = copy_rows.originals(self._connection, set().union(*found.found.values()))
        for seq in sketches:
            self._compare(seq, found.found.get(seq, ()))
        copy_rows.remove_keys(self._connection, _pairs(found.removed))
        copy_rows.enter_keys(self._connection, _pairs(found.added))
        copy_rows.put_copies(self._connection, self._noted.values())

    def _compare(self, seq: int, found: Collection[int]) -> None:
        """Find what a document copies, and make those copy it that were published later and copied nothing earlier."""
        one = self._known[seq]
        others = sorted((self._known[other] for other in found if other != seq), key=lambda other: other.order)
        for other in others:
            if other.order > one.order or self._note(one, other):
                break
        later = deque(other for other in others if other.order > one.order)
        met = {other.seq for other in later}
        while later:
            other = later.popleft()
            if self._copies_nothing_before(other, one) and self._note(other, one):
                copies = self._copies_of(other.seq)
                later.extend(self._known[copy] for copy in copies if copy not in met)
                met.update(copies)

    def _copies_of(self, seq: int) -> list[int]:
        before = [copy for copy in copy_rows.copied_from(self._connection, [seq]) if copy not in self._noted]
        self._learn(before)
        self._before |= dict.fromkeys(before, seq)
        return before + [copy for copy, row in self._noted.items() if row.original == seq]

    def _copies_nothing_before(self, other: Sketched, one: Sketched) -> bool:
        original = self._noted[other.seq].original if other.seq in self._noted else self._before.get(other.seq)
        if original is None:
            return True
        self._learn([original])
        return one.order < self._known[original].order

    def _note(self, copy: Sketched, original: Sketched) -> bool:
        """Note that a document copies another one, if it does."""
        if copy.digest == original.digest:
            found = SAME
        elif is_near(copy, original):
            found = likeness(self._shingles(copy.seq), self._shingles(original.seq))
        else:
            return False
        rule = rule_of(found, copy, original)
        if rule is not None:
            jaccard, contained, contains = (
                round(s, SCORE_DIGITS) for s in (found.jaccard, found.contained, found.contains)
            )
            self._noted[copy.seq] = CopyRow(copy.seq, original.seq, rule, jaccard, contained, contains, VERSION)
        return rule is not None

    def _held(self, keys: Keys) -> Filed:
        """Return who is held under some keys, and learn of them."""
        rows = Filed(*copy_rows.holders(self._connection, keys))
        self._learn(np.unique(rows.documents).tolist())
        return rows

    def _learn(self, documents: Collection[int]) -> None:
        unknown = [seq for seq in documents if seq not in self._known]
        if unknown:
            self._known |= copy_rows.sketched(self._connection, unknown)

    def _shingles(self, seq: int) -> Shingles:
        found = self._recent.shingles.get(seq)
        if found is None:
            text, body, _ = copy_rows.text_of(self._connection, seq)
            found = self._recent.shingles[seq] = sketch(text, body).shingles
        return found


def _pairs(rows: Iterable[Filed]) -> list[tuple[int, int]]:
    """Return rows of the index as pairs of a key and a document, sorted."""
    return sorted(pair for some in rows for pair in zip(some.keys.tolist(), some.documents.tolist(), strict=True))
