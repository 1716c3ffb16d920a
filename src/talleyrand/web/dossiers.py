"""What a dossier's page shows: who, how much there is, the newest events in sections, and the answers of measures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from talleyrand.codebook.countries import load_countries
from talleyrand.errors import OptionError
from talleyrand.ledger.selecting import recent
from talleyrand.ledger.selecting.recent import Parties
from talleyrand.ledger.store import Ledger
from talleyrand.model.actors import Actor
from talleyrand.model.cases import Case
from talleyrand.pipeline.dossiers import Gathered, Limits, gather
from talleyrand.pipeline.views import actor_key
from talleyrand.present.drawing.axis import Axis, Stretch
from talleyrand.present.drawing.marks import TimelineView
from talleyrand.present.drawing.track import TrackView, track_of
from talleyrand.present.offices import TYPES, offices_on
from talleyrand.present.plain import line
from talleyrand.present.sections import WIDTH, BarView, Sections, lanes_of, sections_of, shared_axis, strip_of
from talleyrand.web.answers.panels import Panel, panels
from talleyrand.web.scope import Scope
from talleyrand.web.site import Site

MOST_COUNTERPARTS = 9
DRAWN = 3
"""Counterparts toward which the positions of an actor are drawn."""
TALL, SMALL = 150.0, 64.0
"""Pixels from hostile to friendly, on the page of two actors and on that of one."""
ALONE = ("non_acts", "contacts", "votes", "framing", "formulations", "forecasts", "gap", "balance", "sourcing")
TOWARD = ("turning_points", "gap", "non_acts", "contacts", "votes", "framing", "formulations", "forecasts", "sourcing")
"""Measures that a dossier asks, of an actor and of an actor toward another, in the order of the page."""
_NUMBER = re.compile(r"\d{1,7}(\.\d{1,9})?")
_MOST_STRETCHES = 24


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as pages name it: `key` is its ISO code or id, `sort` what it is."""

    key: str
    name: str
    sort: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """One whom the newest records of an actor concern too, and how many do."""

    party: Party
    records: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much the ledger holds: records in all and of how many documents and events those shown are.

    `shown_from` is the day from which every record is shown, None where all with a day are; `days` are how many begin
    when.
    """

    records: int
    shown: int
    documents: int
    events: int
    undated: int
    reviewed: int
    first: str | None
    last: str | None
    shown_from: str | None
    days: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Toward:
    """An actor's positions toward another, and where they turned; None where that is not asked."""

    target: Party
    positions: Panel
    turns: Panel | None

    @property
    def settled(self) -> bool:
        """Whether nothing more is to come."""
        return self.positions.settled and (self.turns is None or self.turns.settled)

    def drawn(self, axis: Axis) -> TrackView | None:
        """Return the positions as drawn on an axis, None while they are worked out and where there are none."""
        if self.positions.answer is None or not self.positions.answer.rows:
            return None
        turns = self.turns.answer.rows if self.turns and self.turns.answer else ()
        return track_of(self.positions.answer.rows, turns, axis, width=WIDTH, tall=TALL if self.turns else SMALL)


