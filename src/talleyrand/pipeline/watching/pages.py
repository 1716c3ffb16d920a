"""What an entry of a feed gives: the page that it names, or its own text where the page can't be had."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from talleyrand.archive.documents import Metadata
from talleyrand.archive.feeds import Feed, FeedEntry
from talleyrand.archive.feeds.json_feeds import canonical_feed
from talleyrand.archive.inputs import PART, Input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import Outcome, read_input
from talleyrand.archive.snapshots import Note, Snapshot, told_alone
from talleyrand.archive.sniffing import sniff
from talleyrand.archive.streams import HEAD
from talleyrand.errors import InputError
from talleyrand.fetch.failures import FetchError
from talleyrand.fetch.fetching import Fetched, Fetcher
from talleyrand.ledger.watching import Visit
from talleyrand.pipeline.watching.visits import after_answer, after_failure, validators

FEED_TYPE = "application/feed+json"
_SURE = frozenset({".pdf", ".html"})
"""Beginnings that win over what a server says: an error page is no PDF, whatever the address."""
_UNSAID = frozenset({"application/octet-stream", "binary/octet-stream", "application/force-download"})
PATIENCE = 3
"""Rounds in which a page that did not come is tried before its feed's own text is taken for it."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of one entry: documents and errors, what to tell besides, and the visit to its page.

    `visit` is None for an entry that names no page; `again` says that the page may yet be had.
    """

    outcomes: tuple[Outcome, ...]
    told: str = ""
    visit: Visit | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """An entry in its feed, which came from an address."""

    address: str
    feed: Feed
    entry: FeedEntry

    @property
    def known(self) -> Metadata:
        """What the feed knows of the page; what the page says of itself wins."""
        entry = self.entry
        return Metadata(
            title=entry.title, date=entry.date, outlet=entry.outlet or self.feed.title, url=entry.url, id=None
        )

    @property
    def own(self) -> bytes:
        """The entry as its feed has it, as it is archived."""
        return canonical_feed(self.feed, self.entry)

    @property
    def mark(self) -> str | None:
        """When the page changed last, as the feed writes it."""
        return self.entry.updated or self.entry.dated


def bring(place: Place, known: Visit | None, fetcher: Fetcher, options: ReadOptions, now: datetime) -> Brought:
    """Fetch and read the page of an entry, or read the entry's own text where that is not to be had."""
    url = place.entry.url
    if url is None:
        return Brought(tuple(_own(place, options)))
    try:
        found = fetcher.page(url, validators(known))
    except FetchError as error:
        return _instead(place, after_failure(known, url, error, now), error, options)
    if found.unchanged:
        return Brought((), visit=after_answer(url, found, place.mark, now))
    outcomes = tuple(read_input(page_input(found, place.known), options))
    if any(isinstance(one, Snapshot) for one in outcomes):
        return Brought(outcomes, visit=after_answer(url, found, place.mark, now))
    why = _unreadable(outcomes, url)
    return _instead(place, after_failure(known, url, why, now), why, options)


def page_input(found: Fetched, known: Metadata) -> Input:
    """Return the input that a page is: its kind by how it begins, else as its server says, else by its name."""
    raw = found.raw
    begins = sniff(raw[:HEAD], named=True)
    if begins in _SURE:
        media_type, name = None, f"page{begins}"
    else:
        media_type = None if found.media_type in _UNSAID else found.media_type
        name = unquote(urlsplit(found.final).path).rpartition("/")[2] or "page"
    whole = Metadata(title=known.title, date=known.date, outlet=known.outlet, url=found.final)
    return Input(lambda: io.BytesIO(raw), found.address, name, media_type, whole, charset=found.charset)


def _instead(place: Place, visit: Visit, error: FetchError, options: ReadOptions) -> Brought:
    """Give the entry's own text where there is one, and say so; else the error.

    A page that may yet be had is waited for first, lest one article become two documents.
    """
    if error.kind == "busy" and visit.failures < PATIENCE:
        return Brought((error,), visit=visit, again=True)
    if not place.entry.text.strip():
        return Brought((error,), visit=visit)
    own = tuple(_own(place, options))
    if any(isinstance(one, Snapshot) for one in own):
        return Brought(own, f"{error.where}: {error.what}; the feed's own text is read instead", visit)
    return Brought((error, *own), visit=visit)


def _own(place: Place, options: ReadOptions) -> Iterator[Outcome]:
    """Read an entry as its feed has it."""
    raw = place.own
    path = f"{place.address}{PART}{place.entry.name}"
    yield from read_input(Input(lambda: io.BytesIO(raw), path, "entry.json", FEED_TYPE), options)


def _unreadable(outcomes: tuple[Outcome, ...], url: str) -> FetchError:
    """Return why a page that came can't be read."""
    for one in outcomes:
        found = told_alone(one) if isinstance(one, Note) else one
        if isinstance(found, InputError):
            return FetchError(found.what, where=url, hint=found.hint, kind="broken")
    return FetchError("there is no document in it", where=url, hint="look at the page", kind="broken")
