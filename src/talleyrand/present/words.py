"""A record as an English sentence: who, what, to whom, in the words of the visual grammar."""

from __future__ import annotations

import re
from dataclasses import replace

from talleyrand.model.records import Act, Forecast, Framing, Record, Statement, Vote
from talleyrand.present.parties import done, is_plural, other_side, own_actors, recipients_words
from talleyrand.present.phrases import phrases
from talleyrand.present.plain import clip, interval_words, line
from talleyrand.present.saying import BETWEEN_LIMIT, QUOTE_LIMIT, statement_words

TAIL_LIMIT = 110
_TAIL = re.compile(r"\s+(?:not\s+)?(?:to|that|against|over|for|with|from|of)\s[^.,;:?!“”\"—]*")
_APPOSITION = re.compile(r"[,;:.]")
# What several actors without a recipient do with each other.
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def what(record: Record) -> str:
    """Return what the record reports, in words and without its subject: `abstained in the UN Security Council`."""
    match record.payload:
        case Act() as act:
            return _act_words(record, act)
        case Statement() as statement:
            return statement_words(record, statement)
        case Vote() as vote:
            return _vote_words(record, vote)
        case Forecast() as forecast:
            return _forecast_words(record, forecast)
        case Framing() as framing:
            return _framing_words(record, framing)


def _act_words(record: Record, act: Act) -> str:
    mutual = act.event_type in MUTUAL and len(own_actors(record)) > 1
    given = recipients_words(record) or ("each other" if mutual else "")
    tail = _tail(record, act)
    plain = replace(act, mode=None) if tail and act.event_type == "REQUEST" else act
    return done(record, phrases().act(plain, given)) + tail


def _tail(record: Record, act: Act) -> str:
    """Return the source's own words after the recipient ("to negotiate with Kyiv"), where they read on from ours."""
    evidence = record.evidence
    mentions = [actor.mention for actor in other_side(record) if actor.mention]
    if not mentions or not all(evidence.span.contains(part.span) for part in (act.trigger, *mentions)):
        return ""
    first, last = min(mention.start for mention in mentions), max(mention.end for mention in mentions)
    between = evidence.text[act.trigger.end - evidence.start : first - evidence.start]
    if act.trigger.end > first or len(between) > BETWEEN_LIMIT or _APPOSITION.search(between):
        return ""
    found = _TAIL.match(evidence.text, last - evidence.start)
    return " " + clip(line(found.group()).rstrip(" ,"), TAIL_LIMIT) if found else ""


def _vote_words(record: Record, vote: Vote) -> str:
    phrase = phrases().vote["veto" if vote.veto else vote.choice]
    body = f" in the {line(vote.body.name).removeprefix('the ')}" if vote.body else ""
    subject = clip(line(vote.subject), TAIL_LIMIT) if vote.subject else ""
    over = vote.veto or vote.choice in ("yes", "no")
    matter = f" {subject or 'a text'}{body}" if over else f"{body}{f' on {subject}' if subject else ''}"
    return done(record, phrase) + matter


def _forecast_words(record: Record, forecast: Forecast) -> str:
    verb = "expect" if is_plural(own_actors(record)) else "expects"
    words = f"{verb}: “{clip(line(forecast.proposition.text), QUOTE_LIMIT)}”"
    if record.factuality != "actual":
        words = f"{record.factuality} forecast: “{clip(line(forecast.proposition.text), QUOTE_LIMIT)}”"
    return words + (f" ({likelihood(forecast)})" if likelihood(forecast) else "")


def likelihood(forecast: Forecast) -> str:
    """Return the words of likelihood and their interval: `“likely”, 55–80 %`; empty when the source gives none."""
    parts = [f"“{line(forecast.expression)}”"] if forecast.expression else []
    if forecast.probability:
        low, high = (round(100 * bound) for bound in forecast.probability)
        parts.append(f"{low}–{high} %" if low != high else f"{low} %")
    return ", ".join(parts)


def horizon_words(forecast: Forecast) -> str:
    """Return by when a forecast should come true, in words; empty when the source does not say."""
    horizon = forecast.horizon
    if horizon is None or not horizon.end:
        return ""
    return f"by {interval_words(horizon.end, horizon.end)}"


def _framing_words(record: Record, framing: Framing) -> str:
    one, many = phrases().framing[framing.use]
    noun = "words" if " " in framing.term.strip() else "word"
    return f"{many if is_plural(own_actors(record)) else one} the {noun} ‘{clip(line(framing.term), 60)}’"
