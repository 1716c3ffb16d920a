"""The cluster bootstrap."""

from __future__ import annotations

import numpy as np
import pytest

from talleyrand.analyse import resampling
from talleyrand.analyse.resampling import bootstrap, draw_counts, expanded, numbered, ratio_interval, totals


def test_clusters_are_numbered_in_order_of_their_first_member() -> None:
    assert numbered(["b", "a", "b", "c"]).tolist() == [0, 1, 0, 2]


def test_totals_by_cluster() -> None:
    clusters = np.array([0, 1, 0])
    assert totals(np.array([1.0, 2.0, 3.0]), clusters, 2).tolist() == [4, 2]
    assert totals(np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]]), clusters, 2).tolist() == [[4, 40], [2, 20]]


def test_every_draw_draws_as_many_as_there_are() -> None:
    counts = draw_counts(7, 50, np.random.default_rng(1))
    assert counts.shape == (50, 7)
    assert set(counts.sum(axis=1)) == {7}


def test_members_of_a_cluster_are_drawn_together() -> None:
    clusters = np.array([0, 0, 0, 1])
    drawn = bootstrap(lambda members: float(np.sum(clusters[members] == 0)), clusters, seed=1, draws=60)
    assert set(drawn) == {0, 3, 6}


def test_copies_don_t_narrow_an_interval() -> None:
    values = np.random.default_rng(2).normal(size=(30, 1))
    once = ratio_interval(values, np.ones((30, 1)), level=0.9, seed=1)
    copied = ratio_interval(values * 5, np.full((30, 1), 5.0), level=0.9, seed=1)
    assert np.allclose(once, copied)


def test_few_clusters_have_percentiles_further_out() -> None:
    # 0.9 of 10: t_9 = 1.833, times sqrt(10/9) = 1.932, whose normal tail is 0.0267 in place of 0.05.
    assert expanded(0.9, 10) == pytest.approx((0.0267, 0.9733), abs=2e-4)
    assert expanded(0.9, 1e9)[0] == pytest.approx(0.05, abs=1e-6)
    assert np.isnan(expanded(0.9, 1)).all()


@pytest.mark.parametrize("count", [6, 40])
def test_the_interval_of_a_mean_covers_about_ninety(count) -> None:
    rng, covered = np.random.default_rng(5), 0
    for _ in range(300):
        sizes = rng.integers(1, 4, count).astype(float)[:, None]
        means = rng.normal(0.3, 1, (count, 1))
        low, high = ratio_interval(means * sizes, sizes, level=0.9, seed=1, draws=299)
        covered += low[0] <= 0.3 <= high[0]
    assert 0.84 <= covered / 300 <= 0.96


def test_the_delta_method_agrees_with_drawing(monkeypatch) -> None:
    values = np.random.default_rng(4).normal(0.2, 1, (600, 1))
    drawn = ratio_interval(values, np.ones((600, 1)), level=0.9, seed=1)
    monkeypatch.setattr(resampling, "MOST_CLUSTERS", 10)
    assert np.allclose(ratio_interval(values, np.ones((600, 1)), level=0.9, seed=1), drawn, atol=0.01)


def test_one_cluster_has_no_interval() -> None:
    assert np.isnan(ratio_interval(np.ones((1, 1)), np.ones((1, 1)), level=0.9, seed=1)).all()
