"""Which document copies which, and the stories that follow from it: an agency's text in several papers is one story."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from talleyrand.model.documents import Document

Rule = Literal["identical", "retitled", "edited", "contained", "contains"]
"""How a document copies another: word for word under the same title, under another one, with changes; as a part of it;
as a whole of which it is a part."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that copies another one, the earliest published of those that it is like.

    `jaccard` is the share of both texts' runs of words that they have in common, `contained` the share of the copy's
    that the original has, `contains` the share of the original's that the copy has; 0 to 1. `version` is that of the
    comparison.
    """

    document: str
    original: str
    rule: Rule
    jaccard: float
    contained: float
    contains: float
    version: str


def stories_of(copies: Iterable[Copy]) -> dict[str, str]:
    """Return for each document that copies another the id of its story: that of the document where the copying began.

    A part of a text that is itself put together from another's is not followed further: it may be the other part.
    """
    by_document = {copy.document: copy for copy in copies}
    return {ident: _beginning(ident, by_document) for ident in by_document}


def _beginning(ident: str, copies: dict[str, Copy]) -> str:
    copy = copies[ident]
    while copy.original in copies:
        before = copies[copy.original]
        if copy.rule == "contained" and before.rule == "contains":
            break
        copy = before
    return copy.original


SHINGLE = 6
"""Words that are compared together: long enough that two reporters hardly write the same."""
SKETCH = 64
"""Shingles kept of each document, those with the smallest hashes: a sample that like texts share (Broder 1997)."""
ALIKE = 0.5
"""Share of the smaller sketch from which two texts are one story: copies are cut and retitled, not rewritten."""
MOST_SHARED = 50
"""A shingle of more documents than this is furniture and says nothing."""
_WORD = re.compile(r"\w+")


def find_stories(documents: Iterable[Document]) -> dict[str, str]:
    """Return for each document's id the id of its story: that of the first document, by id, of which it is a copy."""
    sketches = {document.id: _sketch(document.text) for document in documents}
    story = {ident: ident for ident in sketches}
    for (one, other), shared in sorted(_shared(sketches).items()):
        if shared >= ALIKE * max(1, min(len(sketches[one]), len(sketches[other]))):
            first, second = sorted((_root(story, one), _root(story, other)))
            story[second] = first
    return {ident: _root(story, ident) for ident in sketches}


def _sketch(text: str) -> frozenset[int]:
    words = _WORD.findall(text.lower())
    size = min(SHINGLE, len(words))
    shingles = (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
    return frozenset(sorted({zlib.crc32(shingle.encode()) for shingle in shingles})[:SKETCH])


def _shared(sketches: dict[str, frozenset[int]]) -> Counter[tuple[str, str]]:
    """Count the shingles that pairs of documents share; only pairs with one are ever looked at."""
    holders: dict[int, list[str]] = defaultdict(list)
    for ident in sorted(sketches):
        for shingle in sketches[ident]:
            holders[shingle].append(ident)
    found: Counter[tuple[str, str]] = Counter()
    for idents in holders.values():
        if len(idents) <= MOST_SHARED:
            found.update((one, other) for at, one in enumerate(idents) for other in idents[at + 1 :])
    return found


def _root(story: dict[str, str], ident: str) -> str:
    while story[ident] != ident:
        ident = story[ident]
    return ident
