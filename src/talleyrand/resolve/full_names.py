"""A person's name behind an office and its place (`Governor of Kamchatka Territory Vladimir Solodov`).

Read word by word, the place runs into the name; the tagger tells where the name begins.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talleyrand.codebook.actors import slug
from talleyrand.model.actors import Actor
from talleyrand.resolve.actors import resolve_actor
from talleyrand.resolve.names import on_one_line

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_WORD = re.compile(r"\S+ ")
_TITLED = re.compile(r", ((?:[A-Z][\w.-]* ){0,3})(?=\S)")
"""A comma, and titles before the name (", Colonel Jan Nowak,")."""
_CLOSING = frozenset({",", ".", ";", "—"})
_PERSONS = frozenset({"person", "unknown", "group"})


class FullNames:
    """Mends what was read of phrases that hold a full name; `home` is the state that the author speaks for."""

    def __init__(self, doc: Doc, day: str | None, home: str | None) -> None:
        named = [e for e in doc.ents if e.label_ == "PER"]
        self._starting = {e.start_char: e for e in named}
        self._full_ending = {e.end_char: on_one_line(e.text) for e in named if len(e) > 1}
        self._full_starting = {e.start_char: on_one_line(e.text) for e in named if len(e) > 1}
        self._text = doc.text
        self._day = day
        self._home = home

    def mend(self, actor: Actor, text: str, start: int) -> Actor:
        """Return the person named in full at the end of a phrase in place of a misread one, else the actor."""
        end = start + len(text)
        name = self._full_ending.get(end) or self._full_starting.get(end + 1)
        if actor.type not in _PERSONS or name is None or name == text or not _is_misread(actor.name, name):
            return actor
        return self._person(name, actor)

    def beside(self, end: int, head: Token) -> Span | None:
        """Return the name in apposition to a description that ends at `end` and hangs on `head`, None without one."""
        match = _TITLED.match(self._text, end)
        starts = [end + 2, *(end + 2 + word.end() for word in _WORD.finditer(match[1]))] if match else []
        name = next((self._starting[start] for start in starts if start in self._starting), None)
        if name is None:
            return None
        return name if name.root.head.i == head.i or _is_closed(name) else None

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


def _is_closed(name: Span) -> bool:
    """Whether punctuation follows a name, as it does an apposition."""
    return name.end < len(name.doc) and name.doc[name.end].text in _CLOSING
