"""Coding anew around what persons decided: what they wrote stays, and the machine does not propose it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from talleyrand.ledger.database import Database
from talleyrand.ledger.review import decisions
from talleyrand.ledger.rows import reader
from talleyrand.model.identity import record_id
from talleyrand.model.records import Act, Forecast, Framing, Record, Statement
from talleyrand.model.reviews import PERSON, by_person
from talleyrand.model.spans import Quote

Refusal = tuple[Quote | None, str]
Place = tuple[object, ...]
KEPT = frozenset({"accepted", "corrected", "disputed"})
"""What a person vouched for, or wants to be settled: it stays when the machine finds it no more."""


@dataclass(frozen=True, slots=True)
class Present:
    """A current record of a document: its row, what it says, and what persons decided on it."""

    seq: int
    body: str
    engine: str
    status: str
    resolved: bool
    place: Place

    @property
    def by_person(self) -> bool:
        """Whether a person wrote what it says."""
        return by_person(self.engine)

    @property
    def stays(self) -> bool:
        """Whether it stays when the machine finds it no more."""
        return self.by_person or self.resolved or self.status in KEPT


_PRESENT = """
SELECT r.id, d.id, r.kind, r.body, r.seq, r.engine FROM record r JOIN document d ON d.seq = r.document
WHERE r.document = ? AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.record = r.seq)
"""
_DECIDED = "SELECT DISTINCT v.record_id FROM record r JOIN revision v ON v.record_id = r.id WHERE r.document = ?"
_RESOLVED = "SELECT DISTINCT v.record_id FROM record r JOIN resolution v ON v.record_id = r.id WHERE r.document = ?"


def present(connection: Database, document: int) -> dict[str, Present]:
    """Return the records of a document that are not superseded, by id."""
    make = reader()
    decided, resolved = ({id for (id,) in connection.execute(sql, (document,))} for sql in (_DECIDED, _RESOLVED))
    found: dict[str, Present] = {}
    for id, document_id, kind, body, seq, engine in connection.execute(_PRESENT, (document,)):
        status = decisions.status_of(decisions.of_record(connection, id)) if id in decided else "proposed"
        place = place_of(make(id, document_id, kind, body, status)) if id in decided else ()
        found[id] = Present(seq, body, engine, status, id in resolved, place)
    return found


def stated_by_persons(connection: Database, document: int) -> dict[str, str]:
    """Return the current records of a document that persons wrote: their ids, and the ids that what they say has."""
    query = f"{_PRESENT} AND r.engine LIKE '{PERSON}%'"
    make = reader()
    return {row[0]: record_id(make(*row[:4], "proposed")) for row in connection.execute(query, (document,))}


def held_back(
    connection: Database, document: int, records: Sequence[Record], known: Mapping[str, Present]
) -> tuple[list[Record], list[Refusal]]:
    """Part the records that may be entered from those of which persons have said what stands there.

    What a person wrote under the same id, or what says the same, is not proposed again. A record that is new, at the
    place of one that a person vouched for and that the machine finds no more, is another reading of the same words: it
    is listed, with the record that stands.
    """
    if not any(one.by_person or one.place for one in known.values()):
        return list(records), []
    written = {id for id, one in known.items() if one.by_person}
    stated = set(stated_by_persons(connection, document).values())
    open_places = _open_places(known, {record.id for record in records})
    entered: list[Record] = []
    refusals: list[Refusal] = []
    for record in records:
        stands = None if record.id in known else open_places.get(place_of(record))
        if record.id in written or record.id in stated:
            continue
        if stands is not None:
            refusals.append((record.evidence, f"record {stands} stands there, which a person {known[stands].status}"))
        else:
            entered.append(record)
    return entered, refusals


def _open_places(known: Mapping[str, Present], found: Iterable[str]) -> dict[Place, str]:
    """The places of records that persons vouched for and that the machine finds no more."""
    again = set(found)
    return {one.place: id for id, one in known.items() if one.status in KEPT and id not in again}


def place_of(record: Record) -> Place:
    """Return the words that a record rests on, with its kind: what two codings of one finding share."""
    evidence = (record.evidence.start, record.evidence.end)
    match record.payload:
        case Act(trigger=quote) | Forecast(proposition=quote):
            return record.kind, quote.start, quote.end
        case Statement(content=content) if content:
            return record.kind, content[0].start, content[-1].end
        case Framing(term=term):
            return record.kind, *evidence, term
    return record.kind, *evidence, *(actor.id for actor in record.actors)
