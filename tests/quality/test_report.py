"""The report and the table say what was last measured."""

from __future__ import annotations

from quality.figures import Figure
from quality.floors import Floor, Published, Row
from quality.places import MEASURED, REPORT

from quality import report, table

FIGURE = Figure("acts", "our set", "recall", 61.5, 200)
ROW = Row(*FIGURE.key, target=60, published=(Published("peers", "44.4"),), floors=(Floor(70.0, "2022-03-04"),))


def test_the_page_is_what_the_last_results_make() -> None:
    assert REPORT.read_text(encoding="utf-8") == report.text()
    assert MEASURED.read_text(encoding="utf-8") == report.measured()


def test_the_table_marks_a_figure_under_its_floor() -> None:
    assert any("61.5!" in line and "peers 44.4" in line for line in table.lines([FIGURE], [ROW]))


def test_an_aim_that_is_reached_is_set_in_bold() -> None:
    assert any("**61.5**" in line for line in report.aims([FIGURE], [ROW]))


def test_what_has_neither_aim_nor_peers_stands_in_the_long_table_only() -> None:
    bare = Row(*FIGURE.key, floors=ROW.floors)
    assert not any("61.5" in line for line in report.aims([FIGURE], [bare]))
    assert any("61.5" in line for line in report.everything([FIGURE]))
