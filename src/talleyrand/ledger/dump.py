"""A ledger's content as lines of JSON: two ledgers with the same lines hold the same.

Row numbers, runs and the times of readings are left out: they tell how a ledger came to be, not what is in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from talleyrand.ledger.database import streamed
from talleyrand.ledger.store import Ledger

_QUERIES = {
    "source": "SELECT sha256, media_type, size FROM source ORDER BY sha256",
    "document": "SELECT id, external_id, path, title, outlet, url, author, published, published_basis, language, "
    "text_sha256 FROM document ORDER BY id",
    "path": "SELECT d.id, p.path FROM document_path p JOIN document d ON d.seq = p.document ORDER BY d.id, p.path",
    "sentence": 'SELECT d.id, s.start, s."end" FROM sentence s JOIN document d ON d.seq = s.document '
    'ORDER BY d.id, s.start, s."end"',
    "record": "SELECT d.id, r.id, r.kind, r.body, CASE WHEN EXISTS (SELECT 1 FROM superseded s WHERE s.record = r.seq) "
    "THEN 1 ELSE 0 END "
    "FROM record r JOIN document d ON d.seq = r.document ORDER BY d.id, r.start, r.id, r.body",
    "party": "SELECT r.id, a.role, a.position, a.actor, a.country, a.name FROM record_actor a "
    "JOIN record r ON r.seq = a.record ORDER BY r.id, a.role, a.position, r.body",
    "actor": "SELECT id, name, type, country FROM actor ORDER BY id",
    "revision": "SELECT v.record_id, v.what, v.verdict, v.status, v.note, v.reviewer, v.at, v.body, "
    "(SELECT count(*) FROM revision u WHERE u.record_id = v.record_id AND u.seq <= v.undoes) "
    "FROM revision v ORDER BY v.record_id, v.seq",
    "resolution": "SELECT record_id, outcome, note, reviewer, at FROM resolution ORDER BY record_id, seq",
    "unsupported": 'SELECT d.id, u.start, u."end", u.text, u.reason FROM unsupported u '
    "JOIN document d ON d.seq = u.document ORDER BY d.id, u.seq",
    "copy": "SELECT d.id, o.id, c.rule, c.jaccard, c.contained, c.contains, c.version FROM document_copy c "
    "JOIN document d ON d.seq = c.document JOIN document o ON o.seq = c.original ORDER BY d.id",
    "data file": "SELECT id, data_set, path, size, complete FROM data_file ORDER BY id",
    "data record": "SELECT f.id, r.id, r.body FROM data_record r JOIN data_file f ON f.seq = r.file ORDER BY r.id",
    "error": "SELECT place, what, hint FROM input_error ORDER BY place, what",
}


def canonical_dump(ledger: Ledger) -> Iterator[str]:
    """Yield one line for each row of content, table by table, in an order that the content gives."""
    for table, query in _QUERIES.items():
        for row in streamed(ledger.connection, query):
            yield json.dumps([table, *row], ensure_ascii=False)
