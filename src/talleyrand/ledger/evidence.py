"""The evidence invariant: every quoted span of a record is what its document says there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.records import Act, Forecast, Payload, Record, Statement
from talleyrand.model.spans import Quote


def broken_quote(record: Record, text: str) -> Quote | None:
    """Return the first quote of `record` that `text` does not bear out, None when all hold.

    Evidence must have characters; a mention may have none, for an author that no words name.
    """
    if record.evidence.start == record.evidence.end:
        return record.evidence
    return next((quote for quote in quotes(record) if not holds(quote, text)), None)


def holds(quote: Quote, text: str) -> bool:
    """Tell whether `text[start:end]` is the quote, with 0 <= start <= end <= len(text)."""
    return 0 <= quote.start <= quote.end <= len(text) and text[quote.start : quote.end] == quote.text


def quotes(record: Record) -> Iterator[Quote]:
    """Yield the evidence of `record` and every other span that it quotes."""
    yield record.evidence
    yield from _mentions(record.actors)
    yield from _mentions(record.recipients)
    yield from _mentions(record.reported_by)
    yield from _payload_quotes(record.payload)


def _payload_quotes(payload: Payload) -> Iterator[Quote]:
    match payload:
        case Statement():
            yield from payload.content
            if payload.cue is not None:
                yield payload.cue
            yield from _mentions(payload.addressees)
        case Act():
            yield payload.trigger
        case Forecast():
            yield payload.proposition


def _mentions(parties: Iterable[Actor | Attribution]) -> Iterator[Quote]:
    return (party.mention for party in parties if party.mention is not None)
