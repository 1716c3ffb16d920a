"""Deciding on records: verdicts, corrections, additions and their undoing, each appended in one transaction.

A correction enters a new row under the record's id, from a reading that a person made, and names the former row in
`superseded`; undoing enters the former row again. So nothing is changed or removed, and what reads records sees the
corrected one like any other.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, text

from talleyrand.errors import ConflictError, CorrectionError, EvidenceError, NotFoundError
from talleyrand.ledger import runs, writing
from talleyrand.ledger.evidence import broken_quote
from talleyrand.ledger.review import decisions, recoding
from talleyrand.ledger.review.decisions import Decision, RecordRow
from talleyrand.ledger.sheet import Sheet, list_records
from talleyrand.ledger.tables import schema
from talleyrand.ledger.tables.columns import inserted
from talleyrand.ledger.within import raw
from talleyrand.model.contract import canonical
from talleyrand.model.identity import record_id
from talleyrand.model.records import Record, ReviewStatus
from talleyrand.model.reviews import PERSON, Decided

ADDED = "person.added@1"
"""The method of a record that a person added."""
SURE = 1.0
"""The confidence of what a person wrote: it was checked."""

_SAID = {"accepted": "accepted", "rejected": "rejected", "corrected": "corrected", "disputed": "disputed"}
_COPY_RECORD = """
INSERT INTO record SELECT :new, id, document, :reading, kind, type, start, "end", date_start, date_end, precision,
factuality, country, confidence, method, engine, body FROM record WHERE seq = :old
"""
_COPY_PARTIES = """
INSERT INTO record_actor SELECT :new, role, position, actor, country, name, name_key, date_start
FROM record_actor WHERE record = :old
"""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, when (ISO 8601) and why; `expects` is the mark of what the person saw, None for whatever there is.

    `second` says that the person judged what was proposed without seeing what another had decided.
    """

    reviewer: str
    at: str
    note: str = ""
    expects: str | None = None
    second: bool = False


def judge(connection: Connection, id: str, status: ReviewStatus, signed: Signed) -> None:
    """Append a verdict on a record."""
    known = _expected(connection, id, signed)
    if signed.second and _judged_by_another(known, signed.reviewer):
        _second(connection, id, (status, None), signed)
    else:
        _append(connection, id, "verdict", status, signed, verdict=status, record=_seq(connection, id))


def correct(connection: Connection, record: Record, signed: Signed) -> None:
    """Let a record say what a person says; `record.id` is the one that is corrected."""
    known = _expected(connection, record.id, signed)
    made = replace(record, engine=f"{PERSON}{signed.reviewer}", confidence=SURE)
    body = writing.body_of(made)
    if signed.second and _judged_by_another(known, signed.reviewer):
        _check(connection, made)
        _second(connection, record.id, ("corrected", body), signed)
        return
    former = decisions.current(raw(connection), record.id)
    if former is not None and content(former.body) == content(body):
        raise CorrectionError("nothing is changed", where=f"record {record.id}", hint="accept it instead")
    document = _check(connection, made)
    _refuse_twin(connection, document, made)
    reading = _reading(connection, document, signed)
    if former is not None:
        _supersede(connection, former.seq, reading)
    _enter(connection, (document, reading), made, body)
    seq = former.seq if former else None
    _append(connection, record.id, "correction", "corrected", signed, verdict="corrected", record=seq, body=body)


def enter(connection: Connection, record: Record, signed: Signed) -> str:
    """Enter a record that a person found, and return its id."""
    made = replace(record, engine=f"{PERSON}{signed.reviewer}", confidence=SURE, method=record.method or ADDED)
    made = replace(made, id=record_id(made))
    document = _check(connection, made)
    if decisions.current(raw(connection), made.id) is not None:
        _refuse(made.id)
    _refuse_twin(connection, document, made)
    body = writing.body_of(made)
    _enter(connection, (document, _reading(connection, document, signed)), made, body)
    _append(connection, made.id, "addition", "accepted", signed, verdict="accepted", body=body)
    return made.id


def undo(connection: Connection, id: str, signed: Signed) -> None:
    """Take back the last decision on a record that stands; raises NotFoundError when there is none."""
    stand = decisions.standing(_expected(connection, id, signed))
    if not stand:
        raise NotFoundError("no decision on it to take back", where=f"record {id}")
    last = stand[-1]
    row = decisions.current(raw(connection), id)
    if last.what in ("correction", "addition") and row is not None:
        reading = _reading(connection, row.document, signed)
        _supersede(connection, row.seq, reading)
        if last.record is not None:
            _copy(connection, last.record, reading)
    status = stand[-2].status if len(stand) > 1 else "proposed"
    _append(connection, id, "undo", status, signed, record=row.seq if row else None, undoes=last.seq)


def annotate(connection: Connection, id: str, signed: Signed) -> None:
    """Append a note that decides nothing."""
    known = _expected(connection, id, signed)
    _append(connection, id, "note", decisions.status_of(known), signed, record=_seq(connection, id))


