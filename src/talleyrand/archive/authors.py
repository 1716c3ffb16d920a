"""Authors: the actor whose words an official text is; press articles have none."""

from __future__ import annotations

import re
from dataclasses import replace

from talleyrand.codebook.actors import official_outlet, official_site, official_speaker, slug
from talleyrand.model.actors import Actor

_COUNTRY = re.compile(r"[A-Z]{3}")
_HOST = re.compile(r"https?://(?:www\.|en\.)?(?P<name>[^/:?#@\s]+)(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?:official )?(?:readout|read-out) (?:of|from|on)\b", re.IGNORECASE)


def find_author(
    speaker: str | None = None,
    iso3: str | None = None,
    post: str | None = None,
    institution: str | None = None,
    *,
    title: str | None = None,
) -> Actor | None:
    """Return the author that metadata names: a speaker, or else an institution that issues texts of its own.

    A text with the title "Readout of ..." is the account of whoever issues it, even of an institution nobody knows.
    """
    country = iso3.upper() if iso3 and _COUNTRY.fullmatch(iso3.upper()) else None
    if speaker:
        return official_speaker(speaker, country, post)
    if not institution:
        return None
    known = official_outlet(institution)
    if known is not None:
        return known if known.country or not country else replace(known, country=country)
    if country or (title and _ACCOUNT.match(title)):
        prefix = f"{country}-" if country else ""
        return Actor(f"organ:{prefix}{slug(institution)}", institution, "organ", country=country)
    return None


def author_of_site(url: str | None) -> Actor | None:
    """Return the institution on whose site a text stands that names no outlet; None for every other site."""
    host = _HOST.match(url) if url else None
    return official_site(host["name"].lower()) if host else None
