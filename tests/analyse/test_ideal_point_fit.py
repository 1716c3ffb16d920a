"""The fit of ideal points: known ones are recovered, and their intervals cover them."""

from __future__ import annotations

import numpy as np
import pytest

from talleyrand.analyse.ideal_points.fit import Ballots, first_component, fit


def drawn(seed: int, states: int = 100, periods: int = 3, each: int = 40) -> tuple[np.ndarray, Ballots]:
    """Votes of states that walk at random, by the model; returns their standardised ideal points too."""
    draw = np.random.default_rng(seed)
    theta = np.cumsum(
        np.concatenate([draw.normal(size=(states, 1)), draw.normal(scale=0.15, size=(states, periods - 1))], axis=1),
        axis=1,
    )
    items = periods * each
    beta, low = draw.normal(scale=1.2, size=items), draw.normal(size=items) - 0.6
    width = np.exp(draw.normal(scale=0.5, size=items) - 0.7)
    state, item = (part.ravel() for part in np.meshgrid(np.arange(states), np.arange(items), indexing="ij"))
    cast = draw.random(len(state)) < 0.9
    state, item = state[cast], item[cast]
    leaning = beta[item] * theta[state, item // each] + draw.normal(size=len(state))
    choice = (leaning > low[item]).astype(int) + (leaning > low[item] + width[item])
    return (theta - theta.mean()) / theta.std(), Ballots(state, item // each, item, choice, states, periods, items)


def test_known_ideal_points_are_recovered_and_covered() -> None:
    covered = []
    for seed in range(3):
        theta, ballots = drawn(seed)
        points = fit(ballots)
        sign = np.sign(np.corrcoef(theta.ravel(), points.theta.ravel())[0, 1])
        assert abs(np.corrcoef(theta.ravel(), points.theta.ravel())[0, 1]) > 0.97
        assert points.settled
        covered.append(np.abs(theta - sign * points.theta) < 1.645 * points.error)
    assert 0.84 <= np.mean(covered) <= 0.96


def test_the_fit_is_standardised_and_the_same_every_time() -> None:
    _, ballots = drawn(7, states=40, periods=2, each=20)
    one, two = fit(ballots), fit(ballots)
    assert one.theta.mean() == pytest.approx(0, abs=1e-6)
    assert 0.9 < one.theta.std() <= 1.0
    assert (one.theta == two.theta).all() and (one.error == two.error).all()


def test_texts_that_recur_tie_the_periods_together() -> None:
    """All states move by one standard deviation; on recurring texts that is seen, on new ones it can't be."""
    draw = np.random.default_rng(3)
    start = draw.normal(size=80)
    theta = np.stack([start, start + 1.0], axis=1)
    beta, low = np.full(40, 1.5), draw.normal(size=40)
    state, call = (part.ravel() for part in np.meshgrid(np.arange(80), np.arange(80), indexing="ij"))
    period, text = call // 40, call % 40
    leaning = beta[text] * theta[state, period] + draw.normal(size=len(state))
    choice = np.where(leaning > low[text] + 0.3, 2, np.where(leaning > low[text], 1, 0))
    bridged = fit(Ballots(state, period, text, choice, 80, 2, 40))
    apart = fit(Ballots(state, period, call, choice, 80, 2, 80))
    moved, unseen = (abs(float((points.theta[:, 1] - points.theta[:, 0]).mean())) for points in (bridged, apart))
    assert moved > 0.7
    assert unseen < moved / 2


def test_fewer_votes_make_wider_intervals() -> None:
    _, ballots = drawn(5, states=40, periods=1, each=60)
    few = (ballots.state > 0) | (ballots.item % 6 == 0)
    thin = Ballots(ballots.state[few], ballots.period[few], ballots.item[few], ballots.choice[few], 40, 1, 60)
    points = fit(thin)
    assert points.error[0, 0] > 1.3 * np.median(points.error)


def test_the_first_component_orders_states_on_a_line() -> None:
    theta, ballots = drawn(11, periods=1)
    assert abs(np.corrcoef(theta[:, 0], first_component(ballots))[0, 1]) > 0.9
