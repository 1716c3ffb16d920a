"""Framing: which of the competing terms for a disputed matter an actor uses, avoids and rejects, and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from talleyrand.analyse.choosing import check_day, check_level, chosen
from talleyrand.analyse.framing.chart import draw_terms
from talleyrand.analyse.framing.distinctive import DistinctiveRow, distinctive
from talleyrand.analyse.framing.terms import TermUse, frame_ids, term_uses
from talleyrand.analyse.parties import Party, called, name_of
from talleyrand.analyse.shares import share_interval
from talleyrand.analyse.utterances import Voice, utterances
from talleyrand.codebook.frames import frame_name
from talleyrand.errors import OptionError
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result, Value, unusual

LEVEL = 0.9
Step = Literal["month", "quarter", "year"]
Key = TypeVar("Key", bound=tuple[Any, ...] | str)


class _Share(NamedTuple):
    """The figures of a share in the order of the columns."""

    share: float
    low: float
    high: float
    records: int
    independent: int
    of: int


@dataclass(frozen=True, slots=True)
class FramingRow:
    """A term as an actor uses it for a disputed matter.

    `share` (0 to 1) is its part in the actor's terms for the matter, counted in independent reports, between `low` and
    `high`; `of` is how many those are. `first` and `last` are the days of its first and last use, None when not known.
    """

    frame: str
    actor: str
    term: str
    share: float
    low: float
    high: float
    records: int
    independent: int
    of: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class FramingTimeRow:
    """The same in one step of time, which begins on `since`."""

    frame: str
    actor: str
    since: date
    term: str
    share: float
    low: float
    high: float
    records: int
    independent: int
    of: int


@dataclass(frozen=True, slots=True)
class AvoidedRow:
    """A term that an actor avoids or rejects: when, and who says so; `says_who` is empty where the text itself does."""

    record: str
    frame: str
    actor: str
    term: str
    use: str
    day: date | None
    says_who: tuple[str, ...]


def framing(
    records: Iterable[Record],
    *,
    actor: str | None = None,
    target: str | None = None,
    frame: str | None = None,
    since: str | None = None,
    until: str | None = None,
    step: Step = "month",
    level: float = LEVEL,
    before: str | None = None,
    names: bool = False,
    documents: Mapping[str, Document] | None = None,
) -> Result[FramingRow]:
    """Return the terms that actors use for disputed matters, with their shares, the matter most spoken of first.

    With an `actor` (ISO code, id or name) its terms, with a `target` those of both, with neither those of every state
    side by side. `frame` is the id of one matter; `since` and `until` are days, inclusive; `level` is that of the
    interval. Parts: `over_time` (by `step`), `avoided` (avoided and rejected, never counted in shares), `by_actor` (an
    actor's leading term for each matter), and, with an actor, `distinctive`: words of its statements against the
    target's, against its own up to the day `before`, or against everybody else's. `names` lets names count as words.

    The interval of a share is Jeffreys' (`analyse/shares.py`). Raises OptionError for a level or a step that is none.
    """
    _check(step, level, frame)
    _check_compared(actor, target, before)
    options = unusual(step=(step, "month"), level=(level, LEVEL), before=(before, None), names=(names, False))
    asked = {"actor": actor, "target": target, "frame": frame, "since": since, "until": until} | options
    given = list(chosen(records, since, until))
    sides = [Party.of(one) for one in (actor, target) if one is not None]
    found = (use for use in term_uses(given, sides, documents) if use.lies_in(since, until))
    uses = [use for use in found if frame in {None, use.frame}]
    used = [use for use in uses if use.use == "used"]
    rows, behind = _rows(_groups(used, lambda use: (use.frame, use.actor)), level)
    question = _question(actor, target, frame, given)
    avoided = _avoided([use for use in uses if use.use != "used"], asked)
    over_time = _over_time(used, step, level, asked)
    parts: dict[str, Result[Any]] = {
        "over_time": over_time,
        "avoided": avoided,
        "by_actor": _by_actor(rows, behind, asked),
    }
    if actor is not None:
        parts["distinctive"] = _distinctive(given, asked, documents)
    return Result(
        measure="framing",
        question=question,
        row_type=FramingRow,
        rows=rows,
        keys=("frame", "actor", "term"),
        shown=("frame", "actor", "term", "share", "low", "high", "independent", "of", "first", "last"),
        parameters=asked,
        notes=_notes(used, avoided, over_time),
        records=len(used),
        independent=len({(use.cluster, use.frame, use.term) for use in used}),
        parts=parts,
        reasons=lambda at: _reasons(behind[at]),
        drawing=lambda: draw_terms(question, rows, over_time.rows, avoided.rows, level),
    )


def _check(step: str, level: float, frame: str | None) -> None:
    if frame is not None and frame not in frame_ids():
        near = get_close_matches(frame, frame_ids(), 3) or sorted(frame_ids())[:3]
        raise OptionError(f"{frame!r} is no disputed matter of the codebook", hint=f"one such as {', '.join(near)}")
    if step not in get_args(Step):
        raise OptionError(f"{step!r} is no step of time", hint=f"one of {', '.join(get_args(Step))}")
    check_level(level)


def _check_compared(actor: str | None, target: str | None, before: str | None) -> None:
    """Raise OptionError where words are to be compared with nobody's, with the actor's own, or with two things."""
    check_day(before, "before")
    if target is not None and (actor is None or Party.of(actor) == Party.of(target)):
        raise OptionError("words are compared with another actor's", where="target", hint="name two actors")
    if before is not None and target is not None:
        raise OptionError("distinctive words are compared with the target's or with earlier ones, not with both")


def _groups(uses: Iterable[TermUse], key: Callable[[TermUse], Key]) -> dict[Key, list[TermUse]]:
    groups: dict[Key, list[TermUse]] = defaultdict(list)
    for use in uses:
        groups[key(use)].append(use)
    return groups


def _shares(uses: Sequence[TermUse], level: float) -> Iterator[tuple[str, list[TermUse], _Share]]:
    """Yield each term of a group of uses with its uses and its share in independent reports, the most used first."""
    terms = _groups(uses, lambda use: use.term)
    counts = {term: len({use.cluster for use in found}) for term, found in terms.items()}
    whole = sum(counts.values())
    for term in sorted(terms, key=lambda term: (-counts[term], term)):
        share, low, high = share_interval(counts[term], whole, level)
        yield term, terms[term], _Share(share, low, high, len(terms[term]), counts[term], whole)


def _rows(
    groups: Mapping[tuple[str, str], Sequence[TermUse]], level: float
) -> tuple[tuple[FramingRow, ...], list[list[TermUse]]]:
    """The rows of the main table with the uses behind each; frames and actors with most reports first."""
    weight = {frame: 0 for frame, _ in groups}
    for (frame, _), uses in groups.items():
        weight[frame] += len(uses)
    rows, behind = [], []
    for frame, actor in sorted(groups, key=lambda key: (-weight[key[0]], key[0], -len(groups[key]), key[1])):
        for term, found, share in _shares(groups[frame, actor], level):
            days = [use.day for use in found if use.day is not None]
            first, last = (min(days), max(days)) if days else (None, None)
            rows.append(FramingRow(frame, actor, term, *share, first, last))
            behind.append(found)
    return tuple(rows), behind


def _over_time(uses: Iterable[TermUse], step: Step, level: float, asked: Mapping[str, Value]) -> Result[FramingTimeRow]:
    dated = _groups([use for use in uses if use.day], lambda use: (use.frame, use.actor, _begin(use.day, step)))
    rows, behind = [], []
    for (frame, actor, begin), found in sorted(dated.items()):
        for term, some, share in _shares(found, level):
            rows.append(FramingTimeRow(frame, actor, begin, term, *share))
            behind.append(some)
    return Result(
        measure="framing/over_time",
        question=f"Which terms are used, {step} by {step}?",
        row_type=FramingTimeRow,
        rows=tuple(rows),
        keys=("frame", "actor", "since", "term"),
        shown=("frame", "actor", "since", "term", "share", "low", "high", "independent", "of"),
        parameters=asked,
        records=sum(row.records for row in rows),
        independent=sum(row.independent for row in rows),
        reasons=lambda at: _reasons(behind[at]),
    )


def _begin(day: date | None, step: Step) -> date:
    """The first day of the step of time in which a day lies."""
    assert day is not None  # noqa: S101  only dated uses are asked for
    month = {"month": day.month, "quarter": 3 * ((day.month - 1) // 3) + 1, "year": 1}[step]
    return date(day.year, month, 1)


def _avoided(uses: Sequence[TermUse], asked: Mapping[str, Value]) -> Result[AvoidedRow]:
    rows = tuple(AvoidedRow(use.record, use.frame, use.actor, use.term, use.use, use.day, use.said_by) for use in uses)
    return Result(
        measure="framing/avoided",
        question="Which terms are avoided or rejected, and who says so?",
        row_type=AvoidedRow,
        rows=rows,
        keys=("record", "actor"),
        parameters=asked,
        records=len(rows),
        independent=len({(use.cluster, use.frame, use.term) for use in uses}),
        reasons=lambda at: _reasons([uses[at]]),
    )


def _by_actor(
    rows: Sequence[FramingRow], behind: Sequence[Sequence[TermUse]], asked: Mapping[str, Value]
) -> Result[FramingRow]:
    """The leading term of each actor for each matter: the first row of each, as the main table has it."""
    leading = [
        at
        for at, row in enumerate(rows)
        if not at or rows[at - 1].frame != row.frame or rows[at - 1].actor != row.actor
    ]
    return Result(
        measure="framing/by_actor",
        question="Which term leads, actor by actor?",
        row_type=FramingRow,
        rows=tuple(rows[at] for at in leading),
        keys=("frame", "actor"),
        shown=("frame", "actor", "term", "share", "low", "high", "independent", "of"),
        parameters=asked,
        records=sum(rows[at].records for at in leading),
        independent=sum(rows[at].independent for at in leading),
        reasons=lambda at: _reasons(behind[leading[at]]),
    )


def _distinctive(
    given: Sequence[Record], asked: Mapping[str, Value], documents: Mapping[str, Document] | None
) -> Result[DistinctiveRow]:
    """Words of the actor against the target's, against its own up to a day, or against everybody else's."""
    actor, target, before = str(asked["actor"]), asked["target"], asked["before"]
    who = name_of(actor, given)
    own, _ = utterances(given, Voice(Party.of(actor)), documents)
    if before is not None:
        since = [one for one in own if one.day.isoformat() >= str(before)]
        sides = {f"since {before}": since, f"before {before}": [o for o in own if o.day.isoformat() < str(before)]}
    elif target is not None:
        sides = {who: own, name_of(str(target), given): utterances(given, Voice(Party.of(str(target))), documents)[0]}
    else:
        sides = {who: own, "others": utterances(given, Voice(Party.of(actor), others=True), documents)[0]}
    return distinctive(sides, asked, names=bool(asked["names"]))


def _reasons(uses: Sequence[TermUse]) -> tuple[Reason, ...]:
    """The records behind a figure; of one independent report the first counts."""
    seen: set[str] = set()
    made = []
    for use in uses:
        weight = 0.0 if use.cluster in seen else 1.0
        seen.add(use.cluster)
        made.append(Reason(use.record, weight, cluster=use.cluster, note=f"{use.use} {use.term}"))
    return tuple(made)


def _question(actor: str | None, target: str | None, frame: str | None, given: Sequence[Record]) -> str:
    matter = f"for {frame_name(frame)}" if frame else "for what is disputed"
    if actor is None:
        return f"Which words do the sides use {matter}?"
    both = f" and {called(target, given)}" if target else ""
    return f"Which words {'do' if both else 'does'} {called(actor, given)}{both} use {matter}, and which not?"


def _notes(used: Sequence[TermUse], avoided: Result[AvoidedRow], over_time: Result[FramingTimeRow]) -> tuple[str, ...]:
    notes = []
    if not used:
        notes.append("no term used for a disputed matter")
    elif len(used) == 1:
        notes.append("one record: what was said, not a tendency")
    elif len({use.day for use in used}) == 1:
        notes.append(f"everything was said on one day, {used[0].day or 'which is not known'}")
    if len(avoided):
        notes.append(f"{len(avoided)} terms avoided or rejected, in the part avoided; they are in no share")
    undated = len(used) - over_time.records
    if undated > 0:
        notes.append(f"{undated} uses without a day, in no step of time")
    return tuple(notes)
