"""The matrix, the calendar and the lists of contacts, out of plain rows."""

from __future__ import annotations

from typing import Any

from talleyrand.present.contacts.board import build_board, build_never
from talleyrand.present.contacts.calendar import build_calendar
from talleyrand.present.contacts.lists import build_counterparts, build_lines
from talleyrand.present.contacts.matrix import build_matrix


def pair(one: str, other: str, contacts: int, last: str = "2022-02-20") -> dict[str, Any]:
    channels = {"visit": 0, "third_party": 0, "multilateral": 0, "phone": contacts, "unspecified": 0}
    ends = {"first": "2022-02-01", "last": last, "days_since": 8}
    return {"one": one, "other": other, "contacts": contacts, "independent": contacts, **channels, **ends, "why": "w"}


def event(start: str | None, end: str | None = None, channel: str = "phone", **more: Any) -> dict[str, Any]:
    known = {"event": f"e{start}", "one": "FRA", "other": "RUS", "level": "leader", "records": 2, "independent": 1}
    days = {"start": start, "end": end or start, "channel": channel, "basis": "said"}
    return {**known, **days, "who": ("A", "B"), "record_ids": ("r1", "r2"), "why": "w", **more}


def test_the_matrix_has_the_most_talkative_first_and_both_halves() -> None:
    rows = [pair("FRA", "RUS", 5), pair("DEU", "RUS", 2)]
    matrix = build_matrix(rows, [event("2022-02-03", one="DEU", other="FRA")], [])
    assert [line.code for line in matrix.lines] == ["RUS", "FRA", "DEU"]
    russia = matrix.lines[0]
    assert (russia.cells[0], russia.cells[1].contacts, russia.cells[1].shade) == (None, 5, 5)  # type: ignore[union-attr]
    denied = matrix.lines[1].cells[2]
    assert denied is not None
    assert denied.label == "France and Germany: no contact reported as held, 1 denied or refused"


def test_states_without_room_are_counted() -> None:
    matrix = build_matrix([pair("FRA", "RUS", 5), pair("DEU", "RUS", 2)], [], [], most=2)
    assert (len(matrix.lines), matrix.left_out) == (2, 1)


def test_days_of_several_years_are_told_by_month() -> None:
    matrix = build_matrix([pair("FRA", "RUS", 5), pair("DEU", "RUS", 2, "2021-02-20")], [], [])
    assert {cell.short for line in matrix.lines for cell in line.cells if cell} == {"Feb ’22", "Feb ’21"}


def test_the_calendar_has_every_month_between_and_a_silence_runs_through_its_days() -> None:
    events = [event("2021-12-30"), event("2022-02-05"), event("2022-02-01", "2022-02-28")]
    calendar = build_calendar(events, [event("2022-02-10", "2022-02-12")], [])
    assert [month.month for month in calendar.months] == ["2021-12", "2022-01", "2022-02"]
    february = calendar.months[-1]
    assert (february.contacts, february.vague, len(february.days)) == (2, 1, 28)
    marked = [(day.day, day.silent, len(day.marks)) for day in february.days if day]
    assert marked == [
        ("2022-02-05", False, 1),
        ("2022-02-10", False, 1),
        ("2022-02-11", True, 0),
        ("2022-02-12", True, 0),
    ]


def test_the_longest_silence_stands_beside_a_counterpart() -> None:
    (found,) = build_counterparts([pair("FRA", "RUS", 3)], [event("2022-02-01"), event("2022-02-20")], {})
    assert found.longest is not None
    assert (found.longest.days, found.channels) == (19, "3 by phone")


def test_lines_are_the_newest_first_and_clipped() -> None:
    lines = build_lines([event("2022-02-01"), event(None), event("2022-02-20")], {}, most=2)
    assert [line.when for line in lines] == ["20 Feb 2022", "1 Feb 2022"]
    assert (lines[0].who, lines[0].how) == ("A and B", "by phone, leaders")


def test_never_are_those_that_talk_to_others() -> None:
    rows = [pair("FRA", "RUS", 5), pair("DEU", "USA", 2), pair("GBR", "RUS", 1)]
    assert [one.code for one in build_never(rows, "FRA", ["RUS"])] == ["DEU", "USA", "GBR"]


def test_a_board_of_an_actor_has_no_matrix() -> None:
    parts: dict[str, list[Any]] = {"events": [], "silences": [], "coming": [], "undated": []}
    assert build_board([], parts, of_actor=True).matrix is None
    assert build_board([], parts, of_actor=False).matrix is not None
