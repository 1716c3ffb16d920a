"""Real web pages: news pages of trafilatura's evaluation with their gold, a president's site with its texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from quality.places import SHARED
from quality.sets.jsonl import rows
from talleyrand import Engine
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import read_paths
from talleyrand.archive.snapshots import Snapshot

FOLDER = SHARED / "corpora" / "raw_html"
NEWS = FOLDER / "trafilatura_eval"
OFFICIAL = FOLDER / "kremlin"
OFFICIAL_TEXTS = SHARED / "corpora" / "kremlin_2014_2020" / "docs.jsonl"
FOOT = "\n\nPublished in section"
"""Where the official texts go over to the record card of the page, which is none of them."""


@dataclass(frozen=True, slots=True)
class NewsPage:
    """A page with segments that its text must have and must not have, its title and its day (None: not told)."""

    path: Path
    present: tuple[str, ...]
    absent: tuple[str, ...]
    title: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """A page with its text as its readers took it, its title and its day."""

    path: Path
    text: str
    title: str
    day: str


@dataclass(frozen=True, slots=True)
class PageReading:
    """What our reader gave of a page, and the text that trafilatura gives by itself (`peer`)."""

    text: str
    peer: str
    title: str | None
    day: str | None


def load_news() -> list[NewsPage] | None:
    """Return the news pages, None where they are absent."""
    gold = NEWS / "gold_segments.json"
    if not gold.exists():
        return None
    found = json.loads(gold.read_text(encoding="utf-8")).values()
    return [
        NewsPage(NEWS / one["file"], tuple(one["with"]), tuple(one["without"]), one.get("title"), one.get("date"))
        for one in found
    ]


def load_official() -> list[OfficialPage] | None:
    """Return the official pages of which there is a text, None where they are absent."""
    texts = rows(OFFICIAL_TEXTS)
    if texts is None or not OFFICIAL.exists():
        return None
    by_id = {row["id"].removeprefix("kremlin-"): row for row in texts}
    return [
        OfficialPage(path, row["text"].partition(FOOT)[0], row["title"], row["date"])
        for path in sorted(OFFICIAL.glob("*.html"))
        if (row := by_id.get(path.stem))
    ]


def read(page: NewsPage | OfficialPage, _engine: Engine) -> PageReading:
    """Read a page as `talleyrand read` does, and by trafilatura alone."""
    import trafilatura  # noqa: PLC0415

    (found,) = read_paths([page.path], ReadOptions())
    peer = trafilatura.extract(page.path.read_bytes()) or ""
    if not isinstance(found, Snapshot):
        return PageReading("", peer, None, None)
    document = found.document
    day = document.published if document.published_basis == "metadata" else None
    return PageReading(document.text, peer, document.title, day)
