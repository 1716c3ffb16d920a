"""What rests on one source alone, and how much on one outlet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from talleyrand.analyse.choosing import day_of
from talleyrand.analyse.sourcing.concentration import concentration
from talleyrand.analyse.sourcing.rows import ConcentrationRow, SingleRow
from talleyrand.analyse.sourcing.vouching import Vouching
from talleyrand.model.events import same_sentences
from talleyrand.model.records import Act, Record, Vote
from talleyrand.model.results import Reason, Result, Value

ONE_REPORT, ONE_OUTLET = "one report", "one outlet"


@dataclass(frozen=True, slots=True)
class SingleFacts:
    """The acts and votes done that rest on one source, with their records, of `facts` in all."""

    rows: tuple[SingleRow, ...]
    told: tuple[tuple[Record, ...], ...]
    facts: int

    def result(self, given: Mapping[str, Value]) -> Result[SingleRow]:
        """Return them as a part of the answer."""
        return Result(
            measure="sourcing/single",
            question="Which acts and votes does one source alone tell of?",
            row_type=SingleRow,
            rows=self.rows,
            keys=("record",),
            shown=("record", "day", "actors", "what", "recipients", "rests_on", "source", "outlet"),
            parameters=given,
            notes=tuple(self._notes()),
            records=sum(row.records for row in self.rows),
            independent=sum(row.independent for row in self.rows),
            reasons=lambda place: tuple(Reason(record.id) for record in self.told[place]),
        )

    def _notes(self) -> Iterator[str]:
        if not self.facts:
            yield "no act or vote is reported as done"
            return
        reports = sum(row.rests_on == ONE_REPORT for row in self.rows)
        outlets = len(self.rows) - reports
        yield (
            f"of {self.facts:,} acts and votes done, {reports:,} ({reports / self.facts:.0%}) rest on one independent "
            f"report, and {outlets:,} ({outlets / self.facts:.0%}) on several of one outlet"
        )


def single_facts(records: Sequence[Record], clusters: Mapping[str, str], vouching: Vouching) -> SingleFacts:
    """Return the acts and votes done that one independent report or one outlet alone tells of, the gravest first."""
    events: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.factuality == "actual" and isinstance(record.payload, Act | Vote):
            events[clusters[record.id]].append(record)
    found: list[tuple[SingleRow, tuple[Record, ...]]] = []
    for told in events.values():
        row = _row(told, vouching)
        if row is not None:
            found.append((row, tuple(told)))
    found.sort(key=lambda one: (-_gravity(one[1][0]), one[0].day is None, one[0].day, one[0].record))
    return SingleFacts(tuple(row for row, _ in found), tuple(told for _, told in found), len(events))


def _row(told: Sequence[Record], vouching: Vouching) -> SingleRow | None:
    """The row of an event that rests on one source; None where several outlets tell of it independently."""
    independent = _independent(told)
    outlets = vouching.outlets(told)
    if independent > 1 and len(outlets) != 1:
        return None
    lead = told[0]
    voucher = vouching.nearest(lead)
    return SingleRow(
        record=lead.id,
        day=day_of(lead),
        actors=tuple(actor.name for actor in lead.actors),
        what=_what(lead),
        recipients=tuple(actor.name for actor in lead.recipients),
        rests_on=ONE_REPORT if independent == 1 else ONE_OUTLET,
        type=voucher.type,
        source=voucher.name,
        outlet=", ".join(sorted(outlets)) or None,
        records=len(told),
        independent=independent,
    )


def _independent(told: Sequence[Record]) -> int:
    if len(told) == 1:
        return 1
    return len(set(same_sentences(told).values()))


def _what(record: Record) -> str:
    if isinstance(record.payload, Act):
        mode = record.payload.mode
        return f"{record.payload.event_type} {mode}" if mode else record.payload.event_type
    return f"VOTE {record.payload.choice}" if isinstance(record.payload, Vote) else record.kind


def _gravity(record: Record) -> float:
    return abs(record.payload.intensity) if isinstance(record.payload, Act) else 0.0


def concentration_rows(told: Sequence[tuple[str, str, Record]], vouching: Vouching) -> Iterator[ConcentrationRow]:
    """Yield how concentrated independent reports (cluster, source, record) are on one outlet, and on one source."""
    named: dict[str, list[tuple[str | None, str]]] = {
        "outlets": [(vouching.outlet(record), cluster) for cluster, _, record in told],
        "sources": [(source, cluster) for cluster, source, _ in told],
    }
    for of, pairs in named.items():
        counts = Counter(name for name, _ in set(pairs) if name is not None)
        row = _concentrated(of, counts, sum(name is not None for name, _ in pairs))
        if row is not None:
            yield row


def _concentrated(of: str, counts: Mapping[str, int], records: int) -> ConcentrationRow | None:
    names = sorted(counts, key=lambda name: (-counts[name], name))
    found = concentration([counts[name] for name in names])
    if found is None:
        return None
    return ConcentrationRow(
        of=of,
        number=len(names),
        largest=names[0],
        share=found.largest.value,
        low=found.largest.low,
        high=found.largest.high,
        herfindahl=found.herfindahl.value,
        herfindahl_low=found.herfindahl.low,
        herfindahl_high=found.herfindahl.high,
        records=records,
        independent=sum(counts.values()),
    )
