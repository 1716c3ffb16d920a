"""View models of the dossier and the timeline: frozen data that terminal and page show as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.records import FACTUALITIES, KINDS, Entry, Kind, Statement
from talleyrand.present.contacts.section import ContactView, build_contacts, build_silences
from talleyrand.present.documents.context import is_supported
from talleyrand.present.drawing.marks import TimelineView, timeline_of
from talleyrand.present.focus import acts_for, counterparts, in_period, own_record, received, toward_filter
from talleyrand.present.groups import EntryView, count_events, group
from talleyrand.present.kinds import (
    ForecastView,
    StatementView,
    TermView,
    VoteView,
    build_forecasts,
    build_statements,
    build_terms,
    build_votes,
)
from talleyrand.present.plain import day_words, line
from talleyrand.present.rows import RowView, build_rows, rows_once
from talleyrand.present.sourcing import SourceView, build_sources

__all__ = ["DossierView", "RowView", "TimelineView", "build_dossier", "build_rows", "build_timeline"]


# A list to choose from that is longer than this can't be read; text search finds the rest.
MOST_COUNTERPARTS = 60


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many records of a kind there are, by factuality in the order of the codebook."""

    kind: Kind
    n: int
    by_factuality: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    """Everything a dossier says, in the order it says it. Counts are of records; `documents` of distinct sources.

    `entries` are the records and documents it rests on; the page draws the sentences' context from them.
    """

    actor: str
    actor_type: str
    toward: str
    period: str
    asked_period: str
    generated: str
    records: int
    documents: int
    events: int
    counts: tuple[KindCount, ...]
    factualities: tuple[str, ...]
    undated: int
    unresolved: int
    reviewed: int
    timeline: TimelineView
    done: tuple[EntryView, ...]
    not_done: tuple[EntryView, ...]
    ahead: tuple[EntryView, ...]
    received: tuple[EntryView, ...]
    contacts: tuple[ContactView, ...]
    silences: tuple[EntryView, ...]
    coming: tuple[EntryView, ...]
    votes: tuple[VoteView, ...]
    statements: tuple[StatementView, ...]
    terms: tuple[TermView, ...]
    forecasts: tuple[ForecastView, ...]
    sources: tuple[SourceView, ...]
    counterparts: tuple[str, ...]
    unsupported: tuple[RowView, ...]
    entries: tuple[Entry, ...]


def without_doubles(entries: Sequence[Entry]) -> list[Entry]:
    """Leave out a statement whose words are an act of their own ("accused Washington"): the act says it, and better.

    A direct quotation stays: its words are worth reading.
    """
    acts = {record.id for record, _ in entries if record.kind == "act"}
    return [
        (record, document)
        for record, document in entries
        if not (
            isinstance(record.payload, Statement) and record.payload.act_id in acts and record.payload.form != "direct"
        )
    ]


def build_timeline(entries: Iterable[Entry], *, question: str = "What was said and done, and when?") -> TimelineView:
    """Return the timeline of the entries given, all of them, whosever they are."""
    return timeline_of(group(entries), question)


