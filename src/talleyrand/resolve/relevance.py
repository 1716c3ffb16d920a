"""Which sentences of a speech are about another state: the ones that belong in a ledger of foreign policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talleyrand.codebook.countries import load_countries
from talleyrand.model.documents import Document
from talleyrand.model.spans import Span
from talleyrand.resolve.actors import resolve_actor

if TYPE_CHECKING:
    from spacy.tokens import Doc

_INTERNATIONAL = frozenset({"igo", "bloc", "armed-group"})


class Abroad:
    """Knows where a document names another state, its people or an international body."""

    def __init__(self, doc: Doc, document: Document) -> None:
        self._own = document.author.country if document.author is not None else None
        self._published = document.published
        self._names: dict[str, bool] = {}
        adjectives = _adjectives()
        offsets = [e.start_char for e in doc.ents if self._is_foreign(e.text)]
        offsets += [t.idx for t in doc if t.pos_ in {"ADJ", "PROPN", "NOUN"} and self._is_other(adjectives.get(t.lower_))]
        self._offsets = sorted(offsets)

    def within(self, span: Span) -> bool:
        """Whether a name of another party stands in the span; everything is abroad for an author without a state."""
        return self._own is None or any(span.start <= offset < span.end for offset in self._offsets)

    def _is_foreign(self, name: str) -> bool:
        if name not in self._names:
            found = resolve_actor(name, on=self._published)
            other = found is not None and (found.type in _INTERNATIONAL or self._is_other(found.country))
            self._names[name] = other
        return self._names[name]

    def _is_other(self, country: str | None) -> bool:
        return country is not None and country != self._own


def _adjectives() -> dict[str, str]:
    return {
        word.lower(): country.iso3
        for country in load_countries().values()
        for word in (*country.adjectives, *country.singular, *country.plural)
    }
