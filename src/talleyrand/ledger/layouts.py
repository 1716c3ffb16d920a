"""Layouts in the ledger: where on its pages the text of a document stands, packed into one row."""

from __future__ import annotations

import json
import zlib

from talleyrand.ledger.database import Database
from talleyrand.model.layouts import Layout, layout_json, layout_of

COMPRESSION = 6
_FIND = "SELECT l.body FROM layout l JOIN document d ON d.seq = l.document WHERE d.id = ?"


def find(connection: Database, document_id: str) -> Layout | None:
    """Return the layout of a document, None for one that has no pages."""
    row = connection.execute(_FIND, (document_id,)).fetchone()
    return None if row is None else unpack(row[0])


def pack(layout: Layout) -> bytes:
    """Return a layout as compressed JSON."""
    return zlib.compress(json.dumps(layout_json(layout), separators=(",", ":")).encode("ascii"), COMPRESSION)


def unpack(body: bytes) -> Layout:
    """Return what was packed."""
    return layout_of(json.loads(zlib.decompress(body)))
