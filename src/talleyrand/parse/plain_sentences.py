"""Sentences of any language by their stops alone: for search in documents that are not coded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from talleyrand.model.spans import Span

_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?…؟।։]+[\"'”’»)\]]*(?=\s)|[。！？｡]+[」』”）]*|(?=[^\S\n]*(?:\n|\Z)))")


def plain_sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a text, each within a line, without the white space around them; time is linear.

    >>> [text[s.start:s.end] for text in ["Il part. Elle reste !"] for s in plain_sentences(text)]
    ['Il part.', 'Elle reste !']
    """
    return (Span(*match.span()) for match in _SENTENCE.finditer(text))
