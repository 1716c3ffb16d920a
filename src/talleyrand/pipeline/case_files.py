"""A case as one file: its selection, its records, their reviews, and the sources as archived; and back into a ledger.

What comes in is not trusted: only members of known names are read, none is unpacked to the disk, sizes are counted as
they are read, sources are hashed, and every quote is checked as when it was first entered.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import IO, Any, cast, get_args

from talleyrand.archive.snapshots import Snapshot, parted
from talleyrand.codebook.plover import load_event_types
from talleyrand.errors import InputError, NotFoundError, TalleyrandError
from talleyrand.ledger import cases
from talleyrand.ledger.inputs import Signature
from talleyrand.ledger.people import persons
from talleyrand.ledger.search import match
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.ledger.store import Ledger
from talleyrand.model.cases import Case
from talleyrand.model.checking import check
from talleyrand.model.contract import document_json, record_from_json, record_to_json
from talleyrand.model.documents import Document
from talleyrand.model.payloads import actor_from
from talleyrand.model.records import Act, Record, ReviewStatus
from talleyrand.model.spans import Quote, Span
from talleyrand.pipeline.copies import CopyKeeper

SCHEMA = "talleyrand.case/1"
MEMBERS = 50_000
"""Members that a file may have."""
TOTAL, ONE = 1024 * 2**20, 256 * 2**20
"""Bytes that all of a file's members, and one of them, may unpack to."""
CHUNK = 2**20
MOST_ACTORS = 30
_NAME = re.compile(r"(?:case\.json|README\.md|(?:documents|records|reviews)\.jsonl|sources/[0-9a-f]{64})")
ELSEWHERE = "another ledger"
"""What stands behind the name of a reviewer from elsewhere who is called like somebody with an account here."""
LINE = 64 * 2**20
"""Bytes of one line, and of what it is made of: objects of JSON take many times the room of their text."""
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, RuntimeError, zlib.error)
_PLAIN = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_SENTENCES = (
    'SELECT s.start, s."end" FROM sentence s JOIN document d ON d.seq = s.document WHERE d.id = ? ORDER BY s.start'
)
_MEDIA = "SELECT media_type FROM source WHERE sha256 = ?"
_VERDICT = "SELECT reviewer, at, note FROM revision WHERE record_id = ? ORDER BY seq DESC LIMIT 1"
_ID = re.compile(r"sha256:[0-9a-f]{64}")
_README = """# {title}

A case of a Talleyrand ledger: {records} records from {documents} documents.

- `case.json`: what the case is about: actors, days, words
- `records.jsonl`: the records, one JSON object a line (`{schema}` has the fields in its documentation)
- `reviews.jsonl`: what persons decided of them
- `documents.jsonl`: the documents' metadata, cleaned texts, and sentences (half-open spans of code points)
- `sources/`: the sources, byte for byte as archived, each named by its SHA-256

`talleyrand case import FILE` brings it into another ledger. Every source is hashed and every quote checked again.
"""


@dataclass(frozen=True, slots=True)
class Coding:
    """Records as the ledger takes them."""

    records: tuple[Record, ...]
    unsupported: tuple[tuple[Quote | None, str], ...] = ()


@dataclass
class Imported:
    """What came in: the case, and how many documents and records were new; `problems` are documents left out."""

    case: Case
    documents: int = 0
    records: int = 0
    reviews: int = 0
    problems: list[str] = field(default_factory=list)


def write_case(ledger: Ledger, case: Case, target: IO[bytes]) -> tuple[int, int]:
    """Write a case with its records and sources as a ZIP file; returns how many documents and records it holds."""
    entries = list(ledger.listed(Selection(within=case), "oldest"))
    documents = sorted({record.document_id for record, _ in entries})
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("case.json", _json({"schema": SCHEMA, **cases.to_json(case)}, indent=2))
        _write_lines(file, "records.jsonl", (record_to_json(*entry) for entry in entries))
        _write_lines(file, "reviews.jsonl", _reviews(ledger, (record for record, _ in entries)))
        _write_lines(file, "documents.jsonl", (_document(ledger, id) for id in documents))
        for id in documents:
            file.writestr(f"sources/{id.removeprefix('sha256:')}", ledger.raw(id))
        told = {"title": case.title, "records": len(entries), "documents": len(documents)}
        file.writestr("README.md", _README.format(schema="talleyrand.record/1", **told))
    return len(documents), len(entries)


