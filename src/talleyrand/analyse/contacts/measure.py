"""Contacts: whom an actor met or called, by which channel and at which level, who began, and who keeps silent.

A contact is an event (PLOVER's CONSULT that took place): all reports of it count once. The rate a month is
(k + 1/2) / T with its Gamma interval, the silence P(no contact in d days | rate before the last) a Lomax survival
(`analyse/contacts/rates.py` has formulas and sources). Contacts denied, refused and planned are listed apart and never
counted as held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from talleyrand.analyse.choosing import check_period, chosen
from talleyrand.analyse.contacts.charts import Picture, draw_calendar, draw_matrix
from talleyrand.analyse.contacts.coverage import BACK, Coverage, Window, coverage_of
from talleyrand.analyse.contacts.events import Contact, Grouped, contacts_among
from talleyrand.analyse.contacts.notes import contact_notes
from talleyrand.analyse.contacts.reports import Asked, Pair, Report, reports_of
from talleyrand.analyse.contacts.rows import (
    ComingRow,
    ContactRow,
    Days,
    EventRow,
    MatrixRow,
    SilenceRow,
    coming_row,
    contact_row,
    event_row,
    matrix_row,
    silence_row,
)
from talleyrand.analyse.parties import Party, name_of
from talleyrand.codebook.articles import with_article
from talleyrand.codebook.contacts import LEVELS
from talleyrand.errors import OptionError
from talleyrand.model.concerning import is_contact
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result, Value

LevelAsked = Literal["any", "leader", "minister", "envoy", "other"]
Standing = Literal["held", "silent", "coming"]
_STANDINGS: dict[str, Standing] = {"actual": "held", "negated": "silent", "refused": "silent", "planned": "coming"}

_SHOWN = ("counterpart", "contacts", "independent", "last", "days_since", "persons", "channels", "per_month", "silence")
_MATRIX_SHOWN = ("one", "other", "contacts", "independent", "visit", "phone", "leader", "minister", "first", "last")
_PARAMETERS = ("actor", "target", "since", "until")


@dataclass(frozen=True, slots=True)
class _Found:
    """What one pass over the records finds: contacts by standing, names of sides, the days that are covered."""

    held: Grouped
    silent: Grouped
    coming: Grouped
    names: dict[str, str]
    window: Window
    coverage: Coverage
    given: dict[str, Value]

    def days(self, held: Sequence[Contact]) -> Days:
        """The days that a row with these contacts is about."""
        return Days(self.window, self.coverage.of(held))

    @property
    def covered(self) -> Window:
        """The days asked for that the sources cover."""
        return self.coverage.whole.within(self.window)

    @property
    def told(self) -> Window:
        """The days asked for of which the sources tell: those covered, and a quarter before."""
        return self.coverage.whole.reaching_back(BACK).within(self.window)

    @property
    def actor(self) -> str | None:
        """The actor asked for, as a reader knows it."""
        asked = _text(self.given.get("actor"))
        return None if asked is None else _called(self.names, asked)


def contacts(
    records: Iterable[Record],
    *,
    actor: str | None = None,
    target: str | None = None,
    since: str | None = None,
    until: str | None = None,
    level: LevelAsked = "any",
    documents: Mapping[str, Document] | None = None,
) -> Result[Any]:
    """Return whom an actor was in contact with, one row per counterpart; without an actor, the matrix of all states.

    `actor` and `target` are ISO codes, ids or names; `since` and `until` days, inclusive; `level` keeps contacts of
    leaders, ministers or envoys. `documents` (by id, texts not needed) lets titles of readouts tell the channel. Days
    since the last contact run to `until`, else to the last day of publication among the records. Parts: `events`,
    `silences` (denied or refused), `coming` (planned). Raises OptionError for a level that is none.
    """
    if level not in ("any", *LEVELS):
        raise OptionError(f"{level!r} is no level", where="level", hint=f"any, {', '.join(LEVELS)}")
    check_period(since, until)
    given: dict[str, Value] = {"actor": actor, "target": target, "since": since, "until": until}
    if level != "any":
        given["level"] = level
    found = _find(records, given, documents or {})
    return _of_actor(found) if actor is not None else _of_all(found)


def _find(records: Iterable[Record], given: dict[str, Value], documents: Mapping[str, Document]) -> _Found:
    actor, target, since, until, level = (_text(given.get(key)) for key in (*_PARAMETERS, "level"))
    consults, coverage = _consults(records, documents)
    asked = Asked(*(None if one is None else Party.of(one) for one in (actor, target)))
    reports: dict[Standing, list[Report]] = {"held": [], "silent": [], "coming": []}
    names: dict[str, str] = {}
    for record in chosen(consults, since, until):
        standing = _STANDINGS.get(record.factuality)
        if standing is not None:
            names.update((party.id, party.name) for party in (*record.actors, *record.recipients))
            reports[standing] += reports_of(record, asked, documents)
    for side in {side for told in reports.values() for report in told for side in report.pair}:
        names[side] = names.get(side) or name_of(side)
    window = Window.of(since, until)
    silent, coming = (_kept(contacts_among(reports[one]), window, level, actor is None) for one in ("silent", "coming"))
    told = coverage.whole.reaching_back(BACK).within(window) if documents else window
    held = _kept(contacts_among(reports["held"]), told, level, actor is None)
    return _Found(held, silent, coming, names, window, coverage, given)


def _consults(records: Iterable[Record], documents: Mapping[str, Document]) -> tuple[list[Record], Coverage]:
    """Return the records of contacts, and the days that the sources cover."""
    consults: list[Record] = []
    dated: list[Record] = []
    for record in records:
        if is_contact(record):
            consults.append(record)
        if not documents:
            dated.append(record)
    return consults, coverage_of(documents, dated)


def _kept(grouped: Grouped, period: Window, level: str | None, states_only: bool) -> Grouped:
    """Keep the contacts of a level, on days of the period, and for the matrix those between two states."""
    kept = [
        one
        for one in grouped.contacts
        if (level is None or one.level == level)
        and not (states_only and any(len(side) != len("CHN") for side in one.pair))
    ]
    inside = [one for one in kept if period.holds(one.day)]
    return Grouped(inside, grouped.general, len(kept) - len(inside))


def _of_actor(found: _Found) -> Result[Any]:
    own = Asked(Party.of(str(found.given["actor"]))).own_key or ""
    made = [
        (contact_row(pair[1], found.names[pair[1]], held, found.days(held), own), held)
        for pair, held in _by_pair(found.held.contacts).items()
    ]
    made.sort(key=lambda one: (-one[0].contacts, -one[0].undated, one[0].name))
    rows = [row for row, _ in made]
    shape = _Shape(_question(found), ContactRow, ("counterpart",), _SHOWN, lambda: draw_calendar(_picture(found, rows)))
    return _answer(found, made, shape)


def _of_all(found: _Found) -> Result[Any]:
    made = [(matrix_row(pair, held, found.days(held)), held) for pair, held in _by_pair(found.held.contacts).items()]
    made.sort(key=lambda one: (-one[0].contacts, -one[0].undated, one[0].one, one[0].other))
    rows = [row for row, _ in made]
    question = "Which states have been in contact with each other?"
    shape = _Shape(
        question,
        MatrixRow,
        ("one", "other"),
        _MATRIX_SHOWN,
        lambda: draw_matrix(rows, found.names, _picture(found, ()).subtitle),
    )
    return _answer(found, made, shape)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the main table of an answer looks."""

    question: str
    row_type: type[Any]
    keys: tuple[str, ...]
    shown: tuple[str, ...]
    drawing: Callable[[], dict[str, Any]]


