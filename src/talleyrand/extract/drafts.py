"""From what the extractors found to drafts of records: the whole extraction stage."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.extract.acts import Found, find_acts
from talleyrand.extract.chains import Attributions
from talleyrand.extract.context import Context
from talleyrand.extract.expectations import FoundForecast
from talleyrand.extract.forecasts import find_forecasts
from talleyrand.extract.framing import FoundFraming, find_framing
from talleyrand.extract.repairs import repair
from talleyrand.extract.said import Said
from talleyrand.extract.spans import contents
from talleyrand.extract.speech import Voice
from talleyrand.extract.syntax import clause_span
from talleyrand.extract.votes import FoundVote, find_votes
from talleyrand.model.drafts import Draft, Mention
from talleyrand.model.records import Statement
from talleyrand.model.spans import Quote

VERSION = 1
"""Version of the rules; part of what each record says about its making."""


def extract(context: Context) -> list[Draft]:
    """Return the drafts of a document, every kind, in text order."""
    repair(context.tree, context.quotations, context.cues)
    attributions = Attributions(context)
    return sorted(_drafts(attributions, context), key=lambda d: (d.evidence.start, d.anchor))


def _drafts(attributions: Attributions, context: Context) -> Iterator[Draft]:
    said = attributions.said
    yield from (draft for one in said for draft in _statement(one, attributions))
    yield from (draft for act in find_acts(context) for draft in _act(act, attributions))
    yield from (draft for vote in find_votes(context) if (draft := _vote(vote, attributions)).actors or not vote.actors)
    yield from (draft for one in find_forecasts(said, context) for draft in _forecast(one, attributions))
    yield from (draft for one in find_framing(said, context) if (draft := _framing(one, attributions)).actors)


def _statement(said: Said, attributions: Attributions) -> Iterator[Draft]:
    tree = attributions.context.tree
    source = attributions.source(said)
    if source is None:
        return
    content = contents(said.content, tree.text)
    cue = said.cue.quote(tree.text) if said.cue.end > said.cue.start else None
    yield Draft(
        payload=Statement(said.form, tuple(s.quote(tree.text) for s in content), cue),
        evidence=_evidence(said, attributions),
        anchor=said.anchor.token,
        clause=clause_span(said.anchor),
        actors=attributions.sources(said, source),
        addressees=tuple(attributions.addressee(h) for h in said.hearers),
        factuality=said.factuality,
        reported_by=attributions.chain(said.cue.start, said),
        same_event=attributions.occasion(said),
        method=f"statement.{said.rule}@{VERSION}",
        block=said.sentence.role,
        remark=attributions.is_remark(said),
    )


def _act(found: Found, attributions: Attributions) -> Iterator[Draft]:
    actors, recipients = attributions.parties(found.actors), attributions.parties(found.recipients)
    if not actors:
        return
    yield Draft(
        payload=found.payload,
        evidence=attributions.context.tree.evidence(found.sentence),
        anchor=found.verb.token,
        clause=clause_span(found.verb),
        actors=actors,
        recipients=recipients,
        factuality=found.factuality,
        reported_by=attributions.chain(found.verb.start),
        method=f"{found.rule.id}@{VERSION}",
        block=found.sentence.role,
    )


def _vote(found: FoundVote, attributions: Attributions) -> Draft:
    return Draft(
        payload=found.payload,
        evidence=attributions.context.tree.evidence(found.sentence),
        anchor=found.verb.token,
        clause=clause_span(found.verb),
        actors=attributions.parties(found.actors),
        factuality=found.factuality,
        reported_by=attributions.chain(found.verb.start),
        method=f"vote.{found.rule.id}@{VERSION}",
        block=found.sentence.role,
    )


def _forecast(found: FoundForecast, attributions: Attributions) -> Iterator[Draft]:
    """Of the words it stands in, of the one who is told to make it, or of the text itself, which names nobody."""
    said = found.said
    source = attributions.source(said) if said is not None else None
    if said is not None and source is None:
        return
    forecasters = _forecasters(found, source, attributions)
    if found.forecaster is not None and not forecasters:
        return
    anchor = said.anchor if said is not None else found.anchor
    yield Draft(
        payload=found.payload,
        evidence=attributions.context.tree.evidence(found.sentence) if said is None else _evidence(said, attributions),
        anchor=anchor.token,
        clause=clause_span(anchor),
        actors=forecasters,
        reported_by=attributions.chain(anchor.start if said is None else said.cue.start, said),
        same_event=None if said is None else attributions.occasion(said),
        method=f"forecast.{_way(found)}@{VERSION}",
        block=found.sentence.role,
        remark=said is not None and attributions.is_remark(said),
    )


def _way(found: FoundForecast) -> str:
    if found.said is not None:
        return found.said.rule
    return "text" if found.forecaster is None else "estimate"


def _forecasters(found: FoundForecast, source: Mention | None, attributions: Attributions) -> tuple[Mention, ...]:
    if found.said is not None and source is not None:
        return attributions.sources(found.said, source)
    return () if found.forecaster is None else attributions.parties((found.forecaster,))


def _framing(found: FoundFraming, attributions: Attributions) -> Draft:
    tree = attributions.context.tree
    return Draft(
        payload=found.payload,
        evidence=tree.evidence(found.sentence) if found.said is None else _evidence(found.said, attributions),
        anchor=found.anchor.token,
        clause=clause_span(found.anchor),
        actors=_framers(found, attributions),
        reported_by=attributions.chain(found.anchor.start, found.said),
        method=f"framing.{found.payload.use}@{VERSION}",
        block=found.sentence.role,
    )


def _framers(found: FoundFraming, attributions: Attributions) -> tuple[Mention, ...]:
    """Whose term it is: the speaker of the words it stands in, the subject of the verb, else the author."""
    source = attributions.source(found.said) if found.said is not None else None
    if source is not None:
        return (source,)
    if found.actor is not None:
        return attributions.parties((found.actor,))
    return (attributions.voice(Voice(found.sentence.speaker)),)


def _evidence(said: Said, attributions: Attributions) -> Quote:
    """The sentences from the first character of cue or content to the last."""
    spans = [*said.content, said.cue, said.sentence.span]
    return attributions.context.tree.quote(min(s.start for s in spans), max(s.end for s in spans))
