"""Reading the codebook's TOML files, with clear errors."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

from talleyrand.errors import CodebookError


def load_toml(name: str) -> dict[str, Any]:
    """Return the parsed `codebook/data/<name>`; a CodebookError says which file and where it is malformed."""
    path = resources.files("talleyrand.codebook") / "data" / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CodebookError(
            str(error), where=f"codebook/data/{name}", hint="reinstall talleyrand or mend the file"
        ) from error


def words(text: str) -> frozenset[str]:
    """Return the words of a white-space separated list."""
    return frozenset(text.split())


def require(entry: dict[str, Any], *keys: str, where: str) -> None:
    """Check that an entry has what every rule needs."""
    for key in keys:
        if not entry.get(key):
            raise CodebookError(
                f"entry {entry.get('id', '?')} has no {key}",
                where=where,
                hint="every rule has an id, a reason and examples",
            )
