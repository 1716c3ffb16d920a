"""A data set of records as something that can be asked what a ledger can be asked, and not written to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from types import TracebackType
from typing import Self, Unpack

import pyarrow as pa
import pyarrow.compute as pc

from talleyrand.errors import NotFoundError
from talleyrand.ledger.bodies import bare_record_from, record_from
from talleyrand.ledger.dataset import checking, finding
from talleyrand.ledger.dataset.choosing import only_ledgers
from talleyrand.ledger.dataset.coded import coded
from talleyrand.ledger.dataset.columns import SCHEMAS, Row
from talleyrand.ledger.dataset.manifest import Manifest, Table, load_manifest
from talleyrand.ledger.dataset.reading import COLUMNS, batches, chosen, tables
from talleyrand.ledger.dataset.scanning import scan
from talleyrand.ledger.dataset.shelf import Shelf
from talleyrand.ledger.dataset.stores import Store, open_store
from talleyrand.ledger.inputs import Entry as Entered
from talleyrand.ledger.inputs import Event, Finding, Hit, NotCoded, Problem, Unsupported
from talleyrand.ledger.review.reviewing import Reviewing
from talleyrand.ledger.selecting.selection import Choice, Selection
from talleyrand.model.actors import Actor
from talleyrand.model.cases import Case
from talleyrand.model.documents import CODED_LANGUAGE, Document
from talleyrand.model.records import Entry, Record, ReviewStatus
from talleyrand.model.reviews import Review

Make = Callable[[str, str, str, str, ReviewStatus], Record]
TOGETHER = 5_000
"""Records whose documents are read together."""
NEAR = 3
"""How many ids to offer when several begin as asked."""
FEW = ("id", "document", "kind", "body")


class RecordsFolder:
    """A data set, open for reading. Use `open_folder`, and it as a context manager."""

    def __init__(self, store: Store, manifest: Manifest) -> None:
        self._store, self._manifest = store, manifest
        self._shelf = Shelf(store, manifest)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held open."""

    # Records

    def records(self, **choice: Unpack[Choice]) -> Iterator[Record]:
        """Yield records in order of date by the keys of `Choice`; raises LedgerError for those that need a ledger."""
        selection = Selection(**choice)
        make = bare_record_from if selection.bare else record_from
        for table in self._tables(selection):
            yield from _made(table, make)

    def entries(self, **choice: Unpack[Choice]) -> Iterator[Entry]:
        """Yield records as `records` does, each with its document."""
        for table in self._tables(Selection(**choice)):
            for start in range(0, len(table), TOGETHER):
                some = table.slice(start, TOGETHER)
                months = {(day or "unknown")[:7] for day in some["published"].unique().to_pylist()}
                documents = self._shelf.of(some["document"].unique().to_pylist(), months)
                yield from ((record, documents[record.document_id]) for record in _made(some, record_from))

    def count(self, **choice: Unpack[Choice]) -> int:
        """Return how many records `records` would yield without a limit."""
        return sum(len(batch) for batch in batches(self._store, chosen(self._manifest, Selection(**choice)), ("id",)))

    def record(self, record_id: str) -> Record:
        """Return the record whose id begins with `record_id`; raises NotFoundError when none or several do."""
        prefix = record_id.strip().lower()
        found = list(islice(self._beginning(prefix), NEAR + 1)) if prefix else []
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFoundError("no such record in the data set", where=record_id)
        ids = ", ".join(record.id for record in found[:NEAR])
        raise NotFoundError("several records begin so", where=record_id, hint=f"among them {ids}")

    def history(self, record_id: str) -> tuple[Event, ...]:
        """Return how a record came to be."""
        record = self.record(record_id)
        made_by, version = self._manifest.made_by or ("", "")
        return (Event("entered", "", made_by, f"{record.method}, rules {version}"),)

    # Documents

    def document(self, document_id: str) -> Document:
        """Return a document with its text; raises NotFoundError."""
        return self._shelf.get(document_id)

    def bare_documents(self) -> dict[str, Document]:
        """Return all documents by id without their texts."""
        return self._shelf.bare()

    def raw(self, document_id: str) -> bytes:
        """Return the archived bytes of a source; raises NotFoundError."""
        return bytes(self._shelf.row(document_id, ("raw",))["raw"])

    def paths(self, document_id: str) -> tuple[str, ...]:
        """Return every path that a source was found under."""
        rows = [self._shelf.row(document_id, ("path",))]
        rows += self._rows("paths", ("path",), pc.field("document") == document_id)
        return tuple(sorted({row["path"] for row in rows if row["path"]}))

    def search(self, words: str, *, limit: int = 50, within: Case | None = None) -> Iterator[Hit]:
        """Yield sentences that hold all `words`, best first; every text is looked through."""
        if within is not None:
            raise only_ledgers("a data set knows no cases")
        yield from finding.search(self._store, self._manifest.of("documents"), words, limit)

    # For a ledger

    @property
    def address(self) -> str:
        """Where the data set is, as given."""
        return self._store.address

    @property
    def documents(self) -> int:
        """How many documents it has."""
        return self._manifest.rows("documents")

    def coded(self) -> Iterator[list[Entered]]:
        """Yield all documents with what coding gave for them, many at once."""
        return coded(self._store, self._manifest)

    def other_paths(self) -> Iterator[tuple[str, str]]:
        """Yield ids of documents with other paths under which they were met."""
        return ((row["document"], row["path"]) for row in self._rows("paths"))

    # Actors

    def actor(self, actor_id: str) -> Actor | None:
        """Return an actor by id, under the name that most records have for it; None when no record names it."""
        return self._commonest(pc.field("id") == actor_id)

    def actor_named(self, name: str) -> Actor | None:
        """Return the actor that most records know by a name, whatever its capitals; None when there is none."""
        names = [one for one in self.actor_names() if one.casefold() == name.casefold()]
        return self._commonest(pc.field("name").isin(pa.array(names, pa.string()))) if names else None

    def actor_names(self) -> list[str]:
        """Return the names of all actors, sorted."""
        return sorted({row["name"] for row in self._rows("actors", ("name",))})

    # What only a ledger has

    def case(self, case_id: str) -> Case:
        """Raise LedgerError: a data set has no cases."""
        raise only_ledgers(f"a data set knows no cases, {case_id[:40]!r} neither")

    @property
    def review(self) -> Reviewing:
        """Raise LedgerError: a data set can't be written to."""
        raise only_ledgers("nobody can review records in a data set")

    def reviews(self) -> Iterator[Review]:
        """Yield nothing: persons decide in ledgers."""
        return iter(())

    # The whole

    def unsupported(self) -> Iterator[Unsupported]:
        """Yield findings that are no records, with the reason."""
        return (Unsupported(*row.values()) for row in self._rows("unsupported"))

    def not_english(self) -> Iterator[NotCoded]:
        """Yield documents in other languages than English, which are not coded."""
        names = ("id", "language", "title", "outlet", "published", "path")
        rows = self._rows("documents", names, pc.field("language") != CODED_LANGUAGE)
        return (NotCoded(*row.values()) for row in rows)

    def errors(self) -> Iterator[Problem]:
        """Yield inputs that could not be read, each once for each reason."""
        told = dict.fromkeys((row["place"], row["what"], row["hint"]) for row in self._rows("errors"))
        return (Problem(*one) for one in told)

    def verify(self) -> Iterator[Finding]:
        """Hash every file and source again and check every quote again; yields what differs."""
        yield from checking.verify(self._store, self._manifest)

    def counts(self) -> dict[str, int]:
        """Return how many documents, records of each kind ... the data set holds."""
        kinds: Counter[str] = Counter()
        for batch in scan(self._store, "records", self._manifest.of("records"), ("kind",)):
            kinds.update(batch.column("kind").to_pylist())
        counted = {table: self._manifest.rows(table) for table in ("documents", "records", "unsupported")}
        undated = sum(file.undated for file in self._manifest.of("records"))
        told = {
            "not_english": sum(1 for _ in self.not_english()),
            "undated_records": undated,
            "superseded": 0,
            "errors": sum(1 for _ in self.errors()),
        }
        return counted | told | dict(sorted(kinds.items()))

    def _tables(self, selection: Selection) -> Iterator[pa.Table]:
        return tables(self._store, chosen(self._manifest, selection), selection.limit)

    def _beginning(self, prefix: str) -> Iterator[Record]:
        """Yield the records whose ids begin so: their ids are looked through, then the files of those found."""
        wanted = (pc.field("id") >= prefix) & (pc.field("id") < f"{prefix}~")
        for file in self._manifest.of("records"):
            ids = [batch for batch in scan(self._store, "records", [file], ("id",), wanted) if len(batch)]
            for batch in scan(self._store, "records", [file] if ids else [], FEW, wanted):
                yield from _made(pa.Table.from_batches([batch]), record_from)

    def _commonest(self, condition: pc.Expression) -> Actor | None:
        parts: Counter[tuple[str, str, str, str | None]] = Counter()
        for row in self._rows("actors", condition=condition):
            parts[row["id"], row["name"], row["type"], row["country"]] += row["parts"]
        if not parts:
            return None
        id, name, type, country = min(parts, key=lambda actor: (-parts[actor], str(actor)))
        return Actor(id, name, type, country)  # type: ignore[arg-type]

    def _rows(self, table: Table, columns: Sequence[str] = (), condition: pc.Expression | None = None) -> Iterator[Row]:
        names = columns or SCHEMAS[table].names
        for batch in scan(self._store, table, self._manifest.of(table), names, condition):
            yield from batch.to_pylist()


def open_folder(location: str) -> RecordsFolder:
    """Open the data set at a path or fsspec address; raises LedgerError when there is none."""
    store = open_store(location)
    return RecordsFolder(store, load_manifest(store))


def _made(table: pa.Table, make: Make) -> Iterator[Record]:
    rows = zip(*(table[name].to_pylist() for name in COLUMNS[:4]), strict=True)
    return (make(id, document, kind, body, "proposed") for id, document, kind, body in rows)
