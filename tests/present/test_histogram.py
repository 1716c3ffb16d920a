"""Months as bars."""

from __future__ import annotations

from talleyrand.present.drawing.histogram import ABOVE, WIDTH, histogram


def test_the_tallest_bars_fill_their_room_and_what_there_is_stays_visible() -> None:
    found = histogram([("2022-01", 1000, 0), ("2022-02", 1, 5)])
    assert [(bar.high, bar.low) for bar in found.bars] == [(ABOVE, 0), (1, 72)]


def test_long_periods_are_labelled_by_year() -> None:
    months = [(f"{2015 + at // 12}-{at % 12 + 1:02d}", 1, 1) for at in range(60)]
    found = histogram(months)
    assert [bar.year for bar in found.bars if bar.year] == ["2015", "2016", "2017", "2018", "2019"]
    assert not any(bar.label for bar in found.bars)
    assert max(bar.x + bar.width for bar in found.bars) <= WIDTH


def test_a_month_knows_its_days() -> None:
    bar = histogram([("2022-02", 1, 1)]).bars[0]
    assert (bar.since, bar.until, bar.words) == ("2022-02-01", "2022-02-28", "Feb 2022")


def test_nothing_has_no_bars() -> None:
    assert histogram([]).bars == ()
