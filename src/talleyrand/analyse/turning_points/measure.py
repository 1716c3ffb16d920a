"""When an actor's stance toward another turned: in what its reports say, and in how many there are.

The mean score of deeds hardly moves when war reports go from two to eighty a month, so that three series of each
channel are searched: the scores (PELT with the Gaussian cost, its variance from neighbours' differences, so that
changes don't inflate it), and the daily numbers of hostile and of friendly independent reports (Poisson cost, divided
by the counts' overdispersion). See `pelt` for the search, its penalty and the p-values. A turn lasts: a segment has
three days with reports at least, or a week of counts. Dates of more than three days (a month, "last week") say
nothing of the day of a turn and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from talleyrand.analyse.dyads import Dyad, Floats, Ints, Place, gather, told
from talleyrand.analyse.turning_points.charts import turning_chart
from talleyrand.analyse.turning_points.search import (
    PERMUTATIONS,
    SEED,
    Kind,
    Searched,
    Turn,
    TurningPoint,
    day_at,
    find_turns,
)
from talleyrand.errors import OptionError
from talleyrand.model.events import NEAR_DAYS
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result, Value

NEAREST = 8
"""Records shown on each side of a turning point."""


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series that was searched: its points (days), what a change costs, and how many turning points it has.

    `scale` is the variance of scores, or the variance of daily counts over their mean (1: as rare events fall).
    """

    channel: Place
    series: Kind
    first: date
    last: date
    points: int
    penalty: float
    scale: float
    turning_points: int
    records: int
    independent: int


def turning_points(
    records: Iterable[Record],
    *,
    actor: str,
    target: str,
    since: str | None = None,
    until: str | None = None,
    penalty: float | None = None,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> Result[TurningPoint]:
    """Return the days on which an actor's stance toward a target turned, in order of time.

    `penalty` is what a further segment costs, in twice the log-likelihood, (p + 1) log n unless given. Part `series`:
    what was searched. Raises OptionError and DateError for options that are none.
    """
    _check(penalty, permutations)
    dyad = gather(records, actor, target, since=since, until=until).sharpened(NEAR_DAYS)
    searched, turns = find_turns(dyad, penalty=penalty, permutations=permutations, seed=seed)
    rows = tuple(turn.row for turn in turns)
    own = {"penalty": penalty, "permutations": permutations, "seed": seed}
    usual = {"penalty": None, "permutations": PERMUTATIONS, "seed": SEED}
    unusual = {name: value for name, value in own.items() if value != usual[name]}
    parameters = {"actor": actor, "target": target, "since": since, "until": until, **unusual}
    return Result(
        "turning_points",
        f"When did {dyad.actor} turn toward {dyad.target}?",
        TurningPoint,
        rows,
        keys=("channel", "series", "day"),
        shown=("channel", "series", "day", "before", "after", "p", "records", "independent"),
        parameters=parameters,
        notes=_notes(dyad, rows, penalty),
        records=len({one.record for one in dyad["all"].seen}),
        independent=dyad["all"].independent,
        parts={"series": _series_part(dyad, searched, parameters)},
        reasons=lambda at: _reasons(turns[at]),
        drawing=partial(turning_chart, dyad, searched, turns),
    )


def _check(penalty: float | None, permutations: int) -> None:
    if penalty is not None and not penalty > 0:
        raise OptionError(f"{penalty:g} is no penalty", where="penalty", hint="above 0")
    if permutations < 1:
        raise OptionError(f"{permutations} permutations tell nothing", where="permutations", hint="999, say")


def _reasons(turn: Turn) -> tuple[Reason, ...]:
    """Return the records nearest before and after, each with its share in the mean of its side."""
    one, (start, middle, end) = turn.of, turn.place
    before, after = one.inside(start, middle), one.inside(middle, end)
    near = [(at, "before", before) for at in before[::-1][:NEAREST]] + [(at, "after", after) for at in after[:NEAREST]]
    return tuple(_reason(one, int(at), side, members) for at, side, members in near)


def _reason(one: Searched, at: int, side: str, members: Ints) -> Reason:
    seen = one.stance.seen[at]
    weights = _weights(one, members)
    weight = float(weights[members == at][0] / weights.sum())
    return Reason(seen.record, weight, seen.score, seen.cluster, f"{side}: {seen.note}, {seen.channel}, {seen.day}")


def _weights(one: Searched, members: Ints) -> Floats:
    """What records weigh in a mean of scores; among counts, what each is of its report."""
    shares: Floats = one.stance.shares[members]
    if one.kind == "score":
        shares = shares * one.stance.reports.weights[one.stance.place[members]]
    return shares


def _series_part(dyad: Dyad, searched: Sequence[Searched], parameters: Mapping[str, Value]) -> Result[SeriesRow]:
    rows = tuple(
        SeriesRow(
            one.channel,
            one.kind,
            day_at(one.days[0]),
            day_at(one.days[-1]),
            len(one.days),
            one.penalty,
            one.series.scale,
            len(one.places),
            len(one.members),
            one.independent(one.members),
        )
        for one in searched
    )
    question = f"What was searched for turns of {dyad.actor} toward {dyad.target}?"
    return Result(
        "turning_points/series",
        question,
        SeriesRow,
        rows,
        keys=("channel", "series"),
        parameters=parameters,
        records=len(dyad["all"]),
        independent=dyad["all"].independent,
        reasons=lambda at: _made_of(searched[at]),
    )


def _made_of(one: Searched) -> tuple[Reason, ...]:
    weights = _weights(one, one.members)
    return tuple(
        Reason(seen.record, float(weight), seen.score, seen.cluster, f"{seen.note}, {seen.channel}, {seen.day}")
        for seen, weight in zip((one.stance.seen[int(at)] for at in one.members), weights, strict=True)
    )


def _notes(dyad: Dyad, rows: Sequence[TurningPoint], penalty: float | None) -> tuple[str, ...]:
    notes = [*told(dyad)]
    if not len(dyad["all"]):
        return tuple(notes)
    if not rows:
        notes.append("no turning point: no change is worth its penalty")
    price = "(p + 1) log n, p = 1" if penalty is None else f"{penalty:g} as given"
    notes.append("before and after: mean scores, or independent reports a week (hostile, friendly)")
    notes.append(f"penalty of a change: {price} (part series)")
    notes.append("p allows for the search for the best day, not for the number of series searched")
    notes.append("numbers of reports turn too where the ledger's sources do: compare other targets of the same time")
    return tuple(notes)
