"""How wide the columns of a table are on a terminal, and which of them it has room for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

PADDING = 3
"""Characters between two columns."""
LONGEST_WORD = 12
"""Characters of a word that a column must have room for; longer words are broken."""
LEAST_TEXT = 18
"""Characters that make a column of longer text readable, where there is room for as many."""
FEWEST_COLUMNS = 4
"""Columns that are shown in any case."""


def fitting(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, folding: Collection[str], kept: Collection[str], room: int
) -> list[tuple[int, int]]:
    """Return the columns that `room` characters hold, as places with widths.

    Figures have the width of the widest; text of `folding` columns is folded between words, and the columns of long
    texts share what is left. Where there is no room for all, the last columns that are not among `kept` go first.
    """
    texts = [[row[at] for row in rows] for at in range(len(columns))]
    wide = [max(map(len, (name, *cells))) for name, cells in zip(columns, texts, strict=True)]
    for floor in (LEAST_TEXT, 0):
        least = [
            _least(name, cells, floor) if name in folding else width
            for name, cells, width in zip(columns, texts, wide, strict=True)
        ]
        if sum(least) + PADDING * len(least) <= room:
            break
    wide = [max(both) for both in zip(wide, least, strict=True)]
    places = list(range(len(columns)))
    while sum(least[at] + PADDING for at in places) > room and len(places) > FEWEST_COLUMNS:
        spare = [at for at in places if columns[at] not in kept] or places
        places.remove(spare[-1])
    return list(zip(places, _shared([least[at] for at in places], [wide[at] for at in places], room), strict=True))


def _least(name: str, cells: Sequence[str], floor: int) -> int:
    """The width of a column of text: its longest word, and `floor` characters of what is long."""
    words = [word for cell in (name.replace("_", " "), *cells) for word in cell.split()]
    longest = max(map(len, words), default=1)
    text = max(map(len, cells), default=0)
    return max(min(longest, LONGEST_WORD), floor if text > 2 * LEAST_TEXT else 0)


def _shared(least: Sequence[int], wide: Sequence[int], room: int) -> list[int]:
    """Give each column what it needs at least, and share the rest so that the longest cells take few lines."""
    widths = list(least)
    for _ in range(room - sum(width + PADDING for width in widths)):
        wanting = [at for at, width in enumerate(widths) if width < wide[at]]
        if not wanting:
            break
        widths[max(wanting, key=lambda at: wide[at] / widths[at])] += 1
    return widths
