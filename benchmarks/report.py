"""The figures of a run as one page with plots: `docs/performance.md`.

    python -m benchmarks report FIGURES

FIGURES is what a run of the benchmarks kept (see `benchmarks.figures`). `python -m benchmarks` ends with it.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, noted, shown
from talleyrand.present.pictures import draw
from talleyrand.settings import VERSION

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "performance.md"
PICTURES = DOCS / "images" / "performance"
PARTS = {
    "pipeline": "Whole pipeline and parsing alone",
    "published": "Published speeds of pipelines that parse and code nothing, other machines",
    "workers": "One worker, two workers",
    "ray": "A Ray cluster and plain workers",
    "peers": "Rule peers on the same texts and parses",
    "writes": "Writing, and SQLite given the same rows",
    "copies": "Near-duplicates",
    "ingestion": "Reading each format",
    "queries": "What a person waits for",
    "memory": "Memory",
}
"""What a part of the report is called, in the order of the page."""
SERIES = 8
"""Series of a plot."""
HEAD = """# Performance

Made by `make bench` ({machine}, talleyrand {version}). Processor seconds of one core where not said
otherwise, on a quiet machine; each part names the benchmark that shows it again: `python -m benchmarks NAME`. How the
measures grow is on [their own page](measures/speed.md), how fast pages come [on another](web-speed.md), what a hundred
million articles cost [on a third](scale.md).
"""


def page(figures: Sequence[Figure]) -> Iterator[str]:
    """Yield the lines of the page."""
    yield HEAD.format(machine=f"{os.cpu_count()} cores, {platform.system()}", version=VERSION)
    goals = [figure for figure in figures if figure.reached is not None]
    yield "## Targets\n"
    yield from table(goals, targets=True)
    for part, title in PARTS.items():
        of_part = [figure for figure in figures if figure.part == part]
        if not of_part:
            continue
        yield f"\n## {title}\n"
        picture = PICTURES / f"{part}.svg"
        if picture.exists():
            yield f"![{title}](images/performance/{part}.svg)\n"
        on_lines = [figure for figure in of_part if figure.series]
        yield from grown(on_lines)
        yield from table([figure for figure in of_part if not figure.series])


def table(figures: Sequence[Figure], *, targets: bool = False) -> Iterator[str]:
    """Yield a table of figures."""
    if not figures:
        return
    yield "| what | measured | |" + (" asked | |" if targets else "")
    yield "|---|---:|---|" + ("---|---|" if targets else "")
    for figure in figures:
        asked, _, reached = figure.target().partition(": ")
        more = f" {asked} | {'**missed**' if reached == 'MISSED' else reached} |" if targets else ""
        yield f"| {figure.name} | {shown(figure.value)} | {figure.unit} |{more}"


def grown(figures: Sequence[Figure]) -> Iterator[str]:
    """Yield a table with a row for each series and a column for each size."""
    sizes = sorted({figure.at for figure in figures if figure.at is not None})
    if not sizes:
        return
    unit = figures[0].unit
    yield "| " + " | ".join(["", *(f"{size:,.0f} records, {unit}" for size in sizes)]) + " |"
    yield "|---|" + "---:|" * len(sizes)
    values = {(figure.series, figure.at): shown(figure.value) for figure in figures}
    for series in dict.fromkeys(figure.series for figure in figures):
        yield "| " + " | ".join([series, *(values.get((series, size), "") for size in sizes)]) + " |"
    yield ""


def lines_chart(figures: Sequence[Figure], title: str) -> dict[str, Any]:
    """Return a chart of series over sizes, both axes logarithmic."""
    rows = [{"size": figure.at, "value": max(figure.value, 0.01), "what": figure.series} for figure in figures]
    sizes = sorted({figure.at for figure in figures if figure.at is not None})
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": title,
        "width": 420,
        "height": 300,
        "data": {"values": rows},
        "mark": {"type": "line", "point": True, "strokeWidth": 1},
        "encoding": {
            "x": {"field": "size", "type": "quantitative", "title": "records",
                  "scale": {"type": "log"}, "axis": {"values": sizes, "format": ",.0f", "grid": False}},
            "y": {"field": "value", "type": "quantitative", "title": figures[0].unit,
                  "scale": {"type": "log"}, "axis": {"values": [0.01, 0.1, 1, 10, 100, 1000], "format": "~g"}},
            "color": {"field": "what", "type": "nominal", "title": None,
                      "legend": {"symbolLimit": 40, "labelLimit": 260, "labelFontSize": 9}},
        },
    }  # fmt: skip


def slowest(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of the series that end highest, as many as have a colour of their own."""
    last = max(figure.at or 0 for figure in figures)
    at_last = sorted((figure for figure in figures if figure.at == last), key=lambda figure: -figure.value)
    names = {figure.series for figure in at_last[:SERIES]}
    return [figure for figure in figures if figure.series in names]


def bars_chart(figures: Sequence[Figure], title: str) -> dict[str, Any]:
    """Return a chart with a bar for each figure, the axis logarithmic."""
    rows = [{"what": figure.name, "value": figure.value} for figure in figures]
    least = min(figure.value for figure in figures)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": title,
        "width": 420,
        "height": {"step": 18},
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "bar", "height": 8, "color": "#5b7f9e"},
             "encoding": {"x": {"field": "value", "type": "quantitative", "title": figures[0].unit,
                                "scale": {"type": "log", "domainMin": least / 3}, "axis": {"grid": False}},
                          "x2": {"datum": least / 3}}},
            {"mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 9},
             "encoding": {"x": {"field": "value", "type": "quantitative"},
                          "text": {"field": "value", "type": "quantitative", "format": ",.3~r"}}},
        ],
        "encoding": {"y": {"field": "what", "type": "nominal", "sort": None, "title": None,
                           "axis": {"labelLimit": 320, "ticks": False, "domain": False}}},
    }  # fmt: skip


def charts(figures: Sequence[Figure]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the charts by part: a part whose figures lie on lines, or that has several of one unit."""
    for part, title in PARTS.items():
        of_part = [figure for figure in figures if figure.part == part]
        on_lines = [figure for figure in of_part if figure.series]
        if on_lines:
            yield part, lines_chart(slowest(on_lines), f"{title}: the {SERIES} slowest")
            continue
        unit = of_part[0].unit if of_part else ""
        alike = [figure for figure in of_part if figure.unit == unit and unit != "x"]
        if len(alike) > 1:
            yield part, bars_chart(alike, title)


def write(figures: Sequence[Figure]) -> None:
    """Write the plots and the page."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for part, spec in charts(figures):
        (PICTURES / f"{part}.svg").write_bytes(draw(spec, ".svg"))
    PAGE.write_text("\n".join(page(figures)).rstrip() + "\n", "utf-8")


def main() -> None:
    """Read the figures and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figures", type=Path, nargs="+")
    options = parser.parse_args()
    write([figure for file in options.figures for figure in noted(file)])


if __name__ == "__main__":
    main()
