"""Actors: is the country right, is the sector."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quality.figures import Measure, share
from quality.sets.named import NamedActor


def score(items: Sequence[NamedActor], found: Sequence[tuple[str, str]]) -> Iterator[Measure]:
    """Yield the share of countries and of sectors that are right, of those that are expected."""
    both = list(zip(items, found, strict=True))
    countries = [item.country == given[0] for item, given in both if item.country is not None]
    sectors = [item.sector == given[1] for item, given in both if item.sector is not None]
    yield share("country", sum(countries), len(countries))
    yield share("sector", sum(sectors), len(sectors))
