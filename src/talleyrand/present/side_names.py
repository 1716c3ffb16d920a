"""What states and other sides are called."""

from __future__ import annotations

from collections.abc import Mapping

from talleyrand.codebook.countries import load_countries
from talleyrand.present.plain import line


def name_of(side: str, names: Mapping[str, str] | None = None) -> str:
    """Return the name of a side: a state's by its code, else as `names` know it, else its id.

    >>> name_of("FRA"), name_of("person:x", {"person:x": "X"})
    ('France', 'X')
    """
    country = load_countries().get(side)
    if country is not None:
        return country.name
    return line((names or {}).get(side) or side)