@dataclass(frozen=True, slots=True)
class DossierPage:
    """A dossier: who it is of, how much there is, the newest events by what they are, and the answers of measures."""

    actor: Party
    target: Party | None
    offices: tuple[str, ...]
    since: str | None
    until: str | None
    holds: Holdings
    counterparts: tuple[Counterpart, ...]
    sections: Sections
    positions: tuple[Toward, ...]
    panels: dict[str, Panel]

    @property
    def settled(self) -> bool:
        """Whether nothing more is to come."""
        return all(one.settled for one in self.positions) and all(one.settled for one in self.panels.values())

    @property
    def question(self) -> str:
        """What the lanes answer."""
        about = f" toward {self.target.name}" if self.target else ""
        return f"What did {self.actor.name} say and do{about}, and when?"

    @property
    def drawing(self) -> Drawing | None:
        """The lanes and the strip on their axis; None where nothing has a day."""
        own = self.sections.own
        days = [day for day, _ in self.holds.days]
        axis = shared_axis(own, days, self.holds.shown_from)
        if axis is None:
            return None
        strip = strip_of(self.holds.days, axis) if self.holds.shown_from else ()
        return Drawing(axis, lanes_of(own, axis, self.question), strip)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What shares the time axis of a dossier."""

    axis: Axis
    lanes: TimelineView
    strip: tuple[BarView, ...]

    @property
    def places(self) -> str:
        """The axis as an address names it."""
        parts = (f"{s.first}-{s.last}-{s.x:.2f}-{s.scale:.7f}" for s in self.axis.stretches)
        return "_".join(parts)


def dossier_of(site: Site, ledger: Ledger, scope: Scope, actor: Actor, target: Actor | None) -> DossierPage:
    """Return the page of an actor, or of an actor toward another."""
    key = actor_key(actor)
    near = _counterparts(ledger, actor, scope.within)
    drawn = [party_of(target)] if target else [one.party for one in near[:DRAWN]]
    # Asked first, for it is what a reader sees first.
    positions = tuple(toward_of(site, ledger, key, party, scope, small=target is None) for party in drawn)
    asked = {"actor": key, "since": scope.since, "until": scope.until, "case": scope.case}
    if target:
        asked["target"] = actor_key(target)
    answers = panels(site, ledger, dict.fromkeys(_measures(actor, target), asked))
    limits = Limits(scope.since, scope.until, scope.within)
    found = gather(ledger, actor, target, limits=limits, keep=site.kept.of)
    sections = sections_of(found.entries, actor)
    return DossierPage(
        actor=party_of(actor),
        target=party_of(target) if target else None,
        offices=offices_on(actor, found.days[-1][0] if found.days else None),
        since=scope.since,
        until=scope.until,
        holds=_holdings(found, sections),
        counterparts=tuple(one for one in near if target is None or one.party.key != actor_key(target)),
        sections=sections,
        positions=positions,
        panels=answers,
    )


def _measures(actor: Actor, target: Actor | None) -> tuple[str, ...]:
    """Return the measures to ask; votes are compared between states alone."""
    voters = all(one.type == "state" for one in (actor, target) if one is not None)
    return tuple(name for name in (TOWARD if target else ALONE) if voters or name != "votes")


def _holdings(found: Gathered, sections: Sections) -> Holdings:
    return Holdings(
        records=found.records,
        shown=len(found.entries),
        documents=len({document.id for _, document in found.entries}),
        events=len(sections.own) + len(sections.received),
        undated=found.undated,
        reviewed=found.reviewed,
        first=found.days[0][0] if found.days else None,
        last=found.days[-1][0] if found.days else None,
        shown_from=found.shown_from,
        days=found.days,
    )


def _counterparts(ledger: Ledger, actor: Actor, case: Case | None) -> tuple[Counterpart, ...]:
    rows = recent.counterparts(ledger.connection, Parties(actor_key(actor), within=case), MOST_COUNTERPARTS)
    return tuple(Counterpart(_named(ledger, key), n) for key, n in rows)


def _named(ledger: Ledger, key: str) -> Party:
    country = load_countries().get(key)
    if country is not None:
        return Party(key, line(country.name), "state")
    known = ledger.actor(key)
    return party_of(known) if known else Party(key, line(key), "")


def party_of(actor: Actor) -> Party:
    """Return an actor as pages name it."""
    return Party(actor_key(actor), line(actor.name), TYPES.get(actor.type, actor.type))


def toward_of(
    site: Site, ledger: Ledger, actor: str, target: Party, scope: Scope, *, small: bool, wait: float = 0
) -> Toward:
    """Return the positions of an actor toward another as far as they are known; small ones have no turning points."""
    asked = {"actor": actor, "target": target.key, "since": scope.since, "until": scope.until, "case": scope.case}
    measures = ("positions",) if small else ("positions", "turning_points")
    made = panels(site, ledger, dict.fromkeys(measures, asked), wait=wait)
    return Toward(target, made["positions"], made.get("turning_points"))


def axis_from(places: str) -> Axis:
    """Return the axis that an address names; raises OptionError for what is none."""
    stretches = []
    for part in places.split("_")[:_MOST_STRETCHES]:
        numbers = part.split("-")
        if len(numbers) != 4 or not all(_NUMBER.fullmatch(number) for number in numbers):
            raise OptionError("that is no axis", where="axis")
        first, last, x, scale = map(float, numbers)
        stretches.append(Stretch(int(first), int(last), x, scale))
    return Axis(tuple(stretches))
