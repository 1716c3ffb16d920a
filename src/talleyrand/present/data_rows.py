"""Records of data sets in words: they have no sentence to show, and say so."""

from __future__ import annotations

from talleyrand.model.records import DataRow
from talleyrand.present.plain import line


def row_words(row: DataRow) -> str:
    """Return what stands in place of a sentence.

    >>> row_words(DataRow("POLECAT", 17, "2022-1", "Example Wire"))
    'from a data set, no text: POLECAT 2022-1, line 17, Example Wire'
    """
    named = f", {line(row.source)}" if row.source else ""
    return f"from a data set, no text: {line(row.data_set)} {line(row.event)}, line {row.line:,}{named}"
