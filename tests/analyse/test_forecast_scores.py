"""Scores of forecasts by hand and by simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.analyse.forecasts.scores import (
    decompose,
    interval_score,
    lean,
    log_score,
    poisson_binomial_p,
    skill_interval,
    worst_score,
)

MIDDLES = np.array([0.025, 0.125, 0.325, 0.5, 0.675, 0.875, 0.975])
SHARES = np.array([0.1, 0.2, 0.2, 0.1, 0.2, 0.1, 0.1])


def test_murphys_parts_by_hand():
    # Two at 0.9 of which one came, two at 0.3 of which none came.
    # Brier: (0.1^2 + 0.9^2 + 2 * 0.3^2) / 4 = (0.01 + 0.81 + 0.18) / 4 = 0.25
    # base rate 1/4, uncertainty 1/4 * 3/4 = 0.1875
    # reliability: (2 * (0.9 - 0.5)^2 + 2 * (0.3 - 0)^2) / 4 = (0.32 + 0.18) / 4 = 0.125
    # resolution: (2 * (0.5 - 0.25)^2 + 2 * (0 - 0.25)^2) / 4 = 0.0625; 0.125 - 0.0625 + 0.1875 = 0.25
    parts = decompose(np.array([0.9, 0.9, 0.3, 0.3]), np.array([1.0, 0.0, 0.0, 0.0]))
    assert parts.brier == pytest.approx(0.25)
    assert (parts.reliability, parts.resolution) == pytest.approx((0.125, 0.0625))
    assert (parts.uncertainty, parts.within) == pytest.approx((0.1875, 0.0))
    assert parts.skill == pytest.approx(1 - 0.25 / 0.1875)
    assert parts.discrimination == pytest.approx(1 / 3)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.floats(0.1, 5)), min_size=1, max_size=40))
def test_murphys_identity_is_exact_whatever_the_forecasts_and_weights(rows):
    p, o, w = (np.array([float(row[at]) for row in rows]) for at in range(3))
    parts = decompose(p, o, w)
    total = parts.reliability - parts.resolution + parts.uncertainty + parts.within
    assert parts.brier == pytest.approx(total, abs=1e-12)


def test_every_question_may_weigh_the_same():
    # Nine forecasts on one question that came, at 0.9, and one on another that did not, at 0.8.
    p, o = np.array([0.9] * 9 + [0.8]), np.array([1.0] * 9 + [0.0])
    assert decompose(p, o).brier == pytest.approx((9 * 0.01 + 0.64) / 10)
    assert decompose(p, o, np.array([1 / 9] * 9 + [1.0])).brier == pytest.approx((0.01 + 0.64) / 2)


def test_the_interval_score_takes_the_nearest_end_and_the_harshest_the_farthest():
    low, high = np.array([0.55, 0.95, 0.05]), np.array([0.80, 1.0, 0.20])
    came = np.array([1.0, 1.0, 1.0])
    # likely that came: (1 - 0.8)^2 = 0.04; certain that came: inside, 0; very unlikely that came: 0.8^2 = 0.64
    assert interval_score(low, high, came) == pytest.approx((0.04 + 0.0 + 0.64) / 3)
    # 0.45^2 + 0.05^2 + 0.95^2 = 0.2025 + 0.0025 + 0.9025
    assert worst_score(low, high, came) == pytest.approx((0.2025 + 0.0025 + 0.9025) / 3)


def test_the_log_score_ends_where_the_words_of_icd_203_end():
    assert log_score(np.array([1.0]), np.array([0.0])) == pytest.approx(-np.log(0.01))
    assert log_score(np.array([0.5]), np.array([1.0])) == pytest.approx(np.log(2))


def test_the_number_of_events_has_its_exact_distribution():
    # Two events of 1/2: 0, 1, 2 with 1/4, 1/2, 1/4; none or fewer: 1/4, twice that 1/2.
    assert poisson_binomial_p(np.array([0.5, 0.5]), 0) == pytest.approx(0.5)
    assert poisson_binomial_p(np.array([0.5, 0.5]), 1) == 1.0
    # 0.1 * 0.1 * 0.1 = 0.001, twice that
    assert poisson_binomial_p(np.array([0.1] * 3), 3) == pytest.approx(0.002)


def test_the_exact_and_the_normal_distribution_agree_for_many():
    p = np.full(3000, 0.3)
    assert poisson_binomial_p(p, 940) == pytest.approx(poisson_binomial_p(np.append(p, 1e-9), 940), abs=0.005)


def test_where_all_outcomes_are_alike_there_is_no_skill_to_tell():
    p, o = np.array([0.9, 0.8]), np.ones(2)
    assert decompose(p, o).skill is None
    assert skill_interval(p, o, np.arange(2)) is None


def test_the_skill_of_calibrated_forecasters_lies_in_its_interval_nine_times_in_ten():
    rate = float(MIDDLES @ SHARES)
    skill = 1 - float(SHARES @ (MIDDLES * (1 - MIDDLES))) / (rate * (1 - rate))
    draw = np.random.default_rng(7)
    held = 0
    for _ in range(200):
        p = draw.choice(MIDDLES, 120, p=SHARES)
        interval = skill_interval(p, (draw.random(120) < p).astype(float), np.arange(120))
        held += interval is not None and interval[0] <= skill <= interval[1]
    assert 0.84 <= held / 200 <= 0.96


def test_a_lean_of_fifteen_points_is_found_in_120_forecasts_and_none_is_invented():
    draw = np.random.default_rng(8)
    found, invented, runs = 0, 0, 100
    for _ in range(runs):
        p = draw.choice(MIDDLES, 120, p=SHARES)
        leaning = (draw.random(120) < np.clip(p + 0.15, 0, 1)).astype(float)
        fair = (draw.random(120) < p).astype(float)
        found += lean(p, p, p, leaning).p_value < 0.05
        invented += lean(p, p, p, fair).p_value < 0.05
    assert found / runs >= 0.9
    assert invented / runs <= 0.1


def test_a_lean_that_the_words_leave_room_for_is_forgiven_in_the_kindest_reading():
    # Twenty called likely (0.55 to 0.80), of which eleven came: fewer than the middle says, as many as the lower end.
    p, low, high = (np.full(20, value) for value in (0.675, 0.55, 0.80))
    o = np.array([1.0] * 11 + [0.0] * 9)
    found = lean(p, low, high, o)
    assert found.mean == pytest.approx(0.675 - 0.55)
    assert (found.too_high, found.too_low) == (9, 0)
    assert found.sign_p == pytest.approx(2 / 2**9)
    assert found.kind_p == 1.0
