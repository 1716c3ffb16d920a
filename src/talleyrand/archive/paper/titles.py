"""What a paper says of itself: its title, which its file may state, too, and the day in its head or foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from talleyrand.archive.documents import Metadata
from talleyrand.archive.published import infer_published
from talleyrand.codebook.furniture import role_of

_SHARE = 0.8
_FEWEST = 2
_LONGEST = 300
_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|odt|rtf|indd|qxd|tex|dvi|pptx?|xlsx?|pages|wpd)\b|^microsoft \w+ -", re.IGNORECASE
)
_WORDS = re.compile(r"\w+")
_REAL = re.compile(r"[^\W\d_]{3,}")
_HEADING_WORDS = 3
_REAL_SHARE = 0.8
_HEADING_LIMIT = 200
_BODY = 250
"""A paragraph of so many characters is the body; a title stands above it."""
_LARGE = 1.12

Head = Sequence[tuple[str, float]]
"""Paragraphs of a first page, each with the size of its type as a multiple of the body's."""


def dated_by_itself(text: str, known: Metadata) -> Metadata:
    """Return what a container knows of a paper without the day, where the paper's own head or foot has one.

    A letter of 1991 may be attached to a mail of today.
    """
    return replace(known, date=None) if known.date and infer_published(text) else known


def title_of(head: Head, stated: str) -> str | None:
    """Return the title of a paper: `stated` by its file where the head has its words, else the heading in the head.

    Programs that make files write into them the name of another file, or the title of a template. A heading is in
    larger type than the body, or else in capitals, or else the first line that could be one.
    """
    stated = " ".join(stated.split())
    return stated if _is_said(stated, head) else _heading(head)


def _is_said(stated: str, head: Head) -> bool:
    words = _WORDS.findall(stated.casefold())
    if len(words) < _FEWEST or len(stated) > _LONGEST or _FILE_NAME.search(stated):
        return False
    said = {word for text, _ in head for word in _WORDS.findall(text.casefold())}
    return sum(word in said for word in words) >= _SHARE * len(words)


def _heading(head: Head) -> str | None:
    found = list(_candidates(head))
    largest = max((size for _, size in found), default=0.0)
    if largest >= _LARGE:
        return next(text for text, size in found if size == largest)
    capitals = (text for text, _ in found if text.isupper() and len(text.split()) > _HEADING_WORDS)
    return next(capitals, None) or next((text for text, _ in found), None)


def _candidates(head: Head) -> Iterator[tuple[str, float]]:
    """Yield what stands above the body and could be a heading; a scanner's garble has few real words."""
    for text, size in takewhile(lambda pair: len(pair[0]) < _BODY, head):
        words = text.split()
        real = sum(_REAL.search(word) is not None or word.isalpha() for word in words)
        if len(words) < _HEADING_WORDS or len(text) > _HEADING_LIMIT or real < _REAL_SHARE * len(words):
            continue
        if not text[0].islower() and text[-1] not in ".,;:" and role_of(text) is None:
            yield text, size
