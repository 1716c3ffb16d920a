"""Terms for disputed matters as they stand in records: whose, spelt one way, each sentence's longest alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from talleyrand.analyse.choosing import day_of
from talleyrand.analyse.parties import Party, is_official, name_of
from talleyrand.codebook.frames import OTHER, load_frames
from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.records import Framing, Record, Use

COPY_DAYS = 7
"""Days within which the same sentence in another document is a copy of it."""
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:a|an|the)\s+")
_BRITISH = re.compile(r"is(ation|ed|ing)\b")


@dataclass(frozen=True, slots=True)
class TermUse:
    """One record of a term: whose it is, the matter, the term, how it is used, when, in which independent report."""

    record: str
    actor: str
    frame: str
    term: str
    use: Use
    day: date | None
    cluster: str
    said_by: tuple[str, ...]

    def lies_in(self, since: str | None, until: str | None) -> bool:
        """Tell whether it was used in a period of days, inclusive; what has no day is not left out."""
        day = self.day.isoformat() if self.day else None
        return day is None or ((since is None or day >= since) and (until is None or day <= until))


def term_uses(
    records: Iterable[Record], sides: Sequence[Party] = (), documents: Mapping[str, Document] | None = None
) -> list[TermUse]:
    """Return the terms of the sides asked for, or of everybody, in order of time, the undated last.

    A state speaks through those who act for it. A longer term is not its shorter one too: of terms within each other
    in one sentence the longest counts. Reports in the same words within a week are one independent report, as is all
    that one side says in one document.
    """
    found: dict[tuple[str, str, str, int, str], list[TermUse]] = defaultdict(list)
    framings = [record for record in records if isinstance(record.payload, Framing)]
    labels = {party: name_of(_asked(party), framings) for party in sides}
    copies = _Copies(documents or {})
    for record in sorted(
        framings, key=lambda one: (one.date.start or "9", one.document_id, one.evidence.start, one.id)
    ):
        payload = record.payload
        assert isinstance(payload, Framing)  # noqa: S101  only framings are asked for
        if payload.use == "used" and record.factuality not in {"actual", "planned"}:
            continue
        for actor in dict.fromkeys(_labels(record.actors, labels)):
            use = TermUse(
                record.id,
                actor,
                payload.frame,
                plain(payload.term),
                payload.use,
                day_of(record) or copies.day(record),
                f"{actor}: {copies.story(record)}",
                tuple(link.name for link in record.reported_by),
            )
            found[record.document_id, actor, payload.frame, record.evidence.start, payload.use].append(use)
    uses = [use for group in found.values() for use in _longest(group)]
    return sorted(_one_number(uses), key=lambda use: (use.day or date.max, use.record, use.actor))


def plain(term: str) -> str:
    """Return a term in one spelling: lower case, no article, no quotation marks, -ization.

    >>> plain("the Special Military Operation"), plain("“denazification”"), plain("demilitarisation")
    ('special military operation', 'denazification', 'demilitarization')
    """
    words = " ".join(term.casefold().strip(" \"'“”‘’.,;:").split())
    return _BRITISH.sub(lambda match: f"iz{match[1]}", _ARTICLE.sub("", words))


def frame_ids() -> frozenset[str]:
    """Return the ids of all disputed matters, and that of terms which belong to none that is listed."""
    return frozenset({OTHER, *(frame for frame, _ in _listed())})


def _asked(party: Party) -> str:
    return party.country or party.id or party.name or ""


def _labels(actors: Iterable[Actor], labels: Mapping[Party, str]) -> Iterable[str]:
    for actor in actors:
        if labels:
            yield from (label for party, label in labels.items() if party.fits(actor))
        elif actor.country is not None and is_official(actor):
            yield name_of(actor.country)
        elif actor.type != "unknown":
            yield actor.name


def _longest(uses: Sequence[TermUse]) -> list[TermUse]:
    """The uses of one sentence without those of a term that lies within another term of it."""
    terms = {use.term for use in uses}
    return [use for use in uses if not any(f" {use.term} " in f" {term} " for term in terms if term != use.term)]


def _one_number(uses: Sequence[TermUse]) -> list[TermUse]:
    """Spell plurals as singulars where the singular is a term of the matter too."""
    known = {(use.frame, use.term) for use in uses} | set(_listed())
    return [
        replace(use, term=use.term[:-1]) if use.term.endswith("s") and (use.frame, use.term[:-1]) in known else use
        for use in uses
    ]


def _listed() -> Iterable[tuple[str, str]]:
    return ((frame.id, term) for term, frames in load_frames().by_term.items() for frame in frames)


class _Copies:
    """Which documents say the same in the same sentence within a week."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._first: dict[str, tuple[str, date | None]] = {}

    def story(self, record: Record) -> str:
        """Return the document that first held the record's sentence, its own story where none did within a week."""
        words = " ".join(_WORD.findall(record.evidence.text.casefold()))
        day = self.day(record)
        holder, then = self._first.setdefault(words, (record.told_by, day))
        if day is None or then is None or abs((day - then).days) <= COPY_DAYS:
            return holder
        self._first[words] = record.told_by, day
        return record.told_by

    def day(self, record: Record) -> date | None:
        """Return the day its document was published, where that is known, else its own."""
        document = self._documents.get(record.document_id)
        known = document.published if document else None
        return date.fromisoformat(known) if known and len(known) == len("2022-02-26") else day_of(record)
