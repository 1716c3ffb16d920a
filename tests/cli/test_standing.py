"""Positions and turning points on the command line."""

import json

import pytest

CALLS = [f"China called Russia on day {number}." for number in range(6)]


@pytest.fixture
def asked(talleyrand, tmp_path):
    """A folder with a ledger of six documents, a week apart."""
    for number, text in enumerate(CALLS):
        (tmp_path / f"{number}.txt").write_text(text)
        day = f"2022-0{1 + number // 4}-{1 + 7 * (number % 4):02}"
        assert talleyrand("read", f"{number}.txt", "--date", day).exit_code == 0
    return talleyrand


def lines(done):
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_positions_by_week_with_addresses_that_open(asked):
    rows = lines(asked("positions", "CHN", "--toward", "RUS"))
    assert {row["channel"] for row in rows} == {"words", "all"}
    assert all(row["low"] < row["value"] < row["high"] for row in rows)
    reasons = lines(asked("why", rows[-1]["why"]))
    assert sum(reason["weight"] for reason in reasons) == pytest.approx(1)
    assert {reason["evidence"] for reason in reasons} == set(CALLS)


@pytest.mark.parametrize("method", ["half-life", "logit"])
def test_other_methods_and_their_addresses(asked, method):
    more = ("--half-life", "20") if method == "half-life" else ("--level", "0.5")
    rows = lines(asked("positions", "CHN", "--toward", "RUS", "--method", method, "--step", "month", *more))
    assert "half_life=20" in rows[0]["why"] or "level=0.5" in rows[0]["why"]
    assert lines(asked("why", rows[0]["why"]))


def test_the_part_now(asked):
    (words, _) = lines(asked("positions", "CHN", "--toward", "RUS", "--part", "now"))
    assert (words["channel"], words["records"], words["last"]) == ("words", 6, "2022-02-08")


def test_charts_are_written(asked, tmp_path):
    for command in ("positions", "turning-points"):
        assert asked(command, "CHN", "--toward", "RUS", "--chart", "chart.svg").exit_code == 0
        assert (tmp_path / "chart.svg").read_text().startswith("<svg")
        (tmp_path / "chart.svg").unlink()


def test_no_turning_point_is_said(asked):
    done = asked("turning-points", "CHN", "--toward", "RUS")
    assert lines(done) == []
    assert "no turning point" in done.stderr


@pytest.mark.parametrize("command", ["positions", "turning-points"])
def test_whom_it_is_toward_must_be_said(asked, command):
    assert asked(command, "CHN").exit_code == 2


def test_an_option_that_is_none_is_one_line(asked):
    done = asked("positions", "CHN", "--toward", "RUS", "--level", "7")
    assert done.exit_code == 2
    assert done.stderr.strip() == "talleyrand: level: 7 is no probability (between 0 and 1, such as 0.9)"
