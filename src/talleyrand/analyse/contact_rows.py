"""The rows in which contacts are answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from talleyrand.analyse.contact_events import Contact
from talleyrand.analyse.contact_rates import rate_per_month, share, silence_surprise
from talleyrand.analyse.contact_reports import CHANNELS, Pair
from talleyrand.codebook.contacts import LEVELS


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Contacts of the actor with one counterpart.

    `contacts` are events that have a day, `records` their reports, `independent` those of them that copy nobody;
    `undated` are reports without a day, not counted. `per_month` with `low` and `high` is the rate and its 90 %
    interval. `silence` is the probability of no contact since `last`, given the rate before. `initiative` is the share
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


@dataclass(frozen=True, slots=True)
class Window:
    """The days that an answer covers, inclusive; None where nothing tells them."""

    start: date | None
    end: date | None

    @classmethod
    def of(cls, start: str | None, end: str | None) -> Window:
        """Return the window of two days as written."""
        return cls(*(date.fromisoformat(day) if day else None for day in (start, end)))

    def days(self, until: date | None = None) -> int:
        """Return how many days it has, up to and with `until` or its end."""
        last = until or self.end
        return 0 if self.start is None or last is None else (last - self.start).days + 1

    def holds(self, day: date | None) -> bool:
        """Tell whether a day is in it."""
        early = day is not None and self.start is not None and day < self.start
        return not early and not (day is not None and self.end is not None and day > self.end)


def contact_row(counterpart: str, name: str, held: Sequence[Contact], window: Window, own: str) -> ContactRow:
    """Return the row of one counterpart with whom `held` contacts took place."""
    dated = [contact for contact in held if contact.day is not None]
    days = _days(dated)
    known = [contact.starter for contact in dated if contact.starter]
    began = share(sum(starter == own for starter in known), len(known))
    last, since, silence = _since(days, window)
    rate = rate_per_month(len(dated), window.days())
    return ContactRow(
        counterpart,
        name,
        *_counts(dated),
        first=days[0] if days else None,
        last=last,
        days_since=since,
        per_month=rate.value if rate else None,
        low=rate.low if rate else None,
        high=rate.high if rate else None,
        silence=silence,
        initiative=began.value if began else None,
        initiative_low=began.low if began else None,
        initiative_high=began.high if began else None,
        initiative_known=len(known),
        undated=len(held) - len(dated),
        channels=_tally((contact.channel for contact in dated), CHANNELS),
        levels=_tally((contact.level for contact in dated), LEVELS),
        persons=persons_of(held),
    )


def matrix_row(pair: Pair, held: Sequence[Contact], window: Window) -> MatrixRow:
    """Return the row of two states."""
    dated = [contact for contact in held if contact.day is not None]
    days = _days(dated)
    last, since, _ = _since(days, window)
    channels, levels = Counter(one.channel for one in dated), Counter(one.level for one in dated)
    return MatrixRow(
        *pair,
        *_counts(dated),
        *(channels[channel] for channel in CHANNELS),
        *(levels[level] for level in LEVELS),
        first=days[0] if days else None,
        last=last,
        days_since=since,
        undated=len(held) - len(dated),
    )


def event_row(contact: Contact) -> EventRow:
    """Return the row of one contact."""
    basis = "unknown" if contact.day is None else "said" if contact.said_day else "published"
    ids = tuple(report.record.id for report in contact.reports)
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
    kind = "refused" if "refused" in kinds else "negated"
    return SilenceRow(contact.id, *contact.pair, kind, contact.start, contact.end, *_told(contact))


def coming_row(contact: Contact, held: Iterable[Contact], window: Window) -> ComingRow:
    """Return the row of a planned contact; `held` are the contacts of the same pair."""
    row = (contact.id, *contact.pair, contact.start, contact.end)
    return ComingRow(*row, _outcome(contact, held, window), *_told(contact))


def persons_of(contacts: Iterable[Contact]) -> tuple[str, ...]:
    """Return those of the second side who took part, the most frequent first."""
    counted = Counter(name for contact in contacts for name in contact.theirs)
    return tuple(name for name, _ in counted.most_common())


def _told(contact: Contact) -> tuple[str, str, int, int, tuple[str, ...]]:
    return contact.channel, contact.level, len(contact.reports), contact.independent, contact.who


def _outcome(planned: Contact, held: Iterable[Contact], window: Window) -> str:
    if planned.start is None or planned.end is None:
        return "open"
    near = (one.day for one in held if one.day is not None)
    if any(planned.start <= day and (day - planned.end).days <= 1 for day in near):
        return "held"
    return "not reported" if window.end is not None and planned.end < window.end else "open"


def _days(dated: Iterable[Contact]) -> list[date]:
    return sorted(contact.day for contact in dated if contact.day is not None)


def _counts(dated: Sequence[Contact]) -> tuple[int, int, int]:
    """Contacts, their records, and the independent ones among these."""
    return len(dated), sum(len(one.reports) for one in dated), sum(one.independent for one in dated)


def _since(days: Sequence[date], window: Window) -> tuple[date | None, int | None, float | None]:
    """The last day, the days since, and how surprising the silence since is."""
    if not days:
        return None, None, None
    last = days[-1]
    if window.end is None:
        return last, None, None
    since = max((window.end - last).days, 0)
    return last, since, silence_surprise(len(days), window.days(last), since)


def _tally(values: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    counted = Counter(values)
    return tuple(f"{value} {counted[value]}" for value in order if counted[value])
