"""Decisions of a person as plain objects, a line of a file each: what is asked for by name is done in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast, get_args

from talleyrand.errors import CorrectionError
from talleyrand.ledger.inputs import Signature
from talleyrand.ledger.store import Ledger
from talleyrand.model.records import Kind, Record, ReviewStatus
from talleyrand.model.spans import Span
from talleyrand.pipeline.editing_parties import finder
from talleyrand.pipeline.reviewing import changed, new_record

Decision = Literal["accept", "reject", "dispute", "correct", "add", "note", "undo"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)
_VERDICTS: dict[str, ReviewStatus] = {"accept": "accepted", "reject": "rejected", "dispute": "disputed"}


def decide(ledger: Ledger, asked: Mapping[str, Any], *, reviewer: str, at: str) -> Record:
    """Make the decision that an object describes, and return the record as it is then.

    `decision` is one of DECISIONS, `record` its id, `note` and `expects` as the ledger takes them, `second` for a
    second reading; `changes` has the fields of a correction. An added record has a `document`, a `kind`, `start` and
    `end`, and its `fields`. Raises CorrectionError for an object that is none, and what the ledger raises.
    """
    decision = _word(asked, "decision")
    note, expects = str(asked.get("note") or ""), asked.get("expects")
    if expects is not None and not isinstance(expects, str):
        raise CorrectionError("it is no mark", where="expects")
    signed: Signature = {"reviewer": reviewer, "at": at, "note": note, "expects": expects}
    signed["second"] = bool(asked.get("second"))
    if decision == "add":
        return ledger.review.enter(_added(ledger, asked), **signed)
    id = _word(asked, "record")
    match decision:
        case "accept" | "reject" | "dispute":
            return ledger.review.revise(id, _VERDICTS[decision], **signed)
        case "correct":
            record = ledger.review.proposed(id) if signed["second"] else ledger.record(id)
            changes = _fields(asked, "changes")
            made = changed(record, ledger.document(record.document_id), changes, find=finder(ledger, record))
            return ledger.review.correct(record.id, made, **signed)
        case "note":
            ledger.review.annotate(id, **signed)
            return ledger.record(id)
        case "undo":
            return ledger.review.undo(id, **signed)
    raise CorrectionError(f"{decision[:40]!r} is no decision", where="decision", hint=f"one of {', '.join(DECISIONS)}")


def _added(ledger: Ledger, asked: Mapping[str, Any]) -> Record:
    start, end = asked.get("start"), asked.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        raise CorrectionError("the words are marked by two whole numbers", where="start")
    document = ledger.document(_word(asked, "document"))
    kind = cast("Kind", _word(asked, "kind"))
    return new_record(document, kind, Span(start, end), _fields(asked, "fields"), find=finder(ledger))


def _word(asked: Mapping[str, Any], name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str) or not value:
        raise CorrectionError("it is missing", where=name)
    return value


def _fields(asked: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = asked.get(name)
    if not isinstance(value, Mapping):
        raise CorrectionError("it is no object of fields and values", where=name)
    return value
