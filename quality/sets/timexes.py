"""TimeBank and AQUAINT with the TIMEX3 of TempEval-3 (UzZaman et al. 2013)."""

from __future__ import annotations

from dataclasses import dataclass

from quality.places import SHARED
from quality.sets.jsonl import rows
from talleyrand import Engine, Span, find_dates

FOLDER = SHARED / "gold" / "temporal"
PARTS = ("timebank", "aquaint")


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression: its span and its TIMEX3 value."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text, the day it was made, and its temporal expressions."""

    text: str
    day: str
    timexes: tuple[Timex, ...]


def load() -> list[DatedText] | None:
    """Return the texts of both sets, None where one is absent."""
    found = [rows(FOLDER / part / "docs.jsonl") for part in PARTS]
    if any(part is None for part in found):
        return None
    return [
        DatedText(row["text"], row["dct"], tuple(Timex(Span(t["start"], t["end"]), t["value"]) for t in row["timexes"]))
        for part in found
        for row in part or ()
    ]


def read(item: DatedText, _engine: Engine) -> tuple[Timex, ...]:
    """Return the temporal expressions that are found."""
    return tuple(Timex(Span(d.start, d.end), str(d.value)) for d in find_dates(item.text, published=item.day))
