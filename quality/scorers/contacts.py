"""Known calls and meetings: is there a record of two of their countries on the day, one day either side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from quality.figures import Measure, share
from quality.sets.contacts import Contact, Fact

SLACK = timedelta(days=1)
LONGEST = timedelta(days=3)
"""A record that spreads over more days than this does not say when."""


def score(facts: Sequence[Fact], found: Sequence[tuple[Contact, ...]]) -> Iterator[Measure]:
    """Yield the share of contacts found, of those whose document was read and of all."""
    contacts = [contact for given in found for contact in given]
    at_hand = [fact for fact in facts if fact.at_hand]
    yield share("recall, document at hand", sum(is_found(fact, contacts) for fact in at_hand), len(at_hand))
    yield share("recall, all", sum(is_found(fact, contacts) for fact in facts), len(facts))


def is_found(fact: Fact, contacts: Sequence[Contact]) -> bool:
    """Tell whether one of the contacts is the one that the fact tells of."""
    day = date.fromisoformat(fact.day)
    return any(len(contact.countries & set(fact.countries)) >= 2 and _on(day, contact) for contact in contacts)


def _on(day: date, contact: Contact) -> bool:
    start, end = date.fromisoformat(contact.start), date.fromisoformat(contact.end)
    return start - SLACK <= day <= end + SLACK and end - start <= LONGEST
