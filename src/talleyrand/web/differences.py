"""Differences of wording as the measure `formulations` marks them, in pieces that a page can draw."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PIECE = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.S)


def difference(marked: str) -> Iterator[tuple[str, str]]:
    """Yield what stayed (`same`), what went (`gone`, `[-...-]`) and what came (`come`, `{+...+}`), with the words.

    >>> list(difference("a [-serious-]{+grave+} matter"))
    [('same', 'a '), ('gone', 'serious'), ('come', 'grave'), ('same', ' matter')]
    """
    end = 0
    for found in _PIECE.finditer(marked):
        if found.start() > end:
            yield "same", marked[end : found.start()]
        yield ("gone", found[1]) if found[1] is not None else ("come", found[2])
        end = found.end()
    if end < len(marked):
        yield "same", marked[end:]
