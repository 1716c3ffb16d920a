"""The order in which a page is read: rows from top to bottom, columns one after the other where a page has some.

A gutter is a stretch that many rows leave empty at the same place. Whether what stands on both sides of it are columns
or the cells of a table is told by the order in which the file has the words, and else by whether the lines are full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from talleyrand.archive.paper.cells import Piece, Row, lines_of, without_leaders
from talleyrand.archive.paper.words import EM, Line, Word

_FEWEST = 3
"""Rows with something on both sides of a gutter, fewer than which are no columns."""
_DEEPEST = 6
_GAP = 1.0
_SPACES = 2.2
"""A gap is wider than the size of type and than two spaces."""
_MAX_SPACE = 20.0
_SAME_ROW = 0.5
_FULL = 0.7
_PROSE_ROWS = 5
_PROSE_WORDS = 3.5
_LOOSE = 1.9
"""A line that stands so many heights below the last one of its column no longer belongs to it."""


def lines_in_order(words: Sequence[Word], page: int) -> list[Line]:
    """Return the lines of a page in the order in which they are read."""
    kept = without_leaders(words)
    rows = _rows(_pieces(kept, _usual_gap(kept)))
    return [line for part, margins in _parts(rows, 0) for line in lines_of(part, page, margins)]


def _usual_gap(words: Sequence[Word]) -> float:
    """Return the usual space between words of a page; a typewriter's is as wide as a letter."""
    gaps = (word.left - before.right for before, word in pairwise(words) if _level(before, word))
    narrow = sorted(gap for gap in gaps if 0 < gap < _MAX_SPACE)
    return narrow[len(narrow) // 2] if narrow else 0.0


def _pieces(words: Sequence[Word], gap: float) -> list[Piece]:
    """Put words together that stand side by side without a gap."""
    pieces: list[list[Word]] = []
    for word in words:
        if pieces and _adjoins(pieces[-1][-1], word, gap):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return [_piece(piece) for piece in pieces]


def _piece(words: Sequence[Word]) -> Piece:
    left, right = min(word.left for word in words), max(word.right for word in words)
    return Piece(tuple(words), left, right, min(word.top for word in words), max(word.bottom for word in words))


def _adjoins(before: Word, word: Word, gap: float) -> bool:
    em = max(before.height, word.height) * EM
    return _level(before, word) and -0.3 * em <= word.left - before.right < max(_GAP * em, _SPACES * gap)


def _level(one: Piece | Word, other: Piece | Word) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= _SAME_ROW * min(one.bottom - one.top, other.bottom - other.top)


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    """Put pieces on one level into rows, from top to bottom, each from left to right."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top + piece.bottom) / 2):
        near = next((row for row in reversed(rows[-2:]) if _level(_nearest(row, piece), piece)), None)
        if near is None:
            rows.append([piece])
        else:
            near.append(piece)
    for row in rows:
        row.sort(key=lambda piece: piece.left)
    return rows


def _nearest(row: Row, piece: Piece) -> Piece:
    return min(row, key=lambda other: max(other.left - piece.right, piece.left - other.right))


def _parts(rows: list[Row], depth: int) -> Iterator[tuple[list[Row], tuple[float, float]]]:
    """Yield runs of rows in reading order, each with the margins of its column."""
    margins = _margins(rows)
    gutter = _gutter(rows) if depth < _DEEPEST else None
    bands = list(_bands(rows, gutter)) if gutter is not None else []
    if gutter is None or not any(columns for _, columns in bands):
        if rows:
            yield rows, margins
        return
    for band, columns in bands:
        if not columns:
            yield from ((part, margins) for part, _ in _parts(band, depth + 1))
            continue
        for side in _sides(band, gutter):
            yield from _parts(side, depth + 1)


def _margins(rows: list[Row]) -> tuple[float, float]:
    """Return the left and right edge of what rows have, but for one in twenty that stands out."""
    if not rows:
        return 0.0, 0.0
    lefts = sorted(row[0].left for row in rows)
    rights = sorted(row[-1].right for row in rows)
    return lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]


def _gutter(rows: list[Row]) -> float | None:
    """Return the middle of the stretch that most rows leave empty between what they have."""
    edges = []
    for row in rows:
        for before, after in pairwise(row):
            if after.left - before.right >= 0.9 * min(before.em, after.em):
                edges += [(before.right, 1), (after.left, -1)]
    best, count, found = 0, 0, None
    for (here, step), (there, _) in pairwise(sorted(edges)):
        count += step
        if count > best and there > here:
            best, found = count, (here + there) / 2
    return found if best >= _FEWEST else None


def _bands(rows: list[Row], gutter: float) -> Iterator[tuple[list[Row], bool]]:
    """Part rows into those that run across a gutter and bands that leave it free, which may be columns."""
    for crossing, group in groupby(rows, key=lambda row: any(p.left < gutter < p.right for p in row)):
        band = list(group)
        if crossing:
            yield band, False
            continue
        head, body, tail = _trimmed(band, gutter)
        if head:
            yield head, False
        if body:
            yield body, _are_columns(body, gutter)
        if tail:
            yield tail, False


def _trimmed(band: list[Row], gutter: float) -> tuple[list[Row], list[Row], list[Row]]:
    """Part from a band what stands apart above and below it on one side of the gutter only."""
    both = [index for index, row in enumerate(band) if _two_sided(row, gutter)]
    if len(both) < _FEWEST:
        return band, [], []
    first, last = both[0], both[-1]
    while first > 0 and _close(band[first - 1], band[first]):
        first -= 1
    while last + 1 < len(band) and _close(band[last], band[last + 1]):
        last += 1
    return band[:first], band[first : last + 1], band[last + 1 :]


def _close(above: Row, below: Row) -> bool:
    height = min(piece.bottom - piece.top for piece in (*above, *below))
    return below[0].top - above[0].top < _LOOSE * height


def _two_sided(row: Row, gutter: float) -> bool:
    return row[0].right <= gutter <= row[-1].left


def _are_columns(band: list[Row], gutter: float) -> bool:
    """Tell columns from the cells of a table."""
    pieces = sorted((piece for row in band for piece in row), key=lambda piece: piece.words[0].order)
    sides = [piece.right <= gutter for piece in pieces]
    turns = sum(one != other for one, other in pairwise(sides))
    both = sum(_two_sided(row, gutter) for row in band)
    return turns * 2 <= both or all(_is_prose(side) for side in _sides(band, gutter))


def _is_prose(rows: list[Row]) -> bool:
    left, right = _margins(rows)
    full = sum(row[-1].right - row[0].left >= _FULL * (right - left) for row in rows)
    words = sum(len(piece.words) for row in rows for piece in row)
    return len(rows) >= _PROSE_ROWS and full >= _FULL * len(rows) and words >= _PROSE_WORDS * len(rows)


def _sides(band: list[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    left = [[piece for piece in row if piece.right <= gutter] for row in band]
    right = [[piece for piece in row if piece.left >= gutter] for row in band]
    return [row for row in left if row], [row for row in right if row]
