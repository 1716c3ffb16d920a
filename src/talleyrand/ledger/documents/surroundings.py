"""The sentences around a place in a document."""

from __future__ import annotations

from talleyrand.ledger.database import Database
from talleyrand.model.spans import Span

_SENTENCES = (
    'SELECT s.start, s."end" FROM sentence s JOIN document d ON d.seq = s.document WHERE d.id = ? ORDER BY s.seq'
)


def around(connection: Database, document_id: str, span: Span, sentences: int) -> Span:
    """Return `span` with so many sentences before and after it, whole ones; as it is where no sentences are known."""
    found = [Span(start, end) for start, end in connection.execute(_SENTENCES, (document_id,))]
    touched = [at for at, sentence in enumerate(found) if sentence.overlaps(span)]
    if not touched:
        return span
    first, last = found[max(0, touched[0] - sentences)], found[min(len(found) - 1, touched[-1] + sentences)]
    return Span(min(first.start, span.start), max(last.end, span.end))
