"""Small documents, records and a coder without an engine, for tests of what stands around coding."""

from __future__ import annotations

import ctypes
import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from talleyrand.archive.snapshots import Snapshot
from talleyrand.ledger.location import located
from talleyrand.ledger.opening import any_connection
from talleyrand.ledger.tables.schema import append_only
from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document, address
from talleyrand.model.identity import record_id
from talleyrand.model.records import Act, Record
from talleyrand.model.spans import Quote, Span
from talleyrand.pipeline.coders import CodedDocument

STATES = {"China": "CHN", "Russia": "RUS", "France": "FRA"}
_CALL = re.compile(r"(China|Russia|France) (refused to call|called) (China|Russia|France)")
_SENTENCE = re.compile(r"[^.\n]+\.?")


@dataclass(frozen=True)
class Coding:
    """Records, and findings that can't be entered."""

    records: tuple[Record, ...] = ()
    unsupported: tuple[tuple[Quote | None, str], ...] = ()


class FakeCoder:
    """Finds who called whom by pattern; as deterministic as a real one and a thousand times faster."""

    made_by = "fake 1"

    def code(self, documents: Sequence[Document]) -> Iterator[CodedDocument]:
        for document in documents:
            yield CodedDocument(tuple(sentences(document.text)), Coding(tuple(calls(document))))


class NewerCoder(FakeCoder):
    """The same in its next version: surer of itself, and blind to refusals."""

    made_by = "fake 2"

    def code(self, documents: Sequence[Document]) -> Iterator[CodedDocument]:
        for found in super().code(documents):
            records = [replace(record, confidence=0.9) for record in found.coding.records]
            yield CodedDocument(found.sentences, Coding(tuple(r for r in records if r.factuality == "actual")))


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a text."""
    for match in _SENTENCE.finditer(text):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words)
            yield Span(start, start + len(words))


def calls(document: Document) -> Iterator[Record]:
    """Yield a record for each call, made or refused."""
    for sentence in sentences(document.text):
        match = _CALL.search(document.text, sentence.start, sentence.end)
        if match:
            yield call(document, sentence, match)


def call(document: Document, sentence: Span, match: re.Match[str]) -> Record:
    """Return the record of a call found at a match."""
    trigger = Span(*match.span(2)).quote(document.text)
    day = document.published
    record = Record(
        id="",
        document_id=document.id,
        payload=Act("CONSULT", "phone", ("diplomatic",), "verbal cooperation", 1.5, trigger),
        evidence=sentence.quote(document.text),
        actors=(state(match, 1, document.text),),
        recipients=(state(match, 3, document.text),),
        date=DateInterval(day, day, "day", "publication") if day else DateInterval(),
        factuality="refused" if trigger.text.startswith("refused") else "actual",
        method="test.call@1",
        engine="fake 1",
    )
    return replace(record, id=record_id(record))


def state(match: re.Match[str], group: int, text: str) -> Actor:
    """Return the state that a group of the match names."""
    code = STATES[match.group(group)]
    return Actor(f"country:{code}", match.group(group), "state", code, mention=Span(*match.span(group)).quote(text))


def snapshot(text: str, **metadata: Any) -> Snapshot:
    """Return a document with its bytes, published on 26 February 2022 unless said otherwise."""
    raw = text.encode()
    known = {"published": "2022-02-26", "published_basis": "given", "path": "a.txt"} | metadata
    return Snapshot(Document(id=address(raw), text=text, **known), raw, "text/plain")


def add(ledger: Any, made: Snapshot, *, coder: FakeCoder | None = None, **options: Any) -> Any:
    """Code a snapshot and enter it."""
    (result,) = (coder or FakeCoder()).code([made.document])
    return ledger.add(made, result.sentences, result.coding, **options)


BEFORE = {
    2: ("DROP TABLE resolution",),
    3: (
        "DROP TABLE revision",
        "CREATE TABLE revision (seq INTEGER NOT NULL PRIMARY KEY, record_id TEXT NOT NULL, status TEXT NOT NULL, "
        "note TEXT NOT NULL, reviewer TEXT NOT NULL, at TEXT NOT NULL) STRICT",
        "CREATE INDEX ix_revision_record_id ON revision (record_id)",
        *append_only(["revision"]),
    ),
    4: (
        *(f"DROP TRIGGER {name}" for name in ("record_is_listed", "party_is_counted", "record_is_unlisted")),
        "DROP TRIGGER verdict_is_listed",
        "DROP INDEX document_by_publisher",
        *(f"DROP TABLE {name}" for name in ("record_facet", "actor_tally", "actor_index")),
    ),
    5: ("DROP TABLE case_version",),
    6: ("DROP TABLE token", "DROP TABLE session", "DROP TABLE person", "DROP TABLE audit"),
    7: ("DROP TABLE brief_version",),
    8: ("DROP TABLE visit", "DROP TABLE news", "DROP TABLE delivery"),
    9: ("DROP TABLE layout",),
    10: ("DROP TABLE document_copy", "DROP TABLE document_key", "DROP TABLE document_sketch"),
    11: ("DROP INDEX document_by_language", "ALTER TABLE document DROP COLUMN language"),
    12: tuple(
        f"CREATE TRIGGER {name} AFTER INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'listed twice'); END"
        for name, table in (("record_is_listed", "record"), ("party_is_counted", "record_actor"))
    ),
    13: ("DROP TABLE data_party", "DROP TABLE data_record", "DROP TABLE data_piece", "DROP TABLE data_file"),
    14: ("ALTER TABLE document_sketch DROP COLUMN period",),
    15: ("DROP INDEX data_record_by_file", "DROP INDEX document_by_day"),
}
"""What takes from a ledger what each migration gave it."""


IN_FILES_ALONE = (12,)
"""Migrations of what ledgers on a server never had."""


def make_older(place: Path | str, version: int) -> None:
    """Turn a ledger without verdicts, in a file or on a server, into one as an older program made it."""
    where = located(str(place))
    with closing(any_connection(where)) as connection:
        for later in sorted(BEFORE, reverse=True):
            if later > version and (isinstance(where, Path) or later not in IN_FILES_ALONE):
                for statement in BEFORE[later]:
                    connection.execute(statement)
        connection.execute("DELETE FROM migration WHERE version > ?", (version,))
        if isinstance(connection, sqlite3.Connection):
            connection.commit()


def give_up_privileges() -> None:
    """Take from this process what lets root write everything, so that permissions hold for it as for others."""
    if os.geteuid() != 0:
        return
    version_3 = 0x20080522
    none = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset((ctypes.c_uint32 * 2)(version_3, 0), none) != 0:
        raise OSError(ctypes.get_errno(), "capset")
