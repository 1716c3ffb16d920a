"""Organisations and their organs: which organ stands for which whole."""

from __future__ import annotations

from functools import cache

from talleyrand.codebook.actors import ENTITY_COLUMNS
from talleyrand.codebook.tables import read_rows


def whole_of(ident: str) -> str:
    """Return the organisation that an organ belongs to, an organisation itself.

    >>> whole_of("igo:EU-commission"), whole_of("igo:union-state"), whole_of("igo:NATO")
    ('igo:EU', 'igo:union-state', 'igo:NATO')
    """
    base, dash, _ = ident.partition("-")
    return base if dash and base in _names() else ident


def organisation_name(ident: str) -> str:
    """Return the usual name of an organisation, its id where nobody knows it."""
    return _names().get(ident, ident)


@cache
def _names() -> dict[str, str]:
    tables = ("organisations.csv", "armed_groups.csv")
    return {row[0]: row[1] for table in tables for row in read_rows(table, ENTITY_COLUMNS)}
