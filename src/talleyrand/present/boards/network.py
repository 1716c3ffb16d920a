"""The signed network on a page: parties on two sides, ties between them, the triads in tension in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from talleyrand.codebook.articles import with_article
from talleyrand.present.boards.side_names import name_of
from talleyrand.present.plain import capital, count

WIDTH, MARGIN, STEP = 1200, 46, 27
"""The picture's width, the room above and below, and the height that a party takes."""
REACH = 250
"""How far from the edge the parties at the top and the bottom stand; those between stand nearer to it."""
BULGE = 70
LOWEST = 380
"""Height of a picture with few parties."""
TIES = 140
"""Ties that are drawn, the strongest and surest."""
TRIADS = 20
STRADDLES = 12
SURE = 0.8
Row = Mapping[str, Any]
Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Node:
    """A party: where it stands, how large it is drawn, and its straddle, None where it is in no triad.

    `sure` tells that a tie with a sure sign puts it in its camp.
    """

    id: str
    name: str
    side: Side
    x: float
    y: float
    size: float
    sure: bool
    ties: int
    independent: int
    straddle: float | None
    low: float | None
    high: float | None
    exit: str
    label: str


@dataclass(frozen=True, slots=True)
class Tie:
    """What two parties are to each other: `stance` from -1 to 1 with its bounds; `path` is how it is drawn.

    `friendly` is the probability that it is above 0; `drawn` tells whether there was room in the picture.
    """

    one: str
    other: str
    one_name: str
    other_name: str
    stance: float
    low: float
    high: float
    friendly: float
    sure: bool
    width: float
    path: str
    drawn: bool
    independent: int
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Triad:
    """Three parties whose ties don't fit together, in words; `tension` is the probability that they don't."""

    parties: tuple[str, str, str]
    words: str
    strength: float
    tension: float
    independent: int
    why: str


@dataclass(frozen=True, slots=True)
class NetworkBoard:
    """The picture's height, the parties, the ties (the strongest first), the triads, and the balance of the whole."""

    height: int
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    undrawn: int
    triads: tuple[Triad, ...]
    triads_left_out: int
    straddles: tuple[Node, ...]
    whole: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    side: Side
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a party before it has a place; `sure` tells that a sure tie puts it in its camp."""

    id: str
    name: str
    sure: bool
    ties: int
    reports: int
    straddle: Row | None


def build_network(rows: Sequence[Row], parts: Mapping[str, Sequence[Row]]) -> NetworkBoard:
    """Return the page's view of the measure `balance`: its rows and those of its parts, as plain data."""
    edges = sorted(parts["edges"], key=lambda row: -abs(row["stance"]) * abs(row["friendly"] - 0.5))
    names = _names(edges)
    nodes, height = _nodes(edges, names, parts)
    places = {node.id: node for node in nodes}
    ties = tuple(_tie(row, places, drawn=at < TIES) for at, row in enumerate(edges))
    straddles = sorted((node for node in nodes if node.straddle), key=lambda node: -(node.low or 0))
    return NetworkBoard(
        height=height,
        nodes=nodes,
        ties=ties,
        undrawn=max(0, len(edges) - TIES),
        triads=tuple(_triad(row, names) for row in rows[:TRIADS]),
        triads_left_out=max(0, len(rows) - TRIADS),
        straddles=tuple(straddles[:STRADDLES]),
        whole=tuple((row["index"], _figure(row), row["what"]) for row in parts["whole"]),
    )


def _names(edges: Iterable[Row]) -> dict[str, str]:
    return {party: name_of(party) for row in edges for party in (row["actor"], row["other"])}


def _nodes(
    edges: Sequence[Row], names: Mapping[str, str], parts: Mapping[str, Sequence[Row]]
) -> tuple[tuple[Node, ...], int]:
    """Return the parties, each on the side of its camp, and the height that they take."""
    camps = {row["actor"]: row["camp"] for row in parts["camps"]}
    straddles = {row["actor"]: row for row in parts["straddle"]}
    heard = _heard(edges)
    side = {party: camps.get(party) or _leaning(party, edges, camps) for party in names}
    sides = {camp: _spread([one for one in names if side[one] == camp], heard) for camp in (1, 2)}
    height = max(LOWEST, max(map(len, sides.values()), default=0) * STEP + 2 * MARGIN)
    top = max((reports for _, reports in heard.values()), default=1)
    made = []
    for camp, parties in sides.items():
        for at, party in enumerate(parties):
            place = _place(at, len(parties), height, "left" if camp == 1 else "right")
            size = round(4 + 8 * math.sqrt(heard[party][1] / top), 1)
            known = _Known(party, names[party], party in camps, *heard[party], straddles.get(party))
            made.append(_node(known, place, size, names))
    return tuple(made), height


