"""What drafts say, as plain tuples that tests can compare."""

from __future__ import annotations

from collections.abc import Iterable

from talleyrand.model.drafts import Draft, Mention
from talleyrand.model.records import Act, Forecast, Framing, Statement, Vote


def names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The words of mentions."""
    return tuple(m.text for m in mentions)


def said(drafts: Iterable[Draft]) -> list[tuple[tuple[str, ...], str, str]]:
    """Sources, content and factuality of each statement; quotation marks and end marks are left out."""
    return [
        (names(d.actors), " | ".join(c.text.strip('"“”,.') for c in d.payload.content), d.factuality)
        for d in drafts
        if isinstance(d.payload, Statement)
    ]


def forms(drafts: Iterable[Draft]) -> list[str]:
    """The form of each statement."""
    return [d.payload.form for d in drafts if isinstance(d.payload, Statement)]


def chains(drafts: Iterable[Draft]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Sources of each statement and those who vouch for it, outermost first."""
    return [
        (names(d.actors), tuple(s.mention.text for s in d.reported_by))
        for d in drafts
        if isinstance(d.payload, Statement)
    ]


def acts(drafts: Iterable[Draft]) -> list[tuple[tuple[str, ...], str, tuple[str, ...], str]]:
    """Actors, event type, recipients and factuality of each act."""
    return [
        (names(d.actors), d.payload.event_type, names(d.recipients), d.factuality)
        for d in drafts
        if isinstance(d.payload, Act)
    ]


def votes(drafts: Iterable[Draft]) -> list[tuple[tuple[str, ...], str, bool]]:
    """Voters, choice and veto of each vote."""
    return [(names(d.actors), d.payload.choice, d.payload.veto) for d in drafts if isinstance(d.payload, Vote)]


def forecasts(drafts: Iterable[Draft]) -> list[tuple[tuple[str, ...], str | None, tuple[float, float] | None]]:
    """Forecasters, words of likelihood and interval of each forecast."""
    return [
        (names(d.actors), d.payload.expression, d.payload.probability)
        for d in drafts
        if isinstance(d.payload, Forecast)
    ]


def framings(drafts: Iterable[Draft]) -> list[tuple[tuple[str, ...], str, str]]:
    """Speakers, term and use of each framing."""
    return [(names(d.actors), d.payload.term, d.payload.use) for d in drafts if isinstance(d.payload, Framing)]
