"""Persons' decisions on records, as rows: which still stand, what holds by them, and a mark of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from talleyrand.ledger.database import Database, has_column, streamed
from talleyrand.model.records import ReviewStatus
from talleyrand.model.reviews import PERSON, Decided, Review

_COLUMNS = "seq, record_id, status, note, reviewer, at, what, coalesce(verdict, status), record, body, undoes"
_OLD = "seq, record_id, status, note, reviewer, at, 'verdict', status, NULL, NULL, NULL"
_CURRENT = """
SELECT r.seq, r.document, r.kind, r.engine, r.body FROM record r
WHERE r.id = ? AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.record = r.seq) ORDER BY r.seq DESC LIMIT 1
"""
_ORIGINAL = f"""
SELECT seq, document, kind, engine, body FROM record WHERE id = ?
ORDER BY engine LIKE '{PERSON}%', CASE WHEN engine LIKE '{PERSON}%' THEN seq ELSE -seq END LIMIT 1
"""  # noqa: S608 - a constant


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of `revision`.

    `status` is what holds of the record after it, `verdict` what the person judged, `record` the row that was current,
    `body` what the record says by this person where that is something else, `undoes` the decision that it takes back.
    """

    seq: int
    record_id: str
    status: ReviewStatus
    note: str
    reviewer: str
    at: str
    what: Decided
    verdict: ReviewStatus
    record: int | None
    body: str | None
    undoes: int | None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row of `record`: its number, its document's, and what it says."""

    seq: int
    document: int
    kind: str
    engine: str
    body: str


def of_record(connection: Database, record_id: str) -> list[Decision]:
    """Return the decisions on a record, oldest first."""
    query = f"SELECT {_columns(connection)} FROM revision WHERE record_id = ? ORDER BY seq"  # noqa: S608
    return [Decision(*row) for row in connection.execute(query, (record_id,))]


def all_of(connection: Database) -> Iterator[Decision]:
    """Yield the decisions on all records, oldest first."""
    return (Decision(*row) for row in streamed(connection, f"SELECT {_columns(connection)} FROM revision ORDER BY seq"))  # noqa: S608


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that were not taken back, oldest first; notes decide nothing."""
    gone = {decision.undoes for decision in decisions}
    return [one for one in decisions if one.what not in ("note", "undo") and one.seq not in gone]


def status_of(decisions: Sequence[Decision]) -> ReviewStatus:
    """Return what holds of a record by the decisions on it."""
    stand = standing(decisions)
    return stand[-1].status if stand else "proposed"


def mark(connection: Database, record_id: str) -> str:
    """Return what a record says and what was decided on it as a short mark; a note leaves it as it is."""
    row = current(connection, record_id)
    decided = max((one.seq for one in of_record(connection, record_id) if one.what != "note"), default=0)
    return f"{row.seq if row else 0}.{decided}"


def current(connection: Database, record_id: str) -> RecordRow | None:
    """Return the row of a record that is not superseded, None when it is gone."""
    row = connection.execute(_CURRENT, (record_id,)).fetchone()
    return RecordRow(*row) if row else None


def original(connection: Database, record_id: str) -> RecordRow | None:
    """Return the newest row of a record that a machine made; of a record that a person added, the first."""
    row = connection.execute(_ORIGINAL, (record_id,)).fetchone()
    return RecordRow(*row) if row else None


def reviews(connection: Database, decisions: Iterable[Decision]) -> Iterator[Review]:
    """Yield decisions as reviews, in their order; who accepts what another corrected says what that one says."""
    kept = list(decisions)
    gone = {decision.undoes for decision in kept}
    for one in kept:
        stands = one.seq not in gone and one.what != "undo"
        status = one.status if one.what in ("note", "undo") else one.verdict
        body = one.body or _accepted_of_another(connection, one)
        yield Review(one.record_id, status, one.reviewer, one.at, one.note, one.what, stands, body)


def _accepted_of_another(connection: Database, one: Decision) -> str | None:
    if one.what != "verdict" or one.verdict != "accepted" or one.record is None:
        return None
    query = f"SELECT body FROM record WHERE seq = ? AND engine LIKE '{PERSON}%'"  # noqa: S608 - a constant
    row = connection.execute(query, (one.record,)).fetchone()
    return row[0] if row else None


def are_told(connection: Database) -> bool:
    """Tell whether revisions say what was decided; a ledger of an older program knows verdicts alone."""
    return has_column(connection, "revision", "what")


def _columns(connection: Database) -> str:
    return _COLUMNS if are_told(connection) else _OLD
