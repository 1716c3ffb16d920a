"""Alpha and kappa against published values, by hand, and by simulation."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.analyse.agreement.kappa import cohen
from talleyrand.analyse.agreement.krippendorff import krippendorff

NONE = None
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
    [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
]
UNITS = list(zip(*OBSERVERS, strict=True))
"""Four observers, twelve units: Krippendorff (2011), section C and following."""


def alpha_of(units, scale="nominal"):
    return krippendorff(units, scale, draws=1).alpha


@pytest.mark.parametrize(("scale", "expected"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_the_published_example(scale, expected):
    assert alpha_of(UNITS, scale) == pytest.approx(expected, abs=0.0005)


def test_the_published_example_by_its_coincidences():
    # Krippendorff (2011), C: the coincidences within units come to o_11 = 7, o_22 = 10, o_33 = 8, o_44 = 4, o_55 = 3
    # and n_1..n_5 = 9, 13, 10, 5, 3, n = 40. alpha = (39 * 32 - (9*8 + 13*12 + 10*9 + 5*4 + 3*2)) / (40*39 - 344).
    chance = 9 * 8 + 13 * 12 + 10 * 9 + 5 * 4 + 3 * 2
    assert alpha_of(UNITS) == pytest.approx((39 * 32 - chance) / (40 * 39 - chance))


def test_two_coders_by_hand():
    # Pairs aa, aa, bb, ab. n = 8, n_a = 5, n_b = 3. D_o = 2 of 8 ordered pairs, D_e = 2*5*3 / (8*7) = 30/56.
    # alpha = 1 - (2/8) / (30/56) = 1 - 0.25 * 56/30 = 0.5333.
    assert alpha_of([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")]) == pytest.approx(1 - 0.25 * 56 / 30)


def test_intervals_weigh_how_far_values_lie_apart():
    near, far = [(1.0, 1.0), (2.0, 3.0), (5.0, 5.0)], [(1.0, 1.0), (2.0, 9.0), (5.0, 5.0)]
    assert alpha_of(near, "interval") > alpha_of(far, "interval")
    assert alpha_of(near, "nominal") == alpha_of(far, "nominal")


def test_without_variation_or_pairs_alpha_is_not_defined():
    assert alpha_of([("a", "a"), ("a", "a")]) is None
    assert alpha_of([("a",), (None, "b")]) is None
    assert krippendorff([]).alpha is None
    assert krippendorff([("a", "a")]).alpha is None
    assert (krippendorff([("a", "b")]).alpha, krippendorff([("a", "b")]).low) == (0.0, None)


def test_perfect_agreement_is_one_and_its_interval_too():
    found = krippendorff([("a", "a"), ("b", "b"), ("c", "c")] * 5)
    assert (found.alpha, found.low, found.high, found.below) == (1.0, 1.0, 1.0, 0.0)


def test_the_same_input_gives_the_same_interval():
    assert krippendorff(UNITS) == krippendorff(UNITS)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30))
def test_alpha_does_not_depend_on_the_order_of_coders_or_units(pairs):
    turned = alpha_of([(b, a) for a, b in reversed(pairs)])
    straight = alpha_of(pairs)
    assert (turned is None) == (straight is None)
    assert straight is None or turned == pytest.approx(straight)
    assert straight is None or straight <= 1


def two_coders(rng, units, noise):
    """Codes of two coders who each mistake a share of units for one of four values drawn at random."""
    truth = rng.integers(4, size=units)
    coders = [np.where(rng.random(units) < noise, rng.integers(4, size=units), truth) for _ in range(2)]
    return list(zip(*(coder.astype(float) for coder in coders), strict=True))


def test_the_interval_covers_the_true_alpha_nine_times_in_ten():
    # Both right by knowledge: (1 - noise)^2 of the pairs; all others agree by chance alone, so alpha = (1 - noise)^2.
    rng = np.random.default_rng(1)
    true, covered, below = 0.8**2, 0, 0
    for _ in range(200):
        found = krippendorff(two_coders(rng, 80, 0.2), draws=200)
        covered += found.low <= true <= found.high
        below += found.below
    assert 0.84 <= covered / 200 <= 0.96
    assert below / 200 > 0.5  # 0.64 lies below 0.667


def test_kappa_by_hand():
    # Cohen: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no. p_o = 35/50, p_e = 0.5*0.6 + 0.5*0.4 = 0.5, kappa = 0.4.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    found = cohen(pairs)
    assert found.kappa == pytest.approx(0.4)
    assert found.agreement == pytest.approx(0.7)
    # Fleiss, Cohen and Everitt by hand. Margins .5 .5 and .6 .4; cross sums of yes .5 + .6, of no .5 + .4.
    # Diagonal: .4(.5 - 1.1*.3)^2 + .3(.5 - .9*.3)^2 = .01156 + .01587 = .02743. Off: .3^2 (p_yn (second yes + first
    # no)^2 + p_ny (second no + first yes)^2) = .09 (.1 * 1.1^2 + .2 * .9^2) = .02547. Last: (.35 - 1 + .7)^2 = .0025.
    variance = (0.02743 + 0.02547 - 0.0025) / (50 * 0.5**4)
    assert found.high - found.kappa == pytest.approx(1.6449 * math.sqrt(variance), rel=1e-3)


def test_kappa_covers_nine_times_in_ten():
    rng = np.random.default_rng(2)
    covered = 0
    for _ in range(400):
        found = cohen([(str(a), str(b)) for a, b in two_coders(rng, 120, 0.2)])
        covered += found.low <= 0.64 <= found.high
    assert 0.85 <= covered / 400 <= 0.95


def test_kappa_is_not_defined_where_all_is_one_category():
    assert cohen([("a", "a")] * 3).kappa is None
    assert cohen([]).units == 0
