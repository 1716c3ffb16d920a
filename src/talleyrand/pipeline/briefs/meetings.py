"""Whom the actors of a brief met and whom not, and what different accounts of that say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from talleyrand.analyse.parties import called
from talleyrand.model.results import Result
from talleyrand.pipeline.briefs.matter import CITED, Line, Matter, cited
from talleyrand.pipeline.changes.wording import day_of, ended, party, reports, times
from talleyrand.present.plain import capital, count, line, listed

SHOWN = 5
"""Counterparts and days that are named."""
TOLD = 3
"""Events whose accounts are compared."""
CHANNELS = {"phone": "by telephone", "visit": "on a visit", "multilateral": "in a wider circle"}


def contacts(matter: Matter) -> Iterator[Line]:
    """Yield how often each actor met whom, the contacts of the actors with each other, silences broken and kept."""
    for actor in matter.names:
        yield from _tallied(matter, actor)
    for actor, target in matter.pairs:
        if actor < target:
            yield _between(matter, actor, target)
    yield from matter.changed("contact", "silence")


def _held(matter: Matter, actor: str, **more: str) -> tuple[Result[Any], list[int]]:
    events = matter.of("contacts", actor, **more).parts["events"]
    return events, [at for at, row in enumerate(events) if matter.holds(row.start)]


def _tallied(matter: Matter, actor: str) -> Iterator[Line]:
    events, places = _held(matter, actor)
    if not places:
        return
    tally = Counter(events[at].other for at in places)
    top = listed([f"{party(other)} {n}" for other, n in tally.most_common(SHOWN)])
    n = sum(events[at].independent for at in places)
    yield Line(
        f"{capital(called(actor))} had {count(len(places), 'contact')} with {count(len(tally), 'counterpart')} "
        f"({reports(n)}), most often with {top}.",
        tuple(dict.fromkeys(ident for at in places[-CITED:] for ident in cited(events.why(at), 1))),
        n,
        matter.of("contacts", actor).address(),
    )


def _between(matter: Matter, actor: str, target: str) -> Line:
    events, places = _held(matter, actor, target=target)
    names = f"{called(actor)} and {party(target)}"
    if not places:
        return Line(f"No contact between {names} in these days is on record.")
    days = [_day(events[at]) for at in places]
    n = sum(events[at].independent for at in places)
    more = f" and {len(days) - SHOWN} more" if len(days) > SHOWN else ""
    return Line(
        f"{capital(names)} were in contact {times(len(places))}: {'; '.join(days[:SHOWN])}{more} ({reports(n)}).",
        tuple(dict.fromkeys(ident for at in places for ident in cited(events.why(at), 1)))[:SHOWN],
        n,
        events.address(events[places[0]]),
    )


def _day(row: Any) -> str:
    who = listed([name for name in row.who if not name.startswith(("Delegation", "Embassy"))][:2])
    how = " ".join(piece for piece in (CHANNELS.get(row.channel, ""),) if piece)
    return f"{day_of(row.start)}{f' {how}' if how else ''}{f' ({who})' if who else ''}"


def accounts(matter: Matter) -> Iterator[Line]:
    """Yield contradicted events, then what accounts of the best attested ones have in common and alone."""
    yield from matter.changed("accounts")
    told: set[str] = set()
    for actor, target in matter.asked:
        if target is not None and target < actor:
            continue
        result = matter.within("accounts", actor, target=target)
        rows = [row for row in result if row.independent > 1 and row.event not in told and not row.contradicted]
        for row in sorted(rows, key=lambda one: (-one.independent, -one.accounts))[:TOLD]:
            told.add(row.event)
            yield Line(_compared(row), cited(result.why(row)), row.independent, result.address(row))


def _compared(row: Any) -> str:
    what = f"{_called(row.what)} of {day_of(row.day)} ({listed([line(one) for one in row.parties[:3]])})"
    words = f"{capital(what)} is told by {count(row.accounts, 'account')}, {row.independent} of them independent"
    if row.agreed:
        words += f"; they agree {listed([_FIELDS.get(one, one.replace('_', ' ')) for one in row.agreed])}"
    if row.only_one:
        words += f"; told by one alone: {listed([line(one) for one in row.only_one[:2]])}"
    return ended(words)


_WHATS = {"CONSULT phone": "the call", "CONSULT visit": "the visit", "CONSULT": "the contact"}


_FIELDS = {
    "factuality": "that it took place",
    "participants": "on who took part",
    "date": "on the day",
    "mode": "on the manner",
}


def _called(what: str) -> str:
    return _WHATS.get(what, f"what is coded as {line(what)}")
