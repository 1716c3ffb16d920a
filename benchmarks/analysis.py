"""How long the measures take on ledgers of growing size, and how much memory.

    python -m benchmarks.analysis [--records 10000 100000 1000000] [--ledgers FOLDER] [--measures NAME ...]
        [--together] [--write]

Fills ledgers with made-up records (kept in FOLDER when it is given), then asks every measure about one actor, the third
most frequent, in a process of its own each, as its command does: reading from the ledger is counted, loading is told
apart. Seconds are the processor's. "together" asks all of them in one process; so does "middling", about an actor of
middling frequency, the twentieth. `--write` renews the plot of docs/measures/speed.md.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

from benchmarks.made_up import fill
from talleyrand.analyse import charts
from talleyrand.ledger.store import open_ledger
from talleyrand.pipeline.measures import MEASURES, Questions
from talleyrand.present.pictures import draw

SIZES = (10_000, 100_000, 1_000_000)
FEW = 3000
"""Records of the ledger on which modules and tables are loaded before time is taken."""
APART = 1.28
"""Times between two names on the plot's axis of seconds, so that they can be read."""
LEAST = 0.01
"""Seconds that the plot begins with."""
TOGETHER = "together"
MIDDLING = "middling"
RANKS = {TOGETHER: 3, MIDDLING: 20}
"""The actor asked about, by its place among the most frequent."""
PLOT = Path(__file__).parents[1] / "docs" / "images" / "measures" / "speed.svg"
_RANKED = "SELECT country FROM record_actor WHERE country IS NOT NULL GROUP BY country ORDER BY count(*) DESC LIMIT ?"


def ask_once(path: Path, names: list[str], rank: int) -> dict[str, float]:
    """Ask measures of a ledger in this process; returns processor seconds for loading and asking, and the peak memory.

    Loading (modules, tables of the codebook) is what asking takes on a ledger of a few records, the first time.
    """
    with tempfile.TemporaryDirectory() as folder:
        few = Path(folder, "few.db")
        fill(few, FEW)
        began = time.process_time()
        _ask(few, names, RANKS[TOGETHER])
        loaded = time.process_time()
    each = _ask(path, names, rank)
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"loading": loaded - began, "seconds": done - loaded, "megabytes": peak, **each}


def _ask(path: Path, names: list[str], rank: int = RANKS[TOGETHER]) -> dict[str, float]:
    """Ask measures one after the other about the actor of a rank; returns the seconds of each.

    Reading counts for the first measure that needs it.
    """
    seconds = {}
    with open_ledger(path, read_only=True) as ledger:
        parties = [code for (code,) in ledger.connection.execute(_RANKED, (rank,))]
        questions = Questions(ledger, lambda _: None)
        for name in names:
            began = time.process_time()
            questions.ask(name, _options(MEASURES[name].function, parties[-1], parties[0]))
            seconds[name] = time.process_time() - began
    return seconds


def _options(function: Any, actor: str, target: str) -> dict[str, Any]:
    """The actor, and the target for measures that can't be asked without one."""
    known = signature(function).parameters
    needed = {name for name, parameter in known.items() if parameter.default is Parameter.empty}
    parties = {"actor": actor} if "actor" in known else {}
    return {**parties, **({"target": target} if "target" in needed else {})}


def measured(path: Path, names: list[str], rank: int = RANKS[TOGETHER]) -> dict[str, float]:
    """Ask in a process of its own."""
    line = [sys.executable, "-m", "benchmarks.analysis", "--ask", str(path), "--rank", str(rank), "--measures", *names]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """The power of the number of records that time grows with, from the smallest to the largest ledger."""
    return math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])


def plot(rows: list[dict[str, Any]]) -> None:
    """Draw seconds against records, both logarithmic, a line for each measure and heavy ones for all together.

    The dashed one is that of the actor of middling frequency.
    """
    encoding = {
        "x": _axis("records", "records in the ledger", sorted({row["records"] for row in rows})),
        "y": _axis("seconds", "seconds", [0.01, 0.1, 1, 10, 100]),
        "detail": {"field": "measure"},
    }
    apart = " && ".join(f"datum.measure != '{name}'" for name in RANKS)
    layers: list[dict[str, Any]] = [
        {"transform": [{"filter": apart}], "mark": {"type": "line", "color": charts.NEUTRAL, "opacity": 0.5}},
        _heavy(TOGETHER),
        _heavy(MIDDLING, strokeDash=[6, 4]),
        {
            "data": charts.data(_labels(rows)),
            "mark": {"type": "text", "align": "left", "dx": 6, "color": charts.INK},
            "encoding": {"text": {"field": "measure"}},
        },
    ]
    body = {"data": charts.data(rows), "encoding": encoding, "layer": layers, "height": 420}
    spec = charts.chart(
        "How long do the measures of one actor take?", body, subtitle="Processor seconds on one core, made-up ledgers"
    )
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    PLOT.write_bytes(draw(spec, ".svg"))