def read_case(ledger: Ledger, source: IO[bytes], *, author: str, at: str) -> Imported:
    """Bring a case that `write_case` wrote into a ledger; what is there already is not entered twice.

    Raises InputError for what is no such file, or one that is too large; documents that contradict themselves are left
    out and told.
    """
    try:
        with zipfile.ZipFile(source) as file:
            return _read(ledger, _Members(file), author, at)
    except _BROKEN as error:
        raise InputError(f"it is no case file: {error}", hint="talleyrand case export makes one") from error


class _Members:
    """The members of a file by name, read as far as the limits allow."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._left = TOTAL
        members = file.infolist()
        if len(members) > MEMBERS:
            raise InputError(f"it has more than {MEMBERS:,} members")
        odd = next((one.filename for one in members if not _NAME.fullmatch(one.filename)), None)
        if odd is not None:
            raise InputError("it has a member that a case has not", where=odd[:80])
        if not all(one.compress_type in _PLAIN for one in members):
            raise InputError("it is packed in another way than a case")
        if len({one.filename for one in members}) < len(members):
            raise InputError("it has two members of one name")

    def read(self, name: str) -> bytes:
        """Return a member's bytes; raises InputError where there is none and beyond the limits."""
        most = min(ONE, self._left)
        pieces = []
        try:
            with self._file.open(name) as member:
                while piece := member.read(CHUNK):
                    pieces.append(piece)
                    most -= len(piece)
                    if most < 0:
                        raise InputError("it unpacks to more than a case may have", where=name)
        except KeyError as error:
            raise InputError("it lacks a part", where=name) from error
        found = b"".join(pieces)
        self._left -= len(found)
        return found

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the JSON objects of a member's lines."""
        for number, line in enumerate(BytesIO(self.read(name)), start=1):
            if len(line) > LINE:
                raise InputError("a line is longer than a case may have", where=f"{name} line {number}")
            yield _object(line, f"{name} line {number}")


def _read(ledger: Ledger, members: _Members, author: str, at: str) -> Imported:
    told = _object(members.read("case.json"), "case.json")
    if told.pop("schema", None) != SCHEMA:
        raise InputError("it is no case that this program knows", where="case.json")
    try:
        case = cases.from_json(told)
        _check_case(case)
    except (TypeError, ValueError, NotFoundError) as error:
        raise InputError(f"it can't be read: {error}", where="case.json") from error
    records = _by_document(members.lines("records.jsonl"))
    imported = Imported(case)
    ledger.start_run({"case": case.title}, version="", at=at)
    copies = CopyKeeper(ledger)
    for data in members.lines("documents.jsonl"):
        document = _enter(ledger, members, data, records, imported)
        if document is not None:
            copies.add(document, None)
    copies.flush()
    ledger.finish_run({"documents": imported.documents, "records": imported.records}, at=at)
    _enter_reviews(ledger, members.lines("reviews.jsonl"), imported)
    imported.case = _enter_case(ledger, case, author, at)
    return imported


def _check_case(case: Case) -> None:
    """Raise ValueError for what no person could have entered as a case: every page lists cases."""
    check(case)
    if not 0 < len(case.title) <= 200 or len(case.description) > 10_000 or len(case.words) > 300:
        raise ValueError("a text of the case is empty or too long")
    if len(case.actors) > MOST_ACTORS or any(not 0 < len(key) <= 200 for key in case.actors):
        raise ValueError("it has too many actors")
    if case.words:
        match(case.words)


def _enter(
    ledger: Ledger, members: _Members, data: dict[str, Any], records: dict[str, list[Record]], imported: Imported
) -> Document | None:
    """Enter a document with its records, or those records of a known one that it lacks; returns the document if new."""
    try:
        document = _document_from(data)
        raw = members.read(f"sources/{document.id.removeprefix('sha256:')}")
        sentences = tuple(Span(int(start), int(end)) for start, end in data["sentences"])
        snapshot = Snapshot(document, raw, data["media_type"])
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise InputError(f"a document can't be read: {error}", where="documents.jsonl") from error
    found = records.get(document.id, [])
    there = ledger.known(document.id) is not None
    known = list(ledger.records(documents=(document.id,), rejected=True)) if there else []
    new = [record for record in found if record.id not in {one.id for one in known}]
    if known and not new:
        return None
    try:
        added = ledger.add(snapshot, sentences, Coding((*known, *new)), recode=bool(known))
    except TalleyrandError as error:
        imported.problems.append(error.line())
        return None
    imported.documents += 0 if known else 1
    imported.records += added.records
    return None if there else document


