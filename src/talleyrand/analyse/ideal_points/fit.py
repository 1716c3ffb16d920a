"""Ideal points from votes: a dynamic ordinal probit fitted by maximum a posteriori, on arrays.

The model is that of Bailey, Strezhnev and Voeten, "Estimating Dynamic State Preferences from United Nations Voting
Data", Journal of Conflict Resolution 61(2):430-456 (2017): z = beta_v theta_it + e, e ~ N(0, 1); no, abstain and yes
are parted by two cut points of each roll call, P(y <= k) = Phi(gamma_vk - beta_v theta_it); theta_it ~ N(theta_i,t-1,
drift). Roll calls on one text in several periods are one item and share their parameters.

In place of sampling, blocks are improved in turn by Fisher scoring, which every step of an EM algorithm is for probit
models (Imai, Lo and Olmsted, "Fast Estimation of Ideal Points with Massive Data", American Political Science Review
110(4):631-656, 2016). Errors are Laplace's: the inverse of the information of all parameters together, that of the roll
calls worked in by its Schur complement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import ndtr

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NO, ABSTAIN, YES = 0, 1, 2
TOLERANCE = 2e-3
"""The fit has settled when no ideal point moves by more than this (standard deviations) in a round."""
MOST_ROUNDS = 400
FIRST_DRIFT = 0.05
LEAST_DRIFT, MOST_DRIFT = 1e-4, 1.0
LARGEST_JOINT = 4000
"""State-periods up to which errors take the uncertainty of the roll calls in: the work grows with their cube."""
_PRIOR = np.array([1 / 3.0**2, 1 / 5.0**2, 1 / 1.5**2])
_PRIOR_MEAN = np.array([0.0, 0.0, np.log(0.5)])
_SMALLEST = 1e-10
_LONGEST_STEP, _SHORTEST = 1.0, 1 / 16
_NODES = ((-np.sqrt(3.0), 1 / 6), (0.0, 2 / 3), (np.sqrt(3.0), 1 / 6))
_ROOT = 1 / np.sqrt(2 * np.pi)


@dataclass(frozen=True, slots=True)
class Ballots:
    """Votes as arrays of one length: who (state), when (period), on what (item), how (0 no, 1 abstain, 2 yes)."""

    state: Ints
    period: Ints
    item: Ints
    choice: Ints
    states: int
    periods: int
    items: int

    @property
    def place(self) -> Ints:
        """The number of each vote's state-period."""
        return self.state * self.periods + self.period


@dataclass(frozen=True, slots=True)
class Points:
    """Ideal points: `theta` and `error` are states by periods (mean 0, standard deviation 1 over those with votes).

    `votes` counts the votes of each state-period; `beta` is how sharply an item parts the ends (signed), `low` and
    `high` its cut points; `drift` the variance of a period's change; `settled` whether the fit came to rest.
    """

    theta: Floats
    error: Floats
    votes: Ints
    beta: Floats
    low: Floats
    high: Floats
    drift: float
    rounds: int
    settled: bool


@dataclass(frozen=True, slots=True)
class _State:
    """Where the fit is: ideal points by state and period; beta, first cut point, log width of abstention by item."""

    theta: Floats
    beta: Floats
    low: Floats
    width: Floats
    drift: float

    @property
    def items(self) -> Floats:
        """Items by parameters."""
        return np.stack([self.beta, self.low, self.width], axis=1)


class _Pace:
    """How far each block goes of the step proposed: half as far where the last one overshot, up to all of it."""

    def __init__(self, *shape: int) -> None:
        self._share = np.ones(shape[0])
        self._last = np.zeros(shape)

    def step(self, proposed: Floats, slope: Floats) -> Floats:
        """Return the step to take; `slope` is that of the log posterior where the last step ended."""
        overshot = (slope * self._last).sum(axis=1) < 0
        self._share = np.where(overshot, np.maximum(self._share / 2, _SHORTEST), np.minimum(self._share * 1.2, 1.0))
        self._last = np.clip(proposed, -_LONGEST_STEP, _LONGEST_STEP) * self._share[:, None]
        return self._last


