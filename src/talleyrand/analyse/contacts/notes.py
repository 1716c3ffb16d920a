"""What a reader of contacts must know besides the figures."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.analyse.contacts.coverage import Window
from talleyrand.analyse.contacts.events import Grouped


def contact_notes(held: Grouped, window: Window, silent_and_coming: tuple[int, int]) -> Iterator[str]:
    """Yield what is missing, vague or thin in an answer about contacts."""
    days = {contact.day for contact in held.contacts if contact.day is not None}
    dated = sum(contact.day is not None for contact in held.contacts)
    silent, coming = silent_and_coming
    if not held.contacts:
        yield "no contact is reported as held"
    elif dated == 1:
        yield "one contact: what happened, not a tendency"
    elif dated and len(days) == 1:
        yield f"all on one day, {next(iter(days)).isoformat()}: no rate can be told"
    if silent:
        yield f"{_n(silent, 'contact')} denied or refused: part silences"
    if coming:
        yield f"{_n(coming, 'contact')} planned: part coming"
    yield from _left_out(held)
    early = sum(contact.day < window.start for contact in held.contacts if contact.day and window.start)
    if early:
        yield f"{_n(early, 'contact')} before the first document: listed, and in no rate"
    if dated and window.start is not None and window.end is not None:
        yield (
            f"sources cover {window.start.isoformat()} to {window.end.isoformat()}; rates, with intervals of 90 %, are "
            "over the days of the outlet that tells of most of a counterpart's contacts"
        )


def _left_out(held: Grouped) -> Iterator[str]:
    dated = [contact for contact in held.contacts if contact.day is not None]
    undated = len(held.contacts) - len(dated)
    passing = sum(all(report.passing for report in contact.reports) for contact in dated)
    if undated:
        yield f"{_n(undated, 'report')} without a day, or vaguer than a month: counted apart in `undated`"
    if passing:
        yield f"{_n(passing, 'contact')} known from mentions in passing only: the day is that of publication"
    if held.general:
        yield f"{_n(held.general, 'report')} of talks in general: not counted"
    if held.outside:
        yield f"{_n(held.outside, 'contact')} on days outside the period: not counted"


def _n(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
