"""What the sides, channels and levels of contacts are called."""

from __future__ import annotations

from collections.abc import Mapping

from talleyrand.codebook.countries import load_countries
from talleyrand.present.plain import line

CHANNELS: Mapping[str, str] = {
    "phone": "by phone",
    "visit": "visit",
    "third-party": "on third ground",
    "multilateral": "in a wider round",
    "not said": "not said how",
}
"""Channels as a reader knows them, in the order in which they are drawn."""
LEVELS: Mapping[str, str] = {"leader": "leaders", "minister": "ministers", "envoy": "envoys", "other": "others"}


def name_of(side: str, names: Mapping[str, str] | None = None) -> str:
    """Return the name of a side: a state's by its code, else as `names` know it, else its id.

    >>> name_of("FRA"), name_of("person:x", {"person:x": "X"})
    ('France', 'X')
    """
    country = load_countries().get(side)
    if country is not None:
        return country.name
    return line((names or {}).get(side) or side)
