"""Floors rise freely and fall only for a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from quality.figures import Figure
from quality.floors import Floor, Published, Row

from quality import floors, results

DAY = "2022-03-04"
FIGURE = Figure("acts", "our set", "recall", 75.0, 1000)


def row(*held: Floor) -> Row:
    return Row(*FIGURE.key, floors=held)


def test_no_floor_of_ours_was_lowered_without_a_reason() -> None:
    assert list(floors.unexplained(floors.load())) == []


def test_every_figure_of_the_last_run_has_a_floor_and_none_is_under_it() -> None:
    figures, rows = results.load(), floors.load()
    assert {figure.key for figure in figures} <= {r.key for r in rows if r.floors}
    assert list(floors.fallen(figures, rows)) == []


def test_a_figure_under_its_floor_has_fallen() -> None:
    assert list(floors.fallen([FIGURE], [row(Floor(75.4, DAY))])) == [(FIGURE, 75.4)]


def test_less_than_the_slack_is_no_fall() -> None:
    assert list(floors.fallen([FIGURE], [row(Floor(75.2, DAY))])) == []


def test_one_item_of_a_small_set_is_no_fall() -> None:
    small = Figure(*FIGURE.key, value=75.0, of=20)
    assert list(floors.fallen([small], [row(Floor(80.0, DAY))])) == []
    assert list(floors.fallen([small], [row(Floor(81.0, DAY))])) != []


def test_a_figure_that_is_measured_no_more_is_told() -> None:
    other = Figure("acts", "our set", "precision", 80.0, 10)
    assert list(floors.missing([other], [row(Floor(75, DAY))])) == [row(Floor(75, DAY))]
    assert list(floors.missing([], [row(Floor(75, DAY))])) == []


def test_raising_lifts_to_what_was_measured_and_keeps_the_history() -> None:
    assert floors.lifted([FIGURE], [row(Floor(70, DAY))], "2022-03-05") == [
        row(Floor(70, DAY), Floor(75.0, "2022-03-05"))
    ]


def test_raising_never_lowers() -> None:
    held = [row(Floor(80, DAY))]
    assert floors.lifted([FIGURE], held, DAY) == held


def test_a_new_figure_gets_a_floor() -> None:
    assert floors.lifted([FIGURE], [], DAY) == [row(Floor(75.0, DAY))]


def test_lowering_needs_a_reason() -> None:
    held = [row(Floor(80, DAY))]
    with pytest.raises(ValueError, match="reason"):
        floors.lowered(FIGURE, held, DAY, " ")
    assert floors.lowered(FIGURE, held, DAY, "the set has grown")[0].floor == 75.0


def test_a_lower_floor_without_a_reason_is_found_in_the_history() -> None:
    fell, explained = Floor(70, DAY), Floor(70, DAY, "the set has grown")
    assert list(floors.unexplained([row(Floor(80, DAY), fell)])) == [row(Floor(80, DAY), fell)]
    assert list(floors.unexplained([row(Floor(80, DAY), explained, Floor(71, DAY))])) == []
    again = row(Floor(80, DAY), explained, Floor(60, DAY))
    assert list(floors.unexplained([again])) == [again]


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    rows = [
        Row(*FIGURE.key, target=85, published=(Published("peers", "10.9 and 32.3"),), floors=(Floor(1, DAY, "why"),))
    ]
    floors.save(rows, tmp_path / "floors.json")
    results.save([FIGURE], tmp_path / "results.json")
    assert floors.load(tmp_path / "floors.json") == rows
    assert results.load(tmp_path / "results.json") == [FIGURE]
