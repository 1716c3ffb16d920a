"""Records of the gold sets, each with what can be seen of it and whether it is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quality.scorers.fields import characters
from quality.scorers.matching import compare
from quality.scorers.own_records import RUBRICS
from quality.sets.own import OwnReading, OwnText
from quality.sets.quoted import QuotedText, spans_of
from talleyrand import Document, Engine, Record, Statement, code
from talleyrand.codebook.confidence import rules_of, signs_of
from talleyrand.model.records import Kind

ALIKE = 0.5
"""A statement's content is right when so much of the characters of both is common to both."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A record: its kind, rules and signs, the set and the text it is from, and whether it is right."""

    kind: Kind
    rules: tuple[str, ...]
    signs: frozenset[str]
    source: str
    text: str
    right: bool


def observed(record: Record, source: str, text: str, right: bool) -> Observation:
    """Return what is seen of a record."""
    return Observation(record.kind, rules_of(record), frozenset(signs_of(record)), source, text, right)


def of_own(texts: Sequence[OwnText], readings: Sequence[OwnReading]) -> Iterator[Observation]:
    """Yield the records of our own set: right when every field is that makes one right."""
    for text, reading in zip(texts, readings, strict=True):
        for rubric in RUBRICS.values():
            for verdict in compare(text, reading.records, rubric.kind):
                if verdict.counted and verdict.found is not None:
                    yield observed(verdict.found, "own", text.id, verdict.right(frozenset(rubric.fields)))


def of_quoted(texts: Sequence[QuotedText], readings: Sequence[tuple[Record, ...]]) -> Iterator[Observation]:
    """Yield the statements of PolNeAR's texts: right when an attribution has the same content and source."""
    for text, records in zip(texts, readings, strict=True):
        for record in records:
            if isinstance(record.payload, Statement) and record.payload.content:
                yield observed(record, "PolNeAR", text.id, _attributed(record, record.payload, text))


def read(item: QuotedText, engine: Engine) -> tuple[Record, ...]:
    """Return all records of a text."""
    return tuple(code(Document.from_text(item.text), engine))


def _attributed(record: Record, said: Statement, text: QuotedText) -> bool:
    content = characters(spans_of(said.content))
    source = characters(spans_of([a.mention for a in record.actors if a.mention]))
    return any(_alike(content, characters(q.content)) and _touch(source, characters(q.source)) for q in text.quotes)


def _alike(one: set[int], other: set[int]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)


def _touch(one: set[int], other: set[int]) -> bool:
    return bool(one & other) or not (one or other)
