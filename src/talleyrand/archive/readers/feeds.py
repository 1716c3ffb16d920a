"""Reading feeds: each entry with its content is a document; one without is a headline whose page has to be fetched."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.archive.documents import Metadata, Source, make_snapshot
from talleyrand.archive.feeds import Feed, FeedEntry, parse_feed
from talleyrand.archive.feeds.json_feeds import canonical_feed
from talleyrand.archive.inputs import PART, Input
from talleyrand.archive.options import MEBIBYTE, ReadOptions
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import InputError

MAX_BYTES = 32 * MEBIBYTE
"""A larger feed is refused: parsing holds it whole in memory, many times its size."""
_WATCH = "talleyrand watch reads the pages that a feed names"


def read_feed(given: Input, options: ReadOptions) -> Iterator[Snapshot | InputError]:
    """Yield a snapshot for each entry with content, an error for each without; RSS, Atom, RDF and JSON Feed.

    The raw bytes of an entry are a JSON Feed of it alone, so that its id is the same whatever else the feed holds.
    Raises InputError for what is no feed.
    """
    raw = given.read(min(options.max_bytes, MAX_BYTES))
    yield from read_entries(parse_feed(raw, given.path, url=given.known.url, charset=given.charset), given, options)


def read_entries(feed: Feed, given: Input, options: ReadOptions) -> Iterator[Snapshot | InputError]:
    """Yield what the entries of a feed give."""
    yield from feed.errors
    if not feed.entries and not feed.errors:
        yield InputError("the feed has no entries", where=given.path, hint="nothing to read")
    elif feed.entries and not any(entry.content for entry in feed.entries):
        what = f"the feed has headlines and links only ({len(feed.entries)} without text)"
        yield InputError(what, where=given.path, hint=_WATCH)
    else:
        for entry in feed.entries:
            yield _read_entry(entry, feed, given, options)


def _read_entry(entry: FeedEntry, feed: Feed, given: Input, options: ReadOptions) -> Snapshot | InputError:
    where = f"{given.path}{PART}{entry.name}"
    source = Source(canonical_feed(feed, entry), where, where, "application/feed+json", given.known)
    text = entry.text
    if not text.strip():
        return InputError("the entry has no text, only a headline", where=where, hint=_WATCH)
    metadata = Metadata(
        title=entry.title, date=entry.date, outlet=entry.outlet or feed.title, url=entry.url, id=entry.id
    )
    try:
        return make_snapshot(text, metadata, source, options)
    except InputError as error:
        return error
