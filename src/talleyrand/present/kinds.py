"""The kinds that have a section of their own: votes, statements, terms used or avoided, forecasts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talleyrand.model.records import Forecast, Framing, Record, Statement, Use, Vote
from talleyrand.present import words
from talleyrand.present.groups import EntryView, group
from talleyrand.present.plain import line, names
from talleyrand.present.rows import Entry
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


def build_votes(entries: Sequence[Entry]) -> tuple[VoteView, ...]:
    """Return the votes in order of time, reports of one vote together."""
    votes = {record.id: record.payload for record, _ in entries if isinstance(record.payload, Vote)}
    return tuple(_vote(entry, votes[entry.lead.record_id]) for entry in _grouped(entries, votes))


def _grouped(entries: Iterable[Entry], chosen: Iterable[str]) -> tuple[EntryView, ...]:
    ids = set(chosen)
    return group(entry for entry in entries if entry[0].id in ids)


def _vote(entry: EntryView, vote: Vote) -> VoteView:
    body = line(vote.body.name) if vote.body else "body not named"
    choice = "veto" if vote.veto else CHOICES[vote.choice]
    return VoteView(entry, body, line(vote.subject or "") or "not named", choice)


def build_statements(entries: Sequence[Entry]) -> tuple[StatementView, ...]:
    """Return the statements in order of time, each with its chain of sources; refusals to speak are not among them."""
    known = {entry[0].id: entry for entry in entries if isinstance(entry[0].payload, Statement)}
    told = {key: entry for key, entry in known.items() if entry[0].factuality not in ("negated", "refused")}
    return tuple(_statement(entry, known[entry.lead.record_id]) for entry in _grouped(entries, told))


def _statement(entry: EntryView, source: Entry) -> StatementView:
    record, document = source
    form, content = _form_and_content(record)
    return StatementView(
        entry=entry,
        speaker=words.who(record),
        addressees=names(words.other_side(record)),
        content=content,
        form=form,
        links=chain_links(record, document),
    )


def _form_and_content(record: Record) -> tuple[str, str]:
    if not isinstance(record.payload, Statement):
        return "", ""
    return record.payload.form, words.said(record.payload)


def build_terms(entries: Sequence[Entry]) -> tuple[TermView, ...]:
    """Return the terms by frame, each with the entries in which it is used, avoided and rejected."""
    framings = {record.id: record.payload for record, _ in entries if isinstance(record.payload, Framing)}
    by_term: dict[tuple[str, str], list[EntryView]] = {}
    for entry in _grouped(entries, framings):
        framing = framings[entry.lead.record_id]
        by_term.setdefault((line(framing.frame), line(framing.term).lower()), []).append(entry)
    return tuple(_term(*key, found, framings) for key, found in sorted(by_term.items()))


def _term(frame: str, term: str, entries: list[EntryView], framings: dict[str, Framing]) -> TermView:
    def of(use: Use) -> tuple[EntryView, ...]:
        return tuple(entry for entry in entries if framings[entry.lead.record_id].use == use)

    return TermView(frame, term, of("used"), of("avoided"), of("rejected"))


def build_forecasts(entries: Sequence[Entry]) -> tuple[ForecastView, ...]:
    """Return the forecasts in order of time."""
    forecasts = {record.id: record.payload for record, _ in entries if isinstance(record.payload, Forecast)}
    return tuple(_forecast(entry, forecasts[entry.lead.record_id]) for entry in _grouped(entries, forecasts))


def _forecast(entry: EntryView, forecast: Forecast) -> ForecastView:
    return ForecastView(
        entry=entry,
        proposition=line(forecast.proposition.text),
        likelihood=words.likelihood(forecast),
        probability=forecast.probability,
        horizon=words.horizon_words(forecast) or "no date given",
        outcome=forecast.outcome,
    )
