"""Texts with marked attributions: PolNeAR (Newell, Margolin and Ruths 2018) and the real article, in one form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quality.places import CASE, CASE_DAY, CASES, SHARED
from quality.sets.jsonl import Json, rows
from talleyrand import Document, Engine, Quote, Record, Span, Statement, code, find_attributions

POLNEAR = SHARED / "gold" / "attribution" / "polnear"
ARTICLE = CASES / f"{CASE}.attribution.jsonl"
NOT_ASSERTED = frozenset({"negated", "refused"})
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """An attribution: who (`source`), that it was said (`cue`), what (`content`).

    `others` are alternatives that are as good, by role; `kind` is direct, indirect or mixed.
    """

    content: Spans
    cue: Spans = ()
    source: Spans = ()
    kind: str | None = None
    speaker: str | None = None
    negated: bool = False
    others: tuple[tuple[str, Spans], ...] = ()

    def accepted(self, role: str) -> tuple[Spans, ...]:
        """Return the spans of a role with their alternatives."""
        return (getattr(self, role), *(spans for name, spans in self.others if name == role))


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A text with its attributions, the cues of refusals to speak, and the traps: spans that nobody said."""

    id: str
    text: str
    quotes: tuple[Quoted, ...]
    refusals: tuple[Spans, ...] = ()
    traps: tuple[Spans, ...] = ()


def load_polnear(part: str = "dev") -> list[QuotedText] | None:
    """Return the texts of a part of PolNeAR, None where it is absent."""
    return load(POLNEAR / f"{part}.jsonl")


def load_case() -> list[QuotedText] | None:
    """Return the real article, None where it is absent."""
    return load(ARTICLE)


def load(path: Path) -> list[QuotedText] | None:
    """Return the texts of a file in the uniform form, None where it is absent."""
    found = rows(path)
    return None if found is None else [quoted_text(row) for row in found]


def quoted_text(row: Json) -> QuotedText:
    """Return the text that an object of the uniform form describes."""
    return QuotedText(
        row["doc_id"],
        row["text"],
        tuple(quoted(quote) for quote in row["quotes"]),
        tuple(spans(refusal["cue"]) for refusal in row.get("refusals", ())),
        tuple(spans(trap["span"]) for trap in row.get("traps", ())),
    )


def quoted(row: Json) -> Quoted:
    """Return the attribution that an object of the uniform form describes."""
    roles = ("content", "cue", "source")
    others = tuple((role, spans(other)) for role in roles for other in row.get(f"alt_{role}", ()))
    content, cue, source = (spans(row.get(role, ())) for role in roles)
    return Quoted(content, cue, source, row.get("kind"), row.get("speaker"), row.get("negated", False), others)


def spans(pairs: Sequence[Sequence[int]]) -> Spans:
    """Return half-open intervals as spans."""
    return tuple(Span(start, end) for start, end in pairs)


def read(item: QuotedText, engine: Engine) -> tuple[Quoted, ...]:
    """Return the attributions that are found in the text alone."""
    return tuple(
        Quoted(
            spans_of(a.content),
            spans_of([a.cue] if a.cue else []),
            spans_of([a.source] if a.source else []),
            a.form,
            negated=a.factuality in NOT_ASSERTED,
        )
        for a in find_attributions(item.text, engine)
    )


def read_case(item: QuotedText, engine: Engine) -> tuple[Quoted, ...]:
    """Return the statements that the ledger would hold of the article."""
    records = code(Document.from_text(item.text, published=CASE_DAY), engine)
    return tuple(said(record, record.payload) for record in records if isinstance(record.payload, Statement))


def said(record: Record, statement: Statement) -> Quoted:
    """Return a record of a statement as an attribution; its sources are all the actors' mentions."""
    return Quoted(
        spans_of(statement.content),
        spans_of([statement.cue] if statement.cue else []),
        spans_of([actor.mention for actor in record.actors if actor.mention]),
        statement.form,
        record.actors[0].name if record.actors else None,
        record.factuality in NOT_ASSERTED,
    )


def spans_of(quotes: Iterable[Quote]) -> Spans:
    """Return where the quotes stand."""
    return tuple(quote.span for quote in quotes)
