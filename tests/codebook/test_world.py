"""The map of the world: every state that votes has a place on it."""

from __future__ import annotations

import re

from talleyrand.codebook.countries import load_countries
from talleyrand.codebook.world import load_world

PATH = re.compile(r"(?:M-?\d+ -?\d+l(?:-?\d+[ -]?)+z)+")


def test_outlines_and_dots_are_of_known_states() -> None:
    world, known = load_world(), load_countries()
    codes = [one.code for one in world.outlines if one.code] + [one.code for one in world.dots]
    assert [code for code in codes if code not in known] == []
    assert {one.name for one in world.outlines if not one.code} == {"N. Cyprus", "Somaliland"}


def test_small_states_and_disputed_ones_can_be_seen() -> None:
    world = load_world()
    assert {"SGP", "MLT", "TUV", "NRU", "XKX"} <= {dot.code for dot in world.dots}
    assert {"TWN", "PSE", "ESH", "XKX"} <= {one.code for one in world.outlines}


def test_outlines_are_path_data_of_whole_numbers() -> None:
    assert all(PATH.fullmatch(one.path) for one in load_world().outlines)
