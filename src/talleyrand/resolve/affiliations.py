"""The state that a description ties someone to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.resolve.context import Context, country_of, sector_of
from talleyrand.resolve.names import Segment, segments

AFFILIATIONS = ("ngo:", "company:", "organ:", "outlet:", "region:")


def affiliation(text: str, context: Context) -> str | None:
    """Return the state that a description ties someone to.

    The best evidence first: "Washington-based", a known institute, "at Shanghai's ...", "Chinese".
    """
    found = segments(text, context.index)
    return (
        _based(found, context)
        or _institution(found, context)
        or _after_preposition(found, context)
        or _leading_adjective(found, context)
    )


def role_sector(text: str, index: ActorIndex) -> str | None:
    """Return the sector of the first word of a description that stands for a kind of actor."""
    return next((sector for segment in segments(text, index) if (sector := sector_of(segment, index))), None)


def _based(found: Sequence[Segment], context: Context) -> str | None:
    pairs = pairwise(found)
    return next((country_of([one], context) for one, other in pairs if other.key in ("based", "born")), None)


def _institution(found: Sequence[Segment], context: Context) -> str | None:
    named = [s for s in found if (name := s.name("entity")) and name.ref.startswith(AFFILIATIONS)]
    return country_of(named, context)


def _after_preposition(found: Sequence[Segment], context: Context) -> str | None:
    for at, segment in enumerate(found):
        if segment.key in ("at", "from", "with", "in"):
            code = country_of(found[at + 1 : at + 5], context)
            if code:
                return code
    return None


def _leading_adjective(found: Sequence[Segment], context: Context) -> str | None:
    for at, segment in enumerate(found):
        if sector_of(segment, context.index):
            return country_of(found[:at], context)
    return country_of(found[:2], context)