@dataclass(frozen=True, slots=True)
class _Slopes:
    """Of each vote: the slopes of its log likelihood in both cut points, and the expected information (S, Q, W)."""

    first: Floats
    second: Floats
    both: Floats
    cross: Floats
    upper: Floats


def fit(ballots: Ballots, *, drift: float | None = None) -> Points:
    """Return the ideal points of the states by period.

    `drift` is the variance of a change from one period to the next; None estimates it. Every item should part the
    states (unanimous ones say nothing). The sign is that of the first principal component: the caller fixes it.
    """
    votes = np.bincount(ballots.place, minlength=ballots.states * ballots.periods)
    seen = votes.reshape(ballots.states, ballots.periods) > 0
    state = _start(ballots, seen, FIRST_DRIFT if drift is None else drift)
    variance = np.zeros_like(state.theta)
    paces = _Pace(ballots.items, 3), _Pace(ballots.states, ballots.periods)
    rounds, settled = 0, False
    while rounds < MOST_ROUNDS and not settled:
        rounds += 1
        new, covariance = _points_step(ballots, _items_step(ballots, state, variance, paces[0]), paces[1])
        if drift is None and ballots.periods > 1:
            new = replace(new, drift=_drift(new, covariance))
        variance = np.diagonal(covariance, axis1=1, axis2=2)
        new = _standardised(new, seen, variance)
        settled = bool(np.max(np.abs(new.theta - state.theta)[seen]) < TOLERANCE) and rounds > 5
        state = new
    error = _errors(ballots, state, seen)
    high = state.low + np.exp(state.width)
    counts = votes.reshape(seen.shape).astype(np.int64)
    return Points(state.theta, error, counts, state.beta, state.low, high, state.drift, rounds, settled)


def first_component(ballots: Ballots) -> Floats:
    """Return each state's score on the first principal component of its votes (no -1, abstain 0, yes 1).

    Votes not cast are taken for the item's mean; mean 0 and standard deviation 1 over states. The sign is arbitrary.
    """
    shape = (ballots.states, ballots.items)
    flat = ballots.state * ballots.items + ballots.item
    count = np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape)
    total = np.bincount(flat, weights=ballots.choice - 1.0, minlength=shape[0] * shape[1]).reshape(shape)
    mean = total.sum(axis=0) / np.maximum(count.sum(axis=0), 1)
    centred = np.where(count > 0, total / np.maximum(count, 1) - mean, 0.0)
    left, size, _ = np.linalg.svd(centred - centred.mean(axis=0), full_matrices=False)
    score = left[:, 0] * size[0]
    spread = float(score.std()) or 1.0
    return np.asarray((score - score.mean()) / spread, dtype=np.float64)


def _start(ballots: Ballots, seen: NDArray[np.bool_], drift: float) -> _State:
    theta = np.repeat(first_component(ballots)[:, None], ballots.periods, axis=1)
    share = np.bincount(ballots.item, weights=ballots.choice == NO, minlength=ballots.items)
    share = (share + 0.5) / (np.bincount(ballots.item, minlength=ballots.items) + 1.5)
    nothing = np.zeros(ballots.items)
    state = _State(theta, nothing, np.log(share / (1 - share)) / 1.7, nothing + _PRIOR_MEAN[2], drift)
    return _standardised(state, seen, np.zeros_like(theta))


def _slopes(ballots: Ballots, state: _State) -> _Slopes:
    lean = state.beta[ballots.item] * state.theta.ravel()[ballots.place]
    one = state.low[ballots.item] - lean
    two = one + np.exp(state.width)[ballots.item]
    dense_one, dense_two = _density(one), _density(two)
    no = np.maximum(ndtr(one), _SMALLEST)
    yes = np.maximum(ndtr(-two), _SMALLEST)
    abstain = np.maximum(ndtr(two) - ndtr(one), _SMALLEST)
    was_no, was_abstain = ballots.choice == NO, ballots.choice == ABSTAIN
    first = np.where(was_no, dense_one / no, np.where(was_abstain, -dense_one / abstain, 0.0))
    second = np.where(was_no, 0.0, np.where(was_abstain, dense_two / abstain, -dense_two / yes))
    middle = -dense_one * dense_two / abstain
    upper = dense_two**2 * (1 / abstain + 1 / yes)
    both = dense_one**2 * (1 / no + 1 / abstain) + 2 * middle + upper
    return _Slopes(first, second, np.maximum(both, 0.0), middle + upper, upper)


