"""The text of web pages: segments that it must have and must not have, words, titles, days; beside the peer's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quality.figures import Measure, f1, share
from quality.sets.pages import NewsPage, OfficialPage, PageReading

_WHITE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
Rates = tuple[Measure, Measure, Measure]


def score_news(pages: Sequence[NewsPage], readings: Sequence[PageReading]) -> Iterator[Measure]:
    """Yield precision, recall and F1 over segments, F1 in percent of the peer's, how often title and day are right."""
    yield from _beside(_segments(pages, [r.text for r in readings]), _segments(pages, [r.peer for r in readings]))
    yield from _facts(pages, readings)


def score_official(pages: Sequence[OfficialPage], readings: Sequence[PageReading]) -> Iterator[Measure]:
    """Yield precision, recall and F1 over words, F1 in percent of the peer's, how often title and day are right."""
    yield from _beside(_shared(pages, [r.text for r in readings]), _shared(pages, [r.peer for r in readings]))
    yield from _facts(pages, readings)


def _beside(ours: Rates, peer: Rates) -> Iterator[Measure]:
    """Yield our rates, and F1 as a share of the peer's: 100 where it is at least that."""
    yield from ours
    yield Measure("F1, of trafilatura's own", min(100.0, 100 * ours[2].value / peer[2].value), ours[2].of)


def _segments(pages: Sequence[NewsPage], texts: Sequence[str]) -> Rates:
    pairs = [(page, _WHITE.sub(" ", text)) for page, text in zip(pages, texts, strict=True)]
    right = sum(_has(text, one) for page, text in pairs for one in page.present)
    wrong = sum(_has(text, one) for page, text in pairs for one in page.absent)
    return _rates("segments", right, right + wrong, sum(len(page.present) for page in pages))


def _shared(pages: Sequence[OfficialPage], texts: Sequence[str]) -> Rates:
    counted = [(_words(text), _words(page.text)) for page, text in zip(pages, texts, strict=True)]
    right = sum((found & expected).total() for found, expected in counted)
    found_in_all = sum(found.total() for found, _ in counted)
    return _rates("words", right, found_in_all, sum(expected.total() for _, expected in counted))


def _has(text: str, segment: str) -> bool:
    return _WHITE.sub(" ", segment) in text


def _rates(name: str, right: int, found: int, expected: int) -> Rates:
    precision, recall = share(f"{name}, precision", right, found), share(f"{name}, recall", right, expected)
    return precision, recall, Measure(f"{name}, F1", f1(precision.value, recall.value), expected)


def _facts(pages: Sequence[NewsPage | OfficialPage], readings: Sequence[PageReading]) -> Iterator[Measure]:
    pairs = list(zip(pages, readings, strict=True))
    titled = [_words(page.title) == _words(r.title or "") for page, r in pairs if page.title]
    dated = [page.day == r.day for page, r in pairs if page.day]
    yield share("title", sum(titled), len(titled))
    yield share("day", sum(dated), len(dated))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))
