"""Which records belong in the ledger: all of them, or in official texts those about another state.

Official texts report everything a government does at home; a newspaper's choice is a choice already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Record, Relevance
from talleyrand.model.spans import Span
from talleyrand.resolve.actors import resolve_actor
from talleyrand.resolve.context import Context, country_of
from talleyrand.resolve.discourse import Candidate, Discourse
from talleyrand.resolve.names import segments

_FOREIGN_MINISTRY = re.compile(
    r"(?i)\b(?:ministry of (?:foreign|external) affairs|foreign (?:ministry|office)|state department)\b"
)
_HEADING = 120
"""Code points in which a text says whose it is."""
_SHORT = 4
_MOSTLY = 0.3
"""Share of sentences that name another party from which a text is about foreign affairs as a whole."""
_AT_HOME_TOO = frozenset({"MOBILIZE", "COERCE", "ASSAULT", "PROTEST", "RETREAT", "THREATEN", "SANCTION", "CONCEDE"})
"""Acts that matter abroad wherever they happen; talks, thanks and gifts at home do not."""
_INTERNATIONAL = frozenset({"igo", "bloc", "armed-group"})
_DECIDES = frozenset({"GOV", "LEG", "MIL"})


class Abroad:
    """Knows where a document names another state, its people or an international body."""

    def __init__(self, discourse: Discourse, document: Document, index: ActorIndex, relevance: Relevance) -> None:
        author = document.author if relevance == "foreign" else None
        self._own = author.country if author is not None else None
        self._context = Context(index, document.published)
        self._names: dict[str, bool] = {}
        if self._own is None:
            return
        self._titled = any(
            self._is_other(country_of([s], self._context)) for s in segments(document.title or "", index)
        )
        self._offsets = sorted(c.start for c in discourse.candidates if self._is_foreign(c, discourse.text))
        self._mostly = self._share(discourse) >= _MOSTLY
        self._diplomatic = _is_of_foreign_ministry(document, discourse)

    def note(self, record: Record) -> None:
        """An account of talks with another state is about it to the end."""
        talks = isinstance(record.payload, Act) and record.payload.event_type == "CONSULT"
        if talks and self._own is not None and any(self._is_party(a) for a in _parties(record)):
            self._titled = True

    def concerns(self, span: Span) -> bool:
        """Whether a sentence of a speech belongs in the ledger: it names another party, or the speech is about one."""
        return self._own is None or self._mostly or self._within(span)

    def refusal(self, record: Record) -> str | None:
        """Why an official text's record is its state's own affair; None for what concerns others, and for the press."""
        if self._own is None:
            return None
        if _is_within_one_state(record):
            return "talks within one state"
        if any(self._is_party(a) for a in _parties(record)):
            return None
        if isinstance(record.payload, Act):
            return self._refused_act(record, record.payload)
        return (
            None if self._mostly or self._titled or self._within(record.evidence.span) else "a matter of its own state"
        )

    def _refused_act(self, record: Record, act: Act) -> str | None:
        home = act.event_type in _AT_HOME_TOO or any(_is_council(a) for a in record.recipients)
        return None if home or self._mostly or self._diplomatic else "no party of another state"

    def _share(self, discourse: Discourse) -> float:
        """The share of sentences that name another party."""
        sentences = [s for s in discourse.doc.sents if len(s) > _SHORT]
        named = sum(any(s.start_char <= o < s.end_char for o in self._offsets) for s in sentences)
        return named / len(sentences) if sentences else 0.0

    def _within(self, span: Span) -> bool:
        return any(span.start <= offset < span.end for offset in self._offsets)

    def _is_party(self, actor: Actor) -> bool:
        return actor.type in _INTERNATIONAL or self._is_other(actor.country)

    def _is_foreign(self, candidate: Candidate, text: str) -> bool:
        if candidate.sort == "name" and candidate.segment is not None and candidate.segment.kind != "person":
            return self._is_other(country_of([candidate.segment], self._context))
        return candidate.sort in ("name", "person") and self._names_foreigner(text[candidate.start : candidate.end])

    def _names_foreigner(self, name: str) -> bool:
        if name not in self._names:
            found = resolve_actor(name, on=self._context.day, index=self._context.index)
            whole = found is not None and (found.type != "person" or _is_whole_name(name, found.name))
            self._names[name] = whole and found is not None and self._is_party(found)
        return self._names[name]

    def _is_other(self, country: str | None) -> bool:
        return country is not None and country != self._own


def _parties(record: Record) -> Iterable[Actor]:
    return (*record.actors, *record.recipients)


def _is_within_one_state(record: Record) -> bool:
    """Talks whose parties all speak for one state: its own business, or a party misread."""
    talks = isinstance(record.payload, Act) and record.payload.event_type == "CONSULT" and bool(record.recipients)
    return talks and len({a.country for a in _parties(record)}) == 1 and record.actors[0].country is not None


def _is_council(actor: Actor) -> bool:
    """A body of the state that decides on war and peace, or makes its laws."""
    return actor.type == "organ" and actor.sector in _DECIDES


def _is_whole_name(name: str, known: str) -> bool:
    """A surname alone, or all words of the known name: `Michigan Abbott` is no premier."""
    words = name.split()
    return len(words) == 1 or set(words) <= set(known.split())


def _is_of_foreign_ministry(document: Document, discourse: Discourse) -> bool:
    """Whether the title or the heading names the ministry whose every statement is of foreign affairs."""
    heading = discourse.text[:_HEADING].partition("\n")[0]
    return bool(_FOREIGN_MINISTRY.search(f"{document.title or ''} {heading}"))
