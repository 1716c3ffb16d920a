"""The last measured figures, kept in a file, so that the report and the floors need no new measuring."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from quality.figures import Figure
from quality.places import RESULTS


def load(path: Path = RESULTS) -> list[Figure]:
    """Return the figures of the last run."""
    return [Figure(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def save(figures: Sequence[Figure], path: Path = RESULTS) -> None:
    """Write the figures, one line each."""
    lines = ",\n".join(json.dumps(asdict(figure), ensure_ascii=False) for figure in figures)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
