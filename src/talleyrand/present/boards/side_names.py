"""What states and other sides are called."""

from __future__ import annotations

from collections.abc import Mapping

from talleyrand.codebook.countries import load_countries
from talleyrand.codebook.organisations import organisation_name
from talleyrand.present.plain import line

_BODIES = frozenset({"igo", "bloc", "armed"})
"""Prefixes of ids that the codebook names."""


def name_of(side: str, names: Mapping[str, str] | None = None) -> str:
    """Return the name of a side: a state's by its code, else as `names` know it, else its id.

    >>> name_of("FRA"), name_of("person:x", {"person:x": "X"})
    ('France', 'X')
    """
    country = load_countries().get(side)
    if country is not None:
        return country.name
    if names and side in names:
        return line(names[side])
    return organisation_name(side) if side.partition(":")[0] in _BODIES else line(side)
