"""Every number of the example case opens: its address, asked again, gives the same row and the same records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from talleyrand.cli.main import app
from talleyrand.ledger.store import Ledger, open_ledger
from talleyrand.model.results import Result, Value
from talleyrand.pipeline.jobs import read
from talleyrand.pipeline.measures import MEASURES, ask, parse_address
from talleyrand.pipeline.views import resolve

CASE = Path(__file__).parents[2] / "examples" / "ukraine_2022"
CHINA: dict[str, Value] = {"actor": "CHN", "target": "RUS"}
RUSSIA: dict[str, Value] = {"actor": "RUS", "target": "UKR"}
QUESTIONS: list[tuple[str, dict[str, Value]]] = [
    ("timeline", CHINA),
    ("timeline", {"actor": "person:xi-jinping", "since": "2022-02-10", "min_confidence": 0.4}),
    ("non_acts", {"actor": "CHN", "until": "2022-03-10"}),
    ("positions", CHINA),
    ("positions", {**RUSSIA, "method": "half-life", "half_life": 10.0, "step": "day", "level": 0.8}),
    ("positions", {**RUSSIA, "method": "logit", "step": "month"}),
    ("standings", {"target": "RUS"}),
    ("standings", {"target": "UKR", "since": "2022-02-24", "level": 0.8}),
    ("turning_points", RUSSIA),
    ("turning_points", {**CHINA, "penalty": 0.5, "permutations": 199}),
    ("gap", RUSSIA),
    ("gap", {"actor": "CHN", "fewest": 1, "delta": 0.1}),
    ("contacts", {}),
    ("contacts", {"actor": "RUS", "level": "leader", "since": "2022-02-01"}),
    ("votes", CHINA),
    ("votes", {"body": "UNSC", "by": "session"}),
    ("roll_call", {"call": "UNSC 2022-02-25"}),
    ("ideal_points", {}),
    ("framing", {}),
    ("framing", {**RUSSIA, "step": "quarter", "names": True}),
    ("framing", {"actor": "RUS", "before": "2022-02-24"}),
    ("formulations", {"actor": "CHN", "phrase": "no limits"}),
    ("formulations", {"actor": "RUS", "fewest": 2, "shortest": 2}),
    ("forecasts", {}),
    ("forecasts", {"by": "country", "within": 10}),
    ("accounts", {}),
    ("accounts", {**CHINA, "since": "2022-02-01"}),
    ("agreement", {}),
    ("agreement", {"random": True}),
    ("balance", {"actor": "CHN", "top": 10, "level": 0.8}),
    ("balance", {"contacts": True, "channel": "words"}),
    ("sourcing", {"actor": "RUS"}),
    ("changes", {"actor": "CHN", "since": "2022-02-01", "until": "2022-03-31"}),
    ("brief", {"actors": "CHN", "since": "2022-02-01", "until": "2022-03-31"}),
]


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The example case read by the embedded engine, some of its records reviewed."""
    path = tmp_path_factory.mktemp("case") / "talleyrand.db"
    with open_ledger(path) as ledger:
        read(sorted(CASE.glob("[0-9]*")), ledger)
        for at, record in enumerate(list(ledger.records())[::10]):
            for reviewer, every in (("anna", 5), ("boris", 4)):
                status = "rejected" if at % every == 0 else "accepted"
                ledger.revise(record.id, status, reviewer=reviewer, at=f"2022-04-01T10:{at:02}:00")
        forecast = next(ledger.records(kind="forecast"))
        ledger.resolve(forecast.id, "true", reviewer="anna", at="2022-04-02T10:00:00")
    return str(path)


@pytest.fixture(scope="module")
def ledger(location: str) -> Iterator[Ledger]:
    with open_ledger(location, read_only=True) as opened:
        yield opened


def again(ledger: Ledger, address: str) -> tuple[Result[Any], str]:
    """What `why` opens: the table of an address, and the name of its row."""
    name, parameters, row = parse_address(address)
    measure, _, part = name.partition("/")
    result = ask(ledger, measure, parameters, resolve)
    return (result.parts[part] if part else result), row


def test_every_measure_is_asked() -> None:
    assert {name for name, _ in QUESTIONS} == set(MEASURES)


@pytest.mark.parametrize(("name", "asked"), QUESTIONS, ids=[f"{name}-{len(asked)}" for name, asked in QUESTIONS])
def test_an_address_gives_the_same_row_and_the_same_reasons(name: str, asked: dict[str, Value], ledger: Ledger) -> None:
    answer = ask(ledger, name, dict(asked), resolve)
    for table in (answer, *answer.parts.values()):
        names = [table.row_name(row) for row in table]
        assert len(set(names)) == len(names), table.measure
        for at, row in enumerate(table):
            if at == 0:
                repeated, _ = again(ledger, table.address(row))
            _, _, found = parse_address(table.address(row))
            assert repr(repeated[at]) == repr(row)
            assert found == names[at]
            assert repeated.why(found) == table.why(row)


@pytest.mark.parametrize(("name", "asked"), QUESTIONS, ids=[f"{name}-{len(asked)}" for name, asked in QUESTIONS])
def test_what_counts_records_has_them_behind_it(name: str, asked: dict[str, Value], ledger: Ledger) -> None:
    """The records of a row are some of those that `why` lists: a position rests on those of other weeks too.

    A turning point shows the nearest on each side (a change may be one, a brief cites two), a corrected total those
    reviewed.
    """
    answer = ask(ledger, name, dict(asked), resolve)
    for table in (answer, *answer.parts.values()):
        if table.measure in ("turning_points", "agreement/totals", "changes", "brief"):
            continue
        for row in table:
            behind = {reason.record for reason in table.why(row)}
            assert getattr(row, "records", 0) <= len(behind), table.address(row)
            assert getattr(row, "independent", 0) <= max(getattr(row, "records", 1), 1), table.address(row)


def test_why_opens_an_address_of_every_measure_and_part(location: str, ledger: Ledger) -> None:
    for name, asked in QUESTIONS[::2]:
        answer = ask(ledger, name, dict(asked), resolve)
        for table in (answer, *answer.parts.values()):
            for row in table[:1]:
                done = CliRunner().invoke(app, ["why", table.address(row), "--ledger", location])
                assert done.exit_code == 0, done.stderr
                told = [json.loads(line)["record"] for line in done.stdout.splitlines()]
                assert sorted(told) == sorted(reason.record for reason in table.why(row))
