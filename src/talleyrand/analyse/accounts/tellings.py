"""What each side tells of one call or meeting: the readout of either capital, what the press has from it.

A readout is a document of a state that takes part and whose title, or whose first sentence, is of the contact: all it
records belongs to the occasion. Of other documents, an article or a press briefing, only what stands near the contact
and concerns the same persons does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from talleyrand.analyse.accounts.matching import CONTACT, Occasion, family_of, people_of, states_of
from talleyrand.analyse.accounts.sources import Documents, issuer_of, voucher_of
from talleyrand.codebook.countries import load_countries
from talleyrand.codebook.readouts import is_readout
from talleyrand.model.concerning import counterparts
from talleyrand.model.documents import Document
from talleyrand.model.records import Record, Vote

LEAD = 300
"""Characters at the beginning of a text within which its first sentence tells what it is of."""
NEARBY = 800
"""Characters before and behind a contact within which an article goes on about it: a paragraph or two."""
NEARBY_OFFICIAL = 250
"""The same in speeches and briefings, whose speaker is a party to all he says: the next sentence or two."""
LATE_DAYS = 1
"""Days behind a contact within which its readout appears."""
_NAME = re.compile(r"[^\W\d_]{4,}")
_DATE = 10

Contact = tuple[frozenset[str], str]
Whole = Callable[[str], Iterable[Record]]
"""All records of a document, by its id."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One side's account of an occasion: its documents, the one to read first, and the records that belong to it.

    `titled` are documents that tell of the contact by their title alone: no record of the contact itself.
    """

    side: str
    voucher: str
    lead: str
    documents: tuple[str, ...]
    titled: tuple[str, ...]
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """The documents, a way to the records of each, and the readouts among them by state and day."""

    documents: Documents
    records: Whole
    readouts: Mapping[tuple[str, str], Sequence[Document]] = field(default_factory=dict)
    contacts: Mapping[str, Sequence[Contact]] = field(default_factory=dict)
    """The contacts that a document with a readout's title tells of: the states, and the day."""


def library_of(records: Iterable[Record], documents: Documents, whole: Whole | None = None) -> Library:
    """Return official documents with a readout's title by their state and day, and the records by document.

    `whole` gives all records of a document where those given are a part of them.
    """
    by_document: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_document[record.document_id].append(record)
    readouts: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents.values():
        if document.author and document.author.country and document.published and is_readout(document.title or ""):
            readouts[document.author.country, document.published[:_DATE]].append(document)
    titled = {document.id for found in readouts.values() for document in found}
    contacts = {ident: _contacts(by_document.get(ident, ())) for ident in titled}
    return Library(documents, whole or (lambda ident: by_document.get(ident, ())), readouts, contacts)


def _contacts(records: Iterable[Record]) -> list[Contact]:
    return [
        (states_of(record), record.date.start)
        for record in records
        if family_of(record) == CONTACT and record.factuality == "actual" and record.date.start
        if len(people_of([record])) > 1
    ]


def tellings(occasion: Occasion, library: Library) -> tuple[Telling, ...]:
    """Return what each side tells of a contact, the sides that took part first, then the others by name."""
    by_side: dict[str, list[str]] = defaultdict(list)
    for record in occasion.records:
        side = _side(record, library.documents)
        if record.document_id not in by_side[side]:
            by_side[side].append(record.document_id)
    titled = _titled(occasion, library)
    for document in titled:
        assert document.author is not None  # noqa: S101  readouts have one
        by_side[document.author.country or document.author.id].append(document.id)
    states = _states(occasion)
    extra = {document.id for document in titled}
    if len(by_side) == 1:
        ((side, documents),) = by_side.items()
        return (_alone(side, documents, library, extra),)
    found = [_telling(side, documents, occasion, library, extra) for side, documents in by_side.items()]
    return tuple(sorted(found, key=lambda telling: (telling.voucher not in states, telling.voucher)))


def names_counterpart(document: Document, occasion: Occasion, *, persons_only: bool = False) -> bool:
    """Tell whether a document's title names another party to the occasion than its own author's state."""
    own = document.author.country if document.author else None
    words = {word.casefold() for word in _NAME.findall(document.title or "")}
    persons = [p for r in occasion.records for p in (*r.actors, *r.recipients) if p.type == "person" and p.country]
    if any(_named(person.name, words) for person in persons if person.country != own):
        return True
    if persons_only:
        return False
    return any(_state_named(state, document.title or "") for state in _states(occasion) if state != own)


def _named(name: str, words: set[str]) -> bool:
    """Whether a person's surname, the last word of the name that is long enough, is among words."""
    parts = [word.casefold() for word in _NAME.findall(name)]
    return bool(parts) and parts[-1] in words


def _state_named(code: str, title: str) -> bool:
    country = load_countries().get(code)
    if country is None:
        return False
    names = (*country.names, *country.adjectives, *country.abbreviations)
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title) for name in names)


def _states(occasion: Occasion) -> frozenset[str]:
    return frozenset().union(*(states_of(record) for record in occasion.records))


def _side(record: Record, documents: Documents) -> str:
    """Whose account a document is: the state that issued it, else the outlet."""
    document = documents.get(record.document_id)
    if document is not None and document.author is None:
        return document.outlet or document.id
    return voucher_of(record, documents)


