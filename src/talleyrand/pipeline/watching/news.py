"""What is new after a round: documents that concern the actors watched, and what changed about those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from talleyrand.ledger import watching
from talleyrand.ledger.store import Ledger
from talleyrand.ledger.watching import Untold
from talleyrand.model.actors import Actor
from talleyrand.model.news import News, Told
from talleyrand.model.records import Entry
from talleyrand.pipeline.asking import Resolve, find_actor
from talleyrand.pipeline.measures import Questions
from talleyrand.pipeline.views import actor_key, concerning

if TYPE_CHECKING:
    from sqlalchemy import Connection

SHOWN = 20
"""Records of one document that are told one by one."""
MOST = 20
"""Changes of one kind that are told; one that is left out would look new when another grows old."""
NEAR = timedelta(days=14)
"""How far the day of an estimated change may move from round to round: it is the same change."""
ESTIMATED = frozenset({"turn", "position", "formulation", "silence"})
"""Changes whose day is estimated, or is that of the newest document, and moves with every new one."""
BEGAN = "began"
"""Kind of the mark that watching of an actor began; it is never told."""
EVENTS = frozenset({"contact", "accounts"})
"""Changes that are events, whose name changes with the reports of them: they are known by the records they rest on."""


@dataclass(frozen=True, slots=True)
class Interest:
    """Whom watching is about: actors, nobody for all of them, and the one whom it must concern too."""

    actors: tuple[Actor, ...] = ()
    toward: Actor | None = None


def find_interest(ledger: Ledger, names: Sequence[str], toward: str | None, resolve: Resolve) -> Interest:
    """Return whom the names mean; raises NotFoundError for nobody."""
    actors = tuple(find_actor(name, ledger, resolve) for name in names)
    return Interest(actors, find_actor(toward, ledger, resolve) if toward else None)


def note_standing(ledger: Ledger, interest: Interest, resolve: Resolve, at: str) -> None:
    """Note what has changed already, so that it is not told as new: before the first round about an actor."""
    with ledger.transaction() as connection:
        known = {news.actor for news in watching.every_change(connection)}
    for actor in interest.actors:
        if actor_key(actor) not in known:
            began = News(BEGAN, "", None, "", actor=actor_key(actor))
            with ledger.transaction() as connection:
                _note(connection, [began, *_changes(ledger, actor, interest.toward, resolve)], at, told=False)


def find_news(ledger: Ledger, untold: Untold, interest: Interest, resolve: Resolve, at: str) -> list[News]:
    """Return and note what is new by documents that came in: those that concern the actors, then what changed.

    Nothing has changed where no document came. With the news it is noted that the runs have ended, so that one who
    dies before leaves them to be told by the next.
    """
    found = list(_documents(ledger, untold.documents, interest))
    if untold.documents:
        found += [one for actor in interest.actors for one in _changes(ledger, actor, interest.toward, resolve)]
    with ledger.transaction() as connection:
        watching.end_runs(connection, untold.runs, at=at)
        return _note(connection, found, at)


def _note(connection: Connection, found: Sequence[News], at: str, *, told: bool = True) -> list[News]:
    fresh = list(_unlike(found, watching.every_change(connection) if found else ()))
    return watching.note_news(connection, fresh, at=at, told=told)


def _unlike(found: Iterable[News], known: Sequence[News]) -> Iterator[News]:
    """Yield news that were not told before under another name."""
    for one in found:
        if not any(_same(one, other) for other in known):
            yield one


def _same(one: News, other: News) -> bool:
    """Tell whether two news are of one change: the same way at about the same time, or of the same event."""
    if (one.kind, one.actor) != (other.kind, other.actor):
        return False
    if one.kind in EVENTS:
        return not {told.id for told in one.records}.isdisjoint(told.id for told in other.records)
    alike = (one.subject, one.rising) == (other.subject, other.rising)
    return one.kind in ESTIMATED and alike and abs(_day(one) - _day(other)) <= NEAR


def _day(news: News) -> date:
    return date.fromisoformat(news.day) if news.day else date.min


def _documents(ledger: Ledger, documents: Sequence[str], interest: Interest) -> Iterator[News]:
    """Yield the documents that have records of the actors, all of them where nobody is asked for."""
    from talleyrand.present.plain import line
    from talleyrand.present.rows import row_of

    for ident in documents:
        document = ledger.document(ident)
        entries = _entries(ledger, ident, interest)
        if interest.actors and not entries:
            continue
        told = tuple(Told(record.id, row_of(record, document).sentence) for record, _ in entries[:SHOWN])
        yield News(
            kind="document",
            subject=ident,
            day=document.published,
            sentence=line(document.title or document.path or ident),
            document=ident,
            url=document.url,
            outlet=document.outlet,
            records=told,
            found=len(entries),
        )


def _entries(ledger: Ledger, document: str, interest: Interest) -> list[Entry]:
    """Return the records of a document that concern one of the actors (and the one toward whom), each once."""
    if not interest.actors:
        return list(ledger.entries(documents=(document,), undated=True))
    found: dict[str, Entry] = {}
    for actor in interest.actors:
        entries = list(ledger.entries(documents=(document,), actor=actor_key(actor), part="any", undated=True))
        chosen = concerning(entries, actor, interest.toward) if interest.toward else entries
        found.update({record.id: (record, its) for record, its in chosen})
    return list(found.values())


def _changes(ledger: Ledger, actor: Actor, toward: Actor | None, resolve: Resolve) -> Iterator[News]:
    """Yield what changed about an actor in the last days of the documents."""
    key, other = actor_key(actor), actor_key(toward) if toward else None
    if key == other or any(ledger.directory.tally(one) is None for one in (key, other) if one):
        return  # nothing is known of them yet
    result = Questions(ledger, resolve).ask("changes", {"actor": key, "target": other, "most": MOST})
    for at, row in enumerate(result):
        yield _news_of(row, tuple(dict.fromkeys(reason.record for reason in result.why(at))), ledger)


def _news_of(row: Any, records: Sequence[str], ledger: Ledger) -> News:
    from talleyrand.present.rows import row_of

    entries = ((ledger.record(ident), ident) for ident in records[:SHOWN])
    told = tuple(Told(ident, row_of(one, ledger.document(one.document_id)).sentence) for one, ident in entries)
    rising = None if row.before is None or row.after is None else row.after > row.before
    return News(
        kind=row.kind,
        subject=row.subject,
        day=row.day.isoformat(),
        sentence=row.sentence,
        actor=row.actor,
        other=row.other,
        sure=row.sure,
        rising=rising,
        figure=row.figure,
        records=told,
        found=len(records),
    )
