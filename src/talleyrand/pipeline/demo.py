"""The example case: where it lies in the package, or in the repository."""

from __future__ import annotations

from pathlib import Path

from talleyrand.errors import InputError

CASE = "ukraine_2022"
ACTOR = "CHN"
"""Whose dossier the demonstration shows."""

_PACKAGE = Path(__file__).resolve().parent.parent


def demo_case() -> Path:
    """Return the folder of the example case; raises InputError when the package was built without it."""
    places = (_PACKAGE / "data" / "demo", _PACKAGE.parent.parent / "examples" / CASE)
    for place in places:
        if place.is_dir():
            return place
    raise InputError("the example case is missing", where=str(places[0]), hint="reinstall talleyrand")
