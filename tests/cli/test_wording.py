"""`framing` and `formulations` over a ledger."""

from __future__ import annotations

import json

import pytest

from talleyrand.cli import measuring


@pytest.fixture
def read(talleyrand, tmp_path):
    """A folder with a ledger of one document."""
    (tmp_path / "a.txt").write_text("China called Russia on Friday. France refused to call Russia.")
    assert talleyrand("read", "a.txt", "--date", "2022-02-26").exit_code == 0
    return talleyrand


@pytest.mark.parametrize(
    "command", [("framing",), ("framing", "CHN"), ("framing", "CHN", "--against", "RUS"), ("formulations", "CHN")]
)
def test_what_holds_no_words_says_so(read, command):
    done = read(*command)
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ""
    assert "no term used" in done.stderr or "no words of its own" in done.stderr or "no phrase recurs" in done.stderr


def test_parts_are_answers_of_their_own(read):
    whole = json.loads(read("framing", "CHN", "--format", "json").stdout)
    assert set(whole["parts"]) == {"over_time", "avoided", "by_actor", "distinctive"}
    part = json.loads(read("formulations", "CHN", "--part", "changes", "--format", "json").stdout)
    assert part["measure"] == "formulations/changes"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("framing", "CHN", "--frame", "ukraine"), "is no disputed matter of the codebook"),
        (("framing", "CHN", "--before", "soon"), "'soon' is no day"),
        (("formulations", "CHN", "--shortest", "20"), "phrases of 20 to 14 words"),
        (("formulations", "Atlantis"), "nobody of that name"),
    ],
)
def test_options_that_are_none_are_one_clear_line(read, command, message):
    done = read(*command)
    assert done.exit_code == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_the_target_s_own_words_are_read_too(read, monkeypatch):
    asked = {}
    monkeypatch.setattr(measuring, "print_result", lambda result, _: asked.update(result.parameters))
    assert read("framing", "FRA", "--against", "CHN", "--step", "year", "--names").exit_code == 0
    assert (asked["actor"], asked["target"], asked["step"], asked["names"]) == ("FRA", "CHN", "year", True)
