"""Which queue of records a person reviews: its order, which records it holds, whose verdicts count as one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from talleyrand.codebook.plover import load_event_types
from talleyrand.errors import OptionError
from talleyrand.ledger.review.queues import Order
from talleyrand.ledger.selecting.selection import Choice
from talleyrand.ledger.store import Ledger
from talleyrand.model.records import FACTUALITIES, KINDS, Kind
from talleyrand.pipeline.asking import find_actor
from talleyrand.pipeline.views import actor_key, resolve
from talleyrand.web.scope import Scope, TheScope
from talleyrand.web.visitors import TheVisitor, Visitor

ORDERS: dict[Order, str] = {
    "uncertain": "Uncertain first",
    "random": "Random sample",
    "disputed": "Disputed",
    "second": "Second reading",
}
"""The queues, with what they are called."""
LONGEST_NAME = 60

Words = Annotated[str | None, Query(max_length=200)]
Name = Annotated[str | None, Query(alias="as", max_length=LONGEST_NAME, description="Who you are, without accounts")]


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue as an address names it: its order, what narrows it (None where it does not), and who reviews."""

    order: Order
    reviewer: str
    given_name: str | None
    scope: Scope
    actor: str | None = None
    kind: Kind | None = None
    type: str | None = None
    factuality: str | None = None
    outlet: str | None = None

    @property
    def blind(self) -> bool:
        """Whether what others decided is not to be seen."""
        return self.order == "second"

    def parameters(self) -> dict[str, str]:
        """Return the parameters of its address, those that are not given left out."""
        given = {
            "order": self.order,
            "actor": self.actor,
            "kind": self.kind,
            "type": self.type,
            "factuality": self.factuality,
            "outlet": self.outlet,
            "since": self.scope.since,
            "until": self.scope.until,
            "case": self.scope.case,
            "as": self.given_name,
        }
        return {name: value for name, value in given.items() if value}

    def address(self, path: str = "/review", **more: str) -> str:
        """Return the address of a page or piece about this queue."""
        return f"{path}?{urlencode(self.parameters() | more)}"

    def choice(self, ledger: Ledger) -> Choice:
        """Return which records it holds; raises NotFoundError for an actor that nobody knows."""
        choice: Choice = {"since": self.scope.since, "until": self.scope.until, "kind": self.kind}
        if self.actor:
            choice |= {"actor": actor_key(find_actor(self.actor, ledger, resolve)), "part": "any"}
        if self.type:
            choice["types"] = (self.type,)
        if self.factuality:
            choice["factualities"] = (self.factuality,)  # type: ignore[typeddict-item]  # checked in queue_of
        if self.scope.within:
            choice["within"] = self.scope.within
        if self.outlet:
            choice["outlets"] = (self.outlet,)
        return choice


def queue_of(
    scope: TheScope,
    visitor: TheVisitor,
    order: Order = "uncertain",
    actor: Words = None,
    kind: Words = None,
    type: Words = None,
    factuality: Words = None,
    outlet: Words = None,
    name: Name = None,
) -> Queue:
    """Return the queue that a request asks for; raises OptionError for a kind, type or factuality that is none."""
    given = signed_name(name)
    return Queue(
        order,
        reviewer_of(visitor, given),
        given,
        scope,
        (actor or "").strip() or None,
        _one_of(kind, KINDS, "kind"),  # type: ignore[arg-type]
        _one_of(type, tuple(load_event_types()), "type"),
        _one_of(factuality, FACTUALITIES, "factuality"),
        (outlet or "").strip() or None,
    )


def reviewer_of(visitor: Visitor, name: str | None) -> str:
    """Return who signs: the visitor, or at this machine without accounts the name that is given."""
    return name if name and visitor.way == "here" else visitor.name


def signed_name(name: str | None) -> str | None:
    """Return a name that a person gave as it is signed: without control characters, on one line."""
    words = " ".join("".join(character for character in name or "" if character.isprintable()).split())
    return words or None


def _one_of(value: str | None, known: tuple[str, ...], where: str) -> str | None:
    if not value:
        return None
    if value not in known:
        raise OptionError(f"{value[:40]!r} is none", where=where, hint=f"one of {', '.join(known)}")
    return value


TheQueue = Annotated[Queue, Depends(queue_of)]
"""The parameter of a view about a queue."""