def build_dossier(  # noqa: PLR0913  the filters are keyword-only
    entries: Iterable[Entry],
    actor: Actor,
    *,
    toward: Actor | None = None,
    since: str | None = None,
    until: str | None = None,
    generated: str | None = None,
) -> DossierView:
    """Return the dossier of one actor from its entries and those of others toward it; the rest is left out.

    `since` and `until` are ISO days, inclusive; what is not dated stays and is listed apart. `generated` says by what
    and when the dossier was made, for a view knows no clock. Records a person rejected are left out.
    """
    chosen = _chosen(entries, actor, toward, (since, until))
    own = [entry for entry in chosen if own_record(entry[0], actor)]
    row = rows_once()
    events = group(without_doubles(own), row)
    known = {entry[0].id: entry for entry in own}
    return DossierView(
        actor=line(actor.name),
        actor_type=actor.type,
        toward=line(toward.name) if toward else "",
        period=_period(chosen),
        asked_period=_asked(since, until),
        generated=line(generated or "Talleyrand"),
        records=len(chosen),
        documents=len({document.id for _, document in chosen}),
        events=count_events(chosen),
        counts=_counts(chosen),
        factualities=FACTUALITIES,
        undated=sum(not record.date.known for record, _ in chosen),
        unresolved=sum(record.is_unresolved for record, _ in chosen),
        reviewed=sum(record.review in ("accepted", "corrected") for record, _ in chosen),
        timeline=timeline_of(events, _question(actor, toward)),
        done=_standing(events, "done"),
        not_done=_standing(events, "not"),
        ahead=_standing(events, "ahead"),
        received=group((entry for entry in chosen if received(entry[0], actor)), row),
        contacts=build_contacts(events, known, actor),
        silences=build_silences(events, known),
        coming=build_silences(events, known, standing="ahead"),
        votes=build_votes(events, known),
        statements=build_statements(group(own, row), known),
        terms=build_terms(events, known),
        forecasts=build_forecasts(events, known),
        sources=build_sources(chosen),
        counterparts=_counterparts(chosen, actor),
        unsupported=tuple(build_rows(entry for entry in chosen if not is_supported(*entry))),
        entries=tuple(chosen),
    )


def _chosen(
    entries: Iterable[Entry], actor: Actor, toward: Actor | None, period: tuple[str | None, str | None]
) -> list[Entry]:
    unique = {entry[0].id: entry for entry in entries if entry[0].review != "rejected"}
    mine = [entry for entry in unique.values() if own_record(entry[0], actor) or received(entry[0], actor)]
    if toward:
        mine = toward_filter(mine, actor, toward)
    return [entry for entry in mine if in_period(entry[0], *period)]


def _question(actor: Actor, toward: Actor | None) -> str:
    about = f" toward {line(toward.name)}" if toward else ""
    return f"What did {line(actor.name)} say and do{about}, and when?"


def _standing(events: Sequence[EntryView], standing: str) -> tuple[EntryView, ...]:
    return tuple(entry for entry in events if entry.lead.standing == standing)


def _period(entries: Sequence[Entry]) -> str:
    dates = [record.date for record, _ in entries if record.date.known]
    if not dates:
        return "nothing dated"
    first, last = min(dates, key=_first_day), max(dates, key=_last_day)
    words = (_edge(first, first.start), _edge(last, last.end))
    return words[0] if words[0] == words[1] else " to ".join(words)


def _first_day(when: DateInterval) -> str:
    return when.start or ""


def _last_day(when: DateInterval) -> str:
    return when.end or ""


def _edge(when: DateInterval, day: str | None) -> str:
    """Return a day no more precisely than its record knows it."""
    digits = {"year": 4, "month": 7}.get(when.precision, 10)
    return day_words((day or "")[:digits])


def _asked(since: str | None, until: str | None) -> str:
    parts = [f"since {day_words(since)}" if since else "", f"until {day_words(until)}" if until else ""]
    return " ".join(part for part in parts if part)


def _counterparts(entries: Sequence[Entry], actor: Actor) -> tuple[str, ...]:
    parties = (party for record, _ in entries for party in (*record.actors, *counterparts(record)))
    tally = Counter(line(party.name) for party in parties if not acts_for(party, actor))
    return tuple(sorted(name for name, _ in tally.most_common(MOST_COUNTERPARTS)))


def _counts(entries: Sequence[Entry]) -> tuple[KindCount, ...]:
    tally = Counter((record.kind, record.factuality) for record, _ in entries)
    rows = ((kind, tuple(tally[kind, factuality] for factuality in FACTUALITIES)) for kind in KINDS)
    return tuple(KindCount(kind, sum(row), row) for kind, row in rows)
