"""Unitizing alpha against the published example, and against alpha over single characters."""

import numpy as np
import pytest

from talleyrand.analyse.agreement.krippendorff import krippendorff
from talleyrand.analyse.agreement.unitizing import Marked, unitizing_alpha


def units(*given):
    """Units by their first and last place, counted from one as the book does."""
    return [Marked(first - 1, last, value) for first, last, value in given]


ALEX = units((1, 7, "1"), (8, 13, "2"), (31, 32, "5"), (33, 37, "6"), (38, 44, "6"), (45, 60, "7"))
PAUL = units((1, 7, "1"), (8, 13, "3"), (14, 21, "5"), (33, 44, "6"))
SUZAN = units((1, 7, "1"), (8, 13, "4"), (14, 21, "5"), (33, 37, "6"), (38, 41, "6"), (42, 44, "6"))


def test_the_published_example():
    # Krippendorff (2019), figure 12.11: three observers of a continuum of 60; 0.510, 0.413 and 0.724.
    found = unitizing_alpha([ALEX, PAUL, SUZAN], 60)
    assert found.units == pytest.approx(0.510, abs=0.0005)
    assert found.boundaries == pytest.approx(0.413, abs=0.001)
    assert found.values == pytest.approx(0.724, abs=0.0005)
    # Where two have units, 1, 5 and 6 always meet themselves; 2, 3 and 4 are one observer's each.
    assert {name: found.by_value[name] for name in "123456"} == {"1": 1, "2": 0, "3": 0, "4": 0, "5": 1, "6": 1}
    assert found.by_value["7"] is None


def test_the_same_marks_agree_wholly():
    found = unitizing_alpha([PAUL, PAUL], 60)
    assert (found.units, found.boundaries, found.values) == (1.0, 1.0, 1.0)


def test_marks_that_never_meet_agree_less_than_by_chance():
    assert unitizing_alpha([units((1, 10, "a")), units((21, 30, "a"))], 40).boundaries < 0


def test_with_units_of_one_character_it_is_plain_alpha_over_characters():
    # With every unit one character long, no unit can be paired with itself only as one value of n can't: the expected
    # coincidences are those of alpha over characters, which another function works out.
    rng = np.random.default_rng(3)
    coders = [rng.integers(0, 3, size=200) for _ in range(2)]
    coders[1] = np.where(rng.random(200) < 0.7, coders[0], coders[1])
    marked = [[Marked(at, at + 1, str(v)) for at, v in enumerate(coder) if v] for coder in coders]
    plain = krippendorff([(str(a), str(b)) for a, b in zip(*coders, strict=True)]).alpha
    assert unitizing_alpha(marked, 200).units == pytest.approx(plain)
    both = [(str(a), str(b)) for a, b in zip(*coders, strict=True) if a and b]
    assert unitizing_alpha(marked, 200).values == pytest.approx(krippendorff(both).alpha)


def test_nothing_marked_is_no_agreement():
    found = unitizing_alpha([[], []], 50)
    assert (found.units, found.boundaries, found.values) == (None, None, None)


def test_of_stretches_that_overlap_the_later_gives_way():
    overlapping = unitizing_alpha([[Marked(0, 10, "a"), Marked(5, 20, "b")], units((1, 10, "a"), (11, 20, "b"))], 20)
    assert overlapping.units == 1.0
