"""The facets of the table of records: what may be chosen, how many records each choice would give, what is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from talleyrand.codebook.countries import load_countries
from talleyrand.ledger.selecting.facets import CAP, Counts, Name, Value
from talleyrand.ledger.selecting.selection import Source
from talleyrand.ledger.store import Ledger
from talleyrand.model.records import FACTUALITIES, KINDS, ReviewStatus
from talleyrand.present.plain import line
from talleyrand.web.records_table.asked import Asked

TITLES: dict[Name, str] = {
    "kind": "Kind",
    "actor": "Actor",
    "recipient": "Recipient",
    "type": "Type of act",
    "factuality": "Factuality",
    "source": "Source",
    "outlet": "Outlet or author",
    "review": "Review",
}
"""The facets of the page, in order, as its headings name them."""
SOURCES: dict[Source, str] = {
    "named": "named",
    "anonymous": "anonymous",
    "institution": "institution",
    "outlet": "outlet",
    "document": "document",
    "none": "none but the document’s own",
}
_FIXED: Mapping[Name, tuple[str, ...]] = {
    "kind": KINDS,
    "factuality": FACTUALITIES,
    "source": tuple(SOURCES),
    "review": get_args(ReviewStatus),
}
"""Facets whose values are known without counting, in the order of the codebook."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet: `records` are those that it would give, None where they are not counted yet."""

    value: str
    label: str
    records: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet by its parameter's name. `part` tells that the newest records were counted, not all."""

    name: Name
    title: str
    options: tuple[Option, ...]
    part: bool


@dataclass(frozen=True, slots=True)
class FacetsView:
    """The facets of a selection; `total` is how many records it has, in words, empty while they are counted."""

    total: str
    records: int | None
    whole: bool
    capped: str
    facets: tuple[Facet, ...]

    @property
    def counted(self) -> bool:
        """Whether the records were counted."""
        return self.records is not None


def facets_view(ledger: Ledger, asked: Asked, counts: Counts | None, total: str) -> FacetsView:
    """Return the facets of what is asked with their counts, without where there are none yet; `total` is in words."""
    facets = tuple(_facet(ledger, name, asked, counts) for name in TITLES)
    capped = f"counted among the newest {CAP:,}"
    if counts is None:
        return FacetsView(total, None, False, capped, facets)
    return FacetsView(total, counts.records, counts.whole, capped, facets)


def actor_name(key: str, ledger: Ledger, name: str = "") -> str:
    """Return what an actor is called by its key: a country's code or an actor's id."""
    country = load_countries().get(key.removeprefix("country:"))
    if country is not None:
        return country.name
    known = None if name else ledger.actor(key)
    return line(name or (known.name if known else key))


def _facet(ledger: Ledger, name: Name, asked: Asked, counts: Counts | None) -> Facet:
    found = counts.facets[name] if counts else ()
    chosen: tuple[str, ...] = getattr(asked, name)
    by_value = {value.value: value for value in found}
    options = tuple(
        Option(
            value,
            _label(name, value, by_value.get(value), ledger),
            _records(by_value.get(value), counts, fixed=name in _FIXED),
            value in chosen,
        )
        for value in _offered(name, found, chosen, counted=counts is not None)
    )
    return Facet(name, TITLES[name], options, counts is not None and name in counts.parts)


def _offered(name: Name, found: Iterable[Value], chosen: tuple[str, ...], *, counted: bool) -> list[str]:
    """The values to show: those chosen, and those that some record has; of a fixed list in its own order."""
    values = [value.value for value in found]
    if name in _FIXED:
        return [value for value in _FIXED[name] if not counted or value in values or value in chosen]
    return [*(value for value in chosen if value not in values), *values]


def _records(value: Value | None, counts: Counts | None, *, fixed: bool) -> int | None:
    if value is not None:
        return value.records
    return 0 if counts is not None and fixed else None


def _label(name: Name, value: str, found: Value | None, ledger: Ledger) -> str:
    if name in ("actor", "recipient"):
        return actor_name(value, ledger, found.name if found else "")
    if name == "source":
        return dict(SOURCES.items())[value]  # type: ignore[index]
    return line(value)
