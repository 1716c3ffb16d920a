"""Scores and one-sidedness of groups of forecasts, as tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from talleyrand.analyse.forecasts import scores as maths
from talleyrand.model.results import Reason, Result, Value

ALL = "all"
FEWEST = 5
"""Forecasts below which a group's scores are told without an interval, and as too few."""
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Scored:
    """A forecast whose event has come or not: `low` to `high` is the probability that its words gave the event.

    Forecasts of one `question` share their outcome; `quad` is the PLOVER class of the event, None where it has none.
    """

    record: str
    group: str
    low: float
    high: float
    came: bool
    question: str
    cluster: str
    quad: str | None

    @property
    def middle(self) -> float:
        """The middle of the interval."""
        return (self.low + self.high) / 2.0


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """How good a group's forecasts were; see `scores` for each formula.

    `brier` (0 best, 1 worst) is of the intervals' middles, `kindest` and `harshest` of their ends (`kindest` is the
    interval score). brier = reliability - resolution + uncertainty + within. `skill` is against the base rate (1 best,
    0 no better), with its 90 % interval. `by_question` is the Brier score with every question weighing the same.
    """

    group: str
    records: int
    independent: int
    questions: int
    base_rate: float
    brier: float
    kindest: float
    harshest: float
    log_score: float
    reliability: float
    resolution: float
    uncertainty: float
    within: float
    skill: float | None
    skill_low: float | None
    skill_high: float | None
    discrimination: float | None
    by_question: float


@dataclass(frozen=True, slots=True)
class LeanRow:
    """Whether a group's errors lean one way: events foretold as likelier than they were, or as less likely.

    `events` tells which: all, or those of one direction. `error` is the mean of probability minus outcome over the
    questions, with its 90 % interval: above 0 the events came less often than foretold. `too_high` and `too_low` count
    questions missed on either side, `p_value` is exact (see `scores.Lean`).
    """

    group: str
    events: str
    records: int
    independent: int
    questions: int
    error: float
    low: float
    high: float
    too_high: int
    too_low: int
    p_value: float
    kind_p: float
    sign_p: float | None
    lean: str


def scores_of(name: str, question: str, scored: Sequence[Scored], parameters: Mapping[str, Value]) -> Result[ScoreRow]:
    """Return the scores of all forecasts and of each group, the group with most forecasts first."""
    groups = list(_groups(scored))
    rows = tuple(_score(group, members) for group, members in groups)
    few = [row.group for row in rows if row.records < FEWEST]
    notes = [f"fewer than {FEWEST} forecasts, which show no skill: {', '.join(few)}"] if few else []
    return _table(
        Result(
            f"forecasts/{name}",
            question,
            ScoreRow,
            rows,
            ("group",),
            parameters,
            notes=_told(scored, name, notes),
            shown=(
                "group",
                "independent",
                "questions",
                "base_rate",
                "brier",
                "kindest",
                "harshest",
                "skill",
                "log_score",
            ),
        ),
        scored,
        lambda at: groups[at][1],
    )


def leans_of(name: str, question: str, scored: Sequence[Scored], parameters: Mapping[str, Value]) -> Result[LeanRow]:
    """Return how errors lean, of all forecasts and of each group, over all events and by their direction."""
    found = [
        (group, events, members)
        for group, of_group in _groups(scored)
        for events, members in _directions(of_group)
        if len({one.question for one in members}) >= FEWEST
    ]
    rows = tuple(_lean(*one) for one in found)
    notes = [] if rows else [f"no group has resolved forecasts on {FEWEST} questions, which a lean needs"]
    return _table(
        Result(
            f"forecasts/{name}",
            question,
            LeanRow,
            rows,
            ("group", "events"),
            parameters,
            notes=_told(scored, name, notes),
            shown=("group", "events", "independent", "questions", "error", "low", "high", "p_value", "lean"),
        ),
        scored,
        lambda at: found[at][2],
    )


