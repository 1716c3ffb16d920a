"""A person's name behind an office and its place (`Governor of Kamchatka Territory Vladimir Solodov`).

Read word by word, the place runs into the name; the tagger tells where the name begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talleyrand.codebook.actors import slug
from talleyrand.model.actors import Actor
from talleyrand.resolve.actors import resolve_actor

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PERSONS = frozenset({"person", "unknown", "group"})


class FullNames:
    """Mends what was read of phrases that hold a full name; `home` is the state that the author speaks for."""

    def __init__(self, doc: Doc, day: str | None, home: str | None) -> None:
        persons = [e for e in doc.ents if e.label_ == "PER" and " " in e.text]
        self._ending = {e.end_char: e.text for e in persons}
        self._starting = {e.start_char: e.text for e in persons}
        self._day = day
        self._home = home

    def mend(self, actor: Actor, text: str, start: int) -> Actor:
        """Return the person named in full at the end of a phrase in place of a misread one, else the actor."""
        end = start + len(text)
        name = self._ending.get(end) or self._starting.get(end + 1)
        if actor.type not in _PERSONS or name is None or name == text or not _is_misread(actor.name, name):
            return actor
        return self._person(name, actor)

    def _person(self, name: str, misread: Actor) -> Actor:
        known = resolve_actor(name, on=self._day)
        if known is not None and known.type == "person" and known.country is not None:
            return known
        country = misread.country or self._home
        return Actor(f"person:{slug(name)}", " ".join(name.split()), "person", country, misread.role, misread.sector)


def _is_misread(read: str, name: str) -> bool:
    """Whether what was read is not the name: another word, or the name with a place in front."""
    surname = name.rsplit(maxsplit=1)[-1]
    return surname not in read or (read != name and read.endswith(name))
