"""Feeds: RSS, Atom and JSON Feed, from bytes to entries. Nothing is fetched and nothing on the disk is touched."""

from __future__ import annotations

from talleyrand.archive.feeds.entries import Feed, FeedEntry
from talleyrand.archive.feeds.json_feeds import parse_json_feed
from talleyrand.archive.feeds.xml_feeds import parse_xml_feed
from talleyrand.errors import InputError

__all__ = ["Feed", "FeedEntry", "parse_feed"]

_MARK = b"\xef\xbb\xbf"


def parse_feed(raw: bytes, where: str, *, url: str | None = None, charset: str | None = None) -> Feed:
    """Return the feed that some bytes are: RSS, Atom or RDF by feedparser, JSON Feed 1 by ours.

    `where` names it in messages; `url` is the address that it came from, against which its links are resolved;
    `charset` is the encoding that its server names, which wins over the one that its XML names. What is wrong with
    single entries stands in the feed's `errors`. Raises InputError for what is no feed: it is empty, a web page, other
    XML, other JSON, broken before its first entry.

    >>> raw = b'<rss><channel><title>Wire</title><item><title>Talks</title><link>http://a.example/1</link></item>'
    >>> feed = parse_feed(raw + b'</channel></rss>', "feed.xml")
    >>> feed.title, feed.entries[0].title, feed.entries[0].url
    ('Wire', 'Talks', 'http://a.example/1')
    """
    head = raw.removeprefix(_MARK).lstrip()[:1]
    if not head:
        raise InputError("the feed is empty", where=where, hint="nothing to read")
    return (
        parse_json_feed(raw, where, url=url) if head in b"{[" else parse_xml_feed(raw, where, url=url, charset=charset)
    )
