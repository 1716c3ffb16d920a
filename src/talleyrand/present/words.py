"""A record as an English sentence: who, what, to whom, in the words of the visual grammar."""

from __future__ import annotations

import re

from talleyrand.model.actors import Actor
from talleyrand.model.records import Act, Forecast, Framing, Record, Statement, Vote
from talleyrand.present.phrases import Phrase, in_factuality, phrases
from talleyrand.present.plain import clip, interval_words, line, listed, names

QUOTE_LIMIT = 280
TAIL_LIMIT = 110
_TAIL = re.compile(r"\s+(?:not\s+)?(?:to|that|against|over|for|with|from)\s[^.,;:?!“”\"—]*")
_APPOSITION = re.compile(r"[,;:.]")
NOBODY = "nobody resolved"
# What several actors without a recipient do with each other.
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def who(record: Record) -> str:
    """Return the actors' names; for contacts, those who are actors and not also recipients come first."""
    own = own_actors(record)
    return names(own) or names(record.actors) or NOBODY


def own_actors(record: Record) -> tuple[Actor, ...]:
    """Return the actors that are not among the recipients; a contact may list every party on both sides."""
    given = {actor.id for actor in record.recipients}
    own = tuple(actor for actor in record.actors if actor.id not in given)
    return own or record.actors


def other_side(record: Record) -> tuple[Actor, ...]:
    """Return the recipients that are not actors; for a statement its addressees where there are no recipients."""
    given = record.recipients
    if not given and isinstance(record.payload, Statement):
        given = record.payload.addressees
    own = {actor.id for actor in own_actors(record)}
    return tuple(actor for actor in given if actor.id not in own)


def recipients_words(record: Record) -> str:
    """Return the other side's names as they stand within a sentence: `the United States and Russia`."""
    return listed(list(dict.fromkeys(with_article(line(actor.name)) for actor in other_side(record))))


def with_article(name: str) -> str:
    """Return a name with its article, where English wants one."""
    return f"the {name}" if name.startswith(phrases().articles) else name


def what(record: Record) -> str:
    """Return what the record reports, in words and without its subject: `abstained in the UN Security Council`."""
    match record.payload:
        case Act() as act:
            return _act_words(record, act)
        case Statement() as statement:
            return _statement_words(record, statement)
        case Vote() as vote:
            return _vote_words(record, vote)
        case Forecast() as forecast:
            return _forecast_words(record, forecast)
        case Framing() as framing:
            return _framing_words(record, framing)


def _act_words(record: Record, act: Act) -> str:
    mutual = act.event_type in MUTUAL and len(own_actors(record)) > 1
    given = recipients_words(record) or ("each other" if mutual else "")
    return _done(record, phrases().act(act, given)) + _tail(record, act)


def _done(record: Record, phrase: Phrase) -> str:
    return in_factuality(phrase, record.factuality, plural=len(own_actors(record)) > 1, lasting=_lasting(record))


def _lasting(record: Record) -> bool:
    return record.date.start != record.date.end or record.date.basis in ("inferred", "publication")


def _tail(record: Record, act: Act) -> str:
    """Return the source's own words after the recipient ("to negotiate with Kyiv"), where they read on from ours."""
    mentions = [actor.mention for actor in other_side(record) if actor.mention]
    if not mentions:
        return ""
    start, end = record.evidence.start, max(mention.end for mention in mentions)
    between = record.evidence.text[act.trigger.end - start : min(mention.start for mention in mentions) - start]
    if act.trigger.end > min(mention.start for mention in mentions) or _APPOSITION.search(between) or len(between) > 60:
        return ""
    found = _TAIL.match(record.evidence.text, end - start)
    return " " + clip(line(found.group()).rstrip(" ,"), TAIL_LIMIT) if found else ""


def said(statement: Statement) -> str:
    """Return the content of a statement on one line; its parts are parted by an ellipsis."""
    return clip(" … ".join(line(part.text).strip("“”\"'‘’ ,") for part in statement.content), QUOTE_LIMIT)


def _statement_words(record: Record, statement: Statement) -> str:
    content = said(statement)
    if not content:
        return _silence_words(record, statement)
    to = recipients_words(record)
    verb = _verb(record, statement) + (f" to {to}" if to else "")
    if statement.form == "direct":
        return f"{verb}: “{content}”"
    return f"{verb} {content}" if content.lower().startswith(phrases().openers) else f"{verb}: {content}"


def _verb(record: Record, statement: Statement) -> str:
    cue = line(statement.cue.text).lower() if statement.cue else ""
    if record.factuality == "actual":
        return cue if cue in phrases().cues else "said"
    return _done(record, Phrase("say", "said", "said"))


def _silence_words(record: Record, statement: Statement) -> str:
    to = recipients_words(record)
    cue = line(statement.cue.text).lower() if statement.cue else ""
    if any(verb in cue for verb in phrases().answers) and record.factuality in ("negated", "refused"):
        return "gave no answer" + (f" to {to}" if to else "")
    if record.factuality == "refused":
        return "declined to comment" + (f" to {to}" if to else "")
    return _done(record, phrases().silence.to(f" to {to}" if to else ""))


def _vote_words(record: Record, vote: Vote) -> str:
    phrase = phrases().vote["veto" if vote.veto else vote.choice]
    body = f" in the {line(vote.body.name).removeprefix('the ')}" if vote.body else ""
    subject = clip(line(vote.subject), TAIL_LIMIT) if vote.subject else ""
    over = vote.veto or vote.choice in ("yes", "no")
    matter = f" {subject or 'a text'}{body}" if over else f"{body}{f' on {subject}' if subject else ''}"
    return _done(record, phrase) + matter


def _forecast_words(record: Record, forecast: Forecast) -> str:
    words = f"expects: “{clip(line(forecast.proposition.text), QUOTE_LIMIT)}”"
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
    return f"{many if len(own_actors(record)) > 1 else one} the {noun} ‘{clip(line(framing.term), 60)}’"
