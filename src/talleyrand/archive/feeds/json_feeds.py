"""JSON Feed 1 and 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from talleyrand.archive.decoding import decode
from talleyrand.archive.feeds.entries import Feed, FeedEntry, first_date, web_address
from talleyrand.errors import InputError

VERSION = "https://jsonfeed.org/version/1.1"
_VERSIONS = ("https://jsonfeed.org/version/1", "http://jsonfeed.org/version/1")
_NO_FEED = "this is JSON, but no JSON Feed"


def is_json_feed(value: object) -> bool:
    """Tell whether a JSON value says that it is a feed."""
    return isinstance(value, dict) and str(value.get("version", "")).startswith(_VERSIONS)


def parse_json_feed(raw: bytes, where: str, *, url: str | None = None) -> Feed:
    """Return the feed in JSON; see `parse_feed`."""
    text = decode(raw, where=where).removeprefix("\ufeff")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("broken JSON", where=where, hint="is the feed whole?") from error
    if not is_json_feed(value):
        raise InputError(_NO_FEED, where=where, hint="name a file of articles .jsonl or .json")
    return json_feed(value, where, url=url)


def json_feed(value: Mapping[str, Any], where: str, *, url: str | None = None) -> Feed:
    """Return the feed of a JSON object for which `is_json_feed` holds."""
    items = value.get("items")
    if not isinstance(items, list):
        raise InputError("the feed has no list of items", where=where, hint='the key is "items"')
    found = list(_entries(items, where, web_address(value.get("home_page_url"), url) or url))
    return Feed(
        title=_line(value.get("title")),
        url=web_address(value.get("home_page_url"), url),
        entries=tuple(one for one in found if isinstance(one, FeedEntry)),
        errors=tuple(one for one in found if isinstance(one, InputError)),
    )


def canonical_feed(feed: Feed, entry: FeedEntry) -> bytes:
    """Return an entry as it is archived: a JSON Feed with it alone, keys sorted, without spaces, in UTF-8.

    It holds what the feed says of the entry and is the same whatever else the feed holds; read again it gives the same
    entry. Counts of comments, times of rebuilding and the like, which change with every fetch, are left out.
    """
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "date_published": entry.dated,
        "authors": [{"name": name} for name in entry.authors],
        "content_text" if entry.plain else "content_html": entry.content,
        "_source": {"title": entry.outlet} if entry.outlet else None,
    }
    whole = {"version": VERSION, "title": feed.title, "home_page_url": feed.url}
    value = {**_filled(whole), "items": [_filled(item)]}
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}


def _entries(items: list[Any], where: str, base: str | None) -> Iterator[FeedEntry | InputError]:
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            yield _entry(item, number, base)
        else:
            yield InputError("this is no JSON object", where=f"{where}[{number - 1}]", hint="an item is an object")


def _entry(item: Mapping[str, Any], number: int, base: str | None) -> FeedEntry:
    content, plain = _content(item)
    return FeedEntry(
        number=number,
        id=_id(item.get("id")),
        title=_line(item.get("title")),
        url=web_address(item.get("url"), base) or web_address(item.get("external_url"), base),
        dated=first_date(item.get("date_published"), item.get("date_modified")),
        updated=first_date(item.get("date_modified")),
        outlet=_line(source.get("title")) if isinstance(source := item.get("_source"), dict) else None,
        authors=tuple(_authors(item)),
        content=content,
        plain=plain,
    )


def _content(item: Mapping[str, Any]) -> tuple[str, bool]:
    for name, plain in (("content_html", False), ("content_text", True), ("summary", True)):
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value, plain
    return "", True


def _authors(item: Mapping[str, Any]) -> Iterator[str]:
    listed = item.get("authors")
    for author in [*(listed if isinstance(listed, list) else ()), item.get("author")]:
        name = _line(author.get("name")) if isinstance(author, dict) else None
        if name:
            yield name


def _id(value: object) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int) and not isinstance(value, bool) else None


def _line(value: object) -> str | None:
    """Return a title, which is plain text, in one line; None for what is none."""
    return " ".join(value.split()) or None if isinstance(value, str) else None
