"""Records made by hand, for tests of measures: each differs from every other made with other words.

act("CHN", "RUS", "CONSULT", "2022-02-25", mode="phone")
statement("CHN", "We oppose sanctions.", "2022-02-26", document="b")
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from talleyrand.codebook.plover import load_event_types
from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import address
from talleyrand.model.identity import record_id
from talleyrand.model.records import Act, Body, Forecast, Framing, Payload, Record, Statement, Vote
from talleyrand.model.spans import Quote


def party(name: str | Actor) -> Actor:
    """Return a state by its code, a person or another actor by an id with a colon (`person:xi-jinping/CHN`)."""
    if isinstance(name, Actor):
        return name
    if ":" not in name:
        return Actor(f"country:{name}", name, "state", name)
    ident, _, country = name.partition("/")
    kind, _, words = ident.partition(":")
    sector = "GOV" if country else None
    return Actor(ident, words.replace("-", " ").title(), kind, country or None, sector=sector)  # type: ignore[arg-type]


def parties(names: str | Actor | tuple[Any, ...]) -> tuple[Actor, ...]:
    """Return one or several parties; "" is none."""
    given = names if isinstance(names, tuple) else (names,)
    return tuple(party(name) for name in given if name)


def days(day: str | tuple[str | None, str | None] | None) -> DateInterval:
    """Return a day, an interval of days, or no date."""
    start, end = day if isinstance(day, tuple) else (day, day)
    return DateInterval(start, end, "day" if start and start == end else "unknown", "stated")


def record(actors: Any, payload: Payload, day: Any, text: str, *, document: str = "a", **more: Any) -> Record:
    """Return a record of `payload`; `document` is any short name, `more` are fields of the record."""
    ident = address(document.encode())
    made = Record("", ident, payload, Quote(0, len(text), text), parties(actors), date=days(day), **more)
    return replace(made, id=record_id(made))


def act(
    actors: Any, recipients: Any, event_type: str, day: Any, *, mode: str | None = None, text: str = "", **more: Any
) -> Record:
    """Return an act with the quad class and intensity of its type and mode."""
    known = load_event_types()[event_type]
    words = text or f"{actors} {event_type} {recipients} on {day}."
    payload = Act(event_type, mode, (), known.quad, known.intensity(mode), Quote(0, 1, words[:1]))
    return record(actors, payload, day, words, recipients=parties(recipients), **more)


def statement(actors: Any, content: str, day: Any, *, form: Any = "direct", **more: Any) -> Record:
    """Return a statement whose evidence is its content; "" is a refusal to speak."""
    quotes = (Quote(0, len(content), content),) if content else ()
    return record(actors, Statement(form, quotes), day, content or f"{actors} said nothing on {day}.", **more)


def framing(
    actors: Any, term: str, day: Any, *, frame: str = "russia-ukraine-war", use: Any = "used", **more: Any
) -> Record:
    """Return the use of a term."""
    return record(actors, Framing(frame, term, use), day, f"{actors} {use} {term} on {day}.", **more)


def vote(actors: Any, choice: Any, day: Any, *, body: str = "UNGA", subject: str | None = None, **more: Any) -> Record:
    """Return a vote in a body."""
    payload = Vote(Body(f"igo:{body}", body), choice, subject=subject)
    return record(actors, payload, day, f"{actors} voted {choice} on {day}.", **more)


def forecast(
    actors: Any,
    proposition: str,
    day: Any,
    *,
    probability: tuple[float, float] | None = None,
    outcome: Any = "pending",
    **more: Any,
) -> Record:
    """Return a forecast."""
    payload = Forecast(Quote(0, len(proposition), proposition), None, probability, None, outcome)
    return record(actors, payload, day, proposition, **more)