def _table(result: Result[Row], scored: Sequence[Scored], members: Callable[[int], Sequence[Scored]]) -> Result[Row]:
    def reasons(at: int) -> tuple[Reason, ...]:
        return tuple(_reason(one, len(members(at))) for one in members(at))

    independent = len({one.cluster for one in scored})
    return replace(result, records=len(scored), independent=independent, reasons=reasons)


def _reason(one: Scored, count: int) -> Reason:
    loss = (one.middle - one.came) ** 2
    note = f"{one.low:.2f} to {one.high:.2f}, {'came' if one.came else 'did not come'}"
    return Reason(one.record, 1.0 / count, loss, one.cluster, note)


def _told(scored: Sequence[Scored], name: str, notes: Sequence[str]) -> tuple[str, ...]:
    if not scored:
        return ("no forecast is resolved" if "suggested" not in name else "later acts suggest no outcome",)
    if "suggested" in name:
        return ("as later acts suggest, confirmed by nobody: a lead to follow, not a verdict", *notes)
    return tuple(notes)


def _groups(scored: Sequence[Scored]) -> Iterator[tuple[str, list[Scored]]]:
    if not scored:
        return
    yield ALL, list(scored)
    groups: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        groups[one.group].append(one)
    if len(groups) > 1:
        yield from sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))


def _directions(scored: Sequence[Scored]) -> Iterator[tuple[str, list[Scored]]]:
    yield ALL, list(scored)
    for direction in ("hostile", "friendly"):
        quad = "conflict" if direction == "hostile" else "cooperation"
        yield direction, [one for one in scored if one.quad is not None and one.quad.endswith(quad)]


def _score(group: str, members: Sequence[Scored]) -> ScoreRow:
    low, high, came = (
        np.array([getattr(one, name) for one in members], dtype=float) for name in ("low", "high", "came")
    )
    middle = (low + high) / 2.0
    questions = _numbered(members)
    weights = 1.0 / np.bincount(questions)[questions]
    parts = maths.decompose(middle, came)
    interval = maths.skill_interval(middle, came, questions) if len(members) >= FEWEST else None
    return ScoreRow(
        group=group,
        records=len(members),
        independent=len({one.cluster for one in members}),
        questions=int(questions.max()) + 1,
        base_rate=parts.base_rate,
        brier=parts.brier,
        kindest=maths.interval_score(low, high, came),
        harshest=maths.worst_score(low, high, came),
        log_score=maths.log_score(middle, came),
        reliability=parts.reliability,
        resolution=parts.resolution,
        uncertainty=parts.uncertainty,
        within=parts.within,
        skill=parts.skill if len(members) >= FEWEST else None,
        skill_low=interval[0] if interval else None,
        skill_high=interval[1] if interval else None,
        discrimination=parts.discrimination,
        by_question=maths.decompose(middle, came, weights).brier,
    )


def _lean(group: str, events: str, members: Sequence[Scored]) -> LeanRow:
    questions = _numbered(members)
    counts = np.bincount(questions)

    def mean(name: str) -> maths.Array:
        return np.asarray(np.bincount(questions, [float(getattr(one, name)) for one in members]) / counts)

    found = maths.lean(mean("middle"), mean("low"), mean("high"), np.rint(mean("came")))
    return LeanRow(
        group=group,
        events=events,
        records=len(members),
        independent=len({one.cluster for one in members}),
        questions=len(counts),
        error=found.mean,
        low=found.low,
        high=found.high,
        too_high=found.too_high,
        too_low=found.too_low,
        p_value=found.p_value,
        kind_p=found.kind_p,
        sign_p=found.sign_p,
        lean=_direction(found, events),
    )


def _direction(found: maths.Lean, events: str) -> str:
    """What the lean means, in words, where chance is an unlikely cause."""
    if found.p_value > 1.0 - maths.LEVEL:
        return "none shown"
    what = {"hostile": "hostile events", "friendly": "friendly events"}.get(events, "events")
    return f"{what} {'overpredicted' if found.mean > 0 else 'underpredicted'}"


def _numbered(members: Sequence[Scored]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(one.question, len(numbers)) for one in members], dtype=np.int64)
