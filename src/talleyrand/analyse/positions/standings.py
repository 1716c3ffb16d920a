"""Where every state stands toward one target at last: the positions of all, side by side.

Each is what `positions` tells of the state at its last report, of words and deeds together, from acts between parties,
terms and votes: statements are not read, which takes too long for all states at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from talleyrand.analyse.choosing import check_level, check_period
from talleyrand.analyse.observations import COUNTED, directed
from talleyrand.analyse.parties import Party, called, is_official, name_of
from talleyrand.analyse.positions.measure import positions
from talleyrand.analyse.positions.rows import NowRow
from talleyrand.codebook.plover import load_event_types
from talleyrand.model.records import Act, Record
from talleyrand.model.results import Reason, Result
from talleyrand.model.wanted import Wanted


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A state's position toward the target, -1 to +1, with its bounds, on the day of its last report."""

    state: str
    name: str
    value: float
    low: float
    high: float
    records: int
    independent: int
    first: date
    last: date


def acts_wanted(_: Iterable[Record], *, since: str | None = None, until: str | None = None, **__: object) -> Wanted:
    """Return which acts count: those between parties that were done or planned."""
    types = tuple(sorted(load_event_types()))
    return Wanted("act", types, COUNTED, since=since, until=until, undated=True, between=True, bare=True)


def standings(
    records: Iterable[Record],
    *,
    target: str,
    since: str | None = None,
    until: str | None = None,
    level: float = 0.9,
) -> Result[StandingRow]:
    """Return the position of every state toward a target, the friendliest first.

    `target` is an ISO code, an id or a name; `level` is the probability that an interval holds (0 to 1). Raises
    OptionError and DateError for options that are none.
    """
    check_level(level)
    check_period(since, until)
    own = Party.of(target).country
    found: list[tuple[StandingRow, tuple[Reason, ...]]] = []
    for state, theirs in _by_state(records, Party.of(target)).items():
        if state == own:
            continue
        now = positions(theirs, actor=state, target=target, since=since, until=until, level=level).parts["now"]
        found += [(_row(state, row), now.why(row)) for row in now if row.channel == "all"]
    found.sort(key=lambda one: (-one[0].value, one[0].state))
    rows = tuple(row for row, _ in found)
    return Result(
        measure="standings",
        question=f"Where does every state stand toward {called(target)}?",
        row_type=StandingRow,
        rows=rows,
        keys=("state",),
        shown=("state", "name", "value", "low", "high", "independent", "last"),
        parameters={"target": target, "since": since, "until": until, "level": level},
        notes=tuple(_notes(rows, target)),
        records=len({reason.record for _, reasons in found for reason in reasons}),
        independent=sum(row.independent for row in rows),
        reasons=lambda at: found[at][1],
    )


def _by_state(records: Iterable[Record], target: Party) -> dict[str, list[Record]]:
    """What says anything of each state toward the target."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if isinstance(record.payload, Act) and not (target.meets_in(record) or target.acts_in(record)):
            continue
        said = (one.source for one in directed(record) if target.fits(one.target))
        for state in {source.country for source in said if source.country and is_official(source)}:
            found[state].append(record)
    return dict(sorted(found.items()))


def _row(state: str, now: NowRow) -> StandingRow:
    figures = now.value, now.low, now.high, now.records, now.independent
    return StandingRow(state, name_of(state), *figures, now.first, now.last)


def _notes(rows: tuple[StandingRow, ...], target: str) -> Iterator[str]:
    if not rows:
        yield f"no dated record of what a state did toward {called(target)} in this period"
        return
    yield "acts between parties, terms and votes; statements are not read here: positions reads them for one state"
    few = sum(row.independent == 1 for row in rows)
    if few:
        yield f"{few} of {len(rows)} states rest on one independent report: what happened, not a tendency"