def _density(x: Floats) -> Floats:
    return np.asarray(_ROOT * np.exp(-0.5 * x * x), dtype=np.float64)


def _items_step(ballots: Ballots, state: _State, variance: Floats, pace: _Pace) -> _State:
    """One step of Fisher scoring for the three parameters of every item at once.

    Expectations are over what the ideal points may be, by Gauss-Hermite quadrature: the mode alone would overstate how
    sharply items part the states.
    """
    slope = -_PRIOR * (state.items - _PRIOR_MEAN)
    information = np.tile(np.diag(_PRIOR), (ballots.items, 1, 1))
    for node, weight in _NODES:
        moved = replace(state, theta=state.theta + node * np.sqrt(variance))
        at = _slopes(ballots, moved)
        slope += weight * _item_slope(ballots, moved, at)
        information += weight * _item_information(ballots, moved, at)
    step = np.linalg.solve(information, slope[:, :, None])[:, :, 0]
    beta, low, wide = (state.items + pace.step(step, slope)).T
    return replace(state, beta=beta, low=low, width=np.clip(wide, -6.0, 4.0))


def _item_slope(ballots: Ballots, state: _State, at: _Slopes) -> Floats:
    theta, pull = state.theta.ravel()[ballots.place], at.first + at.second
    steep = np.exp(state.width) * _sums(ballots, at.second)
    return np.stack([-_sums(ballots, theta * pull), _sums(ballots, pull), steep], axis=1)


def _item_information(ballots: Ballots, state: _State, at: _Slopes) -> Floats:
    theta, width = state.theta.ravel()[ballots.place], np.exp(state.width)
    found = np.empty((ballots.items, 3, 3))
    found[:, 0, 0] = _sums(ballots, theta * theta * at.both)
    found[:, 0, 1] = found[:, 1, 0] = -_sums(ballots, theta * at.both)
    found[:, 1, 1] = _sums(ballots, at.both)
    found[:, 0, 2] = found[:, 2, 0] = -width * _sums(ballots, theta * at.cross)
    found[:, 1, 2] = found[:, 2, 1] = width * _sums(ballots, at.cross)
    found[:, 2, 2] = width**2 * _sums(ballots, at.upper)
    return found


def _sums(ballots: Ballots, weights: Floats) -> Floats:
    return np.bincount(ballots.item, weights=weights, minlength=ballots.items).astype(np.float64)


def _points_step(ballots: Ballots, state: _State, pace: _Pace) -> tuple[_State, Floats]:
    """One step of Fisher scoring for the paths of all states; returns the covariances of the paths too."""
    at = _slopes(ballots, state)
    beta = state.beta[ballots.item]
    size = ballots.states * ballots.periods
    shape = (ballots.states, ballots.periods)
    pull = np.bincount(ballots.place, weights=-beta * (at.first + at.second), minlength=size).reshape(shape)
    told = np.bincount(ballots.place, weights=beta * beta * at.both, minlength=size).reshape(shape)
    walk = _walk(ballots.periods, state.drift)
    precision = walk + told[:, :, None] * np.eye(ballots.periods)
    covariance = np.asarray(np.linalg.inv(precision), dtype=np.float64)
    slope = np.asarray(pull - state.theta @ walk, dtype=np.float64)
    step = pace.step(np.einsum("ijk,ik->ij", covariance, slope), slope)
    return replace(state, theta=state.theta + step), covariance


