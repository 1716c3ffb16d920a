"""RSS, RDF and Atom, read by feedparser, which gets bytes only: it would fetch an address and open a path."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from talleyrand.archive.feeds.entries import Feed, FeedEntry, first_date, web_address
from talleyrand.archive.fragments import plain_line
from talleyrand.errors import InputError

_END = re.compile(rb"</\s*(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HEAD = 4096
_TAIL = 65_536
MAX_TAGS = 400_000
"""Tags of a feed: feedparser takes a tenth of a millisecond for each."""
MAX_DEPTH = 200
"""Elements in one another: feedparser's time grows with the square."""
_TEXTS = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class _Content:
    value: str
    plain: bool


def parse_xml_feed(raw: bytes, where: str, *, url: str | None = None, charset: str | None = None) -> Feed:
    """Return the feed in XML; see `parse_feed`.

    A feed that breaks off has its last entry among its errors; one that isn't well-formed is read leniently.
    """
    _refuse_endless(raw, where)
    headers = {"content-location": url} if url else {}
    if charset:
        headers["content-type"] = f"application/xml; charset={charset}"
    found = _parse(raw, where, headers)
    if not found.version:
        raise _no_feed(raw, found, where)
    entries = [_entry(entry, number) for number, entry in enumerate(found.entries, 1)]
    errors = []
    if found.bozo and not _END.search(raw[-_TAIL:]):
        errors.append(_breaks_off(entries, where))
    return Feed(_line(found.feed, "title"), web_address(_get(found.feed, "link"), url), tuple(entries), tuple(errors))


def _parse(raw: bytes, where: str, headers: Mapping[str, str]) -> Any:
    import feedparser  # noqa: PLC0415  (a slow import, needed for feeds only)

    try:
        return feedparser.parse(
            io.BytesIO(raw), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        what = f"no feed that can be read: {' '.join(str(error).split())}"
        raise InputError(what, where=where, hint="is the feed whole?") from error


def _refuse_endless(raw: bytes, where: str) -> None:
    """Refuse what would be parsed for hours."""
    if raw.count(b"<") > MAX_TAGS:
        raise InputError(f"more than {MAX_TAGS:,} tags, no feed has so many", where=where, hint="is it a feed?")
    depth = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise InputError(
                f"elements nested {MAX_DEPTH} deep, no feed has so many", where=where, hint="is it a feed?"
            )

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    with contextlib.suppress(expat.ExpatError, LookupError, ValueError):  # feedparser reads on where XML is broken
        parser.Parse(raw, True)


def _no_feed(raw: bytes, found: Any, where: str) -> InputError:
    if _PAGE.search(raw[:_HEAD]):
        hint = "give the address of the feed, or name the page .html"
        return InputError("this is a web page, no feed", where=where, hint=hint)
    if found.bozo and not raw.lstrip().startswith(b"<"):
        return InputError("this is no feed", where=where, hint="readable are RSS, Atom and JSON Feed")
    return InputError("this is XML, but no feed", where=where, hint="readable are RSS, Atom and JSON Feed")


def _breaks_off(entries: list[FeedEntry], where: str) -> InputError:
    """Take the entry in which a feed breaks off from its entries, and say so."""
    if not entries:
        return InputError("the feed breaks off before its first entry", where=where, hint="fetch it again")
    last = entries.pop()
    place = f"{where}: entry {last.number}"
    return InputError("the feed breaks off in this entry", where=place, hint="fetch it again; the others are read")


def _entry(entry: Mapping[str, Any], number: int) -> FeedEntry:
    content = _content(entry)
    return FeedEntry(
        number=number,
        id=_get(entry, "id"),
        title=_line(entry, "title"),
        url=web_address(_get(entry, "link")),
        dated=first_date(_get(entry, "published"), _get(entry, "updated")),
        updated=first_date(_get(entry, "updated")),
        outlet=_line(_get(entry, "source"), "title"),
        authors=tuple(name for author in _get(entry, "authors") or () if (name := _line(author, "name"))),
        content=content.value,
        plain=content.plain,
    )


def _content(entry: Mapping[str, Any]) -> _Content:
    """Return the longest content that is text, else the summary."""
    contents = [one for one in _get(entry, "content") or () if _get(one, "type") in _TEXTS and _get(one, "value")]
    whole = max(contents, key=lambda one: len(one["value"]), default=None)
    found = whole or _get(entry, "summary_detail")
    if not found or not _get(found, "value"):
        return _Content("", plain=True)
    return _Content(str(found["value"]), plain=_get(found, "type") == "text/plain")


def _line(fields: Any, name: str) -> str | None:
    """Return a title in one line, without markup, None where there is none."""
    value = _get(fields, name)
    if not isinstance(value, str):
        return None
    detail = _get(fields, f"{name}_detail")
    plain = _get(detail, "type") == "text/plain"
    return (" ".join(value.split()) if plain else plain_line(value)) or None


def _get(fields: Any, name: str) -> Any:
    """Return a field itself: feedparser's own `get` answers with another field where one is missing."""
    return dict.get(fields, name) if isinstance(fields, dict) else None
