"""Entering a file of event data: its bytes and the records of its rows, a batch in a transaction of its own.

A record is one by its id, which its data set gives: what is there already is passed over, whether it came in this file
or in another. An import that was stopped is taken up by repeating it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Raw
from msgspec.json import encode
from sqlalchemy import Connection, select, text

from talleyrand.ledger.event_data.files import NewFile
from talleyrand.ledger.tables.columns import inserted
from talleyrand.ledger.tables.either import on_server
from talleyrand.ledger.tables.schema_event_data import data_file
from talleyrand.ledger.tables.shapes import METADATA
from talleyrand.ledger.within import raw
from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.records import Act, Record

COMPRESSION = 4
"""Rows of tables shrink to a tenth at any level; this one takes a third of the time of the usual."""
_KEEP_PIECE = "INSERT INTO data_piece(file, first, raw) VALUES (:file, :first, :raw) ON CONFLICT DO NOTHING"
_ASKED = 500
"""Ids that are asked for at once."""
RECORD = "seq id file type date_start date_end factuality confidence source body".split()
PARTY = "record role position actor country name_key".split()
_NOWHERE = {"start": 0, "end": 0, "text": ""}


def begin(connection: Connection, file: NewFile) -> int | None:
    """Enter a file and return its row, that of one whose import was stopped; None when it is there complete."""
    known = select(data_file.c.seq, data_file.c.complete).where(data_file.c.id == file.address)
    found = connection.execute(known).first()
    if found is not None:
        return None if found.complete else int(found.seq)
    row = {"id": file.address, "data_set": file.data_set, "path": file.path, "size": file.size, "at": file.at}
    row["complete"] = 0
    return inserted(connection.execute(data_file.insert(), row))


def finish(connection: Connection, file: int) -> None:
    """Note that all rows of a file were read."""
    connection.execute(data_file.update().where(data_file.c.seq == file).values(complete=1))


def enter(connection: Connection, file: int, first: int, piece: bytes, records: Iterable[Record]) -> int:
    """Enter a piece of a file (whole lines, the first being number `first`) and the records of its rows.

    Returns how many are new; each must be of an act and have its days.
    """
    connection.execute(text(_KEEP_PIECE), {"file": file, "first": first, "raw": zlib.compress(piece, COMPRESSION)})
    given = {record.id: record for record in records}
    for ident in _known(connection, list(given)):
        del given[ident]
    start = (connection.execute(text("SELECT max(seq) FROM data_record")).scalar() or 0) + 1
    numbered = list(enumerate(given.values(), start))
    _insert(connection, "data_record", RECORD, [_row(seq, file, record) for seq, record in numbered])
    _insert(connection, "data_party", PARTY, [row for seq, record in numbered for row in _party_rows(seq, record)])
    return len(numbered)


def _insert(connection: Connection, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert rows in the words of the database's driver: SQLAlchemy would handle each value of a million."""
    if on_server(connection):
        from talleyrand.ledger.postgresql.entering import enter

        enter(raw(connection), METADATA.tables[table], [dict(zip(columns, row, strict=True)) for row in rows])
        return
    places = ", ".join("?" for _ in columns)
    if rows:
        connection.exec_driver_sql(f"INSERT INTO {table}({', '.join(columns)}) VALUES ({places})", rows)  # noqa: S608


def _known(connection: Connection, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for at in range(0, len(ids), _ASKED):
        some = ids[at : at + _ASKED]
        places = ", ".join("?" for _ in some)
        query = f"SELECT id FROM data_record WHERE id IN ({places})"  # noqa: S608 - places alone
        found.update(ident for (ident,) in raw(connection).execute(query, some))
    return found


def _row(seq: int, file: int, record: Record) -> tuple[Any, ...]:
    assert isinstance(record.payload, Act)  # noqa: S101 - data sets tell of acts
    source = record.row.source if record.row else None
    act, date = record.payload, record.date
    body = _body(record, act)
    return (
        *(seq, record.id, file, act.event_type, date.start, date.end),
        *(record.factuality, record.confidence, source, body),
    )


def _body(record: Record, act: Act) -> str:
    """Return the body of a record as `record_body` makes it, with places of no words where a text would have some."""
    body = {
        "evidence": _NOWHERE,
        "actors": _actors(record.actors),
        "recipients": _actors(record.recipients),
        "date": _date(record.date),
        "factuality": record.factuality,
        "reported_by": (),
        "act": _deed(act),
        "confidence": record.confidence,
        "method": record.method,
        "row": record.row,
    }
    return encode(body).decode()


@lru_cache(1 << 16)
def _actors(actors: tuple[Actor, ...]) -> Raw:
    return Raw(encode([_filled(actor) | {"role": actor.role, "mention": None} for actor in actors]))


@lru_cache(1 << 14)
def _date(date: DateInterval) -> Raw:
    return Raw(encode(_filled(date)))


@lru_cache(1 << 14)
def _deed(act: Act) -> Raw:
    return Raw(encode(act))


def _filled(value: Actor | DateInterval) -> dict[str, Any]:
    return {name: one for name in value.__slots__ if (one := getattr(value, name)) is not None}


def _party_rows(seq: int, record: Record) -> Iterator[tuple[Any, ...]]:
    for role, actors in (("actor", record.actors), ("recipient", record.recipients)):
        for position, actor in enumerate(actors):
            yield (seq, role, position, actor.id, actor.country, actor.name.casefold())
