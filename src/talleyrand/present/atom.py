"""News as an Atom feed (RFC 4287), for any feed reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from talleyrand.model.news import News
from talleyrand.present.plain import capital, line, shown

ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 can't hold, besides the controls that `shown` makes visible.
_NEVER = re.compile("[\ufffe\uffff]")
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Dated:
    """News with when they were told (ISO 8601)."""

    news: News
    at: str


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed of news is called, what names it for ever, when it was made, and where the ledger's pages are."""

    title: str
    key: str
    at: str
    site: str


def atom_feed(news: Iterable[Dated], channel: Channel) -> bytes:
    """Return an Atom document of news, in their order; ids are the same whenever it is made."""
    register_namespace("", ATOM)
    given = list(news)
    root = Element(f"{{{ATOM}}}feed")
    _texts(root, id=_urn(channel.key), title=channel.title, updated=given[0].at if given else channel.at)
    SubElement(_child(root, "author"), f"{{{ATOM}}}name").text = "Talleyrand"
    _child(root, "generator").text = "Talleyrand"
    _link(root, "alternate", f"{channel.site}/")
    for one in given:
        _entry(root, one, channel)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(root: Element, one: Dated, channel: Channel) -> None:
    news = one.news
    entry = _child(root, "entry")
    _texts(entry, id=_urn(f"{channel.key} {news.id}"), title=news_title(news), updated=one.at)
    _link(entry, "alternate", page_of(news, channel.site))
    if news.url and news.url.startswith(_WEB):
        _link(entry, "via", news.url)
    for told in news.records:
        _link(entry, "related", f"{channel.site}/records/{told.id}", told.sentence)
    SubElement(entry, f"{{{ATOM}}}category", term=news.kind)
    content = _child(entry, "content")
    content.set("type", "text")
    content.text = _clean("\n".join(news_lines(news)))


def news_title(news: News) -> str:
    """Return news in one line: a document by its outlet and title, a change by its sentence."""
    if news.kind == "document":
        return line(f"{news.outlet}: {news.sentence}" if news.outlet else news.sentence)
    return capital(line(news.sentence))


def news_lines(news: News) -> Sequence[str]:
    """Return what news rest on, a line each, in words."""
    lines = [line(told.sentence) for told in news.records]
    left = news.found - len(lines)
    more = [f"and {left} more"] if left > 0 else []
    sure = [f"how sure: {news.sure}"] if news.sure else []
    return [*([news.sentence] if news.kind != "document" else []), *sure, *lines, *more]


def page_of(news: News, site: str) -> str:
    """Return the address of the page of the ledger that shows what news rest on."""
    if news.document:
        return f"{site}/documents/{quote(news.document, safe=':')}"
    return f"{site}/why?of={quote(news.figure or '', safe='')}"


def _urn(key: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'talleyrand {key}')}"


def _texts(element: Element, **values: str) -> None:
    for name, value in values.items():
        _child(element, name).text = _clean(value)


def _child(element: Element, name: str) -> Element:
    return SubElement(element, f"{{{ATOM}}}{name}")


def _link(element: Element, rel: str, href: str, title: str | None = None) -> None:
    link = SubElement(element, f"{{{ATOM}}}link", rel=rel, href=_clean(href))
    if title:
        link.set("title", _clean(line(title)))


def _clean(text: str) -> str:
    return _NEVER.sub("\ufffd", shown(text))
