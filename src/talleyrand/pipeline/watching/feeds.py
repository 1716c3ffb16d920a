"""Fetching a feed and telling what is wrong where there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

import httpx

from talleyrand.archive.feeds import Feed, parse_feed
from talleyrand.errors import InputError
from talleyrand.fetch.addresses import web_address
from talleyrand.fetch.failures import FetchError
from talleyrand.fetch.fetching import Fetched, Fetcher
from talleyrand.ledger.watching import Visit
from talleyrand.pipeline.watching.visits import validators

OFFERED = 3
"""Feeds that are offered where a page links several."""
_HEAD = 262_144
_LINK = re.compile(rb"<link\b[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"})


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that was fetched; `feed` is None where it has not changed."""

    fetched: Fetched
    feed: Feed | None


def find_feed(address: str, known: Visit | None, fetcher: Fetcher) -> FoundFeed:
    """Fetch and parse a feed; raises FetchError, and InputError for what is no feed.

    Of a web page that links feeds they are named.
    """
    fetched = fetcher.feed(address, validators(known))
    if fetched.unchanged:
        return FoundFeed(fetched, None)
    try:
        return FoundFeed(fetched, parse_feed(fetched.raw, address, url=fetched.final, charset=fetched.charset))
    except InputError as error:
        linked = linked_feeds(fetched.raw, fetched.final)
        if not linked:
            raise
        hint = f"it links {', '.join(linked[:OFFERED])}"
        raise InputError("this is a web page, no feed", where=address, hint=hint) from error


def linked_feeds(page: bytes, address: str) -> list[str]:
    """Return the addresses of the feeds that a web page links.

    >>> linked_feeds(b'<link rel="alternate" type="application/atom+xml" href="/news.atom">', "https://a.example/x")
    ['https://a.example/news.atom']
    """
    found = []
    for link in _LINK.findall(page[:_HEAD]):
        given = _attributes(link.decode("utf-8", "replace"))
        if "alternate" in given.get("rel", "").lower().split() and given.get("type", "").lower() in _FEED_TYPES:
            found.append(_whole(given.get("href", ""), address))
    return [one for one in dict.fromkeys(found) if one]


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}


def _whole(href: str, address: str) -> str:
    try:
        return str(web_address(href, httpx.URL(address)))
    except FetchError:
        return ""
