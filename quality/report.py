"""`docs/accuracy.md`: the prose of the template, the figures of the last run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from string import Template
from typing import Any

from quality import floors, results
from quality.figures import Figure
from quality.floors import Row
from quality.places import CALIBRATION, TEMPLATE
from quality.table import number, others
from talleyrand.settings import VERSION


def text() -> str:
    """Return the report."""
    figures, rows = results.load(), floors.load()
    holdings = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    template = Template(TEMPLATE.read_text(encoding="utf-8"))
    return template.substitute(
        version=VERSION,
        aims="\n".join(aims(figures, rows)),
        figures="\n".join(everything(figures)),
        confidence="\n".join(confidence(holdings)),
    )


def measured() -> str:
    """Return the figures as the package has them: JSON, a line for each figure and each kind of record."""
    rows = {row.key: row for row in floors.load()}
    figures = [_plain(figure, rows.get(figure.key)) for figure in results.load()]
    parts = {"figures": figures, "confidence": json.loads(CALIBRATION.read_text(encoding="utf-8"))}
    lists = ",\n".join(f'"{name}": [\n{_lines(found)}\n]' for name, found in parts.items())
    return f'{{"version": "{VERSION}",\n{lists}}}\n'


def aims(figures: Sequence[Figure], rows: Sequence[Row]) -> Iterator[str]:
    """Yield the table of what is aimed at, or what others have published figures of."""
    measured = {figure.key: figure for figure in figures}
    yield "| task | measured on | figure | n | measured | aim | others |"
    yield "|---|---|---|---|---|---|---|"
    for row in rows:
        figure = measured.get(row.key)
        if figure and (row.target is not None or row.published):
            value = f"**{number(figure.value)}**" if _reached(figure, row) else number(figure.value)
            cells = (row.task, row.material, row.name, str(figure.of), value, number(row.target), others(row))
            yield f"| {' | '.join(cells)} |"


def everything(figures: Sequence[Figure]) -> Iterator[str]:
    """Yield every figure, a table for each task."""
    for task in dict.fromkeys(figure.task for figure in figures):
        of_task = [figure for figure in figures if figure.task == task]
        yield f"\n### {task.capitalize()}\n"
        yield "| measured on | figure | n | percent |"
        yield "|---|---|---|---|"
        yield from (f"| {f.material} | {f.name} | {f.of} | {number(f.value)} |" for f in of_task)


def confidence(holdings: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield how well confidence holds, for all kinds of record and for each."""
    yield "| rows | n | right | Brier score | of saying the mean | calibration error |"
    yield "|---|---|---|---|---|---|"
    for h in holdings:
        numbers = (f"{h[name]:.3f}" for name in ("brier", "brier_of_mean", "error"))
        yield f"| {h['kind']} | {h['n']} | {h['right']:.0%} | {' | '.join(numbers)} |"


def _reached(figure: Figure, row: Row) -> bool:
    return row.target is not None and figure.value >= row.target


def _plain(figure: Figure, row: Row | None) -> dict[str, Any]:
    return {
        "task": figure.task,
        "material": figure.material,
        "figure": figure.name,
        "n": figure.of,
        "percent": round(figure.value, 1),
        "aim": row.target if row else None,
        "others": [{"who": one.who, "value": one.value} for one in row.published] if row else [],
    }


def _lines(found: Sequence[Mapping[str, Any]]) -> str:
    return ",\n".join(json.dumps(one, ensure_ascii=False) for one in found)
