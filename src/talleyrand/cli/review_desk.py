"""One record a screen, one key a decision: reviewing on a terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.text import Text

from talleyrand.errors import ConflictError, CorrectionError, NotFoundError, TalleyrandError
from talleyrand.ledger.review.queues import Order, Queued
from talleyrand.ledger.selecting.selection import Choice
from talleyrand.ledger.store import Ledger
from talleyrand.model.records import Record
from talleyrand.pipeline.deciding import decide
from talleyrand.pipeline.editing_parties import finder
from talleyrand.pipeline.reviewing import Field, changed, fields_of
from talleyrand.present.plain import clip, line
from talleyrand.present.terminal import print_history, print_record

KEYS = "a accept  c correct  r reject  d dispute  n note  u undo  s skip  b back  h history  q quit"
_DECISIONS = {"a": "accept", "r": "reject", "d": "dispute"}
_WIDTH = 60
"""Characters of a field's value that are shown in the list of fields."""


@dataclass(slots=True)
class Desk:
    """A person at the terminal, with a queue of records.

    `key` gives the next key, `ask` a line for a question, `clock` the time (ISO 8601). `sample` holds the ids of a
    random sample, to which the queue is kept, and is empty for a queue that ends when nothing waits.
    """

    ledger: Ledger
    order: Order
    reviewer: str
    console: Console
    key: Callable[[], str]
    ask: Callable[[str], str]
    clock: Callable[[], str]
    choice: Choice = field(default_factory=Choice)
    seed: int = 0
    sample: tuple[str, ...] = ()
    cursor: str | None = None
    seen: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)

    @property
    def blind(self) -> bool:
        """Whether the person is not to see what others decided."""
        return self.order == "second"


def review(desk: Desk) -> int:
    """Show record after record until nothing waits or the person stops; returns how many decisions were made."""
    one = _next(desk)
    while one is not None:
        _show(desk, one)
        key = desk.key().lower()
        if key in ("q", "\x1b", "\x04"):
            break
        if key == "\x03":
            raise KeyboardInterrupt
        one = _after(desk, one, key)
    if one is None:
        desk.console.print(Text("Nothing more waits here."))
    return len(desk.made)


def _next(desk: Desk) -> Queued | None:
    """Return the next record that waits; a random sample ends with its last."""
    found = desk.ledger.review.queue(
        desk.order, choice=desk.choice, reviewer=desk.reviewer, after=desk.cursor, limit=1, seed=desk.seed
    )
    if not found or (desk.sample and found[0].record.id not in desk.sample):
        return None
    return found[0]


def _after(desk: Desk, one: Queued, key: str) -> Queued | None:
    """Do what a key asks for, and return the record to show then."""
    match key:
        case "s" | " " | "\x1b[c":
            return _go_on(desk, one)
        case "b" | "\x1b[d":
            return _back(desk, one)
        case "h":
            if desk.blind:
                return _told(desk, one, "in a second reading nothing is told before you judge")
            print_history(desk.ledger.history(one.record.id), desk.console)
            return _told(desk, one, "")
    try:
        return _decide(desk, one, key)
    except ConflictError as error:
        _told(desk, one, error.line())
        return _again(desk, one.record.id, one.cursor)
    except TalleyrandError as error:
        return _told(desk, one, error.line())


def _decide(desk: Desk, one: Queued, key: str) -> Queued | None:
    if key == "u":
        return _undo(desk, one)
    if key == "n":
        note = desk.ask("note: ").strip()
        if note:
            _made(desk, one, {"decision": "note", "note": note})
        return one
    if key == "c":
        changes = _changes(desk, one.record)
        if not changes:
            return one
        asked: dict[str, Any] = {
            "decision": "correct",
            "changes": changes,
            "note": desk.ask("why (Enter for nothing): "),
        }
    elif key in _DECISIONS:
        asked = {"decision": _DECISIONS[key]}
    else:
        return _told(desk, one, f"keys: {KEYS}")
    _made(desk, one, asked)
    desk.made.append(one.record.id)
    return _go_on(desk, one)


def _made(desk: Desk, one: Queued, asked: dict[str, Any]) -> Record:
    whole = asked | {"record": one.record.id, "expects": one.mark, "second": desk.blind}
    return decide(desk.ledger, whole, reviewer=desk.reviewer, at=desk.clock())


