"""Answers of measures: kept, put in line, forgotten, worked out again by another worker when one is killed."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from fastapi.testclient import TestClient

from talleyrand.errors import OptionError
from talleyrand.web.answers import answers as module
from talleyrand.web.answers import line as line_module
from talleyrand.web.answers.answers import Answers
from talleyrand.web.answers.line import Line
from talleyrand.web.answers.question import question
from talleyrand.web.refusals import Unavailable

GAP = question("gap", {"actor": "CHN", "target": "RUS"})


def _line(begun: list[str], gate: Event) -> Line:
    """Return a line in front of one worker that notes what it begins and goes on when the gate opens."""
    pool = ThreadPoolExecutor(1)

    def work(name: str) -> str:
        begun.append(name)
        gate.wait(10)
        return name

    def begin(name: str) -> Future[Any]:
        return pool.submit(work, name)

    return Line(1, begin, lambda *_: None)


def test_a_task_that_somebody_waits_for_goes_first() -> None:
    begun: list[str] = []
    gate = Event()
    line = _line(begun, gate)
    for name in ("first", "second", "third"):
        line.ask((name,), name, wait=0)
    waiter = Thread(target=lambda: line.ask(("third",), "third", wait=10))
    waiter.start()
    while not line._tasks["third",].waiters:
        time.sleep(0.001)
    gate.set()
    waiter.join()
    assert begun[:2] == ["first", "third"]


def test_what_nobody_asks_about_any_more_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    gate = Event()
    line = _line(begun, gate)
    line.ask(("first",), "first", wait=0)
    line.ask(("left",), "left", wait=0)
    monkeypatch.setattr(line_module, "FORGOTTEN", 0.0)
    time.sleep(0.01)
    gate.set()
    assert line.ask(("last",), "last", wait=10) is not None
    assert begun == ["first", "last"]
    assert len(line) == 0


def test_an_answer_is_kept_for_as_long_as_the_ledger_says_the_same(case: Path) -> None:
    answers = Answers(case, 0)
    first = answers.ask(GAP, "1", wait=20).answer
    assert first is not None
    assert answers.ask(GAP, "1", wait=0).answer is first
    assert answers.ask(GAP, "2", wait=0).stale
    answers.close()


def test_answers_are_kept_within_their_bytes(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Answers(case, 0)
    answers.ask(GAP, "1", wait=20)
    monkeypatch.setattr(module, "KEPT_BYTES", 10)
    other = question("contacts", {"actor": "CHN"})
    assert answers.ask(other, "1", wait=20).answer is not None
    assert answers.ask(other, "1", wait=0).answer is None
    answers.close()


def test_what_a_measure_raises_is_raised_again(case: Path) -> None:
    answers = Answers(case, 0)
    with pytest.raises(OptionError, match="no option"):
        answers.ask(question("gap", {"actor": "CHN", "colour": "red"}), "1", wait=20)
    answers.close()


def test_a_worker_that_is_killed_is_replaced(case: Path) -> None:
    answers = Answers(case, 1)
    assert answers.ask(GAP, "1", wait=60).answer is not None
    pool = answers._pool
    for ident in list(pool._processes):  # type: ignore[union-attr]
        os.kill(ident, signal.SIGKILL)
    time.sleep(0.5)
    try:
        answers.ask(GAP, "2", wait=60)
        found = answers.ask(question("contacts", {"actor": "CHN"}), "2", wait=60)
    except Unavailable:
        found = answers.ask(question("contacts", {"actor": "CHN"}), "2", wait=60)
    assert found.answer is not None
    answers.close()


def test_an_answer_that_takes_longer_than_a_request_still_arrives(
    reading: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("talleyrand.web.pages.answers.PATIENCE", 0.0)
    address = "/answers/sourcing.json?actor=USA&since=2022-01-02"
    assert reading.get(address).status_code == 202
    for _ in range(100):
        if (answer := reading.get(address)).status_code == 200:
            break
        time.sleep(0.1)
    assert answer.json()["rows"]


def test_rows_of_a_long_answer_come_in_pages(reading: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    address, asked = "/answers/sourcing.json", {"actor": "CHN", "part": "sources"}
    whole = reading.get(address, params=asked).json()
    monkeypatch.setattr("talleyrand.web.pages.answers.ROWS", 5)
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = reading.get(address, params={**asked, "after": after}).json()
        seen += [row["why"] for row in page["rows"]]
        after = page["after"]
    assert seen == [row["why"] for row in whole["rows"]]
    assert reading.get(address, params={**asked, "after": "nobody"}).status_code == 404


def test_an_error_of_a_measure_is_a_text_in_its_panel(reading: TestClient) -> None:
    piece = reading.get("/answers/gap/panel?actor=CHN&target=RUS&delta=wide&wait=20")
    assert piece.status_code == 400
    assert "delta" in piece.text
