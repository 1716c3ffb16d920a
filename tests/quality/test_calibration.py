"""Fitting confidence, and telling how well it holds."""

from __future__ import annotations

import random
import tomllib

import pytest
from quality.calibration.calibrating import toml
from quality.calibration.diagram import svg
from quality.calibration.fitting import cross_validated, fit, likelihoods
from quality.calibration.observations import Observation
from quality.calibration.reliability import bins, brier, expected_calibration_error, wilson

from talleyrand.model.records import KINDS


def observations(share: dict[str, float], n: int = 200, source: str = "own") -> list[Observation]:
    """So many acts for each rule, of which such a share is right."""
    return [
        Observation("act", ("act", rule), frozenset(), source, f"{rule} {i}", i < right * n)
        for rule, right in share.items()
        for i in range(n)
    ]


def said(rule: str, seen: list[Observation]) -> float:
    return float(likelihoods([Observation("act", ("act", rule), frozenset(), "own", "", True)], fit(seen))[0])


def test_a_rule_is_as_sure_as_it_was_right_a_little_shrunk() -> None:
    seen = observations({"good": 0.9, "bad": 0.3})
    assert 0.8 < said("good", seen) < 0.9
    assert 0.3 < said("bad", seen) < 0.4


def test_a_rule_seen_seldom_is_as_sure_as_its_kind() -> None:
    seen = observations({"good": 0.7}) + observations({"seldom": 0.0}, n=3)
    assert said("seldom", seen) == said("unseen", seen)


def test_another_set_says_which_rules_are_better_not_how_often_rows_are_right() -> None:
    other = observations({"good": 0.5, "bad": 0.1}, n=2000, source="PLV")
    seen = observations({"good": 0.9, "bad": 0.7}, n=40) + other
    assert said("good", seen) > 0.8
    assert said("bad", seen) < said("good", seen)


def test_a_kind_that_was_not_observed_is_as_sure_as_all_together() -> None:
    table = fit(observations({"good": 0.8}))
    assert set(table) == set(KINDS)
    assert table["vote"].base == pytest.approx(1.37, abs=0.05)


def test_cross_validation_holds_out_every_text_of_our_own_once() -> None:
    seen = observations({"good": 0.9}, n=20) + observations({"good": 0.5}, n=20, source="PLV")
    held, likely = cross_validated(seen)
    assert sorted(o.text for o in held) == sorted(o.text for o in seen if o.source == "own")
    assert len(likely) == 20


def test_what_holds_has_no_error_and_what_is_too_sure_has() -> None:
    chance = random.Random(1)  # noqa: S311  a seed, no secret
    likely = [chance.random() for _ in range(4000)]
    right = [chance.random() < p for p in likely]
    assert expected_calibration_error(bins(likely, right)) < 0.03
    assert expected_calibration_error(bins([0.99] * 4000, right)) > 0.4
    assert brier(likely, right) < brier([0.5] * 4000, right)


def test_bins_are_of_equal_size_and_have_an_interval() -> None:
    found = bins([0.1, 0.2, 0.8, 0.9], [False, True, True, True], count=2)
    assert [(b.n, b.right) for b in found] == [(2, 0.5), (2, 1.0)]
    assert found[0].low < 0.5 < found[0].high
    assert wilson(5, 10) == pytest.approx((0.237, 0.763), abs=0.001)


def test_the_diagram_shows_every_bin_with_its_number() -> None:
    drawn = svg(bins([0.1, 0.2, 0.8, 0.9], [False, True, True, True], count=2), "4 rows")
    assert drawn.count("<circle") == 2
    assert "4 rows" in drawn


def test_the_table_is_written_with_every_parameter() -> None:
    table = fit(observations({"good": 0.9, "bad": 0.3}))
    assert tomllib.loads(toml(table))["act"]["rules"] == dict(table["act"].rules)
