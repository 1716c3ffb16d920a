"""Rounds of watching: each feed is asked, what it names is fetched, archived and coded, and what came of it noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from talleyrand.archive.feeds import Feed
from talleyrand.archive.reading import Outcome
from talleyrand.errors import InputError
from talleyrand.fetch.failures import FetchError
from talleyrand.fetch.fetching import Fetcher
from talleyrand.ledger import watching
from talleyrand.ledger.store import Ledger
from talleyrand.ledger.watching import Untold, Visit
from talleyrand.model.documents import address as content_address
from talleyrand.pipeline.jobs import Given, Job, read_outcomes
from talleyrand.pipeline.reports import ReadReport, counted, summary
from talleyrand.pipeline.watching.feeds import find_feed
from talleyrand.pipeline.watching.pages import Brought, Place, bring
from talleyrand.pipeline.watching.visits import after_answer, after_feed_failure, is_due, waits

CHUNK = 10
"""Pages that are fetched, coded and entered together: what is lost of politeness when a run is killed."""
MOST = 100
"""Pages of one feed that are fetched in one round; the rest waits for the next."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What watching works with.

    `now` tells the time, `sleep` waits so many seconds or until `stopped`, which tells whether a person wants an end;
    `tell` takes lines for a person; `most` pages of one feed are fetched in one round.
    """

    ledger: Ledger
    fetcher: Fetcher
    job: Job
    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    stopped: Callable[[], bool] = lambda: False
    tell: Callable[[str], None] = lambda _: None
    most: int = MOST

    def at(self) -> str:
        """Return the present time as ISO 8601, to the second."""
        return self.now().isoformat(timespec="seconds")


@dataclass(slots=True)
class Round:
    """What a round came to: feeds that were asked, unchanged, or failed; what is to be told; what reading came to.

    `untold` has what came in by this round, and by one that broke off before its news were told.
    """

    asked: int = 0
    unchanged: int = 0
    failed: int = 0
    untold: Untold = field(default_factory=Untold)
    report: ReadReport = field(default_factory=ReadReport)

    @property
    def nothing(self) -> bool:
        """Whether no feed could be read."""
        return self.failed == self.asked > 0

    def summary(self) -> Iterator[str]:
        """Yield what a person is told at the end of it, a line each."""
        yield f"{counted(self.asked, 'feed')} asked, {self.unchanged} unchanged, {self.failed} failed"
        if self.report.readable or self.report.unreadable:
            yield from summary(self.report)


def run_round(watch: Watch, feeds: Sequence[str]) -> Round:
    """Ask each feed once; raises LedgerError and EngineError, what was entered before is kept."""
    made = Round()
    for address in feeds:
        if watch.stopped():
            break
        made.asked += 1
        try:
            _read_feed(watch, address, made)
        except InputError as error:
            made.failed += 1
            made.report.note_error(error)
            watch.tell(error.line())
    with watch.ledger.transaction() as connection:
        made.untold = watching.untold(connection, feeds)
    return made


def _read_feed(watch: Watch, address: str, made: Round) -> None:
    """Read what is new in a feed; it counts as seen when nothing of it is left for the next round."""
    known = _visits(watch, [address]).get(address)
    if known is not None and waits(known, watch.now()):
        what = f"{known.failure}; it is not asked again before {known.until}"
        raise InputError(what, where=address, hint="wait, or leave it out")
    try:
        found = find_feed(address, known, watch.fetcher)
    except FetchError as error:
        _note(watch, after_feed_failure(known, address, error, watch.now()))
        raise
    if found.feed is None:
        made.unchanged += 1
        return
    if found.feed.errors and not found.feed.entries:
        raise found.feed.errors[0]
    for broken in found.feed.errors:
        made.report.note_error(broken)
        watch.tell(broken.line())
    whole = _read_places(watch, list(_places(address, found.feed)), made) and not found.feed.errors
    visit = after_answer(address, found.fetched, None, watch.now())
    seen = (visit.etag, visit.last_modified) if whole else (None, None)
    _note(watch, Visit(address, visit.at, *seen))


def _places(address: str, feed: Feed) -> Iterator[Place]:
    """Yield the entries of a feed, those of one page once."""
    met = set()
    for entry in feed.entries:
        if entry.url is None or entry.url not in met:
            met.add(entry.url)
            yield Place(address, feed, entry)


def _read_places(watch: Watch, places: Sequence[Place], made: Round) -> bool:
    """Read the entries that are due, some at a time; tells whether none is left."""
    visits = _visits(watch, [place.entry.url for place in places if place.entry.url])
    due = [place for place in places if _is_due(watch, place, visits)]
    now, later = due[: watch.most], due[watch.most :]
    whole = True
    for at in range(0, len(now), CHUNK):
        if watch.stopped():
            return False
        whole = _read_chunk(watch, now[at : at + CHUNK], visits, made) and whole
    if later:
        watch.tell(f"{places[0].address}: {len(later)} more pages are left for the next round")
    return whole and not later


def _is_due(watch: Watch, place: Place, visits: Mapping[str, Visit]) -> bool:
    """Tell whether the page of an entry is to be fetched, or an entry without one is new."""
    url = place.entry.url
    if url is None:
        return watch.ledger.known(content_address(place.own)) is None
    return is_due(visits.get(url), place.mark, watch.now())


def _read_chunk(watch: Watch, chunk: Sequence[Place], visits: Mapping[str, Visit], made: Round) -> bool:
    """Bring, code and enter a few entries, then note the visits; tells whether all are done with."""
    brought: list[Brought] = []
    outcomes = _outcomes(watch, _brought(watch, chunk, visits, brought))
    given = Given(outcomes, {"feed": chunk[0].address}, told_later=True)
    report = read_outcomes(given, watch.ledger, job=watch.job)
    for error in report.errors:
        watch.tell(error.line())
    made.report.include(report)
    with watch.ledger.transaction() as connection:
        for one in brought:
            if one.visit is not None:
                watching.note_visit(connection, one.visit)
    return len(brought) == len(chunk) and not any(one.again for one in brought)


def _brought(
    watch: Watch, chunk: Sequence[Place], visits: Mapping[str, Visit], brought: list[Brought]
) -> Iterator[Brought]:
    """Yield what the entries give, noted in `brought` too, until a person wants an end."""
    for place in chunk:
        if watch.stopped():
            return
        known = visits.get(place.entry.url or "")
        brought.append(bring(place, known, watch.fetcher, watch.job.options, watch.now()))
        yield brought[-1]


def _outcomes(watch: Watch, brought: Iterator[Brought]) -> Iterator[Outcome]:
    """Yield the documents and errors of entries."""
    for one in brought:
        if one.told:
            watch.tell(one.told)
        yield from one.outcomes


def _visits(watch: Watch, addresses: Sequence[str]) -> dict[str, Visit]:
    with watch.ledger.transaction() as connection:
        return watching.visits_to(connection, addresses)


def _note(watch: Watch, visit: Visit) -> None:
    with watch.ledger.transaction() as connection:
        watching.note_visit(connection, visit)
