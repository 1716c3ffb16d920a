"""Who "they" and "the leaders" are after a conversation has been reported: its parties.

Readouts name both sides once ("X spoke today with Y") and then go on with plurals; no antecedent in the plural stands
in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from talleyrand.codebook.countries import load_countries
from talleyrand.codebook.nouns import load_party_plurals
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.documents import Block, Document
from talleyrand.model.drafts import Mention, SourceMention
from talleyrand.model.records import Act, Record
from talleyrand.resolve.actors import ActorResolver
from talleyrand.resolve.full_names import FullNames
from talleyrand.resolve.labels import Labels

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DETERMINERS = re.compile(r"^(?:the two|the|both|two) ")
_PLURAL_PRONOUNS = frozenset({"they", "both"})
_DUAL = re.compile(r"(?i)^(?:both|the two|two)\b")
_SIDES = re.compile(r"(?i)\b(?:sides|parties|countries)$")
_PAIR = 2
_SAYS_I = 2
_COMMON_PRONOUN = "they"
_NAMED = frozenset({"person", "state", "organ", "office", "igo", "bloc"})
_NEAR = 1200
"""Code points over which the parties of a conversation stay the ones talked about."""


class Talks:
    """An actor resolver that remembers the last conversation of the document."""

    def __init__(self, resolver: ActorResolver, doc: Doc, document: Document, blocks: Sequence[Block]) -> None:
        self._resolver = resolver
        self._names = FullNames(doc, document)
        self._author_speaks = _as_person(doc, blocks)
        self._labels = Labels(document)
        self._label_spans = frozenset(b.speaker for b in blocks if b.speaker is not None)
        self._parties: tuple[Actor, ...] = ()
        self._at = 0

    def note(self, record: Record) -> None:
        """Keep the parties of a conversation that took place; what is told next is about them."""
        payload = record.payload
        if (
            not isinstance(payload, Act)
            or payload.event_type != "CONSULT"
            or record.factuality not in {"actual", "planned"}
        ):
            return
        parties = {a.id: a for a in (*record.actors, *record.recipients) if a.type in _NAMED}
        again = {a.country for a in parties.values()} == {a.country for a in self._parties} != {None}
        if again and all(a.type == "state" for a in parties.values()):
            self._at = record.evidence.end  # "the two sides discussed": the same talks, whose leaders stay known
        elif len(parties) > 1:
            self._parties, self._at = tuple(parties.values()), record.evidence.end

    def resolve(self, mention: Mention) -> tuple[Actor, ...]:
        """Return the actors of a mention; a plural without a better antecedent is the parties of the last talks."""
        if mention.quote.span in self._label_spans:
            speaker = self._labels.resolve(mention.text)
            if speaker is not None:
                return (replace(speaker, mention=mention.quote),)
        found = self._names.mend(mention, self._resolver.resolve(self._author_speaks.get(mention.kind, mention)))
        if not self._parties or not 0 <= mention.start - self._at < _NEAR or not _is_plural(mention):
            return found
        dual = _DUAL.match(mention.text) is not None and len(self._parties) == _PAIR
        if sum(a.type in _NAMED for a in found) > 1 and not dual:
            return found
        if mention.text.lower() == _COMMON_PRONOUN and any(a.type == "group" and a.country for a in found):
            return found
        parties = self._states() if _SIDES.search(mention.text) else self._parties
        return tuple(replace(a, mention=mention.quote) for a in parties)

    def _states(self) -> tuple[Actor, ...]:
        """The states of the parties, where each has one: sides are states, leaders are persons."""
        countries = [load_countries().get(a.country or "") for a in self._parties]
        named = {c.iso3: Actor(f"country:{c.iso3}", c.name, "state", c.iso3) for c in countries if c is not None}
        return tuple(named.values()) if len(named) == len(self._parties) else self._parties

    def attribution(self, source: SourceMention) -> Attribution:
        """Return the link of a chain that a source stands for."""
        return self._resolver.attribution(source)


def _is_plural(mention: Mention) -> bool:
    """`they`, `both`, `the two leaders`: a plural that can stand for both sides."""
    words = mention.text.lower()
    return words in _PLURAL_PRONOUNS or _DETERMINERS.sub("", words) in load_party_plurals()


def _as_person(doc: Doc, blocks: Sequence[Block]) -> dict[str, Mention]:
    """A text that says "I" is a person's words, though an institution publishes them: the pronoun that tells whose."""
    labelled = [b for b in blocks if b.speaker is not None]
    said = (t for t in doc if t.lower_ == "i" and t.pos_ == "PRON")
    own = [t for t in said if not any(b.start <= t.idx < b.end for b in labelled)]
    if len(own) < _SAYS_I:
        return {}
    return {"author": Mention(own[0].idx, own[0].idx + 1, own[0].text, own[0].i, "pronoun")}