def _answer(found: _Found, made: Sequence[tuple[Any, list[Contact]]], shape: _Shape) -> Result[Any]:
    """Put an answer together: rows with contacts that have a day, and a part for those that have none."""
    dated, undated = ([one for one in made if bool(one[0].contacts) is known] for known in (True, False))
    contacts = [contact for _, held in dated for contact in held if contact.day is not None]
    notes = contact_notes(found.held, found.covered, (len(found.silent.contacts), len(found.coming.contacts)))
    main = Result(
        measure="contacts",
        question=shape.question,
        row_type=shape.row_type,
        rows=tuple(row for row, _ in dated),
        keys=shape.keys,
        shown=shape.shown,
        parameters=found.given,
        notes=tuple(notes),
        reasons=lambda place: _reasons(dated[place][1]),
        drawing=shape.drawing,
        records=_records(contacts),
        independent=_independent(contacts),
    )
    late = [contact for _, held in undated for contact in held]
    rest = replace(
        main,
        measure="contacts/undated",
        question="Whom else, on days that no report tells?",
        rows=tuple(row for row, _ in undated),
        notes=(),
        shown=(*shape.keys, "undated", "persons") if "persons" in shape.shown else (*shape.keys, "undated"),
        reasons=lambda place: _reasons(undated[place][1]),
        drawing=dict,
        records=_records(late),
        independent=_independent(late),
    )
    return replace(main, parts={**_parts(found), "undated": rest})