def _heard(edges: Iterable[Row]) -> dict[str, tuple[int, int]]:
    """How many ties each party has, and how many independent reports stand behind them."""
    heard: dict[str, tuple[int, int]] = {}
    for row in edges:
        for party in (row["actor"], row["other"]):
            ties, reports = heard.get(party, (0, 0))
            heard[party] = ties + 1, reports + row["independent"]
    return heard


def _leaning(party: str, edges: Iterable[Row], camps: Mapping[str, int]) -> int:
    """The camp that a party without a sure tie leans to by its unsure ones."""
    lean = 0.0
    for row in edges:
        if party in (row["actor"], row["other"]):
            other = row["other"] if row["actor"] == party else row["actor"]
            lean += row["stance"] * {1: 1, 2: -1}.get(camps.get(other, 0), 0)
    return 1 if lean >= 0 else 2


def _spread(parties: Sequence[str], heard: Mapping[str, tuple[int, int]]) -> list[str]:
    """Put the most active in the middle of their side and the others around them, so that ties part."""
    spread: list[str] = []
    for at, party in enumerate(sorted(parties, key=lambda one: (-heard[one][1], one))):
        spread.insert(0 if at % 2 else len(spread), party)
    return spread


def _place(at: int, of: int, height: int, side: Side) -> _Place:
    y = MARGIN + (height - 2 * MARGIN) * ((at + 0.5) / of)
    bend = math.sqrt(max(0.0, 1 - ((2 * y / height) - 1) ** 2))
    x = REACH + BULGE * (1 - bend)
    return _Place(side, round(x if side == "left" else WIDTH - x, 1), round(y, 1))


def _node(known: _Known, place: _Place, size: float, names: Mapping[str, str]) -> Node:
    row = known.straddle
    told = f"{known.name}: {count(known.ties, 'tie')}, {count(known.reports, 'independent report')}"
    told += f", straddle {row['straddle']:.2f}" if row else ""
    return Node(
        id=known.id,
        name=known.name,
        side=place.side,
        x=place.x,
        y=place.y,
        size=size,
        sure=known.sure,
        ties=known.ties,
        independent=known.reports,
        straddle=row["straddle"] if row else None,
        low=row["low"] if row else None,
        high=row["high"] if row else None,
        exit=names.get(row["exit"], "") if row and row["exit"] else "",
        label=told,
    )


def _tie(row: Row, places: Mapping[str, Node], *, drawn: bool) -> Tie:
    one, other = places[row["actor"]], places[row["other"]]
    sure = max(row["friendly"], 1 - row["friendly"]) >= SURE
    words = "friendly" if row["stance"] > 0 else "hostile"
    label = (
        f"{one.name} and {other.name}: {words}, {row['stance']:+.2f} ({row['low']:+.2f} to {row['high']:+.2f}), "
        f"n = {row['independent']}{'' if sure else ', the sign is not sure'}"
    )
    return Tie(
        one=one.id,
        other=other.id,
        one_name=one.name,
        other_name=other.name,
        stance=row["stance"],
        low=row["low"],
        high=row["high"],
        friendly=row["friendly"],
        sure=sure,
        width=round(0.8 + 4 * abs(row["stance"]), 1),
        path=_curve(one, other) if drawn else "",
        drawn=drawn,
        independent=row["independent"],
        label=label,
        why=row["why"],
    )


def _curve(one: Node, other: Node) -> str:
    """A tie bends toward the middle, the more the farther apart two of one side stand."""
    if one.side == other.side:
        inward = 30 + 0.55 * abs(one.y - other.y)
        x = one.x + inward if one.side == "left" else one.x - inward
        return f"M{one.x} {one.y}Q{round(x, 1)} {round((one.y + other.y) / 2, 1)} {other.x} {other.y}"
    middle = WIDTH / 2
    return f"M{one.x} {one.y}C{middle} {one.y} {middle} {other.y} {other.x} {other.y}"


def _triad(row: Row, names: Mapping[str, str]) -> Triad:
    parties = row["actor"], row["second"], row["third"]
    one, two, three = (with_article(names.get(party, party)) for party in parties)
    words = {
        "between enemies": f"{one} is a friend of {two} and of {three}, who are enemies",
        "against a friend": f"{one} is at odds with {three}, the friend of its friend {two}",
        "all enemies": f"{one}, {two} and {three} are all at odds with one another",
    }[row["pattern"]]
    return Triad(parties, capital(words), row["strength"], row["tension"], row["independent"], row["why"])


def _figure(row: Row) -> str:
    if row["index"] in ("edges", "frustration", "frustration at least"):
        return f"{row['value']:.0f}"
    bounds = f" ({row['low']:.2f} to {row['high']:.2f})" if row["low"] is not None else ""
    return f"{row['value']:.2f}{bounds}"
