"""Every field of a record in plain words and as it is coded, each with the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from talleyrand.codebook.confidence import load_reliability, rules_of, signs_of
from talleyrand.codebook.frames import frame_name
from talleyrand.codebook.plover import load_event_types
from talleyrand.model.actors import Actor
from talleyrand.model.records import Act, Factuality, Forecast, Framing, Payload, Record, Statement, Vote
from talleyrand.model.spans import Quote
from talleyrand.present.plain import basis_words, clip, count, date_words, interval_words, line
from talleyrand.present.words import likelihood

WORDS_LIMIT = 600
"""Characters shown of the words that a field rests on; the record has them whole."""
FACTUALITY: dict[Factuality, str] = {
    "actual": "the source reports it as said or done",
    "negated": "the source says that it was not said or done",
    "refused": "the source says that it was refused",
    "planned": "the source reports it as planned or promised",
    "called-for": "the source reports that somebody called for it",
    "possible": "the source reports it as possible, or under a condition",
}
BLOCKS = {
    "body": "in the text",
    "caption": "in a caption, which may repeat what the text says",
    "title": "in the title",
    "heading": "in a heading",
    "byline": "in the byline",
    "furniture": "in what stands around the text",
    "speaker": "in a speaker's label",
}


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field: its name, what it says in words, its code, and the words of the source that it rests on.

    `start` and `end` are where these words stand, None where none are named; `actor` is the id of an actor's page.
    """

    name: str
    says: str
    code: str = ""
    words: str = ""
    start: int | None = None
    end: int | None = None
    actor: str = ""


@dataclass(frozen=True, slots=True)
class SignView:
    """A sign that a record bears, and what it adds to the log-odds of being right."""

    sign: str
    adds: float


def fields_of(record: Record) -> tuple[FieldView, ...]:
    """Return the fields of a record in the order in which a person asks: who, to whom, what, when, and how surely."""
    return (*_parties(record), *_payload(record.payload), *_standing(record))


def signs_view(record: Record) -> tuple[SignView, ...]:
    """Return what raises and lowers the confidence of a record like this one, the weightiest first."""
    known = load_reliability()[record.kind]
    rules = ((f"the rule {rule}", known.rules.get(rule, 0.0)) for rule in dict.fromkeys(rules_of(record)))
    signs = ((sign, known.signs.get(sign, 0.0)) for sign in dict.fromkeys(signs_of(record)))
    found = [SignView(name, adds) for name, adds in (*rules, *signs) if adds]
    return tuple(sorted(found, key=lambda view: -abs(view.adds)))


def _parties(record: Record) -> Iterator[FieldView]:
    for name, parties in (("actor", record.actors), ("recipient", record.recipients)):
        for actor in parties:
            yield _actor(name, actor, of_text=record.row is None)
    if isinstance(record.payload, Statement):
        for actor in record.payload.addressees:
            yield _actor("addressee", actor)


def _actor(name: str, actor: Actor, *, of_text: bool = True) -> FieldView:
    acts_for = f"for {actor.country}" if actor.country and actor.type != "state" else ""
    says = ", ".join(part for part in (line(actor.name), line(actor.role or ""), actor.type, acts_for) if part)
    code = " ".join(part for part in (line(actor.id), actor.sector or "") if part)
    if actor.mention is None:
        return FieldView(name, f"{says}; understood, not named" if of_text else says, code, actor=actor.id)
    return _quoted(FieldView(name, says, code, actor=actor.id), actor.mention)


def _quoted(field: FieldView, quote: Quote | None) -> FieldView:
    if quote is None or not quote.text:
        return field
    words = clip(line(quote.text), WORDS_LIMIT)
    return FieldView(field.name, field.says, field.code, words, quote.start, quote.end, field.actor)


def _payload(payload: Payload) -> Iterator[FieldView]:
    match payload:
        case Act():
            yield from _act(payload)
        case Statement():
            yield from _statement(payload)
        case Vote():
            yield from _vote(payload)
        case Forecast():
            yield from _forecast(payload)
        case Framing():
            yield from _framing(payload)


def _act(act: Act) -> Iterator[FieldView]:
    known = load_event_types().get(act.event_type)
    yield _quoted(FieldView("event type", known.what if known else "", act.event_type), act.trigger)
    if act.mode:
        yield FieldView("mode", act.mode.replace("-", " "), act.mode)
    if act.contexts:
        yield FieldView("contexts", ", ".join(act.contexts))
    yield FieldView("quad class", act.quad)
    yield FieldView(
        "intensity", f"{act.intensity:+g} on PLOVER’s scale from −10, hostile, to +10, friendly".replace("-", "−")
    )


def _statement(said: Statement) -> Iterator[FieldView]:
    forms = {"direct": "in the speaker's own words", "indirect": "in the reporter's words", "mixed": "partly quoted"}
    yield FieldView("form", forms[said.form], said.form)
    if not said.content:
        yield FieldView("content", "nothing was said")
    for part in said.content:
        yield _quoted(FieldView("content", ""), part)
    if said.cue is not None and said.cue.text:
        yield _quoted(FieldView("reported with", ""), said.cue)
    if said.act_id:
        yield FieldView("the same words are the act", said.act_id)


def _vote(vote: Vote) -> Iterator[FieldView]:
    yield FieldView("choice", "veto" if vote.veto else vote.choice)
    yield FieldView("body", line(vote.body.name) if vote.body else "not named", vote.body.id if vote.body else "")
    yield FieldView("voted on", clip(line(vote.subject or ""), WORDS_LIMIT) or "not named")
    if vote.roll_call:
        yield FieldView("roll call", line(vote.roll_call))


def _forecast(forecast: Forecast) -> Iterator[FieldView]:
    yield _quoted(FieldView("proposition", ""), forecast.proposition)
    yield FieldView("likelihood", likelihood(forecast) or "no words of likelihood")
    horizon = forecast.horizon
    days = [day for day in (horizon.start, horizon.end) if day] if horizon else []
    yield FieldView("horizon", interval_words(days[0], days[-1]) if days else "no date given", "/".join(days))
    yield FieldView("outcome", forecast.outcome)


def _framing(framing: Framing) -> Iterator[FieldView]:
    yield FieldView("matter", frame_name(line(framing.frame)), line(framing.frame))
    yield FieldView("term", clip(line(framing.term), WORDS_LIMIT))
    yield FieldView("use", framing.use)


def _standing(record: Record) -> Iterator[FieldView]:
    when = record.date
    code = "/".join(day for day in dict.fromkeys((when.start, when.end)) if day) or (when.partial or "")
    yield FieldView("date", f"{date_words(when)}: {basis_words(when)}", f"{code} {when.precision} {when.basis}".strip())
    yield FieldView("factuality", FACTUALITY[record.factuality], record.factuality)
    stands = f"{BLOCKS[record.block]}, {count(record.evidence.end - record.evidence.start, 'character')}"
    yield FieldView("evidence", stands, f"{record.evidence.start}–{record.evidence.end}")
    yield FieldView("made by", line(record.engine) or "no engine", line(record.method))