def content(body: str) -> str:
    """Return what a body says, without how sure it is and what produced it."""
    told = {key: value for key, value in json.loads(body).items() if key not in ("confidence", "method", "engine")}
    return canonical(told)


def _expected(connection: Connection, id: str, signed: Signed) -> list[Decision]:
    """Return the decisions on a record; raises ConflictError when they are not those that the person saw."""
    known = decisions.of_record(raw(connection), id)
    if signed.expects is not None and signed.expects != decisions.mark(raw(connection), id):
        raise ConflictError(_meanwhile(known), where=f"record {id}", hint="look at it again, then decide")
    return known


def _meanwhile(known: list[Decision]) -> str:
    decided = [one for one in known if one.what != "note"]
    if not decided:
        return "it was coded anew meanwhile"
    last = decided[-1]
    said = {"addition": "added it", "undo": "took a decision on it back"}.get(last.what)
    why = f": {last.note}" if last.note else ""
    return f"{last.reviewer} {said or _SAID.get(last.verdict, 'reopened') + ' it'} at {last.at}{why}"


def _judged_by_another(known: list[Decision], reviewer: str) -> bool:
    return any(one.reviewer != reviewer for one in decisions.standing(known))


def _second(connection: Connection, id: str, judgement: tuple[ReviewStatus, str | None], signed: Signed) -> None:
    """Append a second judgement of what was proposed: where it differs from what stands, the record is disputed."""
    verdict, body = judgement
    stands = decisions.status_of(decisions.of_record(raw(connection), id))
    row, proposed = decisions.current(raw(connection), id), decisions.original(raw(connection), id)
    theirs = None if stands == "rejected" or row is None else content(row.body)
    mine = None if verdict == "rejected" else content(body or _body(proposed))
    agreed = mine == theirs and "disputed" not in (stands, verdict)
    seq = proposed.seq if proposed else None
    status: ReviewStatus = stands if agreed else "disputed"
    _append(connection, id, "second", status, signed, verdict=verdict, record=seq, body=body)


def _body(row: RecordRow | None) -> str:
    return row.body if row else "{}"


def _check(connection: Connection, record: Record) -> int:
    """Return the row of the record's document; raises EvidenceError where its text does not bear the record out."""
    query = "SELECT seq, text FROM document WHERE id = ?"
    found = raw(connection).execute(query, (record.document_id,)).fetchone()
    if found is None:
        raise NotFoundError("no such document in the ledger", where=record.document_id)
    quote = broken_quote(record, found[1])
    if quote is not None:
        what = f"quotes {quote.text!r} at {quote.start}-{quote.end}, the text differs there"
        raise EvidenceError(what, where=f"record {record.id}", hint="mark the words in the text again")
    return int(found[0])


def _refuse_twin(connection: Connection, document: int, record: Record) -> None:
    """Raise ConflictError when another current record of the document says the same."""
    twin = record_id(record)
    for id, stated in recoding.stated_by_persons(raw(connection), document).items():
        if stated == twin and id != record.id:
            _refuse(id)
    if twin != record.id and decisions.current(raw(connection), twin) is not None:
        later = decisions.of_record(raw(connection), twin)
        if not any(one.what == "correction" for one in decisions.standing(later)):
            _refuse(twin)


def _refuse(id: str) -> None:
    raise ConflictError("the ledger says this already", where=f"record {id}", hint="judge that record")


def _reading(connection: Connection, document: int, signed: Signed) -> int:
    """Enter the reading of a document that a person made by deciding."""
    run = runs.start(connection, {"review": signed.reviewer}, "", signed.at)
    runs.finish(connection, run, {}, signed.at)
    row = {
        "document": document,
        "run": run,
        "metadata": "{}",
        "engine": f"{PERSON}{signed.reviewer}",
        "version": "",
    }
    return inserted(connection.execute(schema.reading.insert(), row))


def _enter(connection: Connection, place: tuple[int, int], record: Record, body: str) -> None:
    sheet = Sheet(connection)
    sheet.record(place, record, body)
    sheet.write()


def _supersede(connection: Connection, record: int, reading: int) -> None:
    connection.execute(schema.superseded.insert(), {"record": record, "reading": reading})


def _copy(connection: Connection, old: int, reading: int) -> None:
    """Enter a former row again, with its parties."""
    new = (connection.execute(text("SELECT max(seq) FROM record")).scalar() or 0) + 1
    connection.execute(text(_COPY_RECORD), {"new": new, "old": old, "reading": reading})
    connection.execute(text(_COPY_PARTIES), {"new": new, "old": old})
    list_records(connection, new, new)


def _seq(connection: Connection, id: str) -> int | None:
    row = decisions.current(raw(connection), id)
    return row.seq if row else None


def _append(connection: Connection, id: str, what: Decided, status: ReviewStatus, signed: Signed, **more: Any) -> None:
    row = {"record_id": id, "status": status, "note": signed.note, "reviewer": signed.reviewer, "at": signed.at}
    connection.execute(schema.revision.insert(), row | {"what": what} | more)
