"""Words as SQLite's full-text index takes them, for PostgreSQL's: letters and figures, no capitals, no accents."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r'"([^"]*)"(\*?)')


def plain(text: str) -> str:
    """Return the words of a text with spaces between them, as they are indexed.

    >>> plain("The U.S. said: “déjà-vu”")
    'the u s said deja vu'
    """
    return " ".join(_WORD.findall(folded(text)))


def folded(text: str) -> str:
    """Return a text without capitals and accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text.lower())
    return unicodedata.normalize("NFC", "".join(part for part in parts if unicodedata.category(part) != "Mn"))


def asked(expression: str) -> str:
    """Return a `tsquery` for an expression of FTS5's with quoted terms: all of them, the words of each in their order.

    >>> asked('"phone call" "sanct"*')
    "'phone' <-> 'call' & 'sanct':*"
    """
    terms = [(plain(words).split(), star) for words, star in _TERM.findall(expression)]
    return " & ".join(_phrase(words, ":*" if star else "") for words, star in terms if words)


def _phrase(words: list[str], end: str) -> str:
    return " <-> ".join(f"'{word}'" for word in words) + end
