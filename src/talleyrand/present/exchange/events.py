"""Which records are events that happened: formats of event data can say nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Entry, Record

UNDATED = "acts without a date"
VAGUE = "acts whose week is not known"
WEEK = 7
"""Days that an event's date may be uncertain by where a format has one day for it."""
REJECTED = "rejected by a person"
OF_DATA = "records of event data, which have no text"
LeftOut = Counter[str]
"""How many records a file lacks, by what they are."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An act with its record and document."""

    record: Record
    document: Document
    act: Act


def happenings(
    entries: Iterable[Entry], left_out: LeftOut, *, flagged: bool = False, to_the_week: bool = False
) -> Iterator[Happening]:
    """Yield the acts that happened and are dated, counting what else there is in `left_out`.

    With `flagged` acts that did not happen come, too: for formats that can say so. With `to_the_week` acts whose days
    are not known so well do not come: for formats that have one day for an event, and would make a year one of it.
    """
    for record, document in entries:
        reason = _objection(record, flagged) or (VAGUE if to_the_week and _is_vague(record.date) else None)
        if reason:
            left_out[reason] += 1
        else:
            assert isinstance(record.payload, Act)  # noqa: S101 - what _objection has just seen
            yield Happening(record, document, record.payload)


def _objection(record: Record, flagged: bool) -> str | None:
    if record.review == "rejected":
        return REJECTED
    if not isinstance(record.payload, Act):
        return f"{record.kind}s"
    if record.factuality != "actual" and not flagged:
        return f"{record.factuality} acts"
    return None if record.date.start else UNDATED


def _is_vague(when: DateInterval) -> bool:
    if not when.start or not when.end:
        return True
    return (date.fromisoformat(when.end) - date.fromisoformat(when.start)).days > WEEK


def told(left_out: Mapping[str, int]) -> str | None:
    """Return a line that says what a file lacks; None where it lacks nothing.

    >>> told({"refused acts": 2, "statements": 1200})
    'left out, for the format has no place for them: statements (1,200), refused acts (2)'
    """
    if not left_out:
        return None
    counted = sorted(left_out.items(), key=lambda one: (-one[1], one[0]))
    return "left out, for the format has no place for them: " + ", ".join(f"{what} ({n:,})" for what, n in counted)
