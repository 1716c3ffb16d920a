"""The site: everything that lives as long as the server does, and the parameters by which views are given it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, cast

from fastapi import Depends, Request

from talleyrand.ledger.location import Location
from talleyrand.ledger.store import Ledger
from talleyrand.web.answers.answers import Answers
from talleyrand.web.auth.notes import Notes
from talleyrand.web.auth.throttle import Throttle
from talleyrand.web.caches.by_answer import Views
from talleyrand.web.caches.by_selection import Counting
from talleyrand.web.caches.by_version import Kept
from talleyrand.web.caches.pictures import Pictures
from talleyrand.web.drawing import Drawing
from talleyrand.web.readers import Pen, Readers


@dataclass(frozen=True, slots=True)
class Site:
    """What requests share: the ledger's readers and pen, answers of measures, what is kept, and how pages are drawn.

    `local` tells that the server listens on this machine alone, where nobody need log in while there are no accounts.
    `names` are those that the server goes by besides localhost and addresses in figures. `key` makes form tokens for
    those without a session; it lives as long as the server.
    """

    location: Location
    readers: Readers
    pen: Pen
    answers: Answers
    drawing: Drawing
    kept: Kept
    notes: Notes
    local: bool = True
    names: frozenset[str] = frozenset()
    counting: Counting = field(default_factory=Counting)
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    throttle: Throttle = field(default_factory=Throttle)
    views: Views = field(default_factory=Views)
    pictures: Pictures = field(default_factory=Pictures)

    def now(self) -> str:
        """The time as the ledger writes it: ISO 8601, UTC, whole seconds."""
        return datetime.now(UTC).isoformat(timespec="seconds")

    def close(self) -> None:
        """Let go of everything, in the order that loses nothing."""
        self.answers.close()
        self.kept.close()
        self.notes.close()
        self.pen.close()
        self.readers.close()


def make_site(location: Location, *, local: bool = True, names: Collection[str] = (), workers: int = 1) -> Site:
    """Return the site of a ledger; `workers` processes work out measures, 0 the server's own threads."""
    readers = Readers(location)
    known = frozenset(name.lower() for name in names)
    pen = Pen(location)
    return Site(location, readers, pen, Answers(location, workers), Drawing(), Kept(readers), Notes(pen), local, known)


def site_of(request: Request) -> Site:
    """Return the site that a request is asked of."""
    return cast("Site", request.app.state.site)


def _reading(site: Annotated[Site, Depends(site_of)]) -> Iterator[Ledger]:
    with site.readers.borrow() as ledger:
        yield ledger


TheSite = Annotated[Site, Depends(site_of)]
"""The parameter of a view that needs the site."""
Reading = Annotated[Ledger, Depends(_reading)]
"""The parameter of a view that reads the ledger."""
