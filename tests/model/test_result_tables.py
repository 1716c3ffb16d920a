"""The answer of a measure as a sequence, a table for other libraries, and a thing whose rows can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas
import polars
import pyarrow
import pytest

from talleyrand.errors import NotFoundError
from talleyrand.model.results import Reason, Result


@dataclass(frozen=True, slots=True)
class Toward:
    """A row for the tests."""

    target: str
    day: date
    value: float | None
    records: int
    sources: tuple[str, ...] = ()


ROWS = (Toward("FRA", date(2022, 2, 24), 0.5, 3, ("a", "b")), Toward("RUS", date(2022, 2, 25), None, 1))
ANSWER = Result(
    measure="positions",
    question="Where does China stand?",
    row_type=Toward,
    rows=ROWS,
    keys=("target", "day"),
    parameters={"actor": "CHN", "target": None, "since": "2022-02-01"},
    reasons=lambda at: (Reason(f"record {at}"),),
)


def test_it_is_a_sequence_of_its_rows() -> None:
    assert list(ANSWER) == list(ROWS)
    assert (len(ANSWER), ANSWER[-1], ANSWER[:1]) == (2, ROWS[1], ROWS[:1])


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(1, id="place"),
        pytest.param(-1, id="from the end"),
        pytest.param("RUS;2022-02-25", id="name"),
        pytest.param("RUS", id="beginning of a name"),
        pytest.param(ROWS[1], id="row"),
    ],
)
def test_a_row_is_opened_by_place_by_name_or_as_itself(row: int | str | Toward) -> None:
    assert ANSWER.why(row) == (Reason("record 1"),)


@pytest.mark.parametrize("row", [2, -3, "2022", ""])
def test_a_row_that_is_none_is_told_with_those_that_are(row: int | str) -> None:
    with pytest.raises(NotFoundError, match="FRA;2022-02-24"):
        ANSWER.why(row)


def test_an_address_names_the_question_and_the_row_and_leaves_out_what_was_not_asked() -> None:
    assert ANSWER.address(ROWS[0]) == "positions?actor=CHN&since=2022-02-01#FRA;2022-02-24"


def test_pandas_polars_and_arrow_take_it_as_it_is() -> None:
    assert pyarrow.table(ANSWER).column("day").to_pylist() == [row.day for row in ROWS]
    assert polars.DataFrame(ANSWER)["value"].to_list() == [0.5, None]
    assert pandas.DataFrame(ANSWER)["target"].tolist() == ["FRA", "RUS"]


def test_columns_keep_their_types_where_there_are_no_rows() -> None:
    empty = Result(measure="m", question="q", row_type=Toward)
    schema = pyarrow.table(empty).schema
    assert [str(field.type) for field in schema] == ["string", "date32[day]", "double", "int64", "list<item: string>"]
    assert polars.DataFrame(empty).columns == list(empty.columns)


def test_an_answer_without_a_chart_draws_nothing() -> None:
    assert ANSWER.chart() == {}
