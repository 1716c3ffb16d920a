"""The table: what was measured beside the floor, what is aimed at, and what others reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quality.figures import Figure
from quality.floors import Key, Row, is_under

HEAD = ("task", "figure", "n", "measured", "floor", "target", "others")


def lines(figures: Sequence[Figure], rows: Sequence[Row]) -> Iterator[str]:
    """Yield the table for a terminal, a heading for each gold set."""
    by_key = {row.key: row for row in rows}
    cells = [(figure.material, _cells(figure, by_key)) for figure in figures]
    widths = [max(len(row[i]) for row in (HEAD, *(row for _, row in cells))) for i in range(len(HEAD) - 1)]
    material = None
    for name, row in ((None, HEAD), *cells):
        if name != material:
            yield f"\n{name}"
            material = name
        aligned = [_aligned(row[i], width, i) for i, width in enumerate(widths)]
        yield "  ".join([*aligned, row[-1]]).rstrip()


def others(row: Row | None) -> str:
    """Return what others reached, in one line."""
    return "; ".join(f"{p.who} {p.value}" for p in row.published) if row else ""


def number(value: float | None) -> str:
    """Return a figure with one decimal, nothing where there is none."""
    return "" if value is None else f"{value:.1f}"


def _cells(figure: Figure, rows: Mapping[Key, Row]) -> tuple[str, ...]:
    row = rows.get(figure.key)
    floor = row.floor if row else None
    under = floor is not None and is_under(figure, floor)
    measured = number(figure.value) + ("!" if under else "")
    aim = row.target if row else None
    return figure.task, figure.name, str(figure.of), measured, number(floor), number(aim), others(row)


def _aligned(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column < 2 else cell.rjust(width)
