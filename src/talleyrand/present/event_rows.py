"""Records of event data in words: they have no sentence to show, and say so."""

from __future__ import annotations

from collections.abc import Sequence

from talleyrand.model.records import DataRow
from talleyrand.present.plain import count, line, listed


def row_words(row: DataRow) -> str:
    """Return what stands in place of a sentence.

    >>> row_words(DataRow("POLECAT", 17, "2022-1", "Example Wire"))
    'from event data, no text: POLECAT 2022-1, line 17, Example Wire'
    """
    named = f", {line(row.source)}" if row.source else ""
    return f"from event data, no text: {line(row.data_set)} {line(row.event)}, line {row.line:,}{named}"


def left_out_words(records: int, data_sets: Sequence[str]) -> str:
    """Return a line on the records of event data that a page leaves out; empty for none.

    >>> left_out_words(1200, ("GDELT", "POLECAT"))
    '1,200 records of event data (GDELT and POLECAT) are left out: they rest on no text'
    """
    if not records:
        return ""
    are = "is" if records == 1 else "are"
    rest = "it rests" if records == 1 else "they rest"
    return f"{count(records, 'record')} of event data ({listed(list(data_sets))}) {are} left out: {rest} on no text"
