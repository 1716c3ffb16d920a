"""Rows of near-duplicate documents, inside a transaction: sketches, their keys, and which document copies which.

Plain SQL, the same for every database; what the keys mean and who copies whom is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, delete, func, insert, select

from talleyrand.ledger.tables import schema
from talleyrand.ledger.tables.either import on_server
from talleyrand.ledger.within import raw
from talleyrand.model.copies import Rule
from talleyrand.model.documents import Document
from talleyrand.model.spans import Span

T = TypeVar("T")

AT_ONCE = 2_000
"""Numbers asked for in one statement."""
ASKED = 500
"""Keys asked for in one: few enough to be its parameters, so that the statement is read once for all."""
_SKETCH, _KEY, _COPY, _DOCUMENT = (
    table.c for table in (schema.document_sketch, schema.document_key, schema.document_copy, schema.document)
)


_SKETCHED = (
    "SELECT d.seq, d.id, d.title, d.outlet, d.published, s.digest, s.windows FROM document d "
    "JOIN document_sketch s ON s.document = d.seq"
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

    @property
    def order(self) -> tuple[str, str]:
        """By day of publication, those without one last; then by id."""
        return self.published or "9999", self.id


@dataclass(frozen=True, slots=True)
class SketchRow:
    """A sketch as it is entered: `digest` fits into 63 bits, `period` is what its keys are filed under."""

    document: int
    digest: int
    windows: int
    body: tuple[Span, ...]
    period: int
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


def holders(connection: Connection, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows under some keys, which are sorted: keys and documents, both of shape (rows,)."""
    rows: list[tuple[int, int]] = []
    given = keys.tolist()
    for start in range(0, len(given), ASKED):
        some = given[start : start + ASKED]
        query = f"SELECT key, document FROM document_key WHERE key IN ({', '.join('?' * len(some))})"  # noqa: S608
        rows += raw(connection).execute(query, some).fetchall()
    both = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=2 * len(rows)).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def first_from(connection: Connection, key: int) -> int | None:
    """Return the least key under which documents are held that is not less than another one."""
    least: int | None = connection.execute(select(func.min(_KEY.key)).where(_KEY.key >= key)).scalar()
    return least


def sketched(connection: Connection, documents: Collection[int]) -> dict[int, Sketched]:
    """Return what sketches say of documents, by row; documents that have none are left out."""
    found: dict[int, Sketched] = {}
    for some in _some(sorted(documents)):
        rows = connection.exec_driver_sql(f"{_SKETCHED} WHERE d.seq IN ({_listed(some)})").fetchall()
        found.update((row[0], Sketched(*row)) for row in rows)
    return found


def originals(connection: Connection, documents: Collection[int]) -> dict[int, int]:
    """Return what documents copy, by row; those that copy nothing are left out."""
    found: dict[int, int] = {}
    for some in _some(sorted(documents)):
        query = f"SELECT document, original FROM document_copy WHERE document IN ({_listed(some)})"  # noqa: S608 - numbers
        found.update((row[0], row[1]) for row in connection.exec_driver_sql(query))
    return found


def published(connection: Connection, documents: Collection[int]) -> dict[int, str | None]:
    """Return when documents were published, by row."""
    found: dict[int, str | None] = {}
    for some in _some(sorted(documents)):
        query = f"SELECT seq, published FROM document WHERE seq IN ({_listed(some)})"  # noqa: S608 - numbers
        found.update((row[0], row[1]) for row in connection.exec_driver_sql(query))
    return found


def text_of(connection: Connection, document: int) -> tuple[str, tuple[Span, ...], int]:
    """Return the text of a document that has a sketch, the spans of it that are compared, and its period."""
    query = select(_DOCUMENT.text, _SKETCH.body, _SKETCH.period).join_from(schema.document, schema.document_sketch)
    text, body, period = connection.execute(query.where(_DOCUMENT.seq == document)).one()
    return text, _spans(body), period


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


def enter_keys(connection: Connection, pairs: Sequence[tuple[int, int]]) -> None:
    """Enter pairs of a key and a document that are not there."""
    if pairs and not on_server(connection):
        connection.exec_driver_sql("INSERT INTO document_key (key, document) VALUES (?, ?)", list(pairs))
        return
    for some in _some(pairs):
        values = ", ".join([f"({key}, {document})" for key, document in some])
        connection.exec_driver_sql(f"INSERT INTO document_key (key, document) VALUES {values}")  # noqa: S608 - numbers


def remove_keys(connection: Connection, pairs: Collection[tuple[int, int]]) -> None:
    """Remove pairs of a key and a document, those that are there."""
    chosen = delete(schema.document_key).where(_KEY.key == bindparam("at"), _KEY.document == bindparam("of"))
    if pairs:
        connection.execute(chosen, [{"at": key, "of": document} for key, document in pairs])


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
