"""One roll call on a page: who voted how, as lists, as a map and by bloc."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talleyrand.present.boards.side_names import name_of
from talleyrand.present.boards.world_map import Place, WorldMap, build_map
from talleyrand.present.plain import line

CHOICES = ("yes", "no", "abstain", "absent")
_WORDS = {"yes": "yes", "no": "no", "abstain": "abstained", "absent": "absent or not voting"}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ballot:
    """A state's vote and the first record that tells of it, of so many."""

    code: str
    name: str
    record: str
    records: int


@dataclass(frozen=True, slots=True)
class Side:
    """All that made the same choice."""

    choice: str
    words: str
    ballots: tuple[Ballot, ...]


@dataclass(frozen=True, slots=True)
class BlocSplit:
    """How the members of a bloc voted, by choice in the order yes, no, abstain, absent; `silent` are not told of."""

    bloc: int
    members: int
    votes: tuple[int, int, int, int]
    silent: int
    astray: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class CallBoard:
    """A roll call: what it was about, the sides, and the map."""

    name: str
    day: str
    body: str
    subject: str
    sides: tuple[Side, ...]
    world: WorldMap


def build_call(rows: Sequence[Row]) -> CallBoard | None:
    """Return the page's view of the measure `roll_call`, its rows as plain data; None where no vote is told."""
    if not rows:
        return None
    first = rows[0]
    sides = (Side(choice, _WORDS[choice], tuple(_ballots(rows, choice))) for choice in CHOICES)
    places = [Place(row["state"], f"choice-{row['choice']}", f"{row['name']}: {row['choice']}") for row in rows]
    return CallBoard(
        name=first["roll_call"],
        day=first["date"] or "",
        body=line(first["body"]),
        subject=line(first["subject"] or ""),
        sides=tuple(side for side in sides if side.ballots),
        world=build_map(places, {f"choice-{choice}": _WORDS[choice] for choice in CHOICES}),
    )


def build_splits(rows: Sequence[Row], blocs: Iterable[Row]) -> tuple[BlocSplit, ...]:
    """Return how each bloc (rows of the part `blocs` of `votes`) voted in a roll call, and who left its majority."""
    choices = {row["state"]: row["choice"] for row in rows}
    return tuple(_split(bloc, choices) for bloc in blocs)


def _ballots(rows: Iterable[Row], choice: str) -> Iterable[Ballot]:
    for row in rows:
        if row["choice"] == choice:
            yield Ballot(row["state"], row["name"], row["record_ids"][0], row["records"])


def _split(bloc: Row, choices: Mapping[str, str]) -> BlocSplit:
    told = {state: choices[state] for state in bloc["states"] if state in choices}
    counted = Counter(told.values())
    yes, no, abstain, absent = (counted[choice] for choice in CHOICES)
    cast = Counter({choice: counted[choice] for choice in CHOICES if choice != "absent"})
    usual = cast.most_common(1)[0][0] if cast.total() else ""
    astray = tuple((state, name_of(state), made) for state, made in told.items() if made not in (usual, "absent"))
    return BlocSplit(bloc["bloc"], bloc["members"], (yes, no, abstain, absent), bloc["members"] - len(told), astray)
