"""Layouts in the ledger: where on its pages the text of a document stands, packed into one row."""

from __future__ import annotations

import json
import zlib
from array import array
from itertools import accumulate, pairwise
from typing import Any

from talleyrand.ledger.database import Database
from talleyrand.model.layouts import Layout, PlacedLine, Sheet

COMPRESSION = 6
_FIND = "SELECT l.body FROM layout l JOIN document d ON d.seq = l.document WHERE d.id = ?"


def find(connection: Database, document_id: str) -> Layout | None:
    """Return the layout of a document, None for one that has no pages."""
    row = connection.execute(_FIND, (document_id,)).fetchone()
    return None if row is None else unpack(row[0])


def pack(layout: Layout) -> bytes:
    """Return a layout as compressed JSON; of the edges of characters the first, then the steps."""
    sheets = [[sheet.width, sheet.height, sheet.turn, sheet.has_text] for sheet in layout.sheets]
    lines = [[line.start, line.page, line.top, line.bottom, *_steps(line.edges)] for line in layout.lines]
    body = json.dumps({"sheets": sheets, "lines": lines}, separators=(",", ":"))
    return zlib.compress(body.encode("ascii"), COMPRESSION)


def unpack(body: bytes) -> Layout:
    """Return what was packed."""
    read = json.loads(zlib.decompress(body))
    return Layout(tuple(Sheet(*sheet) for sheet in read["sheets"]), tuple(map(_line, read["lines"])))


def _line(row: list[Any]) -> PlacedLine:
    start, page, top, bottom, *steps = row
    return PlacedLine(start, page, top, bottom, array("I", accumulate(steps)))


def _steps(edges: array[int]) -> list[int]:
    return [*edges[:1], *(after - before for before, after in pairwise(edges))]
