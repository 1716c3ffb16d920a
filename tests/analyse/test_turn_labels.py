"""Labels of turning points: neighbours under one, none over another."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from talleyrand.analyse.charts import WIDTH
from talleyrand.analyse.turning_points.labels import Box, groups_of, placed
from talleyrand.analyse.turning_points.search import TurningPoint

START = date(2022, 1, 1)
DAYS = ["2022-01-01", "2022-12-31"]


def turn(day, series="score", before=0.5, after=-0.4):
    """A turning point so many days after the first of January."""
    when = START + timedelta(days=day)
    unit = "score" if series == "score" else "a week"
    return TurningPoint("deeds", series, when, when, when, before, after, unit, 0.001, 9, 9, 5, 4)


def words(labels):
    """What each label says."""
    return [texts[-1]["data"]["values"][0]["label"] for texts in labels]


def box(texts):
    """Where a label stands, as drawn."""
    mark, lines = texts[-1]["mark"], texts[-1]["data"]["values"][0]["label"].split("\n")
    day = date.fromisoformat(texts[-1]["data"]["values"][0]["day"])
    at, width = (day - START).days / 364 * WIDTH, 5.2 * max(map(len, lines)) + 4
    left = at - width if mark["align"] == "right" else at
    return Box(left, left + width, mark["y"], mark["y"] + 12 * len(lines))


def test_turns_of_a_week_share_a_label_that_says_what_moved() -> None:
    groups = groups_of([turn(52), turn(54, "hostile", 1.5, 18.2), turn(100)])
    assert [len(group) for group in groups] == [2, 1]
    assert words(placed(groups, DAYS, 180)) == [
        "22 Feb to 24 Feb 2022\nhostile 1.5 to 18.2 a week\nmean +0.50 to −0.40",
        "11 Apr 2022\nmean +0.50 to −0.40",
    ]


def test_many_labels_give_the_day_alone() -> None:
    assert all("\n" not in text for text in words(placed(groups_of([turn(20 * n) for n in range(7)]), DAYS, 180)))


def test_a_label_near_the_end_stands_before_its_rule() -> None:
    (texts,) = placed([[turn(360)]], DAYS, 180)
    assert texts[-1]["mark"]["align"] == "right"


@given(st.lists(st.integers(0, 300), min_size=1, max_size=5, unique=True))
def test_labels_don_t_run_into_each_other(days) -> None:
    boxes = [box(texts) for texts in placed(groups_of([turn(day) for day in sorted(days)]), DAYS, 180)]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
