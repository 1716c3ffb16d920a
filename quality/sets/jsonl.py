"""JSON Lines, as all sets are kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def rows(path: Path) -> list[Json] | None:
    """Return the objects of a JSON Lines file, None where there is no file."""
    if not path.exists():
        return None
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