def _titled(occasion: Occasion, library: Library) -> list[Document]:
    """Return the readouts of the states taking part that have no record of the contact, by their titles and days."""
    days = {record.date.start for record in occasion.records if record.date.start == record.date.end}
    if not days or all(record.factuality != "actual" for record in occasion.records):
        return []
    told = {record.document_id for record in occasion.records}
    after = sorted({_later(day, late) for day in days if day for late in range(LATE_DAYS + 1)})
    near = [
        document
        for state in sorted(_states(occasion))
        for day in after
        for document in library.readouts.get((state, day), ())
    ]
    free = [d for d in near if d.id not in told and not _tells_of_another(d, occasion, library)]
    return [document for document in free if names_counterpart(document, occasion, persons_only=True)]


def _tells_of_another(document: Document, occasion: Occasion, library: Library) -> bool:
    """Whether a document has a record of a fresh contact between the same states: then that is what its title is of."""
    states, fresh = _states(occasion), _later((document.published or "")[:_DATE], -LATE_DAYS)
    told = library.contacts.get(document.id, ())
    return any(len(states & others) > 1 and day >= fresh for others, day in told)


def _later(day: str, late: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=late)).isoformat()


def _alone(side: str, documents: Sequence[str], library: Library, titled: set[str]) -> Telling:
    """One side without another to compare it with: its documents alone."""
    own = tuple(ident for ident in documents if ident in titled)
    return Telling(issuer_of(documents[0], library.documents), side, documents[0], tuple(documents), own, ())


def _telling(side: str, documents: Sequence[str], occasion: Occasion, library: Library, titled: set[str]) -> Telling:
    """Gather a side's records: all of its readouts or, where it has none, what stands near the contact."""
    readouts = _foremost(documents, occasion, library)
    chosen = readouts or list(documents)
    records = {ident: _within(ident, occasion, library, whole=bool(readouts)) for ident in chosen}
    lead = max(chosen, key=lambda ident: (ident not in titled, len(records[ident]), ident))
    return Telling(
        side=issuer_of(lead, library.documents),
        voucher=side,
        lead=lead,
        documents=tuple(documents),
        titled=tuple(ident for ident in documents if ident in titled),
        records=tuple(record for ident in chosen for record in records[ident]),
    )


def _foremost(documents: Iterable[str], occasion: Occasion, library: Library) -> list[str]:
    """Return a side's readouts, those that show it best: by title, by a person in the title, by the first sentence."""
    found: dict[tuple[bool, bool, bool], list[str]] = defaultdict(list)
    for ident in documents:
        titled, led = _is_titled(ident, occasion, library.documents), _is_led(ident, occasion, library.documents)
        person = titled and names_counterpart(library.documents[ident], occasion, persons_only=True)
        if titled or led:
            found[titled, person, led].append(ident)
    return found[max(found)] if found else []


def _is_titled(ident: str, occasion: Occasion, documents: Documents) -> bool:
    """Whether an official document's title is of the contact."""
    document = documents.get(ident)
    if document is None or not _is_of_party(document, occasion) or not _told_in_time(document, occasion):
        return False
    return is_readout(document.title or "") and names_counterpart(document, occasion)


def _is_led(ident: str, occasion: Occasion, documents: Documents) -> bool:
    """Whether the first sentence of an official document is of the contact."""
    document = documents.get(ident)
    own = [record for record in occasion.records if record.document_id == ident and record.factuality == "actual"]
    if document is not None and not (_is_of_party(document, occasion) and is_readout(document.title or "")):
        return False
    official = any(record.reported_by and record.reported_by[0].type == "institution" for record in own)
    return official and min(record.evidence.start for record in own) < LEAD and _told_in_time(document, occasion)


def _is_of_party(document: Document, occasion: Occasion) -> bool:
    """Whether a document is an official text of a state that takes part."""
    return document.author is not None and document.author.country in _states(occasion)


def _told_in_time(document: Document | None, occasion: Occasion) -> bool:
    """Whether a text is of the day of the contact or the next, where its day is known."""
    if document is None or not document.published:
        return True
    days = {record.date.end for record in occasion.records if record.date.start == record.date.end}
    return any(day and day <= document.published[:_DATE] <= _later(day, LATE_DAYS) for day in days)


def _within(ident: str, occasion: Occasion, library: Library, *, whole: bool) -> list[Record]:
    """Return the records of a document that belong to the occasion, in the order of the text."""
    given = [record for record in library.records(ident) if not isinstance(record.payload, Vote)]
    if not whole:
        document = library.documents.get(ident)
        reach = NEARBY_OFFICIAL if document is not None and document.author is not None else NEARBY
        given = _nearby(given, [record for record in occasion.records if record.document_id == ident], reach)
    return sorted(given, key=lambda record: (record.evidence.start, record.id))


def _nearby(records: Iterable[Record], contacts: Sequence[Record], reach: int) -> list[Record]:
    persons = frozenset().union(*people_of(contacts).values(), *(states_of(r) for r in contacts if not people_of([r])))
    return [
        record
        for record in records
        if any(abs(record.evidence.start - contact.evidence.start) <= reach for contact in contacts)
        and any(_concerns(record, contact, persons) for contact in contacts)
    ]


def _concerns(record: Record, contact: Record, parties: frozenset[str]) -> bool:
    """Whether a record is of the contact's parties and its day."""
    own = {party.id for party in (*record.actors, *counterparts(record))}
    own |= {
        party.country for party in (*record.actors, *counterparts(record)) if party.type == "state" and party.country
    }
    start, end = contact.date.start, contact.date.end
    if parties.isdisjoint(own) or record.date.start is None or record.date.end is None or not start or not end:
        return False
    return record.date.start <= end and start <= record.date.end
