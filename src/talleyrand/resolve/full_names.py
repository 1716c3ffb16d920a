"""A person's name behind an office and its place (`Governor of Kamchatka Territory Vladimir Solodov`).

Read word by word, the place runs into the name; the tagger tells where the name begins.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talleyrand.codebook.actors import slug
from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.drafts import Mention
from talleyrand.resolve.actors import resolve_actor

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PERSONS = frozenset({"person", "unknown", "group"})


class FullNames:
    """Mends the actors of mentions that hold a full name; what was mended once is mended wherever it comes again."""

    def __init__(self, doc: Doc, document: Document) -> None:
        self._persons = [(e.start_char, e.end_char, e.text) for e in doc.ents if e.label_ == "PER" and " " in e.text]
        self._published = document.published
        self._country = document.author.country if document.author is not None else None
        self._mended: dict[str, Actor] = {}

    def mend(self, mention: Mention, found: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return the actors, a person named in full at the mention's end in place of a misread one."""
        if len(found) != 1 or found[0].type not in _PERSONS:
            return found
        misread = found[0]
        name = next((p[2] for p in self._persons if _closes(p, mention)), None)
        if name is None or not _is_misread(misread.name, name):
            known = self._mended.get(misread.id)
            return (replace(known, mention=mention.quote),) if known is not None else found
        person = self._person(name, misread)
        if misread.type == "person":
            self._mended[misread.id] = person
        return (replace(person, mention=mention.quote),)

    def _person(self, name: str, misread: Actor) -> Actor:
        known = resolve_actor(name, on=self._published)
        if known is not None and known.type == "person" and known.country is not None:
            return known
        country = misread.country or self._country
        return Actor(f"person:{slug(name)}", " ".join(name.split()), "person", country, misread.role, misread.sector)


def _is_misread(read: str, name: str) -> bool:
    """Whether what was read is not the name: another word, or the name with a place in front."""
    surname = name.rsplit(maxsplit=1)[-1]
    return surname not in read or (read != name and read.endswith(name))


def _closes(person: tuple[int, int, str], mention: Mention) -> bool:
    """Whether the name ends the mention, or follows it with nothing between (`Governor of X` `Name`)."""
    start, end, name = person
    return (end == mention.end and name != mention.text) or start - mention.end == 1
