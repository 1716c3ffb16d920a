"""Which document copies which, and the stories that follow from it: an agency's text in several papers is one story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

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
