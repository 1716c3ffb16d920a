"""Which documents are copies of one story: an agency's text in several papers is one independent report."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable

from talleyrand.model.documents import Document

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
