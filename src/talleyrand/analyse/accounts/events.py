"""Events with their accounts: how many tell of each, what they agree on, what one alone gives, what they dispute."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from talleyrand.analyse.accounts.fields import Version, standings, versions
from talleyrand.analyse.accounts.matching import CONTACT, Occasion, is_named_person, occasions
from talleyrand.analyse.accounts.sources import (
    Account,
    accounts_of,
    independent,
    issuer_of,
    label_of,
    voucher_of,
)
from talleyrand.analyse.accounts.tellings import Library, Telling, tellings
from talleyrand.codebook.readouts import is_readout
from talleyrand.model.concerning import counterparts
from talleyrand.model.records import Act, Record, Statement

FEWEST = 2
MOST_PARTIES = 6


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event that several accounts tell.

    `accounts` counts documents and, within one, different sources; `independent` the ultimate sources behind them.
    `agreed`, `contradicted` (between independent sources) and `inconsistent` (one source's own accounts) name fields;
    `only_one` is what one account alone gives; `matched` why they were taken for accounts of one event.
    """

    event: str
    day: date | None
    what: str
    parties: tuple[str, ...]
    accounts: int
    records: int
    independent: int
    agreed: tuple[str, ...]
    contradicted: tuple[str, ...]
    inconsistent: tuple[str, ...]
    only_one: tuple[str, ...]
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its accounts, what they say in each field, and for a contact what each side tells."""

    occasion: Occasion
    accounts: tuple[Account, ...]
    versions: tuple[Version, ...]
    sides: tuple[Telling, ...]
    row: EventRow


def told_events(records: Iterable[Record], library: Library) -> Iterator[Told]:
    """Yield the events that two accounts or more tell."""
    for occasion in occasions(records):
        sides = tellings(occasion, library) if occasion.family == CONTACT else ()
        own = accounts_of(occasion.records, library.documents)
        found = (*own, *_by_title(sides, library), *_by_citation(occasion, own, library))
        if len(found) >= FEWEST:
            said = versions([account for account in found if account.records])
            yield Told(occasion, found, said, sides, _row(occasion, found, said))


def rank(one: Told) -> tuple[int, int, int, int, str, str]:
    """Return what events are sorted by: contradictions, independent sources, accounts, inconsistencies, day."""
    row = one.row
    day = row.day.isoformat() if row.day else ""
    return -len(row.contradicted), -row.independent, -row.accounts, -len(row.inconsistent), day, row.event


def _by_title(sides: Iterable[Telling], library: Library) -> Iterator[Account]:
    """Yield the accounts that are known by the title of their document alone."""
    for telling in sides:
        for ident in telling.titled:
            yield Account(issuer_of(ident, library.documents), telling.voucher, ident, ())


def _by_citation(occasion: Occasion, own: Sequence[Account], library: Library) -> Iterator[Account]:
    """Yield the readouts that press articles on the contact cite for what was said in it: `Mr. A told Mr. B, ...`."""
    if occasion.family != CONTACT or all(record.factuality != "actual" for record in occasion.records):
        return
    cited: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for ident in dict.fromkeys(account.document for account in own):
        document = library.documents.get(ident)
        if document is not None and document.author is None:
            for record in library.records(ident):
                if _cites_readout(record) and _is_said_in(record, occasion):
                    cited[ident, voucher_of(record, library.documents)].append(record)
    known = {(account.document, account.voucher) for account in own}
    for (ident, voucher), records in cited.items():
        if (ident, voucher) not in known:
            yield Account(label_of(records[0], library.documents), voucher, ident, tuple(records))


def _cites_readout(record: Record) -> bool:
    link = record.reported_by[0] if record.reported_by else None
    return (
        isinstance(record.payload, Statement) and link is not None and link.type == "document" and is_readout(link.name)
    )


def _is_said_in(record: Record, occasion: Occasion) -> bool:
    """Whether words of a day of the contact are of one who took part, to another who did."""
    present = {party.id for one in occasion.records for party in (*one.actors, *one.recipients)}
    own, other = {party.id for party in record.actors}, {party.id for party in counterparts(record)}
    days = {(one.date.start, one.date.end) for one in occasion.records}
    return bool(own & present and other & present) and (record.date.start, record.date.end) in days


def _row(occasion: Occasion, found: Sequence[Account], said: Sequence[Version]) -> EventRow:
    by_field = standings(said)
    titled = any(not account.records for account in found)
    return EventRow(
        event=occasion.id,
        day=_day(occasion),
        what=_what(occasion),
        parties=_parties(occasion),
        accounts=len(found),
        records=len({record.id for record in (*occasion.records, *(r for one in found for r in one.records))}),
        independent=independent(found),
        agreed=tuple(name for name, standing in by_field.items() if standing == "agreed"),
        contradicted=tuple(name for name, standing in by_field.items() if standing == "contradicted"),
        inconsistent=tuple(name for name, standing in by_field.items() if standing == "inconsistent"),
        only_one=tuple(_alone(version) for version in said if version.standing == "one account"),
        matched=(*occasion.matched, *(["title and day"] if titled else [])) or ("same event",),
    )


def _alone(version: Version) -> str:
    return f"{version.field} {version.value} ({version.accounts[0].label})"


def _day(occasion: Occasion) -> date | None:
    """The day that most records give, those that give one day before those that give several."""
    given = [record.date for record in occasion.records]
    days = Counter(day.start for day in given if day.start == day.end) or Counter(day.start for day in given)
    day = min(days, key=lambda day: (-days[day], day or ""))
    return date.fromisoformat(day) if day else None


def _what(occasion: Occasion) -> str:
    """The type and the mode that most records give: `CONSULT phone`."""
    acts = [record.payload for record in occasion.records if isinstance(record.payload, Act)]
    event_type = Counter(act.event_type for act in acts).most_common(1)[0][0]
    modes = Counter(act.mode for act in acts if act.mode).most_common(1)
    return f"{event_type} {modes[0][0]}" if modes else event_type


def _parties(occasion: Occasion) -> tuple[str, ...]:
    """The parties that most records name, for each state its persons where there are any."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    persons: dict[str, Counter[str]] = defaultdict(Counter)
    for record in occasion.records:
        for party in {*record.actors, *record.recipients}:
            if party.country or party.type != "unknown":
                kind = persons if is_named_person(party) else named
                kind[party.country or party.id][party.name] += 1
    best = Counter[str]()
    for state in {*named, *persons}:
        best.update(persons.get(state) or named[state])
    return tuple(sorted(best, key=lambda name: (-best[name], name))[:MOST_PARTIES])
