"""The timeline: places, stacks, gaps and the visual grammar."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import fixtures
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.model.records import Act
from talleyrand.present.drawing.axis import build_axis, ticks
from talleyrand.present.drawing.glyphs import SMALLEST, fill_of, glyph, opacity, radius
from talleyrand.present.drawing.marks import TALLEST, WIDTH, MarkView, TimelineView
from talleyrand.present.rows import build_rows
from talleyrand.present.views import build_timeline


@pytest.fixture(scope="module")
def timeline() -> TimelineView:
    return build_timeline(fixtures.entries())


def _busy(n: int) -> TimelineView:
    record, document = fixtures.entries()[2]
    return build_timeline((replace(record, id=f"{k:016x}", date=fixtures.day("2022-02-25"), evidence=record.evidence,
                                   payload=replace(record.payload, content=(), cue=None)), document)  # type: ignore[arg-type]
                          for k in range(n))  # fmt: skip


def test_words_stand_above_the_line_and_deeds_below(timeline: TimelineView) -> None:
    rows = {row.record_id: row for row in build_rows(fixtures.entries())}
    for mark in timeline.marks:
        assert (mark.y < timeline.y) == (rows[mark.record_id].lane == "words")


def test_no_two_marks_lie_on_each_other(timeline: TimelineView) -> None:
    assert all(_apart(one, two) for one, two in combinations(timeline.marks, 2))


def _apart(one: MarkView, two: MarkView) -> bool:
    return abs(one.x - two.x) > SMALLEST * 2 or abs(one.y - two.y) > SMALLEST * 2


def test_time_runs_from_left_to_right(timeline: TimelineView) -> None:
    rows = {row.record_id: row for row in build_rows(fixtures.entries())}
    single = [mark for mark in timeline.marks if rows[mark.record_id].start == rows[mark.record_id].end]
    days = [rows[mark.record_id].start for mark in sorted(single, key=lambda mark: mark.x)]
    assert days == sorted(days, key=str)


def test_marks_stay_within_the_picture(timeline: TimelineView) -> None:
    for view in (timeline, _busy(200)):
        assert all(0 < mark.x < WIDTH and 0 < mark.y < view.height for mark in view.marks)


def test_what_a_full_stack_has_no_room_for_is_counted() -> None:
    view = _busy(200)
    assert len(view.marks) + sum(more.n for more in view.more) == view.placed == 200
    assert max(sum(mark.x == other.x for mark in view.marks) for other in view.marks) <= TALLEST


def test_undated_and_very_wide_events_are_listed_apart(timeline: TimelineView) -> None:
    apart = {entry.lead.record_id[:3] for entry in timeline.apart}
    assert apart == {"d07", "e13", "e14", "e16"}
    assert timeline.placed + len(timeline.apart) == timeline.total


def test_a_time_without_records_is_a_gap_that_says_so(timeline: TimelineView) -> None:
    quiet = [piece for piece in timeline.lines if piece.quiet]
    assert quiet
    assert {piece.label for piece in quiet} == {"nothing on record"}


def test_a_long_empty_time_is_broken_out_of_the_axis() -> None:
    axis = build_axis([738000, 738005, 741000], x=0, width=900)
    assert len(axis.stretches) == 2
    assert axis.stretches[0].end < axis.stretches[1].x


@given(st.lists(st.integers(min_value=10, max_value=800_000), min_size=1, max_size=60))
def test_any_days_fit_on_the_axis_in_their_order(days: list[int]) -> None:
    axis = build_axis(days, x=0, width=900)
    places = [axis.place(day) for day in sorted(set(days))]
    assert places == sorted(places)
    assert all(-0.1 <= left < right <= 900.1 for left, right in places)
    labels = list(ticks(axis))
    assert labels
    assert [tick.x for tick in labels] == sorted(tick.x for tick in labels)


@pytest.mark.parametrize(
    ("key", "fill"),
    {
        "a03": "filled",
        "a11": "hollow",
        "a10": "hollow",
        "a09": "hollow",
        "d06": "half",
        "f05": "dotted",
        "e14": "dotted",
    }.items(),
)
def test_fill_is_factuality(key: str, fill: str) -> None:
    rows = {row.record_id[:3]: row for row in build_rows(fixtures.entries())}
    assert fill_of(rows[key]) == fill


@pytest.mark.parametrize(
    ("intensity", "direction"), [(1.5, "friendly"), (-3.5, "hostile"), (0.5, "neutral"), (-1.0, "neutral")]
)
def test_direction_is_the_acts_intensity(intensity: float, direction: str) -> None:
    record, document = fixtures.entries()[0]
    act = record.payload
    assert isinstance(act, Act)
    assert (
        build_rows([(replace(record, payload=replace(act, intensity=intensity)), document)])[0].direction == direction
    )


def test_direction_is_a_shape_and_not_colour_alone() -> None:
    assert len({glyph(direction, "filled", 5).outline for direction in ("friendly", "neutral", "hostile")}) == 3  # type: ignore[arg-type]


def test_size_grows_with_independent_reports_and_opacity_with_confidence() -> None:
    assert radius(1) < radius(2) < radius(4)
    assert opacity(0.1) < opacity(0.5) < opacity(1.0) == 1.0


def test_a_persons_review_is_ticked(timeline: TimelineView) -> None:
    ticked = {mark.record_id[:3] for mark in timeline.marks if mark.reviewed}
    assert ticked == {"a01", "a11", "d02", "e10"}


def test_every_mark_says_its_date_its_sentence_and_its_n(timeline: TimelineView) -> None:
    call = next(mark for mark in timeline.marks if mark.record_id.startswith("c01"))
    assert call.label == (
        "25 Feb 2022: Vladimir Putin spoke by phone with Xi Jinping (actual, friendly, n = 3 independent reports)"
    )
