"""Which records are independent of each other: reports of one event, copies of one sentence, one text's remarks.

Acts and votes belong to the event they report. What is said belongs to its occasion: all that one actor says in one
document and its copies, and the same words quoted in other documents too, is one independent report. Resampling and
counts of independent reports go by these clusters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from talleyrand.model.events import find_events
from talleyrand.model.records import Act, Record, Statement, Vote

_WORD = re.compile(r"\w+")
REMEMBERED = 1 << 16
"""Quotations of which is kept by what they are known again: several measures ask."""
FEWEST_WORDS = 6
"""Words from which a quotation found twice is taken for the same remark; shorter ones are said often."""


def clusters_of(records: Iterable[Record]) -> dict[str, str]:
    """Return the id of the cluster that each record belongs to, by the record's id."""
    given = list(records)
    found = {ident: event.id for ident, event in find_events(given).items()}
    said: dict[str, str] = {}
    for record in given:
        if not isinstance(record.payload, Act | Vote):
            found[record.id] = _occasion(record, said)
    return found


def _occasion(record: Record, said: dict[str, str]) -> str:
    """Return the occasion of what is said: that of the same words heard before, else this document's."""
    who = record.actors[0].id if record.actors else ""
    own = f"said:{who}:{record.told_by}"
    words = _quoted(record)
    return said.setdefault(f"{who}:{words}", own) if words else own


def _quoted(record: Record) -> str:
    """Return the words of a quotation that is long enough to be known again, else nothing."""
    if not isinstance(record.payload, Statement) or record.payload.form == "indirect":
        return ""
    return _known_again(" ".join([quote.text for quote in record.payload.content]))


@lru_cache(maxsize=REMEMBERED)
def _known_again(text: str) -> str:
    words = _WORD.findall(text.lower())
    return " ".join(words) if len(words) >= FEWEST_WORDS else ""
