"""Who "they" and "the leaders" are after a conversation has been reported: its parties.

Readouts name both sides once ("X spoke today with Y") and then go on with plurals; no antecedent in the plural stands in the text.
"""

from __future__ import annotations

import re

from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.drafts import Mention, SourceMention
from talleyrand.model.records import Act, Record
from talleyrand.resolve.actors import ActorResolver

_PLURAL = re.compile(
    r"(?i)^(?:they|both|(?:the |both |the two |two )?(?:leaders|presidents|sides|ministers|parties|heads of state|prime ministers|"
    r"foreign ministers|officials|advisors|advisers|secretaries|counterparts|interlocutors))$"
)
_COMMON_PRONOUN = "they"
_NAMED = frozenset({"person", "state", "organ", "office", "igo", "bloc"})
_NEAR = 1200
"""Code points over which the parties of a conversation stay the ones talked about."""


class Talks:
    """An actor resolver that remembers the last conversation of the document."""

    def __init__(self, resolver: ActorResolver) -> None:
        self._resolver = resolver
        self._parties: tuple[Actor, ...] = ()
        self._at = 0

    def note(self, record: Record) -> None:
        """Keep the parties of a conversation that took place; what is told next is about them."""
        payload = record.payload
        if not isinstance(payload, Act) or payload.event_type != "CONSULT" or record.factuality not in {"actual", "planned"}:
            return
        parties = {a.id: a for a in (*record.actors, *record.recipients) if a.type in _NAMED}
        if len(parties) > 1:
            self._parties, self._at = tuple(parties.values()), record.evidence.end

    def resolve(self, mention: Mention) -> tuple[Actor, ...]:
        """Return the actors of a mention; a plural without a better antecedent stands for the parties of the last talks."""
        found = self._resolver.resolve(mention)
        if not self._parties or not 0 <= mention.start - self._at < _NEAR or not _PLURAL.match(mention.text):
            return found
        if sum(a.type in _NAMED for a in found) > 1:
            return found
        if mention.text.lower() == _COMMON_PRONOUN and any(a.type == "group" and a.country for a in found):
            return found
        return tuple(Actor(a.id, a.name, a.type, a.country, a.role, a.sector, mention.quote) for a in self._parties)

    def attribution(self, source: SourceMention) -> Attribution:
        """Return the link of a chain that a source stands for."""
        return self._resolver.attribution(source)
