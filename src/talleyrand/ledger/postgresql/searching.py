"""Full-text search in PostgreSQL: the sentences that SQLite's finds, best first.

SQLite ranks by BM25. `ts_rank` of the terms by themselves, divided by the length of the sentence, gives the same order
where each sentence has a term once; where it has it more often, it is near it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from talleyrand.ledger.database import Database
from talleyrand.ledger.inputs import Hit
from talleyrand.ledger.postgresql.snippets import Term, snippet, terms_of, words_in
from talleyrand.ledger.postgresql.words import asked

_BEST = """
WITH best AS MATERIALIZED (
    SELECT s.seq, s.document, s.start, s."end", d.published,
    ts_rank(i.words, one_of(asked_sentence_index(?)), 2) AS rank
    FROM sentence_index i JOIN sentence s ON s.seq = i.rowid JOIN document d ON d.seq = s.document
    WHERE i.words @@ asked_sentence_index(?) AND i.rowid >= ?
    ORDER BY rank DESC, d.published NULLS FIRST, s.seq LIMIT ?
)
SELECT d.id, x.start, x."end", substr(d.text, CAST(x.start + 1 AS integer), CAST(x."end" - x.start AS integer)),
d.title, d.published, d.language FROM best x JOIN document d ON d.seq = x.document {where}
ORDER BY x.rank DESC, x.published NULLS FIRST, x.seq LIMIT ?
"""
_STEMS = """
SELECT word, (tsvector_to_array(words_of(word)))[1] FROM unnest(CAST(? AS text[])) AS given(word)
"""

Within = tuple[str, Sequence[object], int]


def search(
    connection: Database, expression: str, limit: int, *, first: int = 0, within: Within | None = None
) -> Iterator[Hit]:
    """Yield at most `limit` sentences of an FTS5 expression, best first, of those from row `first` on.

    `within` is a condition on `x` with its values, and among how many of the best what it holds for is looked for.
    """
    where, values, most = within or ("", (), limit)
    words = asked(expression)
    given = (words, words, first, most, *values, limit)
    sql = _BEST.format(where=f"WHERE {where}" if where else "")
    rows = connection.execute(sql, given).fetchall()
    terms = terms_of(expression)
    stems = _stems(connection, [row[3] for row in rows], terms)
    for document_id, start, end, text, *rest in rows:
        yield Hit(document_id, start, end, text, snippet(text, terms, stems), *rest)


def _stems(connection: Database, texts: Sequence[str], terms: Sequence[Term]) -> dict[str, str]:
    words = {word for text in texts for word in words_in(text)} | {word for term, _ in terms for word in term}
    return {word: stem or "" for word, stem in connection.execute(_STEMS, (sorted(words),))}
