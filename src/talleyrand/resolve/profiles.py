"""What a text says of a person whom no table has: role, state and sector, from title and apposition."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.resolve.context import Context, country_of, sector_of
from talleyrand.resolve.names import Segment, segments

LONGEST_ROLE = 25
AFFILIATIONS = ("ngo:", "company:", "organ:", "outlet:", "region:")
CLAUSE_WORDS = frozenset(("who", "whom", "whose", "which", "that", "where"))


def apposition(doc: Doc, last: int) -> str:
    """Return what stands in apposition after a name that ends with token `last`, "" when nothing does."""
    start = last + 2
    if start >= len(doc) or doc[last + 1].text != ",":
        return ""
    end = start
    stop = min(len(doc), start + LONGEST_ROLE)
    while end < stop and not _ends_role(doc, start, end):
        end += 1
    phrase = doc[start:end]
    nominal = any(token.pos_ in ("NOUN", "PROPN") for token in phrase)
    return phrase.text.strip(" ,") if nominal and doc[start].pos_ in ("DET", "NOUN", "PROPN", "ADJ", "NUM") else ""


def _ends_role(doc: Doc, start: int, at: int) -> bool:
    token = doc[at]
    if token.lower_ in CLAUSE_WORDS or token.text in ".;:”\"“()—" or token.is_space:
        return True
    if token.text == ",":
        return not (at + 1 < len(doc) and doc[at + 1].lower_ in ("a", "an"))
    return at > start and token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD")


def affiliation(text: str, context: Context) -> str | None:
    """Return the state that a description ties someone to: "Washington-based", a known institute, "at Shanghai's ...", "Chinese"."""
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
    pairs = zip(found, found[1:], strict=False)
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
