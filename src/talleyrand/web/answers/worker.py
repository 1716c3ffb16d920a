"""What a worker does: it opens the ledger, asks measures, and hands back plain data.

A worker is a process of its own, since a measure of a large ledger takes the processor for seconds; the server goes on
answering meanwhile. It keeps the records of the actor asked about last, for a page asks several measures of one actor.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import OrderedDict
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any

from talleyrand import errors
from talleyrand.errors import NotFoundError, TalleyrandError
from talleyrand.ledger.location import Location
from talleyrand.ledger.opening import opened_mark
from talleyrand.ledger.store import Ledger, open_ledger
from talleyrand.model.results import Result
from talleyrand.pipeline.measures import MEASURES, Questions
from talleyrand.pipeline.views import resolve
from talleyrand.present.results import row_json
from talleyrand.web.answers.question import Answer, Question, Why

KEPT = 8
"""Results whose reasons can be told at once."""
NICE = 5
"""How far a worker stands back where processors are few: pages are waited for, answers arrive in them."""
_SAME_RECORDS = ("actor", "since", "until", "min_confidence", "case")
"""Parameters that choose records: questions alike in them share what is read; the actor does only for some measures."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An error as plain data, which passes between processes whole."""

    kind: str
    what: str
    where: str
    hint: str

    def error(self) -> TalleyrandError:
        """Return it as the error that it was."""
        kind = getattr(errors, self.kind, TalleyrandError)
        made: TalleyrandError = kind(self.what, where=self.where, hint=self.hint)
        return made


@dataclass
class _Desk:
    """What a worker has open: one ledger, what was read of it for one actor, and its last results."""

    ledger: Ledger
    file: tuple[int, ...]
    version: str
    about: tuple[str | None, ...] = ()
    questions: Questions | None = None
    results: OrderedDict[Question, Result[Any]] = field(default_factory=OrderedDict)


_desks: dict[Location, _Desk] = {}


def answer(location: Location, asked: Question) -> Answer | Failed:
    """Return a measure's answer."""
    try:
        return plain(_result(location, asked))
    except TalleyrandError as error:
        return _failed(error)


def why(location: Location, asked: Question, part: str, row: str) -> tuple[Why, ...] | Failed:
    """Return the records behind a row of an answer or of a part of it, the weightiest first."""
    try:
        result = _result(location, asked)
        table = part_of(result, part)
        reasons = sorted(table.why(row), key=lambda reason: -abs(reason.weight))
    except TalleyrandError as error:
        return _failed(error)
    return tuple(Why(one.record, one.weight, one.score, one.cluster, one.note) for one in reasons)


def part_of(result: Result[Any], part: str) -> Result[Any]:
    """Return a part of an answer by name, the answer itself for no name; raises NotFoundError."""
    if part and part not in result.parts:
        raise NotFoundError("no such part of the answer", where=part, hint=f"one of {', '.join(result.parts)}")
    return result.parts[part] if part else result


def plain(result: Result[Any]) -> Answer:
    """Return an answer as plain data, its chart drawn up and its parts with it."""
    return Answer(
        measure=result.measure,
        question=result.question,
        address=result.address(),
        columns=result.columns,
        keys=result.keys,
        shown=result.shown or result.columns,
        rows=tuple(row_json(result)),
        notes=result.notes,
        records=result.records,
        independent=result.independent,
        chart=result.chart(),
        parts={name: plain(part) for name, part in result.parts.items()},
    )


def _result(location: Location, asked: Question) -> Result[Any]:
    desk = _desk(location)
    kept = desk.results.get(asked)
    if kept is not None:
        desk.results.move_to_end(asked)
        return kept
    about = tuple(asked.parameter(name) for name in _same_records(asked.measure))
    if desk.questions is None or desk.about != about:
        desk.about, desk.questions = about, Questions(desk.ledger, resolve)
        desk.results.clear()
    result = desk.questions.ask(asked.measure, dict(asked.parameters))
    desk.results[asked] = result
    if len(desk.results) > KEPT:
        desk.results.popitem(last=False)
    return result


def _same_records(measure: str) -> tuple[str, ...]:
    known = MEASURES.get(measure)
    return _SAME_RECORDS[1:] if known and known.scope == "all" else _SAME_RECORDS


def _desk(location: Location) -> _Desk:
    """Return what is open of a ledger, emptied when the ledger says something else or is another file by now."""
    desk = _desks.get(location)
    if desk is not None and (desk.file != opened_mark(location) or not desk.ledger.alive):
        desk.ledger.close()
        desk = None
    if desk is None:
        ledger = open_ledger(location, read_only=True)
        desk = _desks[location] = _Desk(ledger, opened_mark(location), ledger.version())
    elif desk.version != (version := desk.ledger.version()):
        _desks[location] = desk = _Desk(desk.ledger, desk.file, version)
    return desk


def _failed(error: TalleyrandError) -> Failed:
    return Failed(type(error).__name__, error.what, error.where, error.hint)


def serve_parent() -> None:
    """Let the server go first, leave Ctrl-C to it, and end when it does, however it ended."""
    if hasattr(os, "nice"):  # Windows has none
        os.nice(NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = multiprocessing.parent_process()
    if server is not None:
        Thread(target=_end_with, args=(server,), daemon=True).start()


def _end_with(server: BaseProcess) -> None:
    server.join()
    os._exit(0)


def warm() -> None:
    """Load what measures need, before the first is asked."""
    from importlib import import_module

    for measure in MEASURES.values():
        import_module(measure.module)
