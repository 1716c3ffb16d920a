"""What is asked of votes: which roll calls, which states, which periods; and the records behind a pair's agreement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talleyrand.analyse.parties import Party, called
from talleyrand.analyse.votes.periods import Period
from talleyrand.analyse.votes.roll_calls import ABSENT, CHOICES, RollCalls
from talleyrand.errors import OptionError
from talleyrand.model.results import Reason, Value


@dataclass(frozen=True, slots=True)
class Question:
    """The roll calls, the codes of the states asked for, the periods, the level, and the parameters as given."""

    found: RollCalls
    actor: str | None
    target: str | None
    by: Period
    level: float
    parameters: Mapping[str, Value]

    @property
    def whom(self) -> str:
        """The states asked for, in words."""
        return " and ".join(called(state) for state in (self.actor, self.target) if state)

    @property
    def days(self) -> str:
        """The first and last day of the roll calls."""
        days = [call.day for call in self.found.calls if call.day]
        return f"{min(days).isoformat()} to {max(days).isoformat()}" if days else "no dates"

    @property
    def places(self) -> dict[str, int]:
        """Where each state stands in the table of choices."""
        return {state: at for at, state in enumerate(self.found.states)}


def state_of(asked: str | None, option: str) -> str | None:
    """Return the code of the state that a parameter names; raises OptionError where it names none."""
    if asked is None:
        return None
    country = Party.of(asked).country
    if country is None:
        raise OptionError(f"{asked} is no state", where=option, hint="votes are compared by state: give its ISO code")
    return country


def report_counts(found: RollCalls) -> NDArray[np.int64]:
    """Return how many reports tell of each choice, by state and roll call."""
    made = np.zeros((len(found.states), len(found.calls)), dtype=np.int64)
    made[found.state, found.call] = [len(reports) for reports in found.reports]
    return made


def counted_twice(
    found: RollCalls, calls: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return by pairs of states how many records tell of both, and in how many roll calls both are told together.

    Absences are left out; `calls` tells which roll calls count.
    """
    size = len(found.states)
    records, told = np.zeros((size, size), dtype=np.int64), np.zeros((size, size), dtype=np.int64)
    sources = found.sources()
    groups = (np.flatnonzero(sources == source) for source in {int(sources[cells[0]]) for cells in found.together})
    counts = (found.choice < ABSENT) & (True if calls is None else calls[found.call])
    for made, every in ((records, map(np.array, found.together)), (told, groups)):
        for cells in every:
            places = found.state[cells[counts[cells]]]
            made[np.ix_(places, places)] += 1
    return records, told


def pair_reasons(
    found: RollCalls, one: str, two: str, counts: Callable[[int], bool] = lambda _: True
) -> tuple[Reason, ...]:
    """Return the records behind a pair's agreement; `counts` tells which roll calls, by their places.

    The weights add up to 1: each shared roll call has its share, parted among its reports; the score is the agreement
    in it, 1, 1/2 or 0.
    """
    places = {state: at for at, state in enumerate(found.states)}
    if one not in places or two not in places:
        return ()
    cells, table = found.places(), found.table()[[places[one], places[two]]]
    shared = np.flatnonzero(((table >= 0) & (table < ABSENT)).all(axis=0)).tolist()
    kept = [call for call in shared if counts(call)]
    reasons: list[Reason] = []
    for call in kept:
        first, second = int(table[0, call]), int(table[1, call])
        note = f"{one} {CHOICES[first]}, {two} {CHOICES[second]}"
        for state in (one, two):
            told = found.reports[cells[call, places[state]]]
            weight = 1 / (2 * len(kept) * len(told))
            score = 1 - abs(first - second) / 2
            reasons += [Reason(ident, weight, score, found.calls[call].name, note) for ident in told]
    return tuple(reasons)
