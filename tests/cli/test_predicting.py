"""`talleyrand forecasts` on the command line."""

import json
from dataclasses import replace

import pytest

from making import Coding, snapshot
from recording import act, forecast
from talleyrand.ledger.store import open_ledger
from talleyrand.model.spans import Span

DEAL = "that France and Germany will sign a treaty"
TEXT = f"Guo expects {DEAL}. France and Germany signed a treaty."


@pytest.fixture
def asked(talleyrand, tmp_path):
    """A ledger with a forecast and the act that makes it true."""
    made = snapshot(TEXT)
    start = TEXT.index(DEAL)
    foretold = forecast("person:guo/CHN", DEAL, "2022-02-22", probability=(0.55, 0.8))
    signed = act("FRA", "DEU", "AGREE", "2022-02-26")
    placed = [
        _placed(foretold, made, start, len(DEAL)),
        _placed(signed, made, TEXT.index("France and Germany signed"), 6),
    ]
    with open_ledger(tmp_path / "talleyrand.db") as ledger:
        ledger.add(made, (Span(0, len(TEXT)),), Coding(tuple(placed)))
    return talleyrand


def _placed(record, made, start, length):
    quote = Span(start, start + length).quote(TEXT)
    part = "proposition" if record.kind == "forecast" else "trigger"
    payload = replace(record.payload, **{part: quote})
    return replace(record, document_id=made.document.id, evidence=quote, payload=payload)


def lines(done):
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_register_tells_what_acts_suggest_and_opens_to_them(asked):
    (row,) = lines(asked("forecasts", "CHN"))
    assert (row["proposition"], row["outcome"], row["suggested"]) == (DEAL, "pending", "true")
    assert [reason["record"] for reason in lines(asked("why", row["why"]))] == [row["record"], row["act"]]


def test_a_resolution_is_entered_and_scored(asked):
    (row,) = lines(asked("forecasts"))
    done = asked("forecasts", "--resolve", row["record"], "true", "--reviewer", "Ann", "--note", "signed in Paris")
    assert done.exit_code == 0
    assert "is true, says Ann" in done.stderr
    assert lines(asked("forecasts"))[0]["outcome"] == "true"
    (score,) = lines(asked("forecasts", "--part", "scores", "--by", "country"))
    assert (score["records"], round(score["brier"], 4)) == (1, round(0.325**2, 4))


def test_what_is_no_outcome_is_told_in_one_line(asked):
    (row,) = lines(asked("forecasts"))
    done = asked("forecasts", "--resolve", row["record"], "perhaps")
    assert done.exit_code != 0
    assert "one of pending, true, false, unresolvable" in done.stderr


def test_an_actor_that_nobody_knows_and_a_period_the_wrong_way_round(asked):
    assert asked("forecasts", "Nobody At All").exit_code != 0
    assert "before it begins" in asked("forecasts", "--since", "2022-03-01", "--until", "2022-02-01").stderr


def test_the_chart_is_written(asked, tmp_path):
    assert asked("forecasts", "--chart", "f.svg").exit_code == 0
    assert "n = 1 forecasts" in (tmp_path / "f.svg").read_text()
