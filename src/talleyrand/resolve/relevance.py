"""Which sentences of a speech are about another state: the ones that belong in a ledger of foreign policy."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from talleyrand.codebook.countries import load_countries
from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Record
from talleyrand.model.spans import Span
from talleyrand.resolve.actors import resolve_actor

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SHORT = 4
_MOSTLY = 0.3
"""Share of sentences that name another party from which a text is about foreign affairs as a whole."""
_AT_HOME_TOO = frozenset({"MOBILIZE", "COERCE", "ASSAULT", "PROTEST", "RETREAT", "THREATEN", "SANCTION", "CONCEDE"})
"""Acts that matter abroad wherever they happen; talks, thanks and gifts at home do not."""
_INTERNATIONAL = frozenset({"igo", "bloc", "armed-group"})


class Abroad:
    """Knows where a document names another state, its people or an international body."""

    def __init__(self, doc: Doc, document: Document) -> None:
        self._own = document.author.country if document.author is not None else None
        self._published = document.published
        self._names: dict[str, bool] = {}
        adjectives = _adjectives()
        title = document.title or ""
        self._titled = bool({adjectives.get(w) for w in title.lower().split()} - {None, self._own}) or any(
            self._is_other(country.iso3) and any(name in title for name in country.names)
            for country in load_countries().values()
        )
        offsets = [e.start_char for e in doc.ents if self._is_foreign(e.text)]
        offsets += [
            t.idx for t in doc if t.pos_ in {"ADJ", "PROPN", "NOUN"} and self._is_other(adjectives.get(t.lower_))
        ]
        self._offsets = sorted(offsets)
        self._mostly = self._share(doc) >= _MOSTLY

    def note(self, record: Record) -> None:
        """An account of talks with another state is about it to the end."""
        talks = isinstance(record.payload, Act) and record.payload.event_type == "CONSULT"
        if talks and any(self._is_party(a) for a in (*record.actors, *record.recipients)):
            self._titled = True

    def _share(self, doc: Doc) -> float:
        """The share of sentences that name another party."""
        sentences = [s for s in doc.sents if len(s) > _SHORT]
        named = sum(any(s.start_char <= o < s.end_char for o in self._offsets) for s in sentences)
        return named / len(sentences) if sentences else 0.0

    def within(self, span: Span) -> bool:
        """Whether a name of another party stands in the span; everything is abroad for an author without a state."""
        return self._own is None or any(span.start <= offset < span.end for offset in self._offsets)

    def concerns(self, span: Span) -> bool:
        """Whether a sentence of a speech belongs in the ledger: it names another party, or the speech is about one."""
        return self._mostly or self.within(span)

    def refusal(self, record: Record) -> str | None:
        """Why an official text's record is its state's own affair; None for what concerns others, and for the press.

        Official texts report everything a government does at home; a newspaper's choice is a choice already.
        """
        if self._own is None or any(self._is_party(a) for a in (*record.actors, *record.recipients)):
            return None
        if self._mostly:
            return None
        if isinstance(record.payload, Act):
            home = record.payload.event_type in _AT_HOME_TOO or any(_is_council(a) for a in record.recipients)
            return None if home else "no party of another state"
        if self._titled or self.within(record.evidence.span):
            return None
        return "a matter of the state's own"

    def _is_party(self, actor: Actor) -> bool:
        return actor.type in _INTERNATIONAL or self._is_other(actor.country)

    def _is_foreign(self, name: str) -> bool:
        if name not in self._names:
            found = resolve_actor(name, on=self._published)
            other = found is not None and (found.type in _INTERNATIONAL or self._is_other(found.country))
            if other and found is not None and found.type == "person":
                other = _is_whole_name(name, found.name)
            self._names[name] = other
        return self._names[name]

    def _is_other(self, country: str | None) -> bool:
        return country is not None and country != self._own


@cache
def _adjectives() -> dict[str, str]:
    return {
        word.lower(): country.iso3
        for country in load_countries().values()
        for word in (*country.adjectives, *country.singular, *country.plural)
    }


def _is_council(actor: Actor) -> bool:
    """A body of the state that decides on war and peace, or makes its laws."""
    return actor.type == "organ" and actor.sector in {"GOV", "LEG", "MIL"}


def _is_whole_name(name: str, known: str) -> bool:
    """A surname alone, or all words of the known name: `Michigan Abbott` is no premier."""
    words = name.split()
    return len(words) == 1 or set(words) <= set(known.split())
