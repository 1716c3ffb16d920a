"""Files of JSON lines: an object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from talleyrand.errors import InputError


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a file with the numbers of their lines; - is stdin. Raises InputError for what is none."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("it can't be read", where=str(path), hint="give a file of JSON lines") from error
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            raise InputError(f"no JSON: {error}", where=f"{path}:{number}") from error
        if not isinstance(found, dict):
            raise InputError("no JSON object", where=f"{path}:{number}")
        yield number, found
