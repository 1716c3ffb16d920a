"""A change: what is new, in one sentence, how sure that is, and the figure or records that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result, Value
from talleyrand.present.rows import RowView, row_of

Kind = Literal[
    "turn", "position", "formulation", "contact", "silence", "refusal", "commitment", "vote", "forecast", "accounts"
]
KINDS: tuple[Kind, ...] = (
    "turn", "position", "contact", "formulation", "silence", "refusal", "commitment", "vote", "forecast", "accounts",
)  # fmt: skip
"""In the order in which those equally sure are told."""
Sure = Literal["firm", "fair", "slight"]
SURE: tuple[Sure, ...] = ("firm", "fair", "slight")
FIRM, FAIR = 0.05, 0.01
"""A change of figures is firm when the probability that chance made it, times all that was searched, is below the
first; fair when it alone is below the second; else slight."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change. `kind`, `day` and `subject` name it; `other` is whom it concerns besides the actor.

    `sure` tells of figures how hardly chance makes them (`firm`: below 0.05 allowing for everything searched), of
    reports how many there are (`firm`: three independent ones, or a person's review; `fair`: two; `slight`: one).
    `before` and `after` are on the scale of the measure that `figure` is the address of, `p` the probability that
    chance alone makes such a change, None where nothing was tested.
    """

    kind: Kind
    day: date
    subject: str
    actor: str
    other: str | None
    sentence: str
    sure: Sure
    before: float | None = field(default=None, kw_only=True)
    after: float | None = field(default=None, kw_only=True)
    p: float | None = field(default=None, kw_only=True)
    records: int
    independent: int
    figure: str


@dataclass(frozen=True, slots=True)
class Found:
    """A change with the way to its records."""

    row: ChangeRow
    reasons: Callable[[], tuple[Reason, ...]]


class Ask(Protocol):
    """A way to ask other measures of the same ledger."""

    def __call__(self, name: str, **parameters: Value) -> Result[Any]:
        """Return the answer of a measure."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: of whom, between which days (inclusive), and what there is to answer with.

    `name` is how the actor is called within a sentence; `targets` are those whom most of its words and deeds concern.
    `until` is None in `last` where the newest document ends the period.
    """

    actor: str
    name: str
    since: date
    until: date
    targets: tuple[str, ...]
    records: Mapping[str, Record]
    documents: Mapping[str, Document]
    ask: Ask
    last: str | None

    def of(self, name: str, **parameters: Value) -> Result[Any]:
        """Return a measure's answer about the actor up to the last day."""
        return self.ask(name, actor=self.actor, until=self.last, **parameters)

    def holds(self, day: date | None) -> bool:
        """Tell whether a day is one of the period."""
        return day is not None and self.since <= day <= self.until

    def told(self, record_id: str | None) -> RowView | None:
        """Return a record in words, None for one that is not among the actor's."""
        record = self.records.get(record_id or "")
        document = self.documents.get(record.document_id) if record else None
        return row_of(record, document) if record and document else None


def sure_by_chance(p: float, searched: int) -> Sure | None:
    """Return how sure a change of figures is, None where chance may well have made it.

    >>> sure_by_chance(0.001, 36), sure_by_chance(0.004, 36), sure_by_chance(0.03, 36), sure_by_chance(0.2, 1)
    ('firm', 'fair', 'slight', None)
    """
    if p * searched < FIRM:
        return "firm"
    return "fair" if p < FAIR else "slight" if p < FIRM else None


def sure_by_reports(independent: int, *, reviewed: bool = False) -> Sure:
    """Return how sure something is that so many independent reports tell of."""
    return "firm" if reviewed or independent > 2 else "fair" if independent == 2 else "slight"
