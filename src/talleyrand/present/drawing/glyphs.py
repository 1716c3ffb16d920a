"""The shape of a mark: direction is its outline (and colour), factuality its fill, reports its size."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from talleyrand.model.records import Factuality
from talleyrand.present.rows import Direction, RowView

Fill = Literal["filled", "hollow", "half", "dotted"]

SMALLEST = 4.6
LARGEST = 7.4
# Even an uncertain record must stay visible against the page; the outline fades less than the fill, see the template.
FAINTEST = 0.4
FILLS: dict[Factuality, Fill] = {
    "actual": "filled",
    "negated": "hollow",
    "refused": "hollow",
    "planned": "half",
    "called-for": "dotted",
    "possible": "dotted",
}


@dataclass(frozen=True, slots=True)
class Glyph:
    """SVG path data of a mark: its outline, and the part of it that is filled (empty when hollow or dotted)."""

    outline: str
    filled: str


def fill_of(row: RowView) -> Fill:
    """Return a row's fill; a word avoided is hollow, for it was not said."""
    return "hollow" if row.standing == "not" else FILLS[row.factuality]


def radius(documents: int) -> float:
    """Return the size of a mark, in pixels, for n independent reports; it grows slowly and ends at `LARGEST`."""
    return round(min(LARGEST, SMALLEST + 1.4 * math.log2(max(1, documents))), 2)


def opacity(confidence: float) -> float:
    """Return how opaque a mark is: its confidence, but never below `FAINTEST`."""
    return round(FAINTEST + (1 - FAINTEST) * min(1.0, max(0.0, confidence)), 2)


def glyph(direction: Direction, fill: Fill, size: float) -> Glyph:
    """Return the paths around the origin: a disc is friendly, a square neutral, a diamond hostile."""
    whole, half = {"friendly": _disc, "neutral": _square, "hostile": _diamond}[direction](size)
    return Glyph(whole, {"filled": whole, "half": half, "hollow": "", "dotted": ""}[fill])


def _disc(r: float) -> tuple[str, str]:
    half = f"M0 {-r}A{r} {r} 0 0 0 0 {r}Z"
    return f"M0 {-r}A{r} {r} 0 0 0 0 {r}A{r} {r} 0 0 0 0 {-r}Z", half


def _square(r: float) -> tuple[str, str]:
    side = round(r * 0.89, 2)
    return f"M{-side} {-side}H{side}V{side}H{-side}Z", f"M{-side} {-side}H0V{side}H{-side}Z"


def _diamond(r: float) -> tuple[str, str]:
    tip = round(r * 1.22, 2)
    return f"M0 {-tip}L{tip} 0L0 {tip}L{-tip} 0Z", f"M0 {-tip}L0 {tip}L{-tip} 0Z"
