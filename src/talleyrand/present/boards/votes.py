"""Votes on one page: roll calls, who votes like whom, blocs, who moved, out of what the measure `votes` answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talleyrand.present.boards.side_names import name_of
from talleyrand.present.boards.world_map import Place, WorldMap, build_map, stepped
from talleyrand.present.plain import line

CALLS = 25
"""Roll calls on one page."""
ENDS = 15
"""States listed at either end: those that vote most alike, and least."""
MOVED = 15
BLOCS = 6
"""Blocs that the map tells apart."""
Row = Mapping[str, Any]
_EDGES = (0.35, 0.5, 0.65, 0.8)
_STEPS = ("against-2", "against-1", "between", "with-1", "with-2")
_LIKENESS = {
    "with-2": "agreement 0.8 or more",
    "with-1": "0.65 to 0.8",
    "between": "0.5 to 0.65",
    "against-1": "0.35 to 0.5",
    "against-2": "below 0.35",
    "own": "the state itself",
}


@dataclass(frozen=True, slots=True)
class CallLine:
    """A roll call: what was voted on, how many voted how, and how the states asked about voted (empty: not told)."""

    name: str
    day: str
    body: str
    subject: str
    choice: str
    other: str
    yes: int
    no: int
    abstain: int
    absent: int
    filed: bool
    why: str

    @property
    def told(self) -> int:
        """How many votes were cast that the ledger has."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two states vote over the roll calls they share; pi and kappa are None where they are undefined."""

    state: str
    other: str
    state_name: str
    other_name: str
    shared: int
    agreement: float
    low: float
    high: float
    s: float
    pi: float | None
    kappa: float | None
    why: str


@dataclass(frozen=True, slots=True)
class BlocLine:
    """States that vote alike, by code and name; `cohesion` from 0 (evenly divided) to 1 (all alike), its interval."""

    bloc: int
    members: int
    states: tuple[tuple[str, str], ...]
    cohesion: float
    low: float | None
    high: float | None
    roll_calls: int
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """Agreement with a state in a period, and its change since `before` with its interval."""

    other: str
    name: str
    period: str
    before: str
    shared: int
    agreement: float
    change: float | None
    low: float | None
    high: float | None
    moved: bool
    why: str


@dataclass(frozen=True, slots=True)
class VotesBoard:
    """What the ledger knows of votes: `calls` are one page of `found`, those that pass the filter, of `roll_calls`.

    `further` is the name of the roll call from which the next page goes on, empty at the end. `most` and `least` are
    the likeness of states, `pairs` in all; `world` shows an actor's likeness with every state, else the blocs.
    """

    roll_calls: int
    found: int
    first: str
    last: str
    calls: tuple[CallLine, ...]
    further: str
    pairs: int
    most: tuple[Likeness, ...]
    least: tuple[Likeness, ...]
    blocs: tuple[BlocLine, ...]
    bloc_notes: tuple[str, ...]
    moved: tuple[Change, ...]
    world: WorldMap | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks for: an actor's code, words of a subject, and the roll call to go on from."""

    actor: str | None = None
    words: str = ""
    after: str = ""


def build_votes(
    rows: Sequence[Row], parts: Mapping[str, Sequence[Row]], notes: Iterable[str], wanted: Wanted
) -> VotesBoard:
    """Return the page's view of the measure `votes`: its rows and those of its parts, as plain data.

    `notes` are those of the part `blocs`.
    """
    every = parts["choices"]
    days = sorted(row["date"] for row in every if row["date"])
    dated = [row for row in reversed(every) if row["date"]]
    newest = [*dated, *(row for row in every if not row["date"])]
    found = [row for row in newest if _has(row, wanted.words)]
    start = next((at for at, row in enumerate(found) if row["roll_call"] == wanted.after), 0)
    page = found[start : start + CALLS]
    rest = found[start + CALLS : start + CALLS + 1]
    likeness = rows[:ENDS], [row for row in rows[ENDS:][-ENDS:] if row["agreement"] < 1]
    blocs = tuple(_bloc(row) for row in parts["blocs"])
    return VotesBoard(
        roll_calls=len(every),
        found=len(found),
        first=days[0] if days else "",
        last=days[-1] if days else "",
        calls=tuple(map(call_line, page)),
        further=rest[0]["roll_call"] if rest else "",
        pairs=len(rows),
        most=tuple(map(_likeness, likeness[0])),
        least=tuple(map(_likeness, likeness[1])),
        blocs=blocs,
        bloc_notes=tuple(notes),
        moved=tuple(map(_change, parts["moved"][:MOVED])),
        world=_like_map(rows, wanted.actor) if wanted.actor else bloc_map(blocs),
    )


def call_line(row: Row) -> CallLine:
    """Return a row of the part `choices` as a line."""
    return CallLine(
        name=row["roll_call"],
        day=row["date"] or "",
        body=line(row["body"]),
        subject=line(row["subject"] or ""),
        choice=row["choice"] or "",
        other=row["other"] or "",
        yes=row["yes"],
        no=row["no"],
        abstain=row["abstain"],
        absent=row["absent"],
        filed=row["source"] == "file",
        why=row["why"],
    )


def _has(row: Row, words: str) -> bool:
    text = f"{row['roll_call']} {row['subject'] or ''}".casefold()
    return all(word in text for word in words.casefold().split())


def _likeness(row: Row) -> Likeness:
    figures = (row[name] for name in ("shared", "agreement", "low", "high", "s", "pi", "kappa", "why"))
    return Likeness(row["state"], row["other"], name_of(row["state"]), name_of(row["other"]), *figures)


def _bloc(row: Row) -> BlocLine:
    states = tuple(sorted(((code, name_of(code)) for code in row["states"]), key=lambda one: one[1]))
    figures = (row[name] for name in ("cohesion", "low", "high", "roll_calls", "why"))
    return BlocLine(row["bloc"], row["members"], states, *figures)


def _change(row: Row) -> Change:
    figures = (row[name] for name in ("shared", "agreement", "change", "change_low", "change_high", "moved", "why"))
    return Change(row["other"], name_of(row["other"]), row["period"], row["before"] or "", *figures)


def _like_map(rows: Sequence[Row], actor: str) -> WorldMap | None:
    if not rows:
        return None
    places = [
        Place(
            row["other"],
            stepped(row["agreement"], _EDGES, _STEPS),
            f"{name_of(row['other'])}: agreement {row['agreement']:.2f} over {row['shared']:,} roll calls",
        )
        for row in rows
    ]
    return build_map([*places, Place(actor, "own", name_of(actor))], _LIKENESS)


def bloc_map(blocs: Sequence[BlocLine]) -> WorldMap | None:
    """Return the map of blocs, the largest told apart and the others as one; None without blocs."""
    if not blocs:
        return None
    kinds = {bloc.bloc: f"bloc-{min(bloc.bloc, BLOCS)}" for bloc in blocs}
    legend = {kinds[bloc.bloc]: f"bloc {bloc.bloc}" + (" and smaller" if bloc.bloc > BLOCS else "") for bloc in blocs}
    places = [
        Place(code, kinds[bloc.bloc], f"{name}: bloc {bloc.bloc}") for bloc in blocs for code, name in bloc.states
    ]
    return build_map(places, legend)
