"""Finding sentences by their words in a data set, which has no index: texts that can't hold them are passed over.

What is left is asked of SQLite's full-text search in memory, with the ledger's own rules of words and endings.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from talleyrand.ledger.dataset.columns import sentences_of
from talleyrand.ledger.dataset.manifest import File
from talleyrand.ledger.dataset.scanning import scan
from talleyrand.ledger.dataset.stores import Store
from talleyrand.ledger.inputs import Hit
from talleyrand.ledger.search import match
from talleyrand.model.spans import Span

MOST = 100_000
"""Sentences that are held at once: a word that every sentence has must not fill the memory."""
LONGEST_ENDING = 7
"""Letters by which forms of a word differ at their end at most (`-ization`)."""
SHORT = 5
SHORTEST = 3
"""Letters that a beginning has at least; one less for a short word."""
COLUMNS = ("id", "title", "published", "language", "text", "sentences")

_TABLE = "CREATE VIRTUAL TABLE sentence USING fts5(text, tokenize = 'porter unicode61 remove_diacritics 2')"
_FIND = (
    "SELECT rowid, snippet(sentence, 0, '[', ']', '…', 32) FROM sentence WHERE sentence MATCH ? "
    "ORDER BY rank, rowid LIMIT ?"
)
_WORD = re.compile(r"\w+")
_MARKS = r"\p{Mn}+"

Found = tuple[str, Span, str, str | None, str | None, str | None]


def search(store: Store, files: Sequence[File], words: str, limit: int) -> Iterator[Hit]:
    """Yield sentences of documents that hold all `words`, the best of those found first, as `Ledger.search` does.

    At most `MOST` that may hold them are looked at, those published first.
    """
    wanted = match(words)
    found: list[Found] = []
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(_TABLE)
        for sentence in islice(_candidates(store, files, beginnings(words)), MOST):
            found.append(sentence)
            connection.execute("INSERT INTO sentence(rowid, text) VALUES (?, ?)", (len(found), sentence[2]))
        hits = connection.execute(_FIND, (wanted, limit)).fetchall()
    for number, snippet in hits:
        document_id, span, text, *rest = found[number - 1]
        yield Hit(document_id, span.start, span.end, text, snippet, *rest)


def beginnings(words: str) -> list[str]:
    """Return how every form of the words begins, without capitals and marks.

    >>> beginnings("Negotiations in Zürich")
    ['in', 'negot', 'zur']
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", words.casefold()) if not unicodedata.combining(c))
    return sorted({_beginning(word) for word in _WORD.findall(plain)})


def _beginning(word: str) -> str:
    """Return what all forms of a word begin with: of "using" and "flies" no more than two letters."""
    return word[: max(SHORTEST if len(word) > SHORT else SHORTEST - 1, len(word) - LONGEST_ENDING)]


def _candidates(store: Store, files: Sequence[File], begins: Sequence[str]) -> Iterator[Found]:
    for batch in scan(store, "documents", files, COLUMNS):
        for row in batch.filter(_holding(batch.column("text"), begins)).to_pylist():
            spans = sentences_of(row["sentences"])
            texts = [row["text"][span.start : span.end] for span in spans]
            held = _holding(pa.array(texts, pa.string()), begins).to_pylist()
            for span, text, holds in zip(spans, texts, held, strict=True):
                if holds:
                    yield row["id"], span, text, row["title"], row["published"], row["language"]


def _holding(texts: pa.Array, begins: Sequence[str]) -> pa.Array:
    """Tell of each text whether it has all of some letters, whatever capitals and marks."""
    plain = pc.utf8_lower(pc.replace_substring_regex(pc.utf8_normalize(texts, "NFD"), _MARKS, ""))
    held = pa.array([True] * len(texts))
    for begin in begins:
        held = pc.and_(held, pc.match_substring(plain, begin))
    return held