def _walk(periods: int, drift: float) -> Floats:
    """The precision of a random walk that begins at N(0, 1)."""
    steps = np.diff(np.eye(periods), axis=0)
    first = np.zeros((periods, periods))
    first[0, 0] = 1.0
    return first + steps.T @ steps / drift


def _drift(state: _State, covariance: Floats) -> float:
    """The mean square of a period's change, the uncertainty of both ends taken in (the EM update)."""
    change = np.diff(state.theta, axis=1) ** 2
    variance = np.diagonal(covariance, axis1=1, axis2=2)
    lag = np.diagonal(covariance, offset=1, axis1=1, axis2=2)
    expected = change + variance[:, 1:] + variance[:, :-1] - 2 * lag
    return float(np.clip(expected.mean(), LEAST_DRIFT, MOST_DRIFT))


def _standardised(state: _State, seen: NDArray[np.bool_], variance: Floats) -> _State:
    """Mean 0 and standard deviation 1 over the state-periods with votes, what is not known of them counted in."""
    mean = float(state.theta[seen].mean())
    spread = float(np.sqrt(state.theta[seen].var() + variance[seen].mean())) or 1.0
    theta = (state.theta - mean) / spread
    return replace(state, theta=theta, beta=state.beta * spread, low=state.low - state.beta * mean)


def _errors(ballots: Ballots, state: _State, seen: NDArray[np.bool_]) -> Floats:
    """Standard errors of the standardised ideal points, by state and period."""
    at = _slopes(ballots, state)
    size = ballots.states * ballots.periods
    told = np.bincount(ballots.place, weights=state.beta[ballots.item] ** 2 * at.both, minlength=size)
    walk = _walk(ballots.periods, state.drift)
    if size > LARGEST_JOINT:
        precision = walk + told.reshape(-1, ballots.periods)[:, :, None] * np.eye(ballots.periods)
        variance = np.diagonal(np.linalg.inv(precision), axis1=1, axis2=2)
        return np.asarray(np.sqrt(variance), dtype=np.float64)
    precision = np.kron(np.eye(ballots.states), walk) + np.diag(told) - _shared_with_items(ballots, state, at)
    covariance = np.asarray(np.linalg.inv(precision), dtype=np.float64)
    variance = _standardised_variance(covariance, state.theta.ravel(), seen.ravel())
    return np.asarray(np.sqrt(variance).reshape(seen.shape), dtype=np.float64)


def _shared_with_items(ballots: Ballots, state: _State, at: _Slopes) -> Floats:
    """What the information on ideal points loses because the items are estimated too."""
    beta, width = state.beta[ballots.item], np.exp(state.width)[ballots.item]
    theta = state.theta.ravel()[ballots.place]
    values = np.concatenate([beta * theta * at.both, -beta * at.both, -beta * width * at.cross])
    rows = np.tile(ballots.place, 3)
    columns = np.concatenate([ballots.item * 3 + offset for offset in range(3)])
    shape = (ballots.states * ballots.periods, ballots.items * 3)
    links = csr_matrix((values, (rows, columns)), shape=shape).toarray()
    inverse = np.linalg.inv(_item_information(ballots, state, at) + np.diag(_PRIOR))
    through = np.einsum("sva,vab->svb", links.reshape(shape[0], ballots.items, 3), inverse).reshape(shape)
    return np.asarray(through @ links.T, dtype=np.float64)


def _standardised_variance(covariance: Floats, theta: Floats, seen: NDArray[np.bool_]) -> Floats:
    """The variances once mean and spread are taken out, which no vote tells (delta method)."""
    number = int(seen.sum())
    ones, scores = seen.astype(float), np.where(seen, theta, 0.0)
    left = np.stack([np.ones_like(theta), theta], axis=1)
    right = np.stack([ones, scores], axis=1) / number
    halfway = covariance @ right
    inner = right.T @ halfway
    variance = np.diagonal(covariance) - 2 * np.sum(left * halfway, axis=1) + np.sum((left @ inner) * left, axis=1)
    return np.asarray(np.maximum(variance, 0.0), dtype=np.float64)
