"""The check of words against votes: the area under the curve, and which states fit worst."""

from __future__ import annotations

import pytest
import vl_convert
from benchmarks.general_debate import State, area, chart, interval, worst

from talleyrand.analyse.observations import Observation

SAID = (Observation("r", None, "words", -0.5, 1.0, "c"),)
STATES = [
    State("AAA", "yes", -0.5, SAID),
    State("BBB", "yes", 0.0, ()),
    State("CCC", "abstain", 0.0, ()),
    State("DDD", "no", -0.4, SAID),
]


def test_the_area_counts_pairs_and_half_of_ties() -> None:
    """AAA lies under both others (2), BBB ties with CCC (1/2) and lies over DDD (0): 2.5 of 4 pairs."""
    assert area(STATES) == pytest.approx(2.5 / 4)


def test_the_interval_holds_the_area() -> None:
    low, high = interval(STATES)
    assert low <= area(STATES) <= high


def test_who_fits_worst_speaks_and_stands_on_the_wrong_side() -> None:
    assert [state.code for state in worst(STATES)] == ["DDD", "AAA"]


def test_the_plot_can_be_drawn_and_says_n() -> None:
    spec = chart(STATES, "RUS")
    assert "4 states" in spec["title"]["subtitle"][0]
    assert vl_convert.vegalite_to_svg(spec).startswith("<svg")
