"""Where states stand in a body, from all their votes: ideal points by period on one dimension."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from talleyrand.analyse.choosing import check_level
from talleyrand.analyse.ideal_points.charts import points_chart
from talleyrand.analyse.ideal_points.fit import Ballots, Points, fit
from talleyrand.analyse.parties import called, name_of
from talleyrand.analyse.votes.periods import Period, period_of, periods_between
from talleyrand.analyse.votes.question import state_of
from talleyrand.analyse.votes.roll_calls import ABSENT, RollCall, RollCalls, gather
from talleyrand.errors import OptionError
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result, Spec, Value

Ints = NDArray[np.int64]
FEWEST_STATES, FEWEST_ITEMS, FEWEST_VOTES = 5, 10, 5
"""Fewer states, contested texts, or votes of a state than these can't be placed."""
FEW = 10
"""Votes of a state in a period below which its place is mostly that of the periods beside it."""
_FORMULA = re.compile(r"\s*:\s*(?:resolution|decision)s?\b.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PointRow:
    """A state's ideal point in a period: mean 0 and standard deviation 1 over all states and periods."""

    state: str
    period: str
    name: str
    value: float
    low: float
    high: float
    votes: int
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A text voted on, once or in several periods: `discrimination` tells how sharply it parts the two ends.

    Above nought the states with high ideal points are for it, below nought against; `no_at` and `yes_at` are the
    ideal points at which no, and yes, is as likely as not (None where the text parts nobody).
    """

    roll_call: str
    subject: str | None
    discrimination: float
    no_at: float | None
    yes_at: float | None
    roll_calls: int
    yes: int
    no: int
    abstain: int
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class _Fitted:
    """The roll calls, the votes that were fitted (their cells in the roll calls' arrays), and what they gave."""

    found: RollCalls
    cells: Ints
    ballots: Ballots
    points: Points
    states: tuple[str, ...]
    periods: tuple[str, ...]
    items: tuple[tuple[int, ...], ...]


def ideal_points(
    records: Iterable[Record],
    *,
    actor: str | None = None,
    target: str | None = None,
    body: str | None = "UNGA",
    since: str | None = None,
    until: str | None = None,
    by: Period = "year",
    positive: str = "USA",
    drift: float | None = None,
    level: float = 0.9,
) -> Result[PointRow]:
    """Return the ideal points of states by period, by the model of Bailey, Strezhnev and Voeten (2017).

    All votes of the body in files are fitted; `actor` and `target` choose whose points are shown. `by` is the period
    (`year`, `session`); `positive` the state whose mean is above nought, else the first of those that voted; `drift`
    the variance of a period's change, None to estimate it; `level` that of the intervals, 0 to 1. Texts of one title
    are taken for one text in different periods. Part: `roll_calls`, what each text parts. `fit` says how.
    """
    check_level(level)
    if by not in {"year", "session"}:
        raise OptionError(f"{by!r} is no period", where="by", hint="one of year, session")
    asked = [state for state in (state_of(actor, "actor"), state_of(target, "target")) if state]
    names = ("actor", "target", "body", "since", "until", "by", "positive", "drift", "level")
    values: tuple[Value, ...] = (actor, target, body, since, until, by, positive, drift, level)
    parameters = dict(zip(names, values, strict=True))
    found = gather(records, body=body, since=since, until=until)
    fitted = _fitted(found, by, positive, drift)
    whose = " and ".join(map(called, asked))
    question = (
        f"Where {'do' if len(asked) > 1 else 'does'} {whose} stand?"
        if asked
        else "Where do states stand by their votes?"
    )
    rows = tuple(_rows(fitted, level, asked)) if fitted else ()
    return Result(
        measure="ideal_points",
        question=question,
        row_type=PointRow,
        rows=rows,
        keys=("state", "period"),
        shown=("state", "period", "name", "value", "low", "high", "votes"),
        parameters=parameters,
        notes=tuple(_notes(found, fitted, asked, positive)),
        records=found.records,
        independent=found.independent,
        parts={"roll_calls": _items(fitted, parameters)},
        reasons=lambda at: _reasons(fitted, rows[at].state, rows[at].period) if fitted else (),
        drawing=lambda: _drawn(fitted, level, question, asked),
    )


def _drawn(fitted: _Fitted | None, level: float, question: str, asked: list[str]) -> Spec:
    if fitted is None:
        return {}
    return points_chart(question, tuple(_rows(fitted, level, ())), fitted.periods, asked, FEW)


def title_of(call: RollCall) -> str | None:
    """Return the title of what was voted on, as it stands in other years too; None where it is not known.

    >>> title_of(RollCall("A/RES/69/48", None, None, "A/RES/69/48: Nuclear disarmament : resolution / adopted", False))
    'nuclear disarmament'
    """
    return " ".join(_FORMULA.sub("", call.matter or "").casefold().split()) or None


def _fitted(found: RollCalls, by: Period, positive: str, drift: float | None) -> _Fitted | None:
    """Fit the votes in files that part anybody, of states that voted enough; None where there are too few."""
    cells = _usable(found)
    if not len(cells):
        return None
    item_of, items = _bridged(found, np.unique(found.call[cells]).tolist(), by)
    periods = periods_between([day for at in item_of if (day := found.calls[at].day)], by)
    states = np.unique(found.state[cells])
    if len(states) < FEWEST_STATES or len(items) < FEWEST_ITEMS:
        return None
    period = {at: periods.index(period_of(day, by)) for at in item_of if (day := found.calls[at].day)}
    calls = found.call[cells].tolist()
    ballots = Ballots(
        state=np.searchsorted(states, found.state[cells]).astype(np.int64),
        period=np.array([period[at] for at in calls], dtype=np.int64),
        item=np.array([item_of[at] for at in calls], dtype=np.int64),
        choice=found.choice[cells],
        states=len(states),
        periods=len(periods),
        items=len(items),
    )
    codes = tuple(found.states[at] for at in states.tolist())
    points = fit(ballots, drift=drift)
    return _Fitted(found, cells, ballots, _turned(points, codes, positive), codes, tuple(periods), items)


def _usable(found: RollCalls) -> Ints:
    """The cells of choices cast, in dated roll calls of files on which not all are of one mind."""
    dated = np.array([call.day is not None and not call.text_only for call in found.calls], dtype=bool)
    if not dated.any():
        return np.zeros(0, dtype=np.int64)
    kept = dated[found.call] & (found.choice < ABSENT)
    enough = np.bincount(found.state[kept], minlength=len(found.states)) >= FEWEST_VOTES
    kept &= enough[found.state]
    counts = np.stack(
        [np.bincount(found.call[kept & (found.choice == code)], minlength=len(found.calls)) for code in range(ABSENT)]
    )
    parting = (counts.sum(axis=0) > counts.max(axis=0)) & (counts.sum(axis=0) >= FEWEST_STATES)
    return np.flatnonzero(kept & parting[found.call]).astype(np.int64)


def _bridged(found: RollCalls, calls: list[int], by: Period) -> tuple[dict[int, int], tuple[tuple[int, ...], ...]]:
    """Return the item of each roll call, and the roll calls of each item.

    One title in several periods is one item; of a title with two roll calls in a period, or votes on parts of a text,
    nobody knows which is the same as last time: they stand alone.
    """
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in calls:
        call = found.calls[at]
        title = None if "#" in call.name else title_of(call)
        groups["title" if title else "name", title or call.name].append(at)
    item_of: dict[int, int] = {}
    items: list[tuple[int, ...]] = []
    for members in groups.values():
        in_period = Counter(period_of(day, by) for at in members if (day := found.calls[at].day))
        alone = max(in_period.values()) > 1
        for group in [(at,) for at in members] if alone else [tuple(members)]:
            item_of.update(dict.fromkeys(group, len(items)))
            items.append(group)
    return item_of, tuple(items)


def _turned(points: Points, states: tuple[str, ...], positive: str) -> Points:
    """Fix the sign: the state that is to be positive is, on the mean of its votes."""
    at = states.index(positive) if positive in states else 0
    mean = float((points.theta[at] * points.votes[at]).sum())
    if mean >= 0:
        return points
    return Points(
        -points.theta, points.error, points.votes, -points.beta, points.low, points.high,
        points.drift, points.rounds, points.settled,
    )  # fmt: skip


def _rows(fitted: _Fitted, level: float, asked: Iterable[str]) -> Iterator[PointRow]:
    """The states' points, state by state in order of time; periods without a vote are left out."""
    wanted, reach = set(asked), float(ndtri((1 + level) / 2))
    points, ballots = fitted.points, fitted.ballots
    told = np.array([len(fitted.found.reports[cell]) for cell in fitted.cells.tolist()])
    records = np.bincount(ballots.place, weights=told, minlength=points.votes.size).reshape(points.votes.shape)
    for one, state in enumerate(fitted.states):
        if wanted and state not in wanted:
            continue
        for when, period in enumerate(fitted.periods):
            number = int(points.votes[one, when])
            if number:
                value, error = float(points.theta[one, when]), reach * float(points.error[one, when])
                count = int(records[one, when])
                yield PointRow(
                    state, period, name_of(state), value, value - error, value + error, number, count, number
                )


def _items(fitted: _Fitted | None, parameters: dict[str, Value]) -> Result[ItemRow]:
    rows = tuple(_item_rows(fitted)) if fitted else ()
    order = sorted(range(len(rows)), key=lambda at: (-abs(rows[at].discrimination), rows[at].roll_call))
    return Result(
        measure="ideal_points/roll_calls",
        question="Which votes part the two ends?",
        row_type=ItemRow,
        rows=tuple(rows[at] for at in order),
        keys=("roll_call",),
        shown=("roll_call", "discrimination", "no_at", "yes_at", "subject"),
        parameters=parameters,
        records=sum(row.records for row in rows),
        independent=sum(row.independent for row in rows),
        reasons=lambda at: _item_reasons(fitted, order[at]) if fitted else (),
    )


def _item_rows(fitted: _Fitted) -> Iterator[ItemRow]:
    ballots, points, found = fitted.ballots, fitted.points, fitted.found
    counts = np.stack(
        [np.bincount(ballots.item[ballots.choice == code], minlength=ballots.items) for code in range(ABSENT)], axis=1
    )
    told = np.array([len(found.reports[cell]) for cell in fitted.cells.tolist()])
    records = np.bincount(ballots.item, weights=told, minlength=ballots.items)
    for at, group in enumerate(fitted.items):
        last = found.calls[max(group, key=lambda call: str(found.calls[call].day))]
        beta = float(points.beta[at])
        parts = abs(beta) > 0.1
        low, high = (float(points.low[at]) / beta, float(points.high[at]) / beta) if parts else (None, None)
        no, abstain, yes = (int(number) for number in counts[at])
        number = int(counts[at].sum())
        yield ItemRow(last.name, last.matter, beta, low, high, len(group), yes, no, abstain, int(records[at]), number)


def _item_reasons(fitted: _Fitted, item: int) -> tuple[Reason, ...]:
    return tuple(_reason(fitted, at, 1.0) for at in np.flatnonzero(fitted.ballots.item == item).tolist())


def _reasons(fitted: _Fitted, state: str, period: str) -> tuple[Reason, ...]:
    """The votes of a state in a period; a vote's part is how sharply its text parts the ends."""
    ballots = fitted.ballots
    place = fitted.states.index(state) * ballots.periods + fitted.periods.index(period)
    rows = np.flatnonzero(ballots.place == place).tolist()
    weights = np.abs(fitted.points.beta[ballots.item[rows]])
    total = float(weights.sum()) or 1.0
    return tuple(_reason(fitted, at, float(weight) / total) for at, weight in zip(rows, weights.tolist(), strict=True))


def _reason(fitted: _Fitted, at: int, weight: float) -> Reason:
    cell = int(fitted.cells[at])
    call = fitted.found.calls[int(fitted.found.call[cell])]
    beta = float(fitted.points.beta[int(fitted.ballots.item[at])])
    note = f"{('no', 'abstain', 'yes')[int(fitted.ballots.choice[at])]}, discrimination {beta:+.2f}"
    return Reason(fitted.found.reports[cell][0], weight, float(fitted.ballots.choice[at] - 1), call.name, note)


def _notes(found: RollCalls, fitted: _Fitted | None, asked: list[str], positive: str) -> Iterator[str]:
    yield from found.notes()
    if fitted is None:
        yield (
            f"too few votes to place states: {FEWEST_STATES} states with {FEWEST_VOTES} votes each and {FEWEST_ITEMS} "
            "contested roll calls from files are the least; talleyrand import votes FILE brings them"
        )
        return
    points, bridges = fitted.points, sum(len(group) > 1 for group in fitted.items)
    side = positive if positive in fitted.states else fitted.states[0]
    yield f"mean 0, standard deviation 1; {called(side)} is on the positive side by convention"
    yield f"{len(fitted.cells):,} votes on {len(fitted.items):,} texts, {bridges:,} of them in several periods"
    yield f"standard deviation of a state's change from one period to the next: {np.sqrt(points.drift):.2f}"
    if not bridges and len(fitted.periods) > 1:
        yield "no text recurs: periods are tied by the states' own steadiness alone; --roll-calls brings titles"
    if not points.settled:
        yield f"the fit did not come to rest in {points.rounds} rounds"
    for state in asked:
        if state not in fitted.states:
            yield f"{called(state)} did not vote often enough to be placed"
    few = sum(int(number < FEW) for number in points.votes[points.votes > 0].tolist())
    if few:
        yield f"{few:,} places rest on fewer than {FEW} votes of their period: mostly on the periods beside it"
