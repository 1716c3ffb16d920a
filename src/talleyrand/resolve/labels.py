"""Speakers' labels in transcripts: who "MS. DOE:", "THE PRESIDENT:" and "SENIOR OFFICIAL:" are.

A label gives a surname in capitals. The transcript's title or text names the person in full somewhere; the state is
that of the
institution that published it.
"""

from __future__ import annotations

import re

from talleyrand.codebook.actors import slug
from talleyrand.codebook.countries import load_countries
from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.resolve.actors import resolve_actor

_HONORIFIC = re.compile(r"(?i)^(?:mr|ms|mrs|miss|dr|sir|dame|lord|lady|amb|sec|rep|sen|gen|col)\.?\s+")
_GIVEN = r"[A-Z][\w’'-]+(?:\s[A-Z]\.)?\s"
_OFFICE = re.compile(
    r"(?i)^(?:the )?(?:president|vice president|prime minister|first lady|chancellor|secretary|chair(?:man|woman)?)$"
)
_NAME = r"(?:\s(?!and\b)[A-Z][\w.’'-]+){1,4}"
"""A name behind its office in a title."""
_UNNAMED = re.compile(r"(?i)\b(?:official|participant|moderator|speaker|reporter|interpreter|staff|audience)\b")


class Labels:
    """Resolves the labels of one transcript; each is looked up once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._country = document.author.country if document.author is not None else None
        self._known: dict[str, Actor | None] = {}

    def resolve(self, label: str) -> Actor | None:
        """Return who a label stands for, None where the label alone does not tell."""
        if label not in self._known:
            self._known[label] = self._look_up(" ".join(label.split()))
        return self._known[label]

    def _look_up(self, label: str) -> Actor | None:
        if _UNNAMED.search(label):
            name = label.capitalize()
            return Actor(f"unknown:{slug(name)}", name, "group", self._country, sector="GOV" if self._country else None)
        if _OFFICE.match(label):
            return self._holder(label) if self._country is not None else self._titled(label)
        bare = _HONORIFIC.sub("", label)
        if bare == label and not label.isupper():
            return None
        known = resolve_actor(_titled(bare), on=self._document.published) if " " in bare else None
        if known is not None and known.type == "person" and known.role is not None:
            return known
        return self._named(_titled(bare).rpartition(" ")[2])

    def _holder(self, office: str) -> Actor | None:
        country = load_countries().get(str(self._country))
        adjective = country.adjectives[0] if country is not None and country.adjectives else ""
        found = resolve_actor(f"{adjective} {office.lower().removeprefix('the ')}", on=self._document.published)
        return found if found is not None and found.type == "person" else None

    def _titled(self, office: str) -> Actor | None:
        """The one whom the document's title names with the office (`Remarks by President Jane Doe`)."""
        bare = office.lower().removeprefix("the ")
        found = re.search(rf"\b(?i:{re.escape(bare)}){_NAME}", self._document.title or "")
        named = resolve_actor(" ".join(found[0].split()), on=self._document.published) if found else None
        return named if named is not None and named.type == "person" else None

    def _named(self, surname: str) -> Actor:
        """The person of that surname whom title or text names in full; else a person of that name."""
        text = f"{self._document.title or ''}\n{self._document.text}"
        full = re.search(rf"\b{_GIVEN}{re.escape(surname)}\b", text)
        name = " ".join(full.group(0).split()) if full else surname
        known = resolve_actor(name, on=self._document.published) if full else None
        if known is not None and known.type == "person":
            return known
        return Actor(f"person:{slug(name)}", name, "person", self._country, sector="GOV" if self._country else None)


def _titled(name: str) -> str:
    """`O’NEIL-SMITH` as `O’Neil-Smith`; what is not all capitals stays."""
    return re.sub(r"[^\W\d_]+", lambda m: m.group(0).capitalize(), name) if name.isupper() else name
