"""States: their names, adjectives, demonyms, capitals, and the office that leads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import read_rows, split_list

COLUMNS = ("iso3", "names", "abbreviations", "adjectives", "singular", "plural", "capitals", "leader")
TABLES = ("countries_extra.csv", "countries.csv")
DEFAULT_LEADER = "president"


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory by its ISO 3166 alpha-3 code (Kosovo `XKX`); `leader` is the key of its first office."""

    iso3: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    adjectives: tuple[str, ...]
    singular: tuple[str, ...]
    plural: tuple[str, ...]
    capitals: tuple[str, ...]
    leader: str

    @property
    def name(self) -> str:
        """The usual English name."""
        return self.names[0]


@cache
def load_countries() -> dict[str, Country]:
    """Return all countries by alpha-3 code. Sources: CIA World Factbook, country codes (PDDL), hand-made additions."""
    return {country.iso3: country for country in _read()}


def _read() -> Iterator[Country]:
    for table in TABLES:
        for row in read_rows(table, COLUMNS):
            names, short, adjectives, singular, plural, capitals = (split_list(cell) for cell in row[1:7])
            yield Country(row[0], names, short, adjectives, singular, plural, capitals, row[7] or DEFAULT_LEADER)
