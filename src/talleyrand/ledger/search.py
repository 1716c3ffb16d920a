"""Full-text search over sentences."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from talleyrand.errors import NotFoundError
from talleyrand.ledger.database import Database
from talleyrand.ledger.inputs import Hit

_QUOTES = str.maketrans("“”„«»", '"""""')
_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
RANKED = 5_000
"""Sentences that are ranked: of more, those entered last, so that a word of every sentence is found at once, too."""
_FIRST = "SELECT rowid FROM sentence_index WHERE sentence_index MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
_SEARCH = """
SELECT d.id, s.start, s."end", d.text, snippet(sentence_index, 0, '[', ']', '…', 32), d.title, d.published, d.language
FROM sentence_index JOIN sentence s ON s.seq = sentence_index.rowid JOIN document d ON d.seq = s.document
WHERE sentence_index MATCH ? AND sentence_index.rowid >= ? ORDER BY rank, d.published, s.seq LIMIT ?
"""


def search(connection: Database, words: str, limit: int) -> Iterator[Hit]:
    """Yield sentences that hold all `words`, the best first; "several words" in quotation marks are a phrase.

    Endings don't matter (`sanction` finds `sanctioned`), and `word*` finds what begins so. Where more than `RANKED`
    hold them, the best of those entered last. Raises `NotFoundError` when there is no word in `words`.
    """
    asked = match(words)
    (first,) = connection.execute(_FIRST, (asked, RANKED - 1)).fetchone() or (0,)
    if not isinstance(connection, sqlite3.Connection):
        from talleyrand.ledger.postgresql import searching

        yield from searching.search(connection, asked, limit, first=first)
        return
    for document_id, start, end, text, *rest in connection.execute(_SEARCH, (asked, first, limit)):
        yield Hit(document_id, start, end, text[start:end], *rest)


def match(words: str) -> str:
    """Return the FTS5 expression for what a person typed: every word and phrase, nothing of it an operator."""
    terms = [phrase or word for phrase, word in _TERM.findall(words.translate(_QUOTES))]
    quoted = [_quoted(term) for term in terms if any(character.isalnum() for character in term)]
    if not quoted:
        raise NotFoundError("there is no word to search for", where=repr(words), hint='talleyrand search "phone call"')
    return " ".join(quoted)


def _quoted(term: str) -> str:
    star = "*" if term.endswith("*") else ""
    return f'"{term.rstrip("*")}"{star}'