def _enter_reviews(ledger: Ledger, reviews: Iterable[dict[str, Any]], imported: Imported) -> None:
    """Note what persons decided elsewhere of records that nobody has judged here."""
    for review in reviews:
        try:
            record = ledger.record(str(review["record"]))
            if record.review == "proposed":
                ledger.review.revise(record.id, _status(review["status"]), **_signed(ledger, review))
                imported.reviews += 1
        except NotFoundError:
            continue
        except ValueError as error:
            raise InputError(f"a review can't be read: {error}", where="reviews.jsonl") from error
        except KeyError as error:
            raise InputError(f"a review lacks {error}", where="reviews.jsonl") from error


def _status(status: object) -> ReviewStatus:
    found = next((one for one in get_args(ReviewStatus) if one == status), None)
    if found is None:
        raise ValueError(f"{str(status)[:40]!r} is no verdict")
    return cast("ReviewStatus", found)


def _signed(ledger: Ledger, review: dict[str, Any]) -> Signature:
    """Return who decided elsewhere, when and why; a name that somebody has here is told apart."""
    name = " ".join(str(review["reviewer"]).split())[:200]
    here = persons.find(ledger.connection, name)
    at = datetime.fromisoformat(str(review["at"])).isoformat(timespec="seconds")
    return {"reviewer": f"{name} ({ELSEWHERE})" if here else name, "at": at, "note": str(review["note"])[:4000]}


def _enter_case(ledger: Ledger, case: Case, author: str, at: str) -> Case:
    """Enter a case, unless one just like it is there."""
    same = (one.case for one in ledger.cases.every() if cases.to_json(one.case) == cases.to_json(case))
    return next(same, None) or ledger.cases.keep(replace(case, id=""), author=author, at=at)


def _by_document(lines: Iterable[dict[str, Any]]) -> dict[str, list[Record]]:
    try:
        records = [_record(line) for line in lines]
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"a record can't be read: {error}", where="records.jsonl") from error
    records.sort(key=lambda record: record.document_id)
    return {id: list(found) for id, found in groupby(records, key=lambda record: record.document_id)}


def _record(line: dict[str, Any]) -> Record:
    record = replace(record_from_json(line), review="proposed")
    check(record)
    if isinstance(record.payload, Act) and record.payload.event_type not in load_event_types():
        raise ValueError(f"{record.payload.event_type[:40]!r} is no type of event")
    return record


def _document(ledger: Ledger, id: str) -> dict[str, Any]:
    document = ledger.document(id)
    (media,) = ledger.connection.execute(_MEDIA, (id,)).fetchone()
    sentences = [list(row) for row in ledger.connection.execute(_SENTENCES, (id,))]
    return {**document_json(document), "media_type": media, "text": document.text, "sentences": sentences}


def _document_from(data: dict[str, Any]) -> Document:
    author = actor_from(data["author"]) if data["author"] else None
    names = ("id", "text", "path", "external_id", "title", "outlet", "url", "published", "published_basis")
    document = Document(author=author, language=data.get("language"), **{name: data[name] for name in names})
    check(document)
    parted(data["media_type"])
    if not _ID.fullmatch(document.id):
        raise ValueError(f"{document.id[:80]} is no source that a ledger has")
    return document


def _reviews(ledger: Ledger, records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    for record in records:
        if record.review != "proposed":
            row = ledger.connection.execute(_VERDICT, (record.id,)).fetchone()
            if row:
                yield {"record": record.id, "status": record.review, "reviewer": row[0], "at": row[1], "note": row[2]}


def _write_lines(file: zipfile.ZipFile, name: str, rows: Iterable[dict[str, Any]]) -> None:
    with file.open(name, "w", force_zip64=True) as member:
        for row in rows:
            member.write((_json(row) + "\n").encode())


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InputError("it is no JSON", where=where) from error
    if not isinstance(found, dict):
        raise InputError("it is no JSON object", where=where)
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")
