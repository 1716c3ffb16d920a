"""What an actor said in its own words: quoted or in its own texts, each stretch once, copies known as copies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from talleyrand.analyse.choosing import day_of
from talleyrand.analyse.parties import Party
from talleyrand.codebook.countries import load_countries
from talleyrand.model.actors import Attribution
from talleyrand.model.documents import Document
from talleyrand.model.records import Record, Statement
from talleyrand.model.spans import Quote

COPY_DAYS = 7
"""Days within which the same sentence in another text is the same remark printed twice; later it is said again."""
LONG_SENTENCE = 8
"""Words from which a sentence found again is known as the same one; shorter ones are said often."""
COPIED = 0.5
"""Share of the smaller text's long sentences from which two texts of near days are one."""
WHOLE_DAY = len("2022-02-26")
_QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")


Wording = Literal["own", "quoted", "reported"]
"""Words in the speaker's own text, words quoted by others, and what others report in words of theirs."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of an actor's own words; `form` tells where they stand.

    `text` names the occasion: the document where the actor speaks itself, the speaker and day where others quote it;
    copies of one text share it. `start` is where the words stand in `document`.
    """

    record: str
    document: str
    text: str
    speaker: str
    day: date
    start: int
    words: str
    form: Wording = "quoted"


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words are meant: those of a party, or of everybody else."""

    party: Party
    others: bool = False

    def speaks_in(self, record: Record) -> bool:
        """Tell whether it is among those who speak."""
        return any(self.party.fits(actor) != self.others for actor in record.actors)

    def vouches(self, source: Attribution) -> bool:
        """Tell whether a source is it, or speaks for it."""
        party = self.party
        if party.country is not None:
            same = source.country == party.country and source.type in {"institution", "named", "document"}
        else:
            same = source.id == party.id if party.id is not None else source.name.casefold() == party.name
        return same != self.others


def utterances(
    records: Iterable[Record],
    voice: Voice,
    documents: Mapping[str, Document] | None = None,
    *,
    reported: bool = False,
) -> tuple[list[Utterance], int]:
    """Return what somebody said in their own words, in order of time, and how many stretches no day is known for.

    Taken are the content of direct speech, what is quoted in mixed speech, and sentences for which the speaker vouches
    itself (its own statements, readouts and communiqués). A stretch within another one counts once. `documents` tell
    the days on which texts appeared, where they are known; else the records do. With `reported` what others report of
    it in their words is taken too.
    """
    given = list(records)
    days = _document_days(given) | _published({record.document_id for record in given}, documents or {})
    found = [(record, quote, form) for record in given for quote, form in _words(record, voice, reported)]
    dated, undated = [], 0
    for record, quote, form in _widest(found):
        own = form == "own"
        day = (days.get(record.document_id) if own else None) or day_of(record)
        if day is None:
            undated += 1
        else:
            speaker = _speaker(record, voice)
            text = record.document_id if own else f"{speaker} {day}"
            dated.append(Utterance(record.id, record.document_id, text, speaker, day, quote.start, quote.text, form))
    dated.sort(key=lambda one: (one.day, one.document, one.start, one.record))
    return _copies_joined(dated), undated


def _words(record: Record, voice: Voice, reported: bool) -> Iterator[tuple[Quote, Wording]]:
    """Yield the speaker's words in a record, and where they stand."""
    own = _in_own_text(record, voice)
    said = record.payload if isinstance(record.payload, Statement) else None
    if said is not None and record.factuality == "actual" and voice.speaks_in(record):
        official = own or (said.cue is None and said.form == "direct")
        for quote in said.content:
            if official and said.form != "indirect":
                yield quote, "own"
            elif said.form == "direct":
                yield quote, "quoted"
            elif said.form == "mixed":
                yield from ((part, "quoted") for part in _quoted(quote))
            elif reported and not own:
                yield quote, "reported"
    if own and (said is None or said.form == "indirect"):
        yield record.evidence, "own"


def _in_own_text(record: Record, voice: Voice) -> bool:
    """Whether the sentence is the speaker's own: its author's, whom no text names, and nobody else's within."""
    chain = record.reported_by
    return bool(chain) and chain[0].mention is None and voice.vouches(chain[0]) and voice.vouches(chain[-1])


