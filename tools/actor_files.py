"""Reading the reference material and writing the tables of the codebook; used by build_actor_tables.py."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "talleyrand" / "codebook" / "data"
sys.path.insert(0, str(ROOT / "src"))


def write(name: str, header: str, rows: Iterable[Iterable[str]]) -> None:
    """Write a table with sorted rows."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(sorted(tuple(row) for row in rows))


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file as dictionaries."""
    with path.open(encoding="utf-8", errors="replace", newline="") as handle:
        return list(csv.DictReader(handle))
