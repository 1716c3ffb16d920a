"""Full-text search over the sentences that the records of a case rest on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from talleyrand.ledger.database import Database
from talleyrand.ledger.inputs import Hit
from talleyrand.ledger.search import match
from talleyrand.ledger.selecting.conditions import of_facet
from talleyrand.ledger.selecting.listing import belonging
from talleyrand.ledger.selecting.reading import values
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.model.cases import Case

LOOKED_AT = 2_000
"""Sentences, the best first, among which those of a case are looked for."""
_SEARCH = """
SELECT d.id, x.start, x."end", d.text, x.snippet, d.title, d.published, d.language FROM (
    SELECT s.document, s.start, s."end", snippet(sentence_index, 0, '[', ']', '…', 32) AS snippet
    FROM sentence_index JOIN sentence s ON s.seq = sentence_index.rowid
    WHERE sentence_index MATCH ? ORDER BY rank LIMIT {most}
) x CROSS JOIN document d ON d.seq = x.document WHERE {of_case} LIMIT ?
"""
_OF_CASE = """EXISTS (
    SELECT 1 FROM record_facet r WHERE r.document = x.document AND r.start < x."end" AND r."end" > x.start AND {0}
)"""


def search(connection: Database, words: str, limit: int, case: Case) -> Iterator[Hit]:
    """Yield sentences that hold all `words`, the best first, as `ledger.search` does."""
    conditions = [*of_facet(Selection()), *belonging(connection, case)]
    of_case = _OF_CASE.format(" AND ".join(one.sql for one in conditions))
    if not isinstance(connection, sqlite3.Connection):
        from talleyrand.ledger.postgresql import searching

        within = (of_case, values(conditions), LOOKED_AT)
        yield from searching.search(connection, match(words), limit, within=within)
        return
    query = _SEARCH.format(most=LOOKED_AT, of_case=of_case)
    for row in connection.execute(query, (match(words), *values(conditions), limit)):
        document_id, start, end, text, *rest = row
        yield Hit(document_id, start, end, text[start:end], *rest)
