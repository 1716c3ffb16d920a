"""Which record answers which expected one, and in what it is wrong. Every record answers one at most.

Of all pairs that stand at the same place the one with the fewest wrong fields is taken first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TypeVar

from quality.scorers.fields import at_same_place, graded, stands_at
from quality.sets.own import Expected, OwnReading, OwnText
from talleyrand import Record, Span
from talleyrand.model.records import Kind

Row = TypeVar("Row", Expected, Record)
EACH = frozenset({"vote", "framing"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """An expected record with the one that answers it, or either of them alone.

    `fields` tells whether each field that is asked for agrees; `counted` is false where an optional record is
    concerned.
    """

    text: OwnText
    kind: Kind
    expected: Expected | None
    found: Record | None
    fields: Mapping[str, bool] = field(default_factory=dict)
    counted: bool = True

    @property
    def wrong(self) -> frozenset[str]:
        """The fields that differ."""
        return frozenset(name for name, agrees in self.fields.items() if not agrees)

    @property
    def place(self) -> Span:
        """Where in the text it is about."""
        if self.expected is not None:
            return self.expected.near
        assert self.found is not None  # noqa: S101  one of the two is there
        return stands_at(self.found)

    def right(self, fields: frozenset[str]) -> bool:
        """Tell whether both are there and agree in the fields."""
        return self.expected is not None and self.found is not None and not self.wrong & fields


def verdicts(texts: Sequence[OwnText], readings: Sequence[OwnReading], kind: Kind) -> list[Verdict]:
    """Compare what was found in the texts with what should be, for one kind of record."""
    return [v for text, reading in zip(texts, readings, strict=True) for v in compare(text, reading.records, kind)]


def compare(text: OwnText, records: Sequence[Record], kind: Kind) -> Iterator[Verdict]:
    """Yield a verdict for every expected record and for every record that answers none."""
    wanted = [one for e in text.records if e.kind == kind for one in _singly(e)]
    given = [one for r in records if r.kind == kind for one in _singly(r)]
    answered = _pairs(wanted, given)
    for expected in wanted:
        found = answered.get(id(expected))
        fields = graded(expected, found) if found else {}
        yield Verdict(text, kind, expected, found, fields, counted=not expected.optional)
    taken = {id(found) for found in answered.values()}
    for record in given:
        if id(record) not in taken:
            yield Verdict(text, kind, None, record, counted=not _excused(record, wanted))


def _singly(row: Row) -> list[Row]:
    """Votes count for each who votes, framing for each whose term it is; other records are one."""
    if row.kind not in EACH or not row.actors:
        return [row]
    return [replace(row, actors=(actor,)) for actor in row.actors]


def _pairs(wanted: Sequence[Expected], given: Sequence[Record]) -> dict[int, Record]:
    pairs = product(enumerate(wanted), enumerate(given))
    possible = [(_distance(e, r), i, j) for (i, e), (j, r) in pairs if at_same_place(e, r)]
    answered: dict[int, Record] = {}
    taken: set[int] = set()
    for _, i, j in sorted(possible):
        if id(wanted[i]) not in answered and j not in taken:
            answered[id(wanted[i])] = given[j]
            taken.add(j)
    return answered


def _distance(expected: Expected, record: Record) -> tuple[int, bool, int]:
    """Few wrong fields first, then required before optional, then what stands nearer."""
    apart = abs(expected.near.start - stands_at(record).start)
    wrong = sum(not agrees for agrees in graded(expected, record).values())
    return wrong, expected.optional, apart


def _excused(record: Record, wanted: Sequence[Expected]) -> bool:
    return any(e.optional and at_same_place(e, record) for e in wanted)
