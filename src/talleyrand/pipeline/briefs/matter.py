"""What a brief is about, and the lines it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations
from typing import Any

from talleyrand.model.documents import Document
from talleyrand.model.records import Entry
from talleyrand.model.results import Reason, Result, Value
from talleyrand.pipeline.changes.change import Ask
from talleyrand.pipeline.changes.wording import Told
from talleyrand.present.rows import row_of

CITED = 2
"""Records that a sentence cites, those that weigh most."""
Look = Callable[[str], Entry]
"""A way to a record and its document by the record's id."""


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One paragraph of a draft: its section and place there, its words, the records it cites, its figure's address.

    `independent` counts the independent reports behind it, not only those cited.
    """

    section: str
    at: int
    text: str
    records: tuple[str, ...]
    independent: int
    figure: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph before it has its place."""

    text: str
    records: tuple[str, ...] = ()
    independent: int = 0
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """Actors by key with what they are called, days (inclusive), and the ways to ask and to look.

    `changes` are the changes of each actor, `told` the names of those that the summary tells already.
    """

    names: Mapping[str, str]
    since: date
    until: date
    ask: Ask
    look: Look
    documents: Mapping[str, Document]
    changes: Mapping[str, Result[Any]]
    told: set[tuple[Any, ...]] = field(default_factory=set)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Each actor with each other one, both ways."""
        return tuple(permutations(self.names, 2))

    @property
    def asked(self) -> tuple[tuple[str, str | None], ...]:
        """Each actor with each other one, both ways; the one actor with anybody where there is one."""
        return self.pairs or tuple((actor, None) for actor in self.names)

    def of(self, measure: str, actor: str, **more: Value) -> Result[Any]:
        """Return what a measure answers about an actor up to the last day."""
        return self.ask(measure, actor=actor, until=self.until.isoformat(), **more)

    def within(self, measure: str, actor: str, **more: Value) -> Result[Any]:
        """Return what a measure answers about an actor in the days of the brief."""
        return self.of(measure, actor, since=self.since.isoformat(), **more)

    def holds(self, day: date | str | None) -> bool:
        """Tell whether a day is one of the brief's."""
        if day is None:
            return False
        text = day if isinstance(day, str) else day.isoformat()
        return self.since.isoformat() <= text <= self.until.isoformat()

    def read(self, ident: str) -> Told:
        """Return a record in words, and itself."""
        record, document = self.look(ident)
        return row_of(record, document), record

    def changed(self, *kinds: str) -> Iterator[Line]:
        """Yield the changes of some kinds that are not told yet, each once, whichever actor's they are."""
        for result in self.changes.values():
            for row in result:
                if row.kind in kinds and same_change(row) not in self.told:
                    self.told.add(same_change(row))
                    yield change_line(result, row)


def same_change(row: Any) -> tuple[Any, ...]:
    """Return what two tellings of one change have in common: a contact is both parties'."""
    if row.kind in ("contact", "silence"):
        return row.kind, row.day, frozenset((row.actor, row.other))
    if row.kind in ("accounts", "refusal"):
        return row.kind, row.subject
    return row.kind, row.day, row.subject, row.actor


def change_line(result: Result[Any], row: Any) -> Line:
    """Return a change as a line."""
    return Line(row.sentence, cited(result.why(row)), row.independent, row.figure or result.address(row))


def cited(reasons: Iterable[Reason], most: int = CITED) -> tuple[str, ...]:
    """Return the records that weigh most, of each independent report one first."""
    ordered = sorted(reasons, key=lambda one: -abs(one.weight))
    seen: set[str] = set()
    first: list[str] = []
    others: list[str] = []
    for one in ordered:
        fresh = one.cluster is None or one.cluster not in seen
        (first if fresh else others).append(one.record)
        seen.add(one.cluster or one.record)
    return tuple(dict.fromkeys([*first, *others]))[:most]
