"""The id of a record: what makes two findings the same finding."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from talleyrand.model.records import Act, Forecast, Framing, Payload, Record, Statement, Vote
from talleyrand.model.spans import Quote


def record_id(record: Record) -> str:
    """Return the 16 hex digits that stand for this document, span and content; the record's own `id` is not looked at.

    What is derived (days, scores, confidence, who vouches for it) and what produced it (method, engine) do not enter:
    a finding keeps its id, and its reviews, when a date is resolved better or a rule gets a new version. A vote of a
    known roll call keeps it, too, when the title of what was voted on becomes known.
    """
    content = [
        record.document_id,
        record.kind,
        record.evidence.start,
        record.evidence.end,
        _payload(record.payload),
        [actor.id for actor in record.actors],
        [actor.id for actor in record.recipients],
        record.factuality,
        record.date.text,
    ]
    text = json.dumps(content, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def _payload(payload: Payload) -> list[Any]:
    match payload:
        case Statement():
            return [payload.form, [_span(quote) for quote in payload.content], _span(payload.cue)]
        case Act():
            return [payload.event_type, payload.mode, _span(payload.trigger)]
        case Vote():
            matter = [payload.subject] if payload.roll_call is None else [None, payload.roll_call]
            return [payload.body.id if payload.body else None, payload.choice, payload.veto, *matter]
        case Forecast():
            return [_span(payload.proposition), payload.expression]
        case Framing():
            return [payload.frame, payload.term, payload.use]


def _span(quote: Quote | None) -> list[int] | None:
    return None if quote is None else [quote.start, quote.end]
