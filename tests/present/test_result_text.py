"""The answer of a measure in text and in JSON, and its chart as a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import pytest

from talleyrand.analyse.charts import chart, data, time
from talleyrand.errors import OptionError
from talleyrand.model.results import Result
from talleyrand.present.pictures import draw
from talleyrand.present.results import cell, footnotes, result_json, table_cells


@dataclass(frozen=True, slots=True)
class Count:
    """A row for the tests."""

    day: date
    n: int
    share: float | None = None


ROWS = (Count(date(2022, 3, 1), 4, 0.25), Count(date(2022, 3, 2), 1))
PART = Result(measure="counts/late", question="And late?", row_type=Count, rows=ROWS[1:], keys=("day",))
ANSWER = Result(
    measure="counts",
    question="How many?",
    row_type=Count,
    rows=ROWS,
    keys=("day",),
    notes=("one day is missing",),
    records=5,
    independent=3,
    parts={"late": PART},
)
SPEC = chart(
    "How many?",
    {"data": data(ROWS), "mark": "point", "encoding": {"x": time("day"), "y": {"field": "n"}}},
    subtitle="n = 5",
)


def test_cells_are_short_and_nothing_is_a_dash() -> None:
    assert table_cells(ANSWER) == [["2022-03-01", "4", "0.25"], ["2022-03-02", "1", "–"]]
    assert (cell(True), cell(("a", 1.0))) == ("yes", "a, 1.00")


def test_both_counts_stand_under_every_table() -> None:
    assert footnotes(ANSWER) == ("5 records, 3 independent reports", "one day is missing")


def test_json_has_rows_with_addresses_and_parts_with_theirs() -> None:
    whole = json.loads(json.dumps(result_json(ANSWER)))
    assert whole["rows"][0] == {"day": "2022-03-01", "n": 4, "share": 0.25, "why": "counts?#2022-03-01"}
    assert whole["parts"]["late"]["rows"][0]["why"] == "counts/late?#2022-03-02"


@pytest.mark.parametrize(
    ("suffix", "start"), [(".json", b"{"), (".svg", b"<svg"), (".png", b"\x89PNG"), (".html", b"<!DOC")]
)
def test_a_chart_becomes_a_file_of_its_kind(suffix: str, start: bytes) -> None:
    assert draw(SPEC, suffix).startswith(start)


def test_a_picture_shows_the_question_and_n() -> None:
    picture = draw(SPEC, ".svg").decode()
    assert "How many?" in picture
    assert "n = 5" in picture


def test_a_page_loads_nothing_from_outside() -> None:
    page = draw(SPEC, ".html").decode()
    assert '<script src="' not in page


def test_another_kind_of_file_is_refused_with_those_there_are() -> None:
    with pytest.raises(OptionError, match=r"\.tiff is no kind of chart .*\.svg"):
        draw(SPEC, ".tiff")
