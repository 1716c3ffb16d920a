"""What a web page says about itself: title, day of publication, outlet.

A wrong date is worse than none. What the page states of the article comes first: JSON-LD, Open Graph, microdata; the
days of its pictures, of related stories and of later changes are none of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from talleyrand.archive.documents import Metadata
from talleyrand.archive.page_body import one_line
from talleyrand.archive.published import read_date
from talleyrand.errors import DateError

_ARTICLE = re.compile(r"(?:\w*Article|\w*Report|\w*Posting|WebPage|AnalysisNewsArticle)$")
_STATED = (
    "//meta[@property='article:published_time' or @name='datePublished']/@content",
    "//*[@itemprop='datePublished' and not(ancestor::*[@itemprop='articleBody' or self::figure]"
    " or ancestor::*[@itemtype][1][contains(@itemtype, 'Object')])]/@*[name()='datetime' or name()='content']",
)
_TAIL = re.compile(r"\s+(?:\||–|—|-|::|»|on|at)\s+(?P<tail>[^|–—»]{1,60})$")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+")
_WRITTEN_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d")
_WORD = re.compile(r"\w+")
_LIKE = 0.6
_HEADLINE_WORDS = 3


def page_metadata(found: Any, page: Any) -> Metadata:
    """Return the metadata of a page: what trafilatura found, corrected by what the page states of the article."""
    outlet = _outlet(one_line(found.sitename)) if found and found.sitename else None
    title = one_line(found.title) if found and found.title else ""
    return Metadata(
        title=_headline(title, page) or _without_outlet(title, outlet) or None,
        date=_published(page) or (_day(found.date) if found and found.date else None),
        outlet=outlet,
        url=(found.url or None) if found else None,
    )


def _published(page: Any) -> str | None:
    """Return the earliest day that the page states for its article: in other time zones it may be the next by then."""
    given = [*_linked_days(page), *(value for path in _STATED for value in page.xpath(path))]
    return min(filter(None, map(_day, given)), default=None)


def _linked_days(page: Any) -> Iterator[str]:
    """Yield the days of publication in the page's JSON-LD."""
    for script in page.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            value = thing.get("datePublished")
            if isinstance(value, str) and any(_ARTICLE.match(kind) for kind in _kinds(thing)):
                yield value


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects that JSON-LD is about, not those that they point to."""
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (one for one in graph if isinstance(one, dict)) if isinstance(graph, list) else ()


def _kinds(thing: dict[str, Any]) -> Iterable[str]:
    kind = thing.get("@type")
    return [kind] if isinstance(kind, str) else filter(lambda one: isinstance(one, str), kind or ())


def _day(value: str) -> str | None:
    """Return the date if it is one; a page's faulty metadata is no reason to refuse its text."""
    try:
        return read_date(value)
    except DateError:
        return None


def _headline(title: str, page: Any) -> str | None:
    """Return the heading of the page that says the title again: that is what its readers see."""
    expected = _words(title)
    likeness = {}
    for heading in page.xpath("//body//h1"):
        words = _words(said := one_line(heading.text_content()))
        if len(words) >= _HEADLINE_WORDS:
            likeness[said] = len(words & expected) / max(1, min(len(words), len(expected)))
    best = max(likeness, key=lambda said: likeness[said], default=None)
    return best if best is not None and likeness[best] >= _LIKE else None


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _without_outlet(title: str, outlet: str | None) -> str:
    """Take from a title the site's name and day that stand behind it."""
    while (match := _TAIL.search(title)) and _is_site(match["tail"], outlet):
        title = title[: match.start()]
    return title


def _is_site(tail: str, outlet: str | None) -> bool:
    named = outlet is not None and bool(_words(tail)) and _words(tail) <= _words(outlet)
    return named or bool(_ADDRESS.fullmatch(tail) or _WRITTEN_DAY.fullmatch(tail))


def _outlet(name: str) -> str:
    """Take from an outlet's name the address behind it."""
    match = _TAIL.search(name)
    return name[: match.start()] if match and _ADDRESS.fullmatch(match["tail"]) else name
