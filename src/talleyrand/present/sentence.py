"""The sentence of a record with the words in it that its fields rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from talleyrand.model.records import Act, Forecast, Record, Statement
from talleyrand.model.spans import Quote
from talleyrand.present.plain import shown


@dataclass(frozen=True, slots=True)
class PieceView:
    """Words of a sentence and what they are in the record: actor, recipient, source, trigger, cue, content."""

    text: str
    parts: tuple[str, ...] = ()


def pieces(record: Record) -> tuple[PieceView, ...]:
    """Return the evidence cut where a part of the record begins or ends; parts may overlap."""
    evidence = record.evidence
    parts = [(name, quote) for name, quote in _parts(record) if evidence.span.contains(quote.span) and quote.text]
    edges = {evidence.start, evidence.end} | {edge for _, quote in parts for edge in (quote.start, quote.end)}
    text = shown(evidence.text)
    return tuple(
        PieceView(
            text[start - evidence.start : end - evidence.start],
            tuple(dict.fromkeys(name for name, quote in parts if quote.start <= start and end <= quote.end)),
        )
        for start, end in pairwise(sorted(edges))
    )


def _parts(record: Record) -> Iterator[tuple[str, Quote]]:
    named = (("actor", record.actors), ("recipient", record.recipients), ("source", record.reported_by))
    for name, parties in named:
        yield from ((name, party.mention) for party in parties if party.mention)
    match record.payload:
        case Act() as act:
            yield "trigger", act.trigger
        case Forecast() as forecast:
            yield "content", forecast.proposition
        case Statement() as said:
            yield from (("recipient", party.mention) for party in said.addressees if party.mention)
            yield from (("content", part) for part in said.content)
            if said.cue is not None:
                yield "cue", said.cue