def _speaker(record: Record, voice: Voice) -> str:
    """The id of who speaks: who is quoted, or who vouches for a sentence of its own text."""
    if isinstance(record.payload, Statement) and (record.payload.form != "indirect" or not record.reported_by):
        return next((actor.id for actor in record.actors if voice.party.fits(actor) != voice.others), "")
    return record.reported_by[-1].id if record.reported_by else ""


def _quoted(quote: Quote) -> Iterator[Quote]:
    for match in _QUOTED.finditer(quote.text):
        yield Quote(quote.start + match.start(1), quote.start + match.end(1), match.group(1))


def _published(idents: Iterable[str], documents: Mapping[str, Document]) -> dict[str, date]:
    known = ((ident, documents[ident].published) for ident in idents if ident in documents)
    return {ident: _day(day) for ident, day in known if day is not None and len(day) == WHOLE_DAY}


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _document_days(records: Iterable[Record]) -> dict[str, date]:
    """The day of each document: the one that most of its records have for want of another, the publication's."""
    days: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        if record.date.basis == "publication" and record.date.start is not None and record.date.precision == "day":
            days[record.document_id][record.date.start] += 1
    return {ident: _day(min(found, key=lambda day: (-found[day], day))) for ident, found in days.items()}


def _widest(found: list[tuple[Record, Quote, Wording]]) -> Iterator[tuple[Record, Quote, Wording]]:
    """Yield stretches in the order of their documents, without those that lie in one before; overlaps are cut."""
    reach: dict[str, int] = {}
    for record, quote, form in sorted(found, key=lambda f: (f[0].document_id, f[1].start, -f[1].end, f[0].id)):
        start = max(quote.start, reach.get(record.document_id, 0))
        if start < quote.end:
            reach[record.document_id] = quote.end
            yield record, Quote(start, quote.end, quote.text[start - quote.start :]), form


def _copies_joined(found: list[Utterance]) -> list[Utterance]:
    """Give texts of near days that share most long sentences one name; drop the sentences that are only repeated."""
    keys = [_sentence(one.words) for one in found]
    root = _joined_texts(found, keys)
    last: dict[str, tuple[str, date]] = {}
    kept: list[Utterance] = []
    for one, key in zip(found, keys, strict=True):
        text = root.get(one.text, one.text)
        first = last.setdefault(key, (text, one.day)) if key else (text, one.day)
        if key and first[0] != text and (one.day - first[1]).days <= COPY_DAYS:
            continue
        if key:
            last[key] = (text, one.day)
        kept.append(one if text == one.text else replace(one, text=text))
    return kept


def _joined_texts(found: list[Utterance], keys: list[str]) -> Mapping[str, str]:
    """Map each text that is mostly a copy to the earliest text of the same words."""
    holders: dict[str, list[Utterance]] = defaultdict(list)
    length: Counter[str] = Counter()
    for one, key in zip(found, keys, strict=True):
        if key:
            holders[key].append(one)
            length[one.text] += 1
    shared: Counter[tuple[str, str]] = Counter()
    for uses in holders.values():
        for before, after in pairwise(uses):
            if before.text != after.text and (after.day - before.day).days <= COPY_DAYS:
                shared[before.text, after.text] += 1
    root: dict[str, str] = {}
    for (earlier, later), count in sorted(shared.items()):
        if count >= COPIED * min(length[earlier], length[later]):
            root[later] = earlier
    return {text: _first(root, text) for text in root}


def _first(root: Mapping[str, str], text: str) -> str:
    seen = {text}
    while text in root and root[text] not in seen:
        text = root[text]
        seen.add(text)
    return text


def _sentence(words: str) -> str:
    found = words.casefold().split()
    return " ".join(found).rstrip('.,;:!?"”') if len(found) >= LONG_SENTENCE else ""


def concerning(said: Iterable[Utterance], records: Iterable[Record], target: str) -> list[Utterance]:
    """Return what is said to a party or names it: its name, an abbreviation, its adjective or its capital."""
    party = Party.of(target)
    facing = {record.id for record in records if party.meets_in(record) or party.acts_in(record)}
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, _names(target, party)))})\b")
    return [one for one in said if one.record in facing or named.search(one.words)]


def _names(target: str, party: Party) -> tuple[str, ...]:
    country = load_countries().get(party.country or "")
    if country is None:
        return (target.partition(":")[2].replace("-", " ").title() or target,)
    groups = (country.names, country.abbreviations, country.adjectives, country.plural, country.capitals)
    return tuple(name for group in groups for name in group)
