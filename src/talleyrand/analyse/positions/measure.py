"""Where an actor stands toward another, over time: words and deeds apart, each value with its interval.

Three methods. `local-level`: the level of a random walk that reports scatter about (`local_level`); it is bridged over
silent weeks, and its band widens there. `half-life`: the weighted mean of what was reported up to that day, a report's
weight halving every `half_life` days (the form of J. S. Goldstein's scores of events, Journal of Conflict Resolution
36(2), 1992), with the cluster bootstrap's interval. `logit`: the scale of Lowe et al. (`scales`) for the friendly and
hostile reports of each step, which has no ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from inspect import signature
from typing import Any, get_args

import numpy as np

from talleyrand.analyse.choosing import check_level
from talleyrand.analyse.dyads import PLACES, Dyad, Floats, Place, Stance, gather, told
from talleyrand.analyse.positions.charts import position_chart
from talleyrand.analyse.positions.methods import Method, Options, Track, track
from talleyrand.analyse.positions.rows import Basis, ModelRow, NowRow, PositionRow, SumRow
from talleyrand.analyse.positions.salience import SalienceRow, saliences
from talleyrand.analyse.steps import Step, previous_end, step_ends
from talleyrand.errors import OptionError
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result, Value

SEED = 1754
"""The year Talleyrand was born: any fixed number does."""


Line = tuple[tuple[PositionRow, ...], Track]
"""The rows of one channel, and how they came to be."""


def positions(
    records: Iterable[Record],
    *,
    actor: str,
    target: str,
    since: str | None = None,
    until: str | None = None,
    method: Method = "local-level",
    step: Step = "week",
    half_life: float = 30.0,
    level: float = 0.9,
    seed: int = SEED,
) -> Result[PositionRow]:
    """Return an actor's position toward a target at the end of each step, for words, deeds and all.

    `level` is the probability that an interval holds (0 to 1), `half_life` in days. The last step ends on `until`, else
    with the last report. Parts: `now`, `sums` (cooperation and conflict apart) and `model` (local level alone). Raises
    OptionError and DateError for options that are none.
    """
    options = _checked(Options(method, half_life, level, seed))
    given = list(records) if method == "logit" else records
    dyad = gather(given, actor, target, since=since, until=until)
    ends = _ends(dyad, step, until)
    lines = {channel: _line(dyad[channel], channel, ends, options) for channel in PLACES if len(dyad[channel])}
    rows = tuple(row for channel in lines for row in lines[channel][0])
    own = {"method": method, "step": step, "half_life": half_life, "level": level, "seed": seed}
    unusual = {name: value for name, value in own.items() if value != _usual(name)}
    parameters = {"actor": actor, "target": target, "since": since, "until": until, **unusual}
    return Result(
        "positions",
        f"Where does {dyad.actor} stand toward {dyad.target}?",
        PositionRow,
        rows,
        keys=("channel", "day"),
        parameters=parameters,
        notes=_notes(dyad, options),
        records=len({one.record for one in dyad["all"].seen}),
        independent=dyad["all"].independent,
        parts=_parts(dyad, lines, ends, options, parameters) | _salience(given, dyad, ends, options, parameters),
        reasons=lambda at: _reasons(dyad, lines, rows[at]),
        drawing=partial(position_chart, dyad, rows, level=level, method=method),
    )


def _usual(option: str) -> Value:
    default: Value = signature(positions).parameters[option].default
    return default


def _checked(options: Options) -> Options:
    """Return the options; raises OptionError for one that is none."""
    if options.method not in get_args(Method):
        hint = f"one of {', '.join(get_args(Method))}"
        raise OptionError(f"{options.method!r} is no method", where="method", hint=hint)
    if not options.half_life > 0:
        raise OptionError(f"{options.half_life:g} days is no half-life", where="half_life", hint="above 0")
    if options.method != "half-life" and options.half_life != _usual("half_life"):
        raise OptionError(f"{options.method} has no half-life", where="half_life", hint="use the method half-life")
    check_level(options.level)
    return options


def _ends(dyad: Dyad, step: Step, until: str | None) -> tuple[date, ...]:
    """Return the ends of the steps, from the first report to the last day asked for, else that of the last report."""
    days = dyad["all"].days
    first, final = (date.fromordinal(int(days[at])) for at in (0, -1)) if len(days) else (date.max, date.max)
    return step_ends(first, max(final, date.fromisoformat(until)) if until else final, step)


def _line(stance: Stance, channel: Place, ends: Sequence[date], options: Options) -> Line:
    ordinals = np.array([end.toordinal() for end in ends])
    found = track(stance, ordinals, options)
    steps = np.searchsorted(found.days, stance.days)
    records = np.bincount(steps, minlength=len(found.days))
    pairs = np.unique(np.stack([steps, stance.clusters]), axis=1)[0]
    independent = np.bincount(pairs, minlength=len(found.days))
    last = stance.days[-1]
    rows = tuple(
        PositionRow(
            channel,
            date.fromordinal(int(day)),
            float(found.values[at]),
            float(found.low[at]),
            float(found.high[at]),
            int(records[at]),
            int(independent[at]),
            _basis(stance, int(records[at]), before_last=bool(day < last)),
        )
        for at, day in enumerate(found.days)
    )
    return rows, found


def _basis(stance: Stance, records: int, *, before_last: bool) -> Basis:
    if stance.independent == 1:
        return "single"
    return "observed" if records else "bridged" if before_last else "carried"


def _reasons(dyad: Dyad, lines: dict[Place, Line], row: PositionRow) -> tuple[Reason, ...]:
    rows, found = lines[row.channel]
    return _weighed(dyad[row.channel], found, rows.index(row))


def _now_reasons(dyad: Dyad, lines: dict[Place, Line], channel: Place, options: Options) -> tuple[Reason, ...]:
    """The records behind the last position; on the logit scale those of the whole period."""
    stance, (rows, found) = dyad[channel], lines[channel]
    if options.method == "logit":
        return _weighed(stance, track(stance, stance.days[-1:], options), 0)
    return _weighed(stance, found, len(rows) - 1)


def _weighed(stance: Stance, found: Track, at: int) -> tuple[Reason, ...]:
    return tuple(
        Reason(one.record, float(weight), one.score, one.cluster, f"{one.note}, {one.channel}, {one.day}")
        for one, weight in zip(stance.seen, found.weigh(at), strict=True)
        if weight > 0
    )


def _parts(
    dyad: Dyad, lines: dict[Place, Line], ends: Sequence[date], options: Options, parameters: Mapping[str, Value]
) -> dict[str, Result[Any]]:
    asked = f"{dyad.actor} toward {dyad.target}"
    now = tuple(_now(dyad, channel, line, options) for channel, line in lines.items())
    sums = tuple(row for channel in lines for row in _sums(dyad[channel], channel, ends))
    model = tuple(
        ModelRow(channel, line[1].sigma, line[1].tau, len(dyad[channel]), dyad[channel].independent)
        for channel, line in lines.items()
        if line[1].sigma is not None and line[1].tau is not None
    )
    common: dict[str, Any] = {
        "parameters": parameters,
        "records": len(dyad["all"]),
        "independent": dyad["all"].independent,
    }
    parts: dict[str, Result[Any]] = {
        "now": Result(
            "positions/now",
            f"Where does {asked} stand at last?",
            NowRow,
            now,
            keys=("channel",),
            shown=("channel", "value", "low", "high", "records", "independent", "last", "days_since"),
            reasons=lambda at: _now_reasons(dyad, lines, now[at].channel, options),
            **common,
        ),
        "sums": Result(
            "positions/sums",
            f"How much cooperation and conflict: {asked}?",
            SumRow,
            sums,
            keys=("channel", "day"),
            reasons=lambda at: _summed(dyad, ends, sums[at]),
            **common,
        ),
    }
    if model:
        question = f"How far does a report tell of {asked}?"
        parts["model"] = Result(
            "positions/model",
            question,
            ModelRow,
            model,
            keys=("channel",),
            reasons=lambda at: _told(dyad[model[at].channel]),
            **common,
        )
    return parts


def _salience(
    records: Iterable[Record], dyad: Dyad, ends: Sequence[date], options: Options, parameters: Mapping[str, Value]
) -> dict[str, Result[Any]]:
    """Return the part `salience` of the logit scale."""
    if options.method != "logit" or not len(dyad["all"]):
        return {}
    step: Step = parameters.get("step") or "week"  # type: ignore[assignment]
    rows = saliences(
        records, dyad, str(parameters["actor"]), ends, after=previous_end(ends[0], step), level=options.level
    )
    question = f"How much of what {dyad.actor} says and does is toward {dyad.target}?"
    reasons = partial(_toward, dyad, ends, rows)
    count = len(dyad["all"])
    return {
        "salience": Result(
            "positions/salience",
            question,
            SalienceRow,
            rows,
            keys=("day",),
            parameters=parameters,
            records=count,
            independent=dyad["all"].independent,
            reasons=reasons,
        )
    }


def _toward(dyad: Dyad, ends: Sequence[date], rows: Sequence[SalienceRow], at: int) -> tuple[Reason, ...]:
    return _within(dyad["all"], ends, rows[at].day)


def _summed(dyad: Dyad, ends: Sequence[date], row: SumRow) -> tuple[Reason, ...]:
    """Return the records of a step, each with its share in its report-day."""
    return _within(dyad[row.channel], ends, row.day)


def _within(stance: Stance, ends: Sequence[date], day: date) -> tuple[Reason, ...]:
    place = ends.index(day)
    return _told(stance, ends[place - 1] if place else date.min, day)


def _told(stance: Stance, after: date = date.min, last: date = date.max) -> tuple[Reason, ...]:
    """Return the records of some days, each with its share in its report-day."""
    return tuple(
        Reason(one.record, float(share), one.score, one.cluster, f"{one.note}, {one.channel}, {one.day}")
        for one, share in zip(stance.seen, stance.shares, strict=True)
        if one.day is not None and after < one.day <= last
    )


def _now(dyad: Dyad, channel: Place, line: Line, options: Options) -> NowRow:
    """Return the last position; on the logit scale that of the whole period."""
    stance, row = dyad[channel], line[0][-1]
    if options.method == "logit":
        whole = track(stance, stance.days[-1:], options)
        row = replace(row, value=float(whole.values[0]), low=float(whole.low[0]), high=float(whole.high[0]))
    first, last = (date.fromordinal(int(stance.days[at])) for at in (0, -1))
    known = max(filter(None, (dyad.covered.last, row.day, last)))
    count = len(stance), stance.independent
    return NowRow(channel, row.value, row.low, row.high, *count, first, last, (known - last).days)


def _sums(stance: Stance, channel: Place, ends: Sequence[date]) -> Iterable[SumRow]:
    reports = stance.reports
    ordinals = np.array([end.toordinal() for end in ends])
    at, every = np.searchsorted(ordinals, reports.days), np.searchsorted(ordinals, stance.days)
    size = len(ends)
    good, bad = np.maximum(reports.values, 0), np.minimum(reports.values, 0)
    counts = [np.bincount(at, kind, minlength=size).astype(int) for kind in _kinds(reports.values)]
    sums = [np.bincount(at, part, minlength=size) for part in (good, bad)]
    records = np.bincount(every, minlength=size)
    independent = np.bincount(np.unique(np.stack([every, stance.clusters]), axis=1)[0], minlength=size)
    for place in np.flatnonzero(records).tolist():
        figures = (float(part[place]) for part in sums)
        numbers = (int(part[place]) for part in (*counts, records, independent))
        yield SumRow(channel, ends[place], *figures, *numbers)  # type: ignore[arg-type]


def _kinds(values: Floats) -> tuple[Floats, Floats, Floats]:
    return (values > 0).astype(float), (values < 0).astype(float), (values == 0).astype(float)


def _notes(dyad: Dyad, options: Options) -> tuple[str, ...]:
    """Return what a reader must know before he uses the numbers."""
    notes = [*told(dyad)]
    if len(dyad["all"]) and options.method == "local-level":
        notes.append("the model has no ends: bounds may lie beyond -1 and +1, where the chart cuts them")
    if len(dyad["all"]) and options.method == "logit":
        notes.append("logit scale: 0 is as many friendly as hostile reports, +1.1 three to one, without ends")
    return tuple(notes)
