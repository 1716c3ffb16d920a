"""Sourcing: who vouches for what is known, what rests on one source alone, and how much on one outlet.

A record is vouched for by the source nearest to the event in its chain; without a chain by the document's own author,
or by the outlet's own report. Shares are of independent reports: a report told in several records counts once, in equal
parts. They come with the interval of Jeffreys' prior (`analyse/contacts/rates.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talleyrand.analyse.choosing import chosen
from talleyrand.analyse.clusters import clusters_of
from talleyrand.analyse.contacts.rates import Estimate, share
from talleyrand.analyse.parties import Party, called, name_of
from talleyrand.analyse.sourcing.charts import draw_types
from talleyrand.analyse.sourcing.facts import concentration_rows, single_facts
from talleyrand.analyse.sourcing.rows import ConcentrationRow, CountryRow, SourceRow, TypeRow
from talleyrand.analyse.sourcing.vouching import STATE_MEDIA, WORDS, Voucher, Vouching
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result, Value


@dataclass(frozen=True, slots=True)
class _Told:
    """A record with who vouches for it, its independent report, and its part in that."""

    record: Record
    voucher: Voucher
    cluster: str
    part: float


@dataclass(frozen=True, slots=True)
class _Tally:
    """What is told by one sort of source."""

    told: tuple[_Told, ...]
    independent: int
    share: float
    between: Estimate


def sourcing(
    records: Iterable[Record],
    *,
    actor: str | None = None,
    target: str | None = None,
    since: str | None = None,
    until: str | None = None,
    documents: Mapping[str, Document] | None = None,
) -> Result[TypeRow]:
    """Return who vouches for the records about an actor (toward a target), one row per type of source.

    `actor` and `target` are ISO codes, ids or names, None for all; `since` and `until` days, inclusive. `documents` (by
    id, texts not needed) tell authors and outlets, which records alone do not have. Parts: `sources` by name,
    `countries` of the sources, `single` (acts and votes that one independent report or one outlet alone tells of),
    `concentration` on one outlet and on one source. Raises DateError for a period that ends before it begins.
    """
    vouching = Vouching(documents or {})
    parties = [Party.of(asked) for asked in (actor, target) if asked is not None]
    about = [record for record in chosen(records, since, until) if all(_concerns(party, record) for party in parties)]
    told = _told(about, vouching)
    given: dict[str, Value] = {"actor": actor, "target": target, "since": since, "until": until}
    return _answer(told, vouching, given, _question(actor, target))


def _concerns(party: Party, record: Record) -> bool:
    return party.acts_in(record) or party.meets_in(record)


def _told(records: Sequence[Record], vouching: Vouching) -> list[_Told]:
    clusters = clusters_of(records)
    sizes: dict[str, int] = defaultdict(int)
    for record in records:
        sizes[clusters[record.id]] += 1
    return [
        _Told(record, vouching.nearest(record), clusters[record.id], 1 / sizes[clusters[record.id]])
        for record in records
    ]


def _answer(told: Sequence[_Told], vouching: Vouching, given: dict[str, Value], question: str) -> Result[TypeRow]:
    total = len({one.cluster for one in told})
    by_type = _tallies([(one.voucher.type, one) for one in told], total)
    order = [type_ for type_ in WORDS if type_ in by_type]
    through = _through(told, vouching)
    rows = tuple(_type_row(type_, by_type[type_], through[type_]) for type_ in order)
    return Result(
        measure="sourcing",
        question=question,
        row_type=TypeRow,
        rows=rows,
        keys=("type",),
        shown=("type", "words", "records", "independent", "share", "low", "high"),
        parameters=given,
        notes=tuple(_notes(told, rows)),
        records=len(told),
        independent=total,
        parts=_parts(told, vouching, given, total),
        reasons=lambda place: _reasons(by_type[order[place]]),
        drawing=lambda: draw_types(question, rows, len(told), total),
    )


def _parts(told: Sequence[_Told], vouching: Vouching, given: dict[str, Value], total: int) -> dict[str, Result[Any]]:
    sources = _tallies([((one.voucher.type, one.voucher.id), one) for one in told], total)
    ranked = sorted(sources, key=lambda key: (-sources[key].share, key))
    countries = _tallies([(one.voucher.country or "", one) for one in told], total)
    lands = sorted(countries, key=lambda key: (-countries[key].share, key))
    facts = single_facts([one.record for one in told], {one.record.id: one.cluster for one in told}, vouching)
    counted = [(one.cluster, one.voucher.name, one.record) for one in told]
    concentrated = tuple(concentration_rows(counted, vouching))
    shared: dict[str, Any] = {"parameters": given, "records": len(told), "independent": total}
    return {
        "sources": Result(
            measure="sourcing/sources",
            question="Which sources vouch for most?",
            row_type=SourceRow,
            rows=tuple(_source_row(sources[key]) for key in ranked),
            keys=("type", "source"),
            shown=("type", "name", "records", "independent", "share", "low", "high"),
            reasons=lambda place: _reasons(sources[ranked[place]]),
            **shared,
        ),
        "countries": Result(
            measure="sourcing/countries",
            question="From which states are the sources?",
            row_type=CountryRow,
            rows=tuple(_country_row(key, countries[key]) for key in lands),
            keys=("country",),
            reasons=lambda place: _reasons(countries[lands[place]]),
            **shared,
        ),
        "single": facts.result(given),
        "concentration": Result(
            measure="sourcing/concentration",
            question="How much rests on one outlet, and on one source?",
            row_type=ConcentrationRow,
            rows=concentrated,
            keys=("of",),
            shown=("of", "number", "largest", "share", "low", "high", "herfindahl"),
            reasons=lambda place: _named_reasons(told, concentrated[place].of, vouching),
            **shared,
        ),
    }


def _tallies(keyed: Iterable[tuple[Any, _Told]], total: int) -> dict[Any, _Tally]:
    groups: dict[Hashable, list[_Told]] = defaultdict(list)
    for key, one in keyed:
        groups[key].append(one)
    found: dict[Any, _Tally] = {}
    for key, told in groups.items():
        part = sum(one.part for one in told)
        between = share(part, total)
        assert between is not None  # noqa: S101  a group has a record, so there is a report
        found[key] = _Tally(tuple(told), len({one.cluster for one in told}), part / total, between)
    return found


def _through(told: Iterable[_Told], vouching: Vouching) -> dict[str, int]:
    counted = dict.fromkeys(WORDS, 0)
    for one in told:
        for type_ in vouching.types_in(one.record):
            counted[type_] += 1
    return counted


def _type_row(type_: str, tally: _Tally, through: int) -> TypeRow:
    return TypeRow(type_, WORDS[type_], *_figures(tally), through)


def _source_row(tally: _Tally) -> SourceRow:
    voucher = tally.told[0].voucher
    documents = len({one.record.document_id for one in tally.told})
    return SourceRow(voucher.type, voucher.id, voucher.name, voucher.country, *_figures(tally), documents)


def _country_row(code: str, tally: _Tally) -> CountryRow:
    return CountryRow(code or None, name_of(code) if code else "no state", *_figures(tally))


def _figures(tally: _Tally) -> tuple[int, int, float, float, float]:
    return len(tally.told), tally.independent, tally.share, tally.between.low, tally.between.high


def _reasons(tally: _Tally) -> tuple[Reason, ...]:
    return tuple(Reason(one.record.id, one.part, None, one.cluster, one.voucher.name) for one in tally.told)


def _named_reasons(told: Iterable[_Told], of: str, vouching: Vouching) -> tuple[Reason, ...]:
    """All records, each with its outlet or its source."""
    return tuple(
        Reason(one.record.id, one.part, None, one.cluster, name)
        for one in told
        if (name := vouching.outlet(one.record) if of == "outlets" else one.voucher.name)
    )


def _notes(told: Sequence[_Told], rows: Sequence[TypeRow]) -> Iterator[str]:
    if not told:
        yield "nothing is known about this, so nobody vouches for it"
        return
    if len(told) == 1:
        yield "one record: who vouches for it, not a tendency"
    unknown = sum(not one.voucher.id for one in told)
    if unknown:
        yield f"{unknown:,} records of documents that are not given, or name neither author nor outlet"
    if len(rows) == 1:
        yield f"all is vouched for by {rows[0].words}"
    if not any(row.type == STATE_MEDIA for row in rows):
        yield "no record rests on state media"


def _question(actor: str | None, target: str | None) -> str:
    if actor is None:
        return "Who are the sources?"
    toward = f" and {called(target)}" if target is not None else ""
    return f"Who vouches for what is known about {called(actor)}{toward}?"
