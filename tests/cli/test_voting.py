"""`import votes`, `votes` and `ideal-points` as a user meets them."""

from __future__ import annotations

import json

import pytest

STATES = {"China": "ynaynynaynyn", "Russia": "ynnynynaynyn", "Cuba": "ynaynynnynyn",
          "United States": "nynnynyynyny", "Israel": "nynnynyynyna", "France": "nyanaynyyaya"}  # fmt: skip


@pytest.fixture
def sheet(tmp_path):
    """A file of twelve roll calls."""
    lines = ["resolution,date,country,vote"]
    for at in range(12):
        lines += [f"A/RES/69/{at},2014-12-{at + 1:02d},{state},{letters[at]}" for state, letters in STATES.items()]
    path = tmp_path / "votes.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def imported(talleyrand, sheet):
    assert talleyrand("import", "votes", sheet).exit_code == 0
    return talleyrand


def test_import_tells_what_it_came_to(talleyrand, sheet) -> None:
    result = talleyrand("import", "votes", sheet)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["records"] == 72
    assert "1 file imported" in result.stderr
    again = talleyrand("import", "votes", sheet)
    assert again.exit_code == 0 and json.loads(again.stdout)["records"] == 0
    assert talleyrand("verify").exit_code == 0


def test_faulty_rows_are_told_and_the_rest_imported(talleyrand, sheet) -> None:
    sheet.write_text(sheet.read_text("utf-8") + "A/RES/69/1,2014-12-02,Atlantis,yes\n", "utf-8")
    result = talleyrand("import", "votes", sheet)
    assert result.exit_code == 1
    assert "votes.csv:74: unknown state 'Atlantis'" in result.stderr
    assert json.loads(result.stdout)["records"] == 72
    assert "Atlantis" in talleyrand("verify", "--errors").stdout


def test_nothing_readable(talleyrand, tmp_path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    result = talleyrand("import", "votes", path)
    assert result.exit_code == 3
    assert "no file of votes" in result.stderr
    assert talleyrand("import", "votes", tmp_path / "none.csv").exit_code == 3


def test_who_votes_like_whom(imported) -> None:
    rows = [json.loads(line) for line in imported("votes", "China").stdout.splitlines()]
    assert [row["other"] for row in rows][:2] == ["CUB", "RUS"]
    assert rows[0]["why"].endswith("#CHN;CUB")
    reasons = imported("why", rows[0]["why"])
    assert reasons.exit_code == 0
    assert len(reasons.stdout.splitlines()) == 24
    assert "A/RES/69/0,2014-12-01,China,y" in reasons.stdout


@pytest.mark.parametrize("part", ["moved", "choices", "blocs"])
def test_parts(imported, part) -> None:
    result = imported("votes", "CHN", "--toward", "RUS", "--part", part)
    assert result.exit_code == 0
    assert result.stdout


def test_without_a_state_the_blocs_are_shown(imported) -> None:
    rows = [json.loads(line) for line in imported("votes").stdout.splitlines()]
    assert {"USA", "ISR"} in [set(row["states"]) & {"USA", "ISR"} for row in rows]


def test_ideal_points_with_their_chart(imported, tmp_path) -> None:
    chart = tmp_path / "points.svg"
    result = imported("ideal-points", "--chart", chart)
    assert result.exit_code == 0
    values = {row["state"]: row["value"] for row in map(json.loads, result.stdout.splitlines())}
    assert values["USA"] > 0 > values["CHN"]
    assert chart.read_text("utf-8").startswith("<svg")
    assert imported("ideal-points", "CHN", "--why", "CHN;2014").exit_code == 0


def test_bad_options_are_one_line(imported) -> None:
    for arguments in (("votes", "Nowhere"), ("votes", "CHN", "--body", "UNSC", "--since", "2014-99-01")):
        result = imported(*arguments)
        assert result.exit_code == 2
        assert len(result.stderr.strip().splitlines()) == 1
