"""Do an actor's deeds match its words: both on one scale, toward each target and by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from talleyrand.analyse.balance.sides import is_side
from talleyrand.analyse.choosing import check_level, chosen
from talleyrand.analyse.gap.chart import months_chart, targets_chart
from talleyrand.analyse.gap.commitments import CommitmentRow, commitments
from talleyrand.analyse.gap.records import ALL, Cell, CellKey, Reading, cells_of, readings_toward, target_key
from talleyrand.analyse.gap.rows import GapRow, ReferenceRow
from talleyrand.analyse.gap.standardising import RAW, Gap, Scale, gap_between, scale_of
from talleyrand.analyse.observations import CHANNELS, Channel
from talleyrand.analyse.parties import called
from talleyrand.errors import OptionError
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result, Value

FEWEST_DYADS = 5
"""Dyads with both words and deeds from which a reference set is made."""
LEAST_DEVIATION = 0.03
"""A reference set that differs less than this has no scale."""
SHOWN = ("target", "period", "words", "deeds", "gap", "low", "high", "probability", "independent")


@dataclass(frozen=True, slots=True)
class _Options:
    delta: float
    level: float
    fewest: int


def gap(
    records: Iterable[Record],
    *,
    actor: str,
    target: str | None = None,
    since: str | None = None,
    until: str | None = None,
    delta: float = 0.2,
    level: float = 0.9,
    fewest: int = 3,
    documents: Mapping[str, Document] | None = None,
) -> Result[GapRow]:
    """Return the gap between an actor's words and its deeds toward a target, by month, or toward all targets.

    gap = z(words) - z(deeds): words and deeds are means of independent reports from -1 to +1 (`observations`), z is in
    standard deviations over the actor's own dyads, the targets with at least `fewest` independent reports of each. With
    fewer than FEWEST_DYADS such targets the raw difference is told, and said so. Positive: words warmer than deeds,
    compared with how the actor treats others. Variances of both are summed; `level` is that of the interval;
    `probability` is P(|gap| > delta), of which `words_warmer` is the part above delta.

    Without a target there is a row for each with at least `fewest` reports of both, the warmest words first. Parts:
    `reference`, mean and deviation of words and of deeds; `commitments` and `fulfilment`, see `commitments`.
    """
    _check(delta, level, fewest)
    given, options = list(chosen(records, since, until)), _Options(delta, level, fewest)
    readings = readings_toward(given, actor, target)
    cells = cells_of(readings)
    dyads = _dyads(cells, fewest)
    scales = _scales(cells, dyads)
    asked = [(one, ALL) for one in dyads] if target is None else _periods(cells, target_key(target))
    rows = tuple(_row(cells, scales, options, one) for one in asked)
    if target is None:
        rows = tuple(sorted(rows, key=lambda row: (-(row.gap or 0.0), row.target)))
    parameters: dict[str, Value] = {
        "actor": actor, "target": target, "since": since, "until": until, "delta": delta, "level": level,
        "fewest": fewest,
    }  # fmt: skip
    question = _question(actor, target)
    shown = readings if target is None else [one for one in readings if one.target == target_key(target)]
    counts = len({one.record for one in shown}), len({one.cluster for one in shown})
    pledged = commitments(given, actor=actor, target=target, since=since, until=until, level=level, documents=documents)
    return Result(
        "gap",
        question,
        GapRow,
        rows,
        ("target", "period"),
        parameters,
        _notes(rows, shown, scales, options),
        SHOWN if target is None else SHOWN[1:],
        *counts,
        parts={"reference": _reference(readings, scales, dyads, parameters), **_pledged(pledged, parameters)},
        reasons=lambda at: _reasons(readings, rows[at]),
        drawing=partial(targets_chart if target is None else months_chart, rows, question, counts, parameters),
    )


def _check(delta: float, level: float, fewest: int) -> None:
    check_level(level)
    if not delta >= 0:
        raise OptionError(f"{delta:g} is no size of a gap", where="delta", hint="0 or more")
    if fewest < 1:
        raise OptionError(f"{fewest} reports tell nothing", where="fewest", hint="1 or more")


def _question(actor: str, target: str | None) -> str:
    toward = "" if target is None else f" toward {called(target)}"
    return f"Do the deeds of {called(actor)}{toward} match its words?"


def _dyads(cells: Mapping[CellKey, Cell], fewest: int) -> list[str]:
    """The targets with enough words and deeds; parts of a side (a person, an organ) count with that side alone."""
    targets = dict.fromkeys(target for target, period, _ in cells if period == ALL and is_side(target))
    return [
        target for target in targets if all(_independent(cells.get((target, ALL, one))) >= fewest for one in CHANNELS)
    ]


def _scales(cells: Mapping[CellKey, Cell], dyads: Sequence[str]) -> dict[Channel, Scale]:
    """Mean and deviation of words and of deeds over the dyads; the raw scale where these are too few or alike."""
    if len(dyads) < FEWEST_DYADS:
        return dict.fromkeys(CHANNELS, RAW)
    found = {
        channel: scale_of(np.array([cells[target, ALL, channel].mean for target in dyads])) for channel in CHANNELS
    }
    if min(scale.deviation for scale in found.values()) < LEAST_DEVIATION:
        return dict.fromkeys(CHANNELS, RAW)
    return found


def _independent(cell: Cell | None) -> int:
    return 0 if cell is None else cell.independent


def _periods(cells: Mapping[CellKey, Cell], target: str) -> list[tuple[str, str]]:
    """The whole period, then each month in which anything is on record; none where nothing is."""
    known = {period for name, period, _ in cells if name == target}
    return [(target, period) for period in sorted(known, key=lambda period: (period != ALL, period))]


def _row(
    cells: Mapping[CellKey, Cell], scales: Mapping[Channel, Scale], options: _Options, where: tuple[str, str]
) -> GapRow:
    words, deeds = cells.get((*where, "words")), cells.get((*where, "deeds"))
    found: Gap | None = None
    if words is not None and deeds is not None:
        found = gap_between(_z(words, scales["words"]), _z(deeds, scales["deeds"]), options.delta, options.level)
    target, period = where
    return GapRow(
        target,
        period,
        words=words.mean if words else None,
        deeds=deeds.mean if deeds else None,
        gap=found.value if found else None,
        low=found.low if found else None,
        high=found.high if found else None,
        probability=found.above + found.below if found else None,
        words_warmer=found.above if found else None,
        of_words=_independent(words),
        of_deeds=_independent(deeds),
        words_error=words.variance**0.5 if words else None,
        deeds_error=deeds.variance**0.5 if deeds else None,
        records=sum(cell.records for cell in (words, deeds) if cell),
        independent=_independent(words) + _independent(deeds),
        start=None if period == ALL else date.fromisoformat(f"{period}-01"),
    )


def _z(cell: Cell, scale: Scale) -> tuple[float, float, float]:
    """Value, variance and degrees of freedom of a cell on a scale."""
    return scale.z(cell.mean), cell.variance / scale.deviation**2, cell.freedom


def _reference(
    readings: Sequence[Reading],
    scales: Mapping[Channel, Scale],
    dyads: Sequence[str],
    parameters: Mapping[str, Value],
) -> Result[ReferenceRow]:
    rows = []
    for channel, scale in scales.items():
        used = [one for one in readings if scale.dyads and one.channel == channel and one.target in dyads]
        counts = len({one.record for one in used}), len({one.cluster for one in used})
        rows.append(ReferenceRow(channel, scale.mean, scale.deviation, scale.dyads, *counts))
    question = "What are words and deeds measured against?"
    total = sum(row.records for row in rows), sum(row.independent for row in rows)

    def reasons(at: int) -> tuple[Reason, ...]:
        row = rows[at]
        return tuple(
            Reason(one.record, 1.0, one.score, one.cluster, f"{one.target}: {one.note}")
            for one in readings
            if row.dyads and one.channel == row.channel and one.target in dyads
        )

    return Result(
        "gap/reference", question, ReferenceRow, tuple(rows), ("channel",), parameters, (), (), *total, reasons=reasons
    )


def _pledged(found: Result[CommitmentRow], parameters: Mapping[str, Value]) -> dict[str, Result[Any]]:
    """The commitments and their fulfilment as parts of the gap, so that their rows open from it."""
    fulfilled = replace(found.parts["fulfilment"], measure="gap/fulfilment", parameters=parameters)
    return {
        "commitments": replace(found, measure="gap/commitments", parameters=parameters, parts={}),
        "fulfilment": fulfilled,
    }


def _reasons(readings: Sequence[Reading], row: GapRow) -> tuple[Reason, ...]:
    """The records behind a row; weights are shares of the mean of words, and of deeds."""
    mine = [one for one in readings if one.target == row.target and row.period in (ALL, one.month)]
    found: list[Reason] = []
    for channel in CHANNELS:
        here = [one for one in mine if one.channel == channel]
        size = Counter(one.cluster for one in here)
        total = sum(one.weight / size[one.cluster] for one in here)
        for one in here:
            share = one.weight / size[one.cluster] / total if total else 0.0
            found.append(Reason(one.record, share, one.score, one.cluster, f"{channel}: {one.note}"))
    return tuple(found)


def _notes(
    rows: Sequence[GapRow], shown: Sequence[Reading], scales: Mapping[Channel, Scale], options: _Options
) -> tuple[str, ...]:
    """What a reader must know: the scale, what is missing, what stands on one record."""
    if not shown:
        return ("no words or deeds are on record",)
    notes = [_scale_note(scales, options)]
    if len({one.record for one in shown}) == 1:
        notes.append("one record: what happened, not a tendency")
    for channel in CHANNELS:
        if not any(one.channel == channel for one in shown):
            notes.append(f"no {channel} are on record: no gap can be told")
    others = len({one.target for one in shown if is_side(one.target)} - {row.target for row in rows})
    if others:
        more = ": --fewest 1 shows them" if options.fewest > 1 else ""
        lacking = f"fewer than {options.fewest} independent reports" if options.fewest > 1 else "no reports"
        notes.append(f"{others} other targets have {lacking} of words or of deeds{more}")
    vague = len({one.record for one in shown if one.month is None})
    if vague:
        notes.append(f"{vague} undated or vague records count in the whole period, in no month")
    return tuple(notes)


def _scale_note(scales: Mapping[Channel, Scale], options: _Options) -> str:
    dyads = scales["words"].dyads
    if not dyads:
        return "too few targets with words and deeds to standardise on: the gap is the raw difference, -2 to +2"
    means = ", ".join(f"{one} {scale.mean:+.2f} (sd {scale.deviation:.2f})" for one, scale in scales.items())
    return f"in standard deviations over {dyads} targets with at least {options.fewest} reports of both: {means}"
