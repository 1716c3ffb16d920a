"""Rows of near-duplicate documents, inside a transaction: sketches, their keys, and which document copies which.

Plain SQL, the same for every database; what the keys mean and who copies whom is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TypeVar

from sqlalchemy import Connection, delete, insert, select

from talleyrand.ledger.tables import schema
from talleyrand.model.copies import Rule
from talleyrand.model.documents import Document
from talleyrand.model.spans import Span

T = TypeVar("T")

AT_ONCE = 2_000
"""Numbers asked for in one statement."""
_SKETCH, _KEY, _COPY, _DOCUMENT = (
    table.c for table in (schema.document_sketch, schema.document_key, schema.document_copy, schema.document)
)


_SKETCHED = (
    "SELECT d.seq, d.id, d.title, d.outlet, d.published, s.digest, s.windows, c.original FROM document d "
    "JOIN document_sketch s ON s.document = d.seq LEFT JOIN document_copy c ON c.document = d.seq"
)


@dataclass(frozen=True, slots=True)
class Sketched:
    """A document as it is compared: its row, what tells which of two came first, and what its sketch says."""

    seq: int
    id: str
    title: str | None
    outlet: str | None
    published: str | None
    digest: int
    windows: int
    original: int | None = None

    @property
    def order(self) -> tuple[str, str]:
        """By day of publication, those without one last; then by id."""
        return self.published or "9999", self.id


@dataclass(frozen=True, slots=True)
class SketchRow:
    """A sketch as it is entered: `digest` and `keys` fit into 63 bits."""

    document: int
    digest: int
    windows: int
    body: tuple[Span, ...]
    version: str


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A document that copies another one, as `Copy` has it, with rows in place of ids."""

    document: int
    original: int
    rule: Rule
    jaccard: float
    contained: float
    contains: float
    version: str


def holders(connection: Connection, keys: Collection[int]) -> dict[int, list[int]]:
    """Return the documents that hold each of some keys; keys that none holds are left out."""
    found: dict[int, list[int]] = {}
    for some in _some(sorted(keys)):
        query = f"SELECT key, document FROM document_key WHERE key IN ({_listed(some)})"  # noqa: S608 - numbers
        for key, document in connection.exec_driver_sql(query).fetchall():
            found.setdefault(key, []).append(document)
    return found


def sketched(connection: Connection, documents: Collection[int]) -> dict[int, Sketched]:
    """Return what sketches say of documents, by row; documents that have none are left out."""
    found: dict[int, Sketched] = {}
    for some in _some(sorted(documents)):
        rows = connection.exec_driver_sql(f"{_SKETCHED} WHERE d.seq IN ({_listed(some)})").fetchall()
        found.update((row[0], Sketched(*row)) for row in rows)
    return found


def text_of(connection: Connection, document: int) -> tuple[str, tuple[Span, ...]]:
    """Return the text of a document that has a sketch, and the spans of it that are compared."""
    query = select(_DOCUMENT.text, _SKETCH.body).join_from(schema.document, schema.document_sketch)
    text, body = connection.execute(query.where(_DOCUMENT.seq == document)).one()
    return text, _spans(body)


def rows_of(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Return the rows of documents by their ids."""
    return {
        ident: seq
        for some in _some(ids)
        for ident, seq in connection.execute(select(_DOCUMENT.id, _DOCUMENT.seq).where(_DOCUMENT.id.in_(some)))
    }


def copied_from(connection: Connection, originals: Collection[int]) -> list[int]:
    """Return the documents that are noted as copies of some others, sorted."""
    found: list[int] = []
    for some in _some(originals):
        query = f"SELECT document FROM document_copy WHERE original IN ({_listed(some)})"  # noqa: S608 - numbers
        found.extend(document for (document,) in connection.exec_driver_sql(query).fetchall())
    return sorted(found)


def without_sketch(connection: Connection, limit: int) -> list[Document]:
    """Return some documents that have no sketch yet, in the order they were entered."""
    from talleyrand.ledger.rows import DOCUMENT_COLUMNS, document_of  # noqa: PLC0415 - only older ledgers need it

    columns = [_DOCUMENT[name.strip()] for name in DOCUMENT_COLUMNS.split(",")]
    lacking = _DOCUMENT.seq.not_in(select(_SKETCH.document))
    rows = connection.execute(select(*columns).where(lacking).order_by(_DOCUMENT.seq).limit(limit))
    return [document_of(tuple(row)) for row in rows]


def other_versions(connection: Connection, version: str) -> bool:
    """Tell whether sketches were made by another version."""
    return connection.execute(select(_SKETCH.document).where(_SKETCH.version != version).limit(1)).first() is not None


def enter_sketches(connection: Connection, rows: Sequence[SketchRow]) -> None:
    """Enter the sketches of documents that have none."""
    if rows:
        given = [asdict(replace(row, body=())) | {"body": _written(row.body)} for row in rows]
        connection.execute(insert(schema.document_sketch), given)


def enter_keys(connection: Connection, pairs: Collection[tuple[int, int]]) -> None:
    """Enter pairs of a key and a document that are not there."""
    for some in _some(sorted(pairs)):
        values = ", ".join([f"({key}, {document})" for key, document in some])
        connection.exec_driver_sql(f"INSERT INTO document_key (key, document) VALUES {values}")  # noqa: S608 - numbers


def remove_keys(connection: Connection, pairs: Collection[tuple[int, int]]) -> None:
    """Remove pairs of a key and a document, those that are there."""
    for key, document in sorted(pairs):
        connection.execute(delete(schema.document_key).where(_KEY.key == key, _KEY.document == document))


def remove_sketches(connection: Connection, documents: Collection[int]) -> None:
    """Remove the sketches of documents, and whom they and their copies copy."""
    for some in map(_listed, _some(documents)):
        for table, column in (("sketch", "document"), ("copy", "document"), ("copy", "original")):
            query = f"DELETE FROM document_{table} WHERE {column} IN ({some})"  # noqa: S608 - numbers
            connection.exec_driver_sql(query)


def remove_all(connection: Connection) -> None:
    """Remove every sketch and what came of it."""
    for table in (schema.document_copy, schema.document_key, schema.document_sketch):
        connection.execute(delete(table))


def put_copies(connection: Connection, rows: Collection[CopyRow]) -> None:
    """Note which document copies which and how, in place of what was noted."""
    for some in _some([row.document for row in rows]):
        query = f"DELETE FROM document_copy WHERE document IN ({_listed(some)})"  # noqa: S608 - numbers
        connection.exec_driver_sql(query)
    if rows:
        connection.execute(insert(schema.document_copy), [asdict(row) for row in rows])


def _some(values: Collection[T]) -> Iterator[Sequence[T]]:
    given = list(values)
    return (given[at : at + AT_ONCE] for at in range(0, len(given), AT_ONCE))


def _listed(numbers: Iterable[int]) -> str:
    """Return numbers as they stand in a statement: there are more than databases take as parameters."""
    return ", ".join(map(str, map(int, numbers)))


def _written(body: Iterable[Span]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in body)


def _spans(body: str) -> tuple[Span, ...]:
    return tuple(Span(*map(int, span.split("-"))) for span in body.split())
