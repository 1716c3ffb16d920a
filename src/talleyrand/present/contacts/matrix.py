"""Who talked to whom as a matrix: states by states, the most talkative first, each pair with its last day."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from talleyrand.present.boards.side_names import name_of
from talleyrand.present.plain import count, day_words

MOST = 18
"""States that have room in a matrix."""
SHADES = 5
"""Steps of shade, from few contacts to many."""
Row = Mapping[str, Any]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one pair: contacts held, denied or refused, planned; `shade` 0 to 5 grows with those held.

    `last` is the day of the last contact as ISO, `short` as the matrix has room for; `label` says all of it.
    """

    other: str
    contacts: int
    denied: int
    planned: int
    last: str
    short: str
    shade: int
    label: str


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A state with its contacts in all, and its cell with each state of the matrix, None where nothing is known."""

    code: str
    name: str
    contacts: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The lines in order, the most contacts first; `left_out` counts the states that had no room."""

    lines: tuple[MatrixLine, ...]
    left_out: int


def build_matrix(rows: Iterable[Row], silences: Iterable[Row], coming: Iterable[Row], *, most: int = MOST) -> Matrix:
    """Return the matrix of the `most` states with most contacts.

    `rows` are those of the measure `contacts` without an actor, `silences` and `coming` its parts, as plain data.
    """
    held = {_pair(row): row for row in rows}
    denied, planned = (Counter(map(_pair, part)) for part in (silences, coming))
    totals = _totals(held, denied, planned)
    codes = sorted(totals, key=lambda code: (*(-n for n in totals[code]), name_of(code)))
    kept = codes[:most]
    top = max((row["contacts"] for row in held.values()), default=0)
    spans = len({str(row["last"])[:4] for row in held.values()}) > 1
    cells = {
        pair: (row, denied[pair], planned[pair])
        for pair in {*held, *denied, *planned}
        if (row := held.get(pair, {})) or denied[pair] or planned[pair]
    }

    def cell(one: str, other: str) -> Cell | None:
        found = cells.get((min(one, other), max(one, other)))
        return None if found is None else _cell((one, other), found, top, spans=spans)

    lines = tuple(MatrixLine(a, name_of(a), totals[a][0], tuple(cell(a, b) for b in kept)) for a in kept)
    return Matrix(lines, len(codes) - len(kept))


def _totals(held: Mapping[Pair, Row], denied: Mapping[Pair, int], planned: Mapping[Pair, int]) -> dict[str, list[int]]:
    """The contacts of each state, then what was said of others: those with none held come last."""
    totals: dict[str, list[int]] = {}
    for pair, row in held.items():
        for code in pair:
            totals.setdefault(code, [0, 0])[0] += row["contacts"]
    for other in (denied, planned):
        for pair, number in other.items():
            for code in pair:
                totals.setdefault(code, [0, 0])[1] += number
    return totals


def _pair(row: Row) -> Pair:
    one, other = sorted((str(row["one"]), str(row["other"])))
    return one, other


def _cell(pair: Pair, found: tuple[Row, int, int], top: int, *, spans: bool) -> Cell:
    row, denied, planned = found
    contacts, last = int(row.get("contacts", 0)), str(row.get("last") or "")
    shade = math.ceil(SHADES * math.log1p(contacts) / math.log1p(top)) if contacts else 0
    label = f"{name_of(pair[0])} and {name_of(pair[1])}: {_words(contacts, last, denied, planned)}"
    return Cell(pair[1], contacts, denied, planned, last, _short(last, spans=spans), shade, label)


def _words(contacts: int, last: str, denied: int, planned: int) -> str:
    told = [
        f"{count(contacts, 'contact')}, the last on {day_words(last)}" if contacts else "no contact reported as held"
    ]
    told += [f"{denied} denied or refused"] * bool(denied) + [f"{planned} planned"] * bool(planned)
    return ", ".join(told)


def _short(last: str, *, spans: bool) -> str:
    """A day without its year, or where the matrix spans years a month with it."""
    if not last:
        return ""
    words = day_words(last)
    return words.split(" ", 1)[1].replace(" 20", " ’") if spans else words.rsplit(" ", 1)[0]
