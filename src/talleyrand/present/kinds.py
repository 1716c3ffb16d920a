"""The kinds that have a section of their own: votes, statements, terms used or avoided, forecasts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from talleyrand.model.documents import Document
from talleyrand.model.records import Entry, Forecast, Framing, Payload, Record, Statement, Use, Vote
from talleyrand.present import words
from talleyrand.present.groups import EntryView
from talleyrand.present.parties import recipients_words
from talleyrand.present.plain import line
from talleyrand.present.saying import said
from talleyrand.present.sourcing import LinkView, chain_links

CHOICES = {"yes": "for", "no": "against", "abstain": "abstained", "absent": "absent"}


@dataclass(frozen=True, slots=True)
class VoteView:
    """A vote: the body, the matter, and the choice in words."""

    entry: EntryView
    body: str
    subject: str
    choice: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its speaker, its addressees, and its chain of sources from the nearest to the farthest."""

    entry: EntryView
    speaker: str
    addressees: str
    content: str
    form: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """A term for a disputed matter: the entries in which it is used, avoided or rejected."""

    frame: str
    term: str
    used: tuple[EntryView, ...]
    avoided: tuple[EntryView, ...]
    rejected: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class ForecastView:
    """A forecast: its proposition, likelihood in words and as an interval from 0 to 1, horizon and outcome."""

    entry: EntryView
    proposition: str
    likelihood: str
    probability: tuple[float, float] | None
    horizon: str
    outcome: str


def build_votes(events: Iterable[EntryView], known: Mapping[str, Entry]) -> tuple[VoteView, ...]:
    """Return the votes among the events; `known` holds the record and document of every row by the record's id."""
    return tuple(_vote(event, vote) for event, vote in _payloads(events, known) if isinstance(vote, Vote))


def _payloads(events: Iterable[EntryView], known: Mapping[str, Entry]) -> Iterator[tuple[EntryView, Payload]]:
    for event in events:
        yield event, known[event.lead.record_id][0].payload


def _vote(entry: EntryView, vote: Vote) -> VoteView:
    body = line(vote.body.name) if vote.body else "body not named"
    choice = "veto" if vote.veto else CHOICES[vote.choice]
    return VoteView(entry, body, line(vote.subject or "") or "not named", choice)


def build_statements(events: Iterable[EntryView], known: Mapping[str, Entry]) -> tuple[StatementView, ...]:
    """Return the statements among the events, each with its chain of sources; refusals to speak are not among them."""
    return tuple(
        _statement(event, statement, *known[event.lead.record_id])
        for event, statement in _payloads(events, known)
        if isinstance(statement, Statement) and event.lead.standing != "not"
    )


def _statement(entry: EntryView, statement: Statement, record: Record, document: Document) -> StatementView:
    return StatementView(
        entry=entry,
        speaker=entry.lead.who,
        addressees=recipients_words(record),
        content=said(statement),
        form=statement.form,
        links=chain_links(record, document),
    )


def build_terms(events: Iterable[EntryView], known: Mapping[str, Entry]) -> tuple[TermView, ...]:
    """Return the terms by frame, each with the entries in which it is used, avoided and rejected."""
    by_term: dict[tuple[str, str], list[tuple[EntryView, Use]]] = defaultdict(list)
    for event, framing in _payloads(events, known):
        if isinstance(framing, Framing):
            by_term[line(framing.frame), line(framing.term).lower()].append((event, framing.use))
    return tuple(_term(*key, found) for key, found in sorted(by_term.items(), key=lambda item: item[0]))


def _term(frame: str, term: str, found: Sequence[tuple[EntryView, Use]]) -> TermView:
    def of(wanted: Use) -> tuple[EntryView, ...]:
        return tuple(entry for entry, use in found if use == wanted)

    return TermView(frame, term, of("used"), of("avoided"), of("rejected"))


def build_forecasts(events: Iterable[EntryView], known: Mapping[str, Entry]) -> tuple[ForecastView, ...]:
    """Return the forecasts among the events."""
    return tuple(_forecast(event, made) for event, made in _payloads(events, known) if isinstance(made, Forecast))


def _forecast(entry: EntryView, forecast: Forecast) -> ForecastView:
    return ForecastView(
        entry=entry,
        proposition=line(forecast.proposition.text),
        likelihood=words.likelihood(forecast),
        probability=forecast.probability,
        horizon=words.horizon_words(forecast) or "no date given",
        outcome=forecast.outcome,
    )
