"""The reliability diagram as SVG: what confidence says along, what is right upwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import Template

from quality.calibration.reliability import Bin

SIDE, LEFT, TOP = 300, 60, 50
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
PAGE = Template(
    """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 420" width="400" height="420" role="img"
 aria-label="$title">
<style>text{font:12px sans-serif;fill:#333}.t{font-size:14px;font-weight:600}.axis{stroke:#888}
.ideal{stroke:#aaa;stroke-dasharray:4 4}.band{stroke:#0072b2;stroke-opacity:.45;stroke-width:4}.dot{fill:#0072b2}
@media (prefers-color-scheme:dark){text{fill:#ddd}}</style>
<text class="t" x="$left" y="20">$title</text><text x="$left" y="38">$note</text>
$marks
</svg>
"""
)


def svg(found: Sequence[Bin], note: str) -> str:
    """Return the diagram; the bars are 95 % intervals, the numbers how many records a mark stands for."""
    title = "How often is a row right that says so?"
    return PAGE.substitute(title=title, note=note, left=LEFT, marks="\n".join((*_frame(), *_marks(found))))


def _x(value: float) -> int:
    return round(LEFT + SIDE * value)


def _y(value: float) -> int:
    return round(TOP + SIDE * (1 - value))


def _frame() -> Iterator[str]:
    yield f'<path class="axis" fill="none" d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}"/>'
    yield f'<path class="ideal" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}"/>'
    for tick in TICKS:
        yield f'<text x="{_x(tick)}" y="{_y(0) + 18}" text-anchor="middle">{tick:.0%}</text>'
        yield f'<text x="{LEFT - 8}" y="{_y(tick) + 4}" text-anchor="end">{tick:.0%}</text>'
    along = "confidence of the row (bars: 95 % intervals)"
    yield f'<text x="{_x(0.5)}" y="{_y(0) + 40}" text-anchor="middle">{along}</text>'
    yield f'<text transform="translate(14 {_y(0.5)}) rotate(-90)" text-anchor="middle">right</text>'


def _marks(found: Sequence[Bin]) -> Iterator[str]:
    for b in found:
        yield f'<path class="band" d="M{_x(b.said)} {_y(b.low)}V{_y(b.high)}"/>'
        yield f'<circle class="dot" cx="{_x(b.said)}" cy="{_y(b.right)}" r="5"/>'
        yield f'<text x="{_x(b.said)}" y="{_y(b.high) - 5}" text-anchor="middle">{b.n}</text>'
