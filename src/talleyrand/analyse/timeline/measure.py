"""What an actor said and did, in order, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from talleyrand.analyse.choosing import chosen, day_of
from talleyrand.analyse.happenings import Happening, happenings
from talleyrand.analyse.observations import Channel, directed
from talleyrand.analyse.parties import Party, called
from talleyrand.analyse.timeline.chart import Mark, draw_marks
from talleyrand.model.actors import Actor
from talleyrand.model.concerning import counterparts
from talleyrand.model.records import Act, Factuality, Forecast, Framing, Kind, Record, Statement, Vote
from talleyrand.model.results import Reason, Result

LONGEST_QUOTE = 160
"""Characters of a quotation in a row; the evidence holds the whole."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One happening: its days (None where not known), whether words or deed, what, by whom, to whom, who says so.

    `score` is what it says toward the target asked for, -1 to +1, None where it has no direction. `records` report it,
    `independent` of them independently of each other; `record` leads.
    """

    record: str
    start: str | None
    end: str | None
    lane: Channel
    kind: Kind
    factuality: Factuality
    what: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    said_by: tuple[str, ...]
    score: float | None
    records: int
    independent: int


def timeline(
    records: Iterable[Record],
    *,
    actor: str,
    target: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Result[TimelineRow]:
    """Return what an actor said and did, and what others said and did to it, in order of date, the undated last.

    `actor` and `target` are ISO codes, ids or names; with a `target` only what has to do with both. `since` and `until`
    are days, inclusive. Reports of one event are one row.
    """
    party, other = Party.of(actor), Party.of(target) if target else None
    found = happenings(_concerning(chosen(records, since, until), party, other))
    rows = tuple(row_of(one, other) for one in found)
    total = sum(len(one.records) for one in found)
    who, whom = called(actor, (one.lead for one in found)), f" toward {called(target)}" if target else ""
    question = f"What did {who} say and do{whom}, and when?"
    undated = sum(row.start is None for row in rows)
    return Result(
        measure="timeline",
        question=question,
        row_type=TimelineRow,
        rows=rows,
        keys=("record",),
        parameters={"actor": actor, "target": target, "since": since, "until": until},
        shown=("start", "what", "factuality", "actors", "recipients", "score", "independent", "record"),
        notes=_notes(rows, undated),
        records=total,
        independent=sum(row.independent for row in rows),
        reasons=lambda at: reasons_of(found[at]),
        drawing=lambda: draw_marks(question, [mark_of(one, row) for one, row in zip(found, rows, strict=True)]),
    )


def row_of(happening: Happening, target: Party | None = None) -> TimelineRow:
    """Return the row of a happening; its score is toward `target`, or toward whomever it is directed at."""
    lead = happening.lead
    scores = [d.score for d in directed(lead) if target is None or target.fits(d.target)]
    return TimelineRow(
        lead.id,
        lead.date.start,
        lead.date.end,
        lane_of(lead),
        lead.kind,
        lead.factuality,
        what_of(lead),
        _names(lead.actors),
        _names(counterparts(lead)),
        tuple(dict.fromkeys(link.name for one in happening.records for link in one.reported_by)),
        sum(scores) / len(scores) if scores else None,
        len(happening.records),
        happening.independent,
    )


def lane_of(record: Record) -> Channel:
    """Return whether a record is of words or of a deed: material acts and votes are deeds."""
    if isinstance(record.payload, Act):
        return "deeds" if record.payload.quad.startswith("material") else "words"
    return "deeds" if isinstance(record.payload, Vote) else "words"


def what_of(record: Record) -> str:
    """Return in few words what a record says: an act's type and mode, a vote's choice, a term, or what was said."""
    match record.payload:
        case Act(event_type=event_type, mode=mode):
            return f"{event_type} {mode}" if mode else event_type
        case Vote(choice=choice, body=body):
            return f"voted {choice}" + (f" in {body.name}" if body else "")
        case Framing(term=term, use=use):
            return f"{use} “{term}”"
        case Forecast(proposition=proposition):
            return _clipped(proposition.text)
        case Statement(content=content, cue=cue):
            return _clipped(" … ".join(quote.text for quote in content)) or (f"({cue.text})" if cue else "(no words)")


def reasons_of(happening: Happening) -> tuple[Reason, ...]:
    """Return the reports of a happening."""
    return tuple(
        Reason(record.id, 1.0, None, record.document_id, "leads" if record is happening.lead else "reports the same")
        for record in happening.records
    )


def mark_of(happening: Happening, row: TimelineRow) -> Mark:
    """Return the mark of a happening on a time axis."""
    day = day_of(happening.lead)
    avoided = isinstance(happening.lead.payload, Framing) and happening.lead.payload.use != "used"
    standing: Factuality = "negated" if avoided else row.factuality
    return Mark(day, row.lane, standing, row.score, row.independent, row.what, row.record)


def _concerning(records: Iterable[Record], party: Party, other: Party | None) -> Iterable[Record]:
    for record in records:
        if not (party.acts_in(record) or party.meets_in(record)):
            continue
        if other is None or other.acts_in(record) or other.meets_in(record) or _directed_at(record, other):
            yield record


def _directed_at(record: Record, other: Party) -> bool:
    return any(other.fits(one.target) for one in directed(record))


def _notes(rows: tuple[TimelineRow, ...], undated: int) -> tuple[str, ...]:
    if not rows:
        return ("nothing is recorded of this",)
    if undated:
        return (f"{undated:,} of {len(rows):,} have no day and stand last",)
    return ()


def _names(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor.name for actor in actors))


def _clipped(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + "…"