def _heavy(name: str, **style: Any) -> dict[str, Any]:
    mark = {"type": "line", "point": {"color": charts.INK}, "color": charts.INK, "strokeWidth": 2.5, **style}
    return {"transform": [{"filter": f"datum.measure == '{name}'"}], "mark": mark}


def _axis(field: str, title: str, values: list[float]) -> dict[str, Any]:
    axis = {"values": values, "grid": True, "gridColor": charts.FAINT, "format": ",~g"}
    return {"field": field, "type": "quantitative", "scale": {"type": "log"}, "title": title, "axis": axis}


def _labels(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The name of each line at its end, one above the other where they meet."""
    last = max(row["records"] for row in rows)
    labels: list[dict[str, Any]] = []
    for row in sorted((row for row in rows if row["records"] == last), key=lambda row: row["seconds"]):
        least = labels[-1]["seconds"] * APART if labels else 0.0
        labels.append({**row, "seconds": max(row["seconds"], least)})
    return labels


def available() -> list[str]:
    """The measures that can be asked about one actor."""
    return [name for name, measure in MEASURES.items() if "actor" in signature(measure.function).parameters]


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=SIZES)
    parser.add_argument("--ledgers", type=Path)
    parser.add_argument("--measures", nargs="+")
    parser.add_argument(
        "--together", action="store_true", help="ask all in one process only, and tell each one's share"
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--rank", type=int, default=RANKS[TOGETHER], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        print(json.dumps(ask_once(options.ask, options.measures, options.rank)))
        return
    with tempfile.TemporaryDirectory() as folder:
        kept, sizes, names = options.ledgers or Path(folder), sorted(options.records), options.measures or available()
        rows = shares(kept, sizes, names) if options.together else measure_all(kept, sizes, names)
    if options.write:
        plot(rows)


def shares(folder: Path, sizes: list[int], names: list[str]) -> list[dict[str, Any]]:
    """Print what each measure takes when all are asked in one process."""
    rows: list[dict[str, Any]] = []
    for size in sizes:
        path = _filled(folder, size)
        for together, rank in RANKS.items():
            found = measured(path, names, rank)
            print(
                f"{size:,} records, {together} (rank {rank}): {found['seconds']:.2f} s, {found['megabytes']:.0f} MB, "
                f"{found['loading']:.2f} s loading"
            )
            print("  " + ", ".join(f"{name} {found[name]:.2f}" for name in names), flush=True)
            rows.append({"measure": together, "records": size, "seconds": found["seconds"]})
            if together == TOGETHER:
                rows += [{"measure": name, "records": size, "seconds": max(found[name], LEAST)} for name in names]
    return rows


def _filled(folder: Path, size: int) -> Path:
    path = folder / f"{size}.db"
    if not path.exists():
        fill(path, size)
    return path


def measure_all(folder: Path, sizes: list[int], names: list[str]) -> list[dict[str, Any]]:
    """Print the table: a line for each measure, and one for all together."""
    for size in sizes:
        _filled(folder, size)
    rows: list[dict[str, Any]] = []
    print("measure         " + "".join(f"{size:>14,}" for size in sizes) + "    loading   grows with n^", flush=True)
    for name in [*names, *RANKS]:
        asked, rank = (names, RANKS[name]) if name in RANKS else ([name], RANKS[TOGETHER])
        found = [measured(folder / f"{size}.db", asked, rank) for size in sizes]
        cells = "".join(f"{one['seconds']:7.2f} s{one['megabytes']:5.0f}M" for one in found)
        cells += f"{found[0]['loading']:9.2f} s"
        power = f"{exponent(sizes, [one['seconds'] for one in found]):.2f}" if len(sizes) > 1 else ""
        print(f"{name:<16}{cells}   {power}", flush=True)
        rows += [{"measure": name, "records": size, **one} for size, one in zip(sizes, found, strict=True)]
    return rows


if __name__ == "__main__":
    main()