def _undo(desk: Desk, one: Queued) -> Queued:
    """Take back the last decision made here, else the last on the record that is shown."""
    last = desk.made[-1] if desk.made else one.record.id
    desk.ledger.review.undo(last, reviewer=desk.reviewer, at=desk.clock())
    if desk.made:
        desk.made.pop()
    return _again(desk, last, None)


def _go_on(desk: Desk, one: Queued) -> Queued | None:
    desk.seen.append(one.record.id)
    desk.cursor = one.cursor or desk.cursor
    return _next(desk)


def _back(desk: Desk, one: Queued) -> Queued:
    if not desk.seen:
        return _told(desk, one, "this is the first one")
    return _again(desk, desk.seen.pop(), None)


def _again(desk: Desk, id: str, cursor: str | None) -> Queued:
    """Return a record once more, as it is now; without a cursor the queue goes on where it was."""
    record = desk.ledger.review.proposed(id) if desk.blind else desk.ledger.record(id)
    return Queued(record, desk.ledger.review.mark(id), cursor or "")


def _told(desk: Desk, one: Queued, what: str) -> Queued:
    if what:
        desk.console.print(Text(line(what), style="bold"))
    desk.console.print(Text("any key goes on", style="dim"))
    desk.key()
    return one


def _show(desk: Desk, one: Queued) -> None:
    desk.console.clear()
    desk.console.print(Text(_progress(desk), style="dim"))
    desk.console.print()
    print_record(one.record, desk.ledger.document(one.record.document_id), desk.console)
    if not desk.blind:
        print_history(desk.ledger.history(one.record.id)[1:], desk.console)
    desk.console.print()
    desk.console.print(Text(KEYS, style="dim"))


def _progress(desk: Desk) -> str:
    """How far the person is: of the sample, or of all that the queue is drawn from."""
    if desk.sample:
        judged = sum(desk.ledger.record(id).review != "proposed" for id in desk.sample)
        return f"{desk.reviewer}: {judged:,} of a random sample of {len(desk.sample):,} judged"
    found = desk.ledger.review.progress(desk.choice)
    mine = found.by_reviewer.get(desk.reviewer, 0)
    return f"{desk.reviewer}: {mine:,} judged by you, {found.judged:,} of {found.records:,} in all"


def _changes(desk: Desk, record: Record) -> dict[str, str]:
    """Ask for fields and their values until the person is content; each is checked as it is given."""
    given: dict[str, str] = {}
    document, find = desk.ledger.document(record.document_id), finder(desk.ledger, record)
    while True:
        shown = changed(record, document, given, find=find)
        fields = fields_of(shown)
        _list_fields(desk, fields, given)
        asked = desk.ask("field (number or name; Enter saves, q drops all): ").strip()
        if asked in ("", "q"):
            return given if asked == "" else {}
        try:
            one = _field(fields, asked)
            _tell_options(desk, one)
            wanted = {**given, one.name: desk.ask(f"{one.label} [{one.value}]: ").strip()}
            changed(record, document, wanted, find=find)
            given = wanted
        except (CorrectionError, NotFoundError) as error:
            desk.console.print(Text(line(error.line()), style="bold"))


def _field(fields: tuple[Field, ...], asked: str) -> Field:
    if asked.isdecimal() and 1 <= int(asked) <= len(fields):
        return fields[int(asked) - 1]
    found = [one for one in fields if asked.casefold() in (one.name.casefold(), one.label.casefold())]
    if not found:
        raise CorrectionError("there is no such field", where=asked[:60])
    return found[0]


def _list_fields(desk: Desk, fields: tuple[Field, ...], given: dict[str, str]) -> None:
    for number, one in enumerate(fields, 1):
        words = f"{one.value}  “{clip(line(one.words), _WIDTH)}”" if one.words else clip(line(one.value), _WIDTH)
        text = Text(f"{number:3} {one.label:<24} {words}", style="bold" if one.name in given else "")
        desk.console.print(text, soft_wrap=True)


def _tell_options(desk: Desk, one: Field) -> None:
    if one.options:
        desk.console.print(Text(", ".join(option.value for option in one.options), style="dim"))