def _parts(found: _Found) -> dict[str, Result[Any]]:
    held = _by_pair(found.held.contacts)
    events = [event_row(one) for one in found.held.contacts]
    silences = [silence_row(one) for one in found.silent.contacts]
    coming = [coming_row(one, held.get(one.pair, ()), found.covered) for one in found.coming.contacts]
    return {
        "events": _part(found, "events", events, found.held),
        "silences": _part(found, "silences", silences, found.silent),
        "coming": _part(found, "coming", coming, found.coming),
    }


_PARTS: dict[str, tuple[str, type[Any], str]] = {
    "events": ("Which contacts took place?", EventRow, "basis"),
    "silences": ("Which contacts are said not to have taken place, or were refused?", SilenceRow, "kind"),
    "coming": ("Which contacts were planned, and were they held?", ComingRow, "outcome"),
}


def _part(found: _Found, name: str, rows: Sequence[Any], of: Grouped) -> Result[Any]:
    question, row_type, own_column = _PARTS[name]
    return Result(
        measure=f"contacts/{name}",
        question=question,
        row_type=row_type,
        rows=tuple(rows),
        keys=("event", "one", "other"),
        shown=("event", "one", "other", "start", "end", "who", "channel", "level", "independent", own_column),
        parameters=found.given,
        records=_records(of.contacts),
        independent=_independent(of.contacts),
        reasons=lambda place: of.contacts[place].reasons(),
    )


def _records(contacts: Iterable[Contact]) -> int:
    return len({report.record.id for contact in contacts for report in contact.reports})


def _independent(contacts: Iterable[Contact]) -> int:
    return sum(contact.independent for contact in contacts)


def _by_pair(contacts: Iterable[Contact]) -> dict[Pair, list[Contact]]:
    groups: dict[Pair, list[Contact]] = defaultdict(list)
    for contact in contacts:
        groups[contact.pair].append(contact)
    return groups


def _picture(found: _Found, rows: Sequence[ContactRow]) -> Picture:
    return Picture(
        question=_question(found),
        held=found.held.contacts,
        silent=found.silent.contacts,
        coming=found.coming.contacts,
        names=found.names,
        rows=rows,
        window=found.told,
    )


def _called(names: Mapping[str, str], asked: str) -> str:
    return with_article(names.get(asked.removeprefix("country:")) or name_of(asked))


def _question(found: _Found) -> str:
    target = _text(found.given.get("target"))
    if target is None:
        return f"Whom has {found.actor} talked to, how, when last?"
    return f"How and when has {found.actor} talked to {_called(found.names, target)}?"


def _reasons(held: Sequence[Contact]) -> tuple[Reason, ...]:
    return tuple(reason for contact in held for reason in contact.reasons())


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
