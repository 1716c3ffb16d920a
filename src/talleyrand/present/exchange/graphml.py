"""Who did what to whom as GraphML: actors are nodes, an edge for each pair and type of act, with counts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from talleyrand.codebook.event_formats import QUAD_NUMBERS
from talleyrand.model.actors import Actor
from talleyrand.model.records import Entry
from talleyrand.present.exchange.events import Happening, LeftOut, happenings
from talleyrand.present.plain import line

Key = tuple[str, str, str]
"""An edge: who, whom, the type of act."""


@dataclass(slots=True)
class Tie:
    """What one party did to another: acts of one type, counted."""

    quad: str
    mutual: bool
    records: int = 0
    intensity: float = 0.0
    first: str = ""
    last: str = ""

    def count(self, day: str, intensity: float) -> None:
        """Count an act on a day (ISO)."""
        self.records += 1
        self.intensity += intensity
        self.first = min(self.first or day, day)
        self.last = max(self.last, day)


def graphml(entries: Iterable[Entry], left_out: LeftOut) -> Iterator[str]:
    """Yield a directed multigraph as GraphML: only acts that happened; `left_out` counts the other records.

    A contact without a recipient joins its participants, each pair once, marked mutual. Memory grows with the actors
    and pairs, not with the records.
    """
    nodes: dict[str, Actor] = {}
    ties: dict[Key, Tie] = {}
    for happening in happenings(entries, left_out):
        _count(happening, nodes, ties)
    yield _written(nodes, ties)


def _count(happening: Happening, nodes: dict[str, Actor], ties: dict[Key, Tie]) -> None:
    record, act = happening.record, happening.act
    day = record.date.start or ""
    for actor in (*record.actors, *record.recipients):
        nodes.setdefault(actor.id, actor)
    mutual = not record.recipients
    for one, other in _pairs(record.actors, record.recipients):
        tie = ties.setdefault((one, other, act.event_type), Tie(act.quad, mutual))
        tie.mutual &= mutual
        tie.count(day, act.intensity)


def _pairs(actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> Iterable[tuple[str, str]]:
    if recipients:
        return product(dict.fromkeys(one.id for one in actors), dict.fromkeys(one.id for one in recipients))
    return combinations(sorted({one.id for one in actors}), 2)


def _written(nodes: dict[str, Actor], ties: dict[Key, Tie]) -> str:
    import networkx

    graph = networkx.MultiDiGraph()
    for ident, actor in sorted(nodes.items()):
        graph.add_node(line(ident), name=line(actor.name), type=actor.type, country=actor.country or "")
    for number, ((one, other, event_type), tie) in enumerate(sorted(ties.items()), 1):
        graph.add_edge(
            line(one),
            line(other),
            key=f"e{number}",  # written as the edge's id, which must be unique
            event_type=event_type,
            quad=tie.quad,
            quad_code=QUAD_NUMBERS.get(tie.quad, 0),
            records=tie.records,
            intensity=round(tie.intensity / tie.records, 3),
            first=tie.first,
            last=tie.last,
            mutual=tie.mutual,
        )
    file = io.BytesIO()
    networkx.write_graphml(graph, file)
    return file.getvalue().decode() + "\n"
