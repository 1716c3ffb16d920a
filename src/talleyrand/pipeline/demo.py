"""The example case: where it lies in the package, or in the repository."""

from __future__ import annotations

from pathlib import Path

from talleyrand.errors import InputError

CASE = "ukraine_2022"
ACTOR = "CHN"
"""Whose dossier the demonstration shows."""

_PACKAGE = Path(__file__).resolve().parent.parent


def demo_case() -> list[Path]:
    """Return the pieces of the example case, sorted; raises InputError when the package was built without it.

    What stands beside the numbered pieces (a read-me, what a careful analyst would enter) is not part of the case.
    """
    places = (_PACKAGE / "data" / "demo", _PACKAGE.parent.parent / "examples" / CASE)
    pieces = next((found for place in places if (found := sorted(place.glob("[0-9]*")))), None)
    if pieces is None:
        raise InputError("the example case is missing", where=str(places[0]), hint="reinstall talleyrand")
    return [_as_seen_from_here(piece) for piece in pieces]


def _as_seen_from_here(path: Path) -> Path:
    """The path relative to the working folder where it lies below it: what the ledger notes is then the same
    everywhere.
    """
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
