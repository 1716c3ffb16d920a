"""What an actor said in its own words: quoted or in its own texts, each stretch once, copies known as copies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from talleyrand.analyse.choosing import day_of
from talleyrand.analyse.parties import Party
from talleyrand.model.actors import Attribution
from talleyrand.model.records import Record, Statement
from talleyrand.model.spans import Quote

COPY_DAYS = 7
"""Days within which the same sentence in another text is the same remark printed twice; later it is said again."""
LONG_SENTENCE = 8
"""Words from which a sentence found again is known as the same one; shorter ones are said often."""
COPIED = 0.5
"""Share of the smaller text's long sentences from which two texts of near days are one."""
_QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of an actor's own words.

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


def utterances(records: Iterable[Record], party: Party) -> tuple[list[Utterance], int]:
    """Return what a party said in its own words, in order of time, and how many stretches no day is known for.

    Taken are the content of its direct speech, what is quoted in mixed speech, and sentences for which it vouches
    itself (its own statements, readouts and communiqués). A stretch within another one counts once.
    """
    given = list(records)
    days = _document_days(given)
    found = [(record, quote, own) for record in given for quote, own in _own_words(record, party)]
    dated, undated = [], 0
    for record, quote, own in _widest(found):
        day = (days.get(record.document_id) if own else None) or day_of(record)
        if day is None:
            undated += 1
        else:
            speaker = record.actors[0].id if record.actors else ""
            text = record.document_id if own else f"{speaker} {day}"
            dated.append(Utterance(record.id, record.document_id, text, speaker, day, quote.start, quote.text))
    dated.sort(key=lambda one: (one.day, one.document, one.start, one.record))
    return _copies_joined(dated), undated


def _own_words(record: Record, party: Party) -> Iterator[tuple[Quote, bool]]:
    """Yield the party's words in a record, and whether they stand in its own text."""
    own = bool(record.reported_by) and _is(party, record.reported_by[-1])
    said = record.payload if isinstance(record.payload, Statement) else None
    if said is not None and said.form != "indirect" and record.factuality == "actual" and party.acts_in(record):
        official = own or said.cue is None
        for quote in said.content:
            if said.form == "direct" or official:
                yield quote, official
            else:
                yield from ((part, False) for part in _quoted(quote))
    elif own:
        yield record.evidence, True


def _is(party: Party, source: Attribution) -> bool:
    if party.country is not None:
        return source.country == party.country and source.type in {"institution", "named", "document"}
    return source.id == party.id if party.id is not None else source.name.casefold() == party.name


def _quoted(quote: Quote) -> Iterator[Quote]:
    for match in _QUOTED.finditer(quote.text):
        yield Quote(quote.start + match.start(1), quote.start + match.end(1), match.group(1))


def _document_days(records: Iterable[Record]) -> dict[str, date]:
    """The day of each document: the one that most of its records have for want of another, the publication's."""
    days: dict[str, Counter[date]] = defaultdict(Counter)
    for record in records:
        if record.date.basis == "publication" and record.date.start is not None and record.date.precision == "day":
            days[record.document_id][date.fromisoformat(record.date.start)] += 1
    return {ident: min(found, key=lambda day: (-found[day], day)) for ident, found in days.items()}


def _widest(found: list[tuple[Record, Quote, bool]]) -> Iterator[tuple[Record, Quote, bool]]:
    """Yield stretches in the order of their documents, without those that lie in one before; overlaps are cut."""
    reach: dict[str, int] = {}
    for record, quote, own in sorted(found, key=lambda f: (f[0].document_id, f[1].start, -f[1].end, f[0].id)):
        start = max(quote.start, reach.get(record.document_id, 0))
        if start < quote.end:
            reach[record.document_id] = quote.end
            yield record, Quote(start, quote.end, quote.text[start - quote.start :]), own


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
        for before, after in zip(uses, uses[1:], strict=False):
            if before.text != after.text and (after.day - before.day).days <= COPY_DAYS:
                shared[before.text, after.text] += 1
    root: dict[str, str] = {}
    for (before, after), count in sorted(shared.items()):
        if count >= COPIED * min(length[before], length[after]):
            root[after] = before
    return {text: _first(root, text) for text in root}


def _first(root: Mapping[str, str], text: str) -> str:
    seen = {text}
    while text in root and root[text] not in seen:
        text = root[text]
        seen.add(text)
    return text


def _sentence(words: str) -> str:
    found = _WORD.findall(words.casefold())
    return " ".join(found) if len(found) >= LONG_SENTENCE else ""
