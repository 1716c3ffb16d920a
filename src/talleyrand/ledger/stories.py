"""The story of one record or document: its row by id, its readings and revisions."""

from __future__ import annotations

import json
from collections.abc import Iterator

from talleyrand.errors import NotFoundError
from talleyrand.ledger import resolutions
from talleyrand.ledger.database import Database
from talleyrand.ledger.event_data.files import record as data_record
from talleyrand.ledger.inputs import Event, Known
from talleyrand.ledger.review import decisions
from talleyrand.ledger.review.decisions import Decision
from talleyrand.ledger.rows import RECORD_COLUMNS, Documents, record_of
from talleyrand.model.changes import changes
from talleyrand.model.records import Record
from talleyrand.model.reviews import PERSON, Review

NEAR = 3
"""How many ids to offer when one is not found."""

_FIND = f"""
SELECT {RECORD_COLUMNS} FROM record r JOIN document d ON d.seq = r.document
WHERE r.id >= ? AND r.id < ? ORDER BY r.id, r.seq IN (SELECT record FROM superseded), r.seq DESC
"""  # noqa: S608 - constant columns
_NEAR = """
SELECT id FROM (SELECT DISTINCT id FROM record WHERE id >= :id ORDER BY id LIMIT :n) x
UNION SELECT id FROM (SELECT DISTINCT id FROM record WHERE id < :id ORDER BY id DESC LIMIT :n) y ORDER BY id
"""
_READINGS = f"""
SELECT CASE WHEN s.record IS NULL THEN 'entered' ELSE 'superseded' END, u.started, g.engine, g.version, r.method
FROM record r LEFT JOIN superseded s ON s.record = r.seq AND :gone
JOIN reading g ON g.seq = coalesce(s.reading, r.reading) JOIN run u ON u.seq = g.run
WHERE r.id = :id AND (NOT :gone OR s.record IS NOT NULL) AND g.engine NOT LIKE '{PERSON}%' ORDER BY g.seq, r.seq
"""  # noqa: S608 - a constant


_CODED_BY = f"""
SELECT g.engine, g.version, g.run = (SELECT max(seq) FROM run) FROM reading g JOIN document d ON d.seq = g.document
WHERE d.id = ? AND g.engine NOT LIKE '{PERSON}%' ORDER BY g.seq DESC LIMIT 1
"""  # noqa: S608 - a constant


def record(connection: Database, record_id: str) -> Record:
    """Return the newest version of the one record whose id begins so, a forecast with its outcome.

    Raises `NotFoundError` with ids near it.
    """
    return next(resolutions.resolved([_find(connection, record_id)], resolutions.outcomes(connection)))


def _find(connection: Database, record_id: str) -> Record:
    prefix = record_id.strip().lower()
    rows = connection.execute(_FIND, (prefix, f"{prefix}~")).fetchall() if prefix else []
    ids = list(dict.fromkeys(row[0] for row in rows))
    if len(ids) == 1:
        return record_of(rows[0])
    found = data_record(connection, prefix) if not ids else None
    if found is not None:
        return found
    if not ids:
        raise NotFoundError("no such record in the ledger", where=record_id, hint=_near(connection, prefix))
    more = f"among them {', '.join(ids[:NEAR])}"
    raise NotFoundError(f"{len(ids)} records begin so", where=record_id, hint=more)


def history(connection: Database, record_id: str) -> tuple[Event, ...]:
    """Return the readings that entered or superseded a record, then its revisions, oldest first in each."""
    readings = [
        Event(what, started, engine, f"{method}, rules {version}")
        for gone in (False, True)
        for what, started, engine, version, method in connection.execute(_READINGS, {"id": record_id, "gone": gone})
    ]
    return (*readings, *_decided(connection, record_id))


def _decided(connection: Database, record_id: str) -> Iterator[Event]:
    """Yield the decisions on a record, each with what it changed."""
    known = decisions.of_record(connection, record_id)
    bodies = {one.seq: _told(connection, one) for one in known}
    for one in known:
        before, after = bodies[one.seq] if one.what != "undo" else bodies.get(one.undoes or 0, ("", ""))[::-1]
        changed = changes(json.loads(before), json.loads(after)) if before and after else ()
        yield Event(_named(one), one.at, one.reviewer, one.note, changed)


def _told(connection: Database, decision: Decision) -> tuple[str, str]:
    """Return what the record said before a correction and what it says by it; empty where nothing was corrected."""
    if decision.body is None or decision.record is None:
        return "", ""
    (before,) = connection.execute("SELECT body FROM record WHERE seq = ?", (decision.record,)).fetchone()
    return before, decision.body


def _named(decision: Decision) -> str:
    """What a decision is called in a history."""
    match decision.what:
        case "addition" | "note" | "undo":
            return {"addition": "added", "note": "noted", "undo": "taken back"}[decision.what]
        case "second":
            return f"{decision.verdict} independently"
    return decision.verdict


def reviews(connection: Database) -> Iterator[Review]:
    """Yield every decision, the oldest first."""
    return decisions.reviews(connection, decisions.all_of(connection))


def known(connection: Database, document_id: str, documents: Documents) -> Known | None:
    """Return the document and what coded it last, None when it is not there."""
    row = connection.execute(_CODED_BY, (document_id,)).fetchone()
    return Known(documents.get(document_id), row[0], row[1], bool(row[2])) if row else None


def paths(connection: Database, document_id: str) -> tuple[str, ...]:
    """Return the paths of a document, sorted."""
    query = "SELECT p.path FROM document_path p JOIN document d ON d.seq = p.document WHERE d.id = ? ORDER BY p.path"
    return tuple(path for (path,) in connection.execute(query, (document_id,)))


def _near(connection: Database, prefix: str) -> str:
    near = [id for (id,) in connection.execute(_NEAR, {"id": prefix, "n": NEAR})]
    return f"near it are {', '.join(near)}" if near else "the ledger has no records yet"
