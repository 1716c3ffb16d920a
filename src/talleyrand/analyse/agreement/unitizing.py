"""Unitizing alpha: whether coders mark the same stretches of text, and give them the same codes.

Krippendorff, Mathet, Bouvry and Widlöcher (2016), Quality & Quantity 50:2347-2364, and Krippendorff (2019), Content
Analysis, 4th ed., section 12.6. Every coder divides a text of length L into units, each with a value, and gaps. The
coincidences of two values are the lengths on which one coder has the one and another the other, over m - 1. Expected
coincidences are the products of their totals, with no unit paired with itself:

    e_ck = (l_c. l_.k - [c = k] S_c) / (l.. - S / l..)

S_c is the sum of the squared lengths of the units valued c, for gaps the sum of their lengths; S that of all.
alpha = 1 - (sum of l_ck off the diagonal) / (sum of e_ck off the diagonal).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
GAP = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a text that a coder marked, half-open, with the value given to it."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class UnitizingAlpha:
    """The coefficients of one text or several.

    `units` asks for the same units with the same values, `boundaries` for the same units whatever their values,
    `values` for the same values where both have units, `by_value` for each value against the others where both have
    units. None where there is nothing that could differ.
    """

    units: float | None
    boundaries: float | None
    values: float | None
    by_value: Mapping[str, float | None]


def unitizing_alpha(coders: Sequence[Sequence[Marked]], length: int) -> UnitizingAlpha:
    """Return the unitizing alphas of coders who marked a text of `length` code points.

    Stretches of one coder may not overlap: where they do, the later one gives way. Texts are put one behind the other
    to be taken together.
    """
    names = sorted({unit.value for coder in coders for unit in coder})
    place = {name: at for at, name in enumerate(names, 1)}
    painted = np.array([_painted(coder, length, place) for coder in coders])
    segments = [_segments(row, coder) for row, coder in zip(painted, coders, strict=True)]
    every = [segment for coder in segments for segment in coder]
    coincidences = _coincidences(painted, len(names) + 1)
    expected = _expected(coincidences, _squares(every, len(names) + 1))
    inner, inner_expected = _inner(painted, segments, coincidences)
    return UnitizingAlpha(
        units=_alpha(coincidences, expected),
        boundaries=_alpha(_folded(coincidences), _folded(expected)),
        values=_alpha(inner, inner_expected),
        by_value={name: _alpha_of(place[name] - 1, inner, inner_expected) for name in names},
    )


def _painted(units: Sequence[Marked], length: int, place: Mapping[str, int]) -> npt.NDArray[np.int64]:
    row = np.zeros(length, dtype=np.int64)
    for unit in sorted(units, key=lambda unit: (-unit.start, -unit.end)):
        row[unit.start : unit.end] = place[unit.value]
    return row


def _segments(row: npt.NDArray[np.int64], units: Sequence[Marked]) -> list[tuple[int, int, int]]:
    """Return the units and the gaps of a coder as start, end and value; a unit ends where the next begins."""
    edges = {0, len(row)} | {edge for unit in units for edge in (unit.start, unit.end)}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(row))
    found = [(start, end, int(row[start])) for start, end in pairwise(cuts)]
    kept: list[tuple[int, int, int]] = []
    starts = {unit.start for unit in units}
    for start, end, value in found:
        if kept and kept[-1][2] == value and start not in starts:
            kept[-1] = (kept[-1][0], end, value)
        else:
            kept.append((start, end, value))
    return kept


def _coincidences(painted: npt.NDArray[np.int64], size: int) -> Array:
    """Return on how much text coders have each pair of values, over m - 1."""
    found = np.zeros(size * size)
    for one in range(len(painted)):
        for other in range(len(painted)):
            if one != other:
                found += np.bincount(painted[one] * size + painted[other], minlength=size * size)
    table: Array = found.reshape(size, size) / max(1, len(painted) - 1)
    return table


def _squares(segments: Sequence[tuple[int, int, int]], size: int) -> Array:
    found = np.zeros(size)
    for start, end, value in segments:
        found[value] += end - start if value == GAP else (end - start) ** 2
    return found


def _expected(coincidences: Array, squares: Array) -> Array:
    total = coincidences.sum()
    if not total:
        return np.zeros_like(coincidences)
    products = np.outer(coincidences.sum(axis=1), coincidences.sum(axis=0)) - np.diag(squares)
    rest = total - squares.sum() / total
    table: Array = products / rest if rest > 0 else np.zeros_like(products)
    return table


def _inner(
    painted: npt.NDArray[np.int64], segments: Sequence[Sequence[tuple[int, int, int]]], coincidences: Array
) -> tuple[Array, Array]:
    """Return coincidences and expected ones where two coders have units.

    Of a unit only what meets another coder's units counts: the mean of that over the other coders.
    """
    inner = coincidences[1:, 1:]
    squares = np.zeros(len(coincidences))
    marked = (painted != GAP) / max(1, len(painted) - 1)
    for at, coder in enumerate(segments):
        others = np.concatenate([[0], np.delete(marked, at, axis=0).sum(axis=0).cumsum()])
        for start, end, value in coder:
            if value != GAP:
                squares[value] += float(others[end] - others[start]) ** 2
    return inner, _expected(inner, squares[1:])


def _folded(table: Array) -> Array:
    """Return a table of gap and unit, whatever the value."""
    gap, row, column = table[0, 0], table[0, 1:].sum(), table[1:, 0].sum()
    return np.array([[gap, row], [column, table[1:, 1:].sum()]])


def _alpha(observed: Array, expected: Array) -> float | None:
    chance = float(expected.sum() - np.trace(expected))
    if chance <= 0:
        return None
    return 1 - float(observed.sum() - np.trace(observed)) / chance


def _alpha_of(at: int, observed: Array, expected: Array) -> float | None:
    """Return the alpha of one value: its mismatches as a share of what it has, over the share expected."""
    have, may = float(observed[:, at].sum()), float(expected[:, at].sum())
    chance = may - float(expected[at, at])
    if have <= 0 or chance <= 0:
        return None
    return 1 - ((have - float(observed[at, at])) / have) / (chance / may)
