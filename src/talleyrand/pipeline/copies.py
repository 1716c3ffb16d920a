"""Keeping in a ledger which document copies which: each new one is compared with those that share keys with it.

A document copies the earliest published of those that it is like; those published on one day stand in order of their
ids. What comes in late but was published early takes its copies over. So the same documents give the same copies,
whatever the order they were read in.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, create_engine, insert

from talleyrand.archive.near_duplicates import (
    SAME,
    VERSION,
    Shingles,
    Sketch,
    is_candidate,
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
from talleyrand.pipeline.sketching import sketch_of

HOLDERS = 50
"""Documents kept under one key, those published first: what more have is furniture, or one story very often told."""
AT_ONCE = 1_000
"""Documents compared together: their keys lie all over the index, and so each of its pages is written once for many."""
RECENT = 4_000
"""Documents whose shingles are remembered: some 20 MB."""
SCORE_DIGITS = 4


def keep_copies(
    connection: Connection, sketches: Sequence[tuple[str, Sketch]], recent: dict[int, Shingles] | None = None
) -> None:
    """Enter the sketches of documents, by their ids, and note which documents copy which; inside a transaction.

    Documents that have a sketch already are compared anew, and so are their copies. `recent` are the shingles of
    documents by row, those entered last: most copies are of these, and they need not be made again of the texts.
    """
    recent = {} if recent is None else recent
    rows = copy_rows.rows_of(connection, [ident for ident, _ in sketches])
    given = {rows[ident]: found for ident, found in sketches if ident in rows}
    known = copy_rows.sketched(connection, given)
    if known:
        given = _forgotten(connection, list(known)) | given
    _Keeping(connection, recent).enter(given)
    for seq in list(recent)[: max(0, len(recent) - RECENT)]:
        del recent[seq]


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
        self._recent: dict[int, Shingles] = {}

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
    found = {seq: sketch(*copy_rows.text_of(connection, seq)) for seq in family}
    copy_rows.remove_keys(connection, [(key, seq) for seq, one in found.items() for key in one.keys])
    copy_rows.remove_sketches(connection, list(found))
    return found


class _Keeping:
    """One batch: what was read of the ledger for it, and what it adds."""

    def __init__(self, connection: Connection, recent: dict[int, Shingles]) -> None:
        self._connection = connection
        self._known: dict[int, Sketched] = {}
        self._holders: dict[int, list[int]] = {}
        self._added: set[tuple[int, int]] = set()
        self._removed: set[tuple[int, int]] = set()
        self._noted: dict[int, CopyRow] = {}
        self._recent = recent

    def enter(self, sketches: Mapping[int, Sketch]) -> None:
        """Enter new sketches and compare their documents with those that share keys, and with each other."""
        new = [SketchRow(seq, one.digest, one.windows, one.body, VERSION) for seq, one in sketches.items()]
        copy_rows.enter_sketches(self._connection, new)
        self._recent.update((seq, one.shingles) for seq, one in sketches.items())
        own = Counter(key for one in sketches.values() for key in one.keys)
        self._holders = copy_rows.holders(self._connection, own)
        self._learn({*sketches, *(seq for some in self._holders.values() for seq in some)})
        for seq, one in sketches.items():
            common = [key for key in one.keys if own[key] > 1 or key in self._holders]
            self._added.update((key, seq) for key in set(one.keys).difference(common))
            self._compare(seq, common)
            for key in common:
                self._hold(key, seq)
        copy_rows.remove_keys(self._connection, self._removed)
        copy_rows.enter_keys(self._connection, self._added)
        copy_rows.put_copies(self._connection, self._noted.values())

    def _compare(self, seq: int, keys: Iterable[int]) -> None:
        """Find what a document copies, and make those copy it that were published later and copied nothing earlier."""
        one = self._known[seq]
        candidates = [self._known[other] for other in self._candidates(one, keys)]
        for other in sorted((o for o in candidates if o.order < one.order), key=lambda other: other.order):
            if self._note(one, other):
                break
        later = deque(other for other in candidates if other.order > one.order)
        met = {other.seq for other in later}
        while later:
            other = later.popleft()
            if self._copies_nothing_before(other, one) and self._note(other, one):
                copies = self._copies_of(other.seq)
                later.extend(self._known[copy] for copy in copies if copy not in met)
                met.update(copies)

    def _candidates(self, one: Sketched, keys: Iterable[int]) -> Iterator[int]:
        certain: set[int] = set()
        shared: Counter[int] = Counter()
        for key in keys:
            held = self._holders.get(key, ())
            (certain if key & 1 else shared).update(held)
        windows = self._known
        certain.update(other for other, n in shared.items() if is_candidate(n, (one.windows, windows[other].windows)))
        certain.discard(one.seq)
        return iter(certain)

    def _copies_of(self, seq: int) -> list[int]:
        before = [copy for copy in copy_rows.copied_from(self._connection, [seq]) if copy not in self._noted]
        self._learn(before)
        return before + [copy for copy, row in self._noted.items() if row.original == seq]

    def _copies_nothing_before(self, other: Sketched, one: Sketched) -> bool:
        original = self._noted[other.seq].original if other.seq in self._noted else other.original
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

    def _hold(self, key: int, seq: int) -> None:
        """Keep a document under a key, while there is room or in place of the one published last."""
        held = self._holders.setdefault(key, [])
        if len(held) >= HOLDERS:
            last = max(held, key=lambda other: self._known[other].order)
            if self._known[last].order < self._known[seq].order:
                return
            held.remove(last)
            (self._added.discard if (key, last) in self._added else self._removed.add)((key, last))
        held.append(seq)
        self._added.add((key, seq))

    def _learn(self, documents: Collection[int]) -> None:
        unknown = [seq for seq in documents if seq not in self._known]
        if unknown:
            self._known |= copy_rows.sketched(self._connection, unknown)

    def _shingles(self, seq: int) -> Shingles:
        found = self._recent.get(seq)
        if found is None:
            found = self._recent[seq] = sketch(*copy_rows.text_of(self._connection, seq)).shingles
        return found
