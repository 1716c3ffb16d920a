"""The rows in which contacts are answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from talleyrand.analyse.contacts.coverage import Window
from talleyrand.analyse.contacts.events import Contact
from talleyrand.analyse.contacts.rates import rate_per_month, share, silence_surprise
from talleyrand.analyse.contacts.reports import CHANNELS, UNSPECIFIED, Pair
from talleyrand.codebook.contacts import LEVELS


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Contacts of the actor with one counterpart.

    `contacts` are events that have a day, `records` their reports, `independent` those of them that copy nobody;
    `undated` are reports without a day, not counted. `per_month` with `low` and `high` is the rate and its 90 %
    interval, `silence` the probability of no contact since `last` given the rate before, both over the days that the
    outlet covers which tells of most of the contacts. `initiative` is the share
    of contacts that the actor's side began, of those (`initiative_known`) of which a record says so. `persons` are the
    counterpart's.
    """

    counterpart: str
    name: str
    contacts: int
    records: int
    independent: int
    first: date | None
    last: date | None
    days_since: int | None
    per_month: float | None
    low: float | None
    high: float | None
    silence: float | None
    initiative: float | None
    initiative_low: float | None
    initiative_high: float | None
    initiative_known: int
    undated: int
    channels: tuple[str, ...]
    levels: tuple[str, ...]
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Contacts of two states: how many by channel and by level, and when."""

    one: str
    other: str
    contacts: int
    records: int
    independent: int
    visit: int
    third_party: int
    multilateral: int
    phone: int
    unspecified: int
    leader: int
    minister: int
    envoy: int
    other_level: int
    first: date | None
    last: date | None
    days_since: int | None
    undated: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """One contact: its days, channel and level, who was there, who began, how many reports and which records.

    `basis` tells whether a report says the day (`said`) or it is only the day of publication (`published`).
    """

    event: str
    one: str
    other: str
    start: date | None
    end: date | None
    basis: str
    channel: str
    level: str
    began: str | None
    records: int
    independent: int
    who: tuple[str, ...]
    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SilenceRow:
    """A contact that is said not to have taken place, from `start` to `end`; `kind` is negated or refused."""

    event: str
    one: str
    other: str
    kind: str
    start: date | None
    end: date | None
    channel: str
    level: str
    records: int
    independent: int
    who: tuple[str, ...]
    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComingRow:
    """A contact planned for days between `start` and `end`.

    `outcome` is `held` when a contact of the pair is known in those days (or one after), `open` when the days are not
    over where the answer ends, `not reported` when they are and none is known.
    """

    event: str
    one: str
    other: str
    start: date | None
    end: date | None
    outcome: str
    channel: str
    level: str
    records: int
    independent: int
    who: tuple[str, ...]
    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """The days a row is about: those `asked` for, and those `covered` by the sources of its contacts."""

    asked: Window
    covered: Window

    @property
    def end(self) -> date | None:
        """The day up to which a reader asks."""
        return self.asked.end or self.covered.end


def contact_row(counterpart: str, name: str, held: Sequence[Contact], days: Days, own: str) -> ContactRow:
    """Return the row of one counterpart with whom `held` contacts took place."""
    dated = [contact for contact in held if contact.day is not None]
    known = [contact.starter for contact in dated if contact.starter]
    began = share(sum(starter == own for starter in known), len(known))
    first, last, since = _ends(dated, days.end)
    inside, whole = _covered(dated, days)
    rate = rate_per_month(len(inside), whole.days()) if inside else None
    return ContactRow(
        counterpart=counterpart,
        name=name,
        contacts=len(dated),
        records=_records(dated),
        independent=_independent(dated),
        first=first,
        last=last,
        days_since=since,
        per_month=rate.value if rate else None,
        low=rate.low if rate else None,
        high=rate.high if rate else None,
        silence=_silence(inside, whole) if inside and inside[-1] == last else None,
        initiative=began.value if began else None,
        initiative_low=began.low if began else None,
        initiative_high=began.high if began else None,
        initiative_known=len(known),
        undated=len(held) - len(dated),
        channels=_tally((contact.channel for contact in dated), CHANNELS),
        levels=_tally((contact.level for contact in dated), LEVELS),
        persons=persons_of(held),
    )


def matrix_row(pair: Pair, held: Sequence[Contact], days: Days) -> MatrixRow:
    """Return the row of two states."""
    dated = [contact for contact in held if contact.day is not None]
    first, last, since = _ends(dated, days.end)
    channels, levels = Counter(one.channel for one in dated), Counter(one.level for one in dated)
    return MatrixRow(
        one=pair[0],
        other=pair[1],
        contacts=len(dated),
        records=_records(dated),
        independent=_independent(dated),
        visit=channels["visit"],
        third_party=channels["third-party"],
        multilateral=channels["multilateral"],
        phone=channels["phone"],
        unspecified=channels[UNSPECIFIED],
        leader=levels["leader"],
        minister=levels["minister"],
        envoy=levels["envoy"],
        other_level=levels["other"],
        first=first,
        last=last,
        days_since=since,
        undated=len(held) - len(dated),
    )


def event_row(contact: Contact) -> EventRow:
    """Return the row of one contact."""
    basis = "unknown" if contact.day is None else "said" if contact.said_day else "published"
    ids = _ids(contact)
    return EventRow(
        contact.id,
        *contact.pair,
        contact.start,
        contact.end,
        basis,
        contact.channel,
        contact.level,
        contact.starter,
        len(ids),
        contact.independent,
        contact.who,
        ids,
    )


def silence_row(contact: Contact) -> SilenceRow:
    """Return the row of a contact denied or refused; refused as soon as one report says so."""
    kinds = {report.record.factuality for report in contact.reports}
    return SilenceRow(
        event=contact.id,
        one=contact.pair[0],
        other=contact.pair[1],
        kind="refused" if "refused" in kinds else "negated",
        start=contact.start,
        end=contact.end,
        channel=contact.channel,
        level=contact.level,
        records=len(contact.reports),
        independent=contact.independent,
        who=contact.who,
        record_ids=_ids(contact),
    )


def coming_row(contact: Contact, held: Iterable[Contact], window: Window) -> ComingRow:
    """Return the row of a planned contact; `held` are the contacts of the same pair."""
    return ComingRow(
        event=contact.id,
        one=contact.pair[0],
        other=contact.pair[1],
        start=contact.start,
        end=contact.end,
        outcome=_outcome(contact, held, window),
        channel=contact.channel,
        level=contact.level,
        records=len(contact.reports),
        independent=contact.independent,
        who=contact.who,
        record_ids=_ids(contact),
    )


def persons_of(contacts: Iterable[Contact]) -> tuple[str, ...]:
    """Return those of the second side who took part, the most frequent first."""
    counted = Counter(name for contact in contacts for name in contact.theirs)
    return tuple(name for name, _ in counted.most_common())


def _outcome(planned: Contact, held: Iterable[Contact], window: Window) -> str:
    if planned.start is None or planned.end is None:
        return "open"
    near = (one.day for one in held if one.day is not None)
    if any(planned.start <= day and (day - planned.end).days <= 1 for day in near):
        return "held"
    return "not reported" if window.end is not None and planned.end < window.end else "open"


def _days(dated: Iterable[Contact]) -> list[date]:
    return sorted(contact.day for contact in dated if contact.day is not None)


def _ids(contact: Contact) -> tuple[str, ...]:
    return tuple(report.record.id for report in contact.reports)


def _records(dated: Iterable[Contact]) -> int:
    return sum(len(contact.reports) for contact in dated)


def _independent(dated: Iterable[Contact]) -> int:
    return sum(contact.independent for contact in dated)


def _ends(dated: Sequence[Contact], end: date | None) -> tuple[date | None, date | None, int | None]:
    """The first day, the last, and the days since up to `end`."""
    days = _days(dated)
    if not days:
        return None, None, None
    return days[0], days[-1], None if end is None else max((end - days[-1]).days, 0)


def _covered(dated: Iterable[Contact], days: Days) -> tuple[list[date], Window]:
    """The days of contacts within what is asked and covered, and that window."""
    whole = days.covered.within(days.asked)
    return [day for day in _days(dated) if whole.holds(day)], whole


def _silence(days: Sequence[date], whole: Window) -> float | None:
    if not days or whole.end is None:
        return None
    return silence_surprise(len(days), whole.days(days[-1]), (whole.end - days[-1]).days)


def _tally(values: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    counted = Counter(values)
    return tuple(f"{value} {counted[value]}" for value in order if counted[value])
