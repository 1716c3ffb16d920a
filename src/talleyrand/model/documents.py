"""Documents: archived sources, addressed by the SHA-256 of their raw bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from talleyrand.model.actors import Actor
from talleyrand.model.dates import PublishedBasis
from talleyrand.model.spans import Span

BlockRole = Literal["title", "byline", "caption", "heading", "body", "furniture", "speaker"]

CODED_LANGUAGE = "en"
"""The language that is coded; documents in others are archived and listed."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a document and the part it plays; `body` and `caption` are coded, each with its role kept.

    `speaker` is the span of a speaker label in front of a turn ("MS. PSAKI:"), which names who says the paragraph.
    """

    start: int
    end: int
    role: BlockRole
    speaker: Span | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks: `start` and `end` without the marks, `outer` with them.

    `continues` tells that the paragraph ended before the closing mark and the next paragraph opens again: one speech.
    """

    start: int
    end: int
    outer: Span
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An archived source. `id` is `sha256:` and 64 hex digits; `text` is the cleaned text and never changes.

    `published` is `YYYY-MM-DD` (or `YYYY-MM`, `YYYY` where no more is known), None when it is unknown.
    `author` is the actor whose words the document is, for official texts; None for press articles.
    `language` is an ISO 639 code ("fr", "und" for one that is not known but isn't English), None where nothing tells.
    """

    id: str
    text: str
    path: str | None = None
    external_id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: Actor | None = None
    published: str | None = None
    published_basis: PublishedBasis = "unknown"
    language: str | None = None

    @property
    def coded(self) -> bool:
        """Whether it is of the language that is coded, English, as far as anybody knows."""
        return self.language in {None, CODED_LANGUAGE}

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        published: str | None = None,
        outlet: str | None = None,
        title: str | None = None,
        author: Actor | None = None,
    ) -> Document:
        """Make a document of a text in memory; its id is the SHA-256 of the UTF-8 bytes.

        >>> Document.from_text("China abstained.", published="2022-02-26").published_basis
        'given'
        """
        return cls(
            id=address(text.encode("utf-8", "surrogatepass")),
            text=text,
            title=title,
            outlet=outlet,
            author=author,
            published=published,
            published_basis="given" if published else "unknown",
        )


def address(raw: bytes) -> str:
    """Return the content address of `raw`: `sha256:` and 64 hex digits."""
    return "sha256:" + hashlib.sha256(raw).hexdigest()
