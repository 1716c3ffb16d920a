"""`talleyrand case`: made, listed, taken along as a file, brought into another ledger."""

import json

import pytest
from typer.testing import CliRunner

from making import add, snapshot
from talleyrand.cli.main import app
from talleyrand.ledger import open_ledger


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "t.db"
    with open_ledger(path) as ledger:
        add(ledger, snapshot("China called Russia. France refused to call Russia."))
        add(ledger, snapshot("France called China.", path="b.txt"))
    return path


def run(*words, expects=0):
    done = CliRunner().invoke(app, [str(word) for word in words], prog_name="talleyrand")
    assert done.exit_code == expects, done.output
    return done.stdout


def test_a_case_is_made_listed_taken_along_and_brought_in(path, tmp_path):
    run("case", "add", "Calls", "--actor", "CHN", "--actor", "RUS", "--together", "--ledger", path)
    (row,) = map(json.loads, run("case", "list", "--format", "jsonl", "--ledger", path).splitlines())
    assert (row["id"], row["actors"], row["records"]) == ("calls", ["CHN", "RUS"], 1)
    file, other = tmp_path / "calls.zip", tmp_path / "other.db"
    run("case", "export", "calls", "-o", file, "--ledger", path)
    run("case", "import", file, "--ledger", other)
    with open_ledger(other, read_only=True) as ledger:
        assert ledger.count(within=ledger.case("calls")) == 1
        assert ledger.counts()["documents"] == 1
    run("case", "remove", "calls", "--ledger", path)
    assert run("case", "list", "--format", "jsonl", "--ledger", path) == ""


def test_sources_of_a_case_that_is_brought_in_are_compared_with_those_there(tmp_path):
    wire = (
        "China called Russia on Friday about the harbour, the pipeline and the grain that waits there. "
        "Neither side said how long the two ministers spoke, nor whether they agreed on anything at all. "
        "A longer talk is to follow within weeks, in a place that both of them can reach without delay."
    )
    given, other, file = tmp_path / "given.db", tmp_path / "other.db", tmp_path / "calls.zip"
    for place, text in ((given, wire), (other, f"{wire} Reporters were not let in.")):
        with open_ledger(place) as ledger:
            add(ledger, snapshot(text))
    run("case", "add", "Calls", "--actor", "CHN", "--ledger", given)
    run("case", "export", "calls", "-o", file, "--ledger", given)
    run("copies", "--ledger", other)
    run("case", "import", file, "--ledger", other)
    with open_ledger(other, read_only=True) as ledger:
        assert len(list(ledger.copies())) == 1


def test_what_is_missing_is_said(path, tmp_path):
    run("case", "add", "--ledger", path, expects=2)
    run("case", "export", "nothing", "--ledger", path, expects=2)
    run("case", "import", tmp_path / "none.zip", "--ledger", path, expects=3)
    run("case", "add", "Calls", "--actor", "Nobody at all", "--ledger", path, expects=2)
