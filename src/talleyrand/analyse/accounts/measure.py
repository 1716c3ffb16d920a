"""Accounts of one event side by side: what they agree on, what only one says, where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from talleyrand.analyse.accounts.drawing import draw_accounts
from talleyrand.analyse.accounts.events import EventRow, Told, rank, told_events
from talleyrand.analyse.accounts.matching import TOLD, is_told
from talleyrand.analyse.accounts.parts import parts
from talleyrand.analyse.accounts.sources import Documents
from talleyrand.analyse.accounts.tellings import Whole, library_of
from talleyrand.analyse.choosing import chosen
from talleyrand.analyse.parties import Party, called
from talleyrand.errors import NotFoundError
from talleyrand.model.records import Act, Record
from talleyrand.model.results import Reason, Result, Value


def accounts(
    records: Iterable[Record],
    *,
    actor: str | None = None,
    target: str | None = None,
    since: str | None = None,
    until: str | None = None,
    event: str | None = None,
    sources: int = 1,
    documents: Documents | None = None,
    whole: Whole | None = None,
) -> Result[EventRow]:
    """Return the events that at least two accounts tell, those with the most contradictions first.

    `actor` and `target` (ISO codes, ids or names) must both take part; `event` is the id of one event or its
    beginning, `sources` the fewest independent sources. `documents` gives titles, outlets and authors by id; without
    it, readouts are known by their first sentence only. Parts: `fields`, a row for each version of each field;
    `sides`, a row for each side of a call or meeting; `points`, a row for each sentence of a side. What a side says
    need not name the actor: give all records of the documents, or a way to them by the document's id, `whole`.

    Raises NotFoundError for an event that is none.
    """
    given = list(chosen(records, since, until))
    library = library_of(given, documents or {}, _counting(whole, since, until))
    concerned = list(_concerned(given, actor, target))
    told = [one for one in told_events(concerned, library) if one.row.independent >= sources]
    told = _of_event(sorted(told, key=rank), event)
    asked: dict[str, Value] = {"actor": actor, "target": target, "since": since, "until": until, "event": event}
    asked["sources"] = None if sources == 1 else sources
    question = _question(actor, target, concerned)
    rows = tuple(one.row for one in told)
    return Result(
        measure="accounts",
        question=question,
        row_type=EventRow,
        rows=rows,
        keys=("event",),
        parameters=asked,
        shown=("day", "what", "parties", "accounts", "independent", "contradicted", "event"),
        notes=tuple(_notes(told, given)),
        records=sum(row.records for row in rows),
        independent=sum(row.independent for row in rows),
        parts=parts(told, given, asked, library.documents),
        reasons=lambda at: _reasons(told[at]),
        drawing=lambda: draw_accounts(question, told, library.documents),
    )


def _counting(whole: Whole | None, since: str | None, until: str | None) -> Whole | None:
    """A way to those records of a document that count."""
    return None if whole is None else lambda ident: chosen(whole(ident), since, until)


def _question(actor: str | None, target: str | None, records: Sequence[Record]) -> str:
    if actor is None:
        return "Where do accounts of the same event differ?"
    who = called(actor, records)
    return f"Where do accounts of the same event differ: {who}{f' and {called(target, records)}' if target else ''}?"


def _concerned(records: Iterable[Record], actor: str | None, target: str | None) -> Iterator[Record]:
    """Yield the accounts of acts in which the parties asked for take part."""
    parties = [Party.of(asked) for asked in (actor, target) if asked is not None]
    for record in records:
        if is_told(record) and all(party.acts_in(record) or party.meets_in(record) for party in parties):
            yield record


def _of_event(told: list[Told], event: str | None) -> list[Told]:
    if event is None:
        return told
    found = [one for one in told if one.row.event.startswith(event)]
    if not found:
        raise NotFoundError(
            "no event of several accounts has this id", where=event, hint="accounts without it lists them"
        )
    return found


def _notes(told: Sequence[Told], given: Iterable[Record]) -> Iterator[str]:
    vague = sum(isinstance(r.payload, Act) and r.factuality in TOLD and not is_told(r) for r in given)
    if not told:
        yield "no event is told by two accounts"
    if told and all(one.row.independent == 1 for one in told):
        yield "every event rests on one independent source: repeated, not confirmed"
    if told and len({one.row.day for one in told}) == 1 and len(told) > 1:
        yield f"all events are of one day, {told[0].row.day}"
    if vague:
        yield f"{vague:,} reports of acts have no day or a vague one and could not be compared"


def _reasons(one: Told) -> tuple[Reason, ...]:
    """Each record of an event with the account it belongs to; where a document is known by its title, its records."""
    own = [
        Reason(record.id, cluster=account.voucher, note=f"{account.label}: {record.factuality}")
        for account in one.accounts
        for record in account.records
    ]
    titled = [
        Reason(record.id, weight=0.0, cluster=side.voucher, note=f"{side.side}: told of by its title")
        for side in one.sides
        for record in side.records
        if record.document_id in side.titled
    ]
    return (*own, *titled)
