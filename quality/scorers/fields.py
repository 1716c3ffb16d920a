"""Where a record stands in its text, and the fields in which it differs from an expected one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quality.scorers.naming import all_answer, answers, any_answers, names, same_parties, strangers
from quality.sets.own import Expected
from talleyrand import Act, Forecast, Framing, Record, Span, Statement, Vote

SHARED = 0.3
"""A statement is found when so much of its content is (as in PolNeAR's measurements)."""
Check = tuple[str, bool]
TWO_SIDED = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Acts in which the sides may stand either way round."""
TERM = 4
"""Letters of a term that must agree: `invasion`, `invade`."""


def stands_at(record: Record) -> Span:
    """Return where the record's own words stand: trigger, content, proposition, else the evidence."""
    payload = record.payload
    if isinstance(payload, Act):
        return payload.trigger.span
    if isinstance(payload, Forecast):
        return payload.proposition.span
    if isinstance(payload, Statement) and (payload.content or payload.cue):
        return (payload.content[0] if payload.content else payload.cue or record.evidence).span
    return record.evidence.span


def at_same_place(expected: Expected, record: Record) -> bool:
    """Tell whether the record can be the expected one: of its kind, and at its place."""
    payload = record.payload
    if isinstance(payload, Act):
        return _act_at(expected, record, payload)
    if isinstance(payload, Statement):
        return _said_at(expected, payload)
    if isinstance(payload, Forecast):
        return overlap([payload.proposition.span], expected.content or (expected.near,)) >= SHARED
    if isinstance(payload, Framing):
        return record.evidence.span.overlaps(expected.near) and same_term(expected.term or "", payload.term)
    return record.evidence.span.overlaps(expected.near)


def _act_at(expected: Expected, record: Record, act: Act) -> bool:
    """At the trigger, or else elsewhere in the sentence with the same type and parties."""
    if act.trigger.span.overlaps(expected.near):
        return True
    fits = record.evidence.span.overlaps(expected.near) and act.event_type in expected.event
    return fits and all(graded(expected, record).get(party, True) for party in ("actor", "recipient"))


def _said_at(expected: Expected, said: Statement) -> bool:
    if expected.content and said.content:
        return overlap([c.span for c in said.content], expected.content) >= SHARED
    return said.cue is not None and said.cue.span.overlaps(expected.cue or expected.near)


def overlap(found: Iterable[Span], wanted: Iterable[Span]) -> float:
    """Return which share of the wanted characters was found."""
    want = characters(wanted)
    return len(want & characters(found)) / len(want) if want else 0.0


def characters(spans: Iterable[Span]) -> set[int]:
    """Return the offsets of all characters in the spans."""
    return {i for span in spans for i in range(span.start, span.end)}


def same_term(wanted: str, found: str) -> bool:
    """Tell whether two terms are forms of one, or one holds the other."""
    a, b = wanted.lower().strip("“”\"'"), found.lower().strip("“”\"'")
    return bool(a and b) and (a in b or b in a or (a[:TERM] == b[:TERM] and a.split()[0][:TERM] == b.split()[0][:TERM]))


def graded(expected: Expected, record: Record) -> dict[str, bool]:
    """Return, for each field that is asked for, whether the record agrees."""
    return dict(_checks(expected, record))


def _checks(expected: Expected, record: Record) -> Iterator[Check]:
    payload = record.payload
    if expected.factuality:
        yield "factuality", record.factuality in expected.factuality
    if expected.date:
        yield "date", _within(record, expected)
    if expected.reported_by:
        yield "reported by", any_answers(expected.reported_by, record.reported_by)
    if isinstance(payload, Act):
        yield from _act_checks(expected, record, payload)
    elif isinstance(payload, Statement):
        yield from _statement_checks(expected, record, payload)
    elif expected.actors:
        yield "actor", same_parties(expected.actors, record.actors)
    if isinstance(payload, Vote):
        yield from _vote_checks(expected, payload)
    if isinstance(payload, Forecast) and expected.probability:
        yield "probability", _probable(expected, payload)
    if isinstance(payload, Framing) and expected.use:
        yield "use", payload.use == expected.use


def _within(record: Record, expected: Expected) -> bool:
    assert expected.date  # noqa: S101  asked before
    start, end = record.date.start, record.date.end
    return bool(start and end) and expected.date[0] <= str(start)[:10] and str(end)[:10] <= expected.date[1]


def _act_checks(expected: Expected, record: Record, act: Act) -> Iterator[Check]:
    yield "type", act.event_type in expected.event
    if expected.mode:
        yield "mode", act.mode in expected.mode
    if TWO_SIDED & set(expected.event):
        wanted, parties = (*expected.actors, *expected.recipients), (*record.actors, *record.recipients)
        yield "actor", all_answer(expected.actors, parties)
        yield "recipient", all_answer(expected.recipients, parties) and not strangers(wanted, parties)
    else:
        if expected.actors:
            yield "actor", same_parties(expected.actors, record.actors)
        yield "recipient", same_parties(expected.recipients, record.recipients)


def _statement_checks(expected: Expected, record: Record, said: Statement) -> Iterator[Check]:
    speaker = expected.speaker
    if speaker:
        yield "speaker", answers(speaker, names(record.actors))
    if expected.form:
        yield "form", said.form == expected.form
    if expected.cue and said.cue:
        cue, found = expected.cue, said.cue.span
        yield "cue", found.overlaps(cue)
    if expected.source:
        source = expected.source
        yield "source", any(a.mention and a.mention.span.overlaps(source) for a in record.actors)


def _vote_checks(expected: Expected, vote: Vote) -> Iterator[Check]:
    body = expected.body
    yield "choice", vote.choice == expected.choice or (expected.choice == "veto" and vote.veto)
    yield "veto", vote.veto == expected.veto or expected.choice == "veto"
    if body:
        yield "body", vote.body is not None and answers(body, (vote.body.id, vote.body.name))


def _probable(expected: Expected, forecast: Forecast) -> bool:
    assert expected.probability  # noqa: S101  asked before
    low, high = expected.probability
    return forecast.probability is not None and forecast.probability[0] <= high and low <= forecast.probability[1]
