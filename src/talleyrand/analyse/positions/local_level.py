"""The local level model with irregular times: Kalman filter, smoother, marginal likelihood, exact weights.

    theta_t = theta_s + eta,  eta ~ N(0, sigma^2 (t - s));   y_r = theta_t(r) + eps,  eps ~ N(0, tau^2 / w_r)

J. Durbin and S. J. Koopman, Time Series Analysis by State Space Methods, 2nd ed., Oxford 2012, chapter 2: the filter,
the smoother, the diffuse start, by which the weights of reports in a level sum to one. Given q = sigma^2/tau^2, tau^2
is integrated out under an inverse gamma prior, and the level has Student's t; q is integrated over a grid under a
log-normal prior, as its likelihood is often highest at its bound of zero, where a band would be too narrow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solveh_banded
from scipy.special import stdtrit

from talleyrand.analyse.resampling import totals

Floats = NDArray[np.float64]

PRIOR_TAU = 0.3
"""Scatter of one report about the level before anything is seen: positions run from -1 to +1."""
PRIOR_WEIGHT = 4.0
"""Reports that the prior of tau counts for: after some dozens it is forgotten."""
PRIOR_RATIO = (-1.0, 0.75)
"""Mean and deviation of log10(sigma/tau): at its mean a level moves in a hundred days as far as one report scatters."""
RATIO_BOUNDS = (-3.0, 0.3)
"""Bounds of log10(sigma/tau), sigma for a day's square root."""
GRID = 23


@dataclass(frozen=True, slots=True)
class Reports:
    """Values on days (ordinals, any order), each with its weight (above 0)."""

    days: NDArray[np.int64]
    values: Floats
    weights: Floats


@dataclass(frozen=True, slots=True)
class Daily:
    """Reports by day: the days, their weighted means and sums of weights; `scatter` is the sum of squares within."""

    days: NDArray[np.int64]
    means: Floats
    weights: Floats
    count: int
    scatter: float
    place: NDArray[np.int64]
    """For each report, the place of its day."""


@dataclass(frozen=True, slots=True)
class Level:
    """The level on the days asked for: mean, and the standard error with its degrees of freedom.

    `sigma` (a day's square root) and `tau` are weighted geometric means over the grid of ratios; `ratios` are its
    values of q and `chances` their probabilities given the reports.
    """

    days: NDArray[np.int64]
    mean: Floats
    error: Floats
    freedom: float
    sigma: float
    tau: float
    ratios: Floats
    chances: Floats

    def interval(self, level: float) -> tuple[Floats, Floats]:
        """Return the bounds that hold the level with the probability `level`, day by day."""
        reach = float(stdtrit(self.freedom, (1 + level) / 2)) * self.error
        return self.mean - reach, self.mean + reach


def by_day(reports: Reports) -> Daily:
    """Return reports put together by day, which loses nothing for the model."""
    days, place = np.unique(reports.days, return_inverse=True)
    weights = totals(reports.weights, place)
    means = totals(reports.weights * reports.values, place) / weights
    scatter = float(np.sum(reports.weights * (reports.values - means[place]) ** 2))
    return Daily(days, means, weights, len(reports.days), scatter, place)


def smooth(reports: Reports, days: NDArray[np.int64]) -> Level:
    """Return the level given all reports on `days` (ascending, none before the first report).

    Raises ValueError without reports, and for a day before the first of them.
    """
    daily = by_day(reports)
    if not len(daily.days) or (len(days) and days[0] < daily.days[0]):
        raise ValueError("a level is known from the first report on")
    nodes = np.union1d(daily.days, days)
    ratios = np.logspace(2 * RATIO_BOUNDS[0], 2 * RATIO_BOUNDS[1], GRID)
    filtered = _filter(daily, nodes, ratios)
    scales, freedom = _scales(daily, filtered)
    chances = _chances(filtered, scales, freedom, ratios)
    mean, spread = _smooth(filtered)
    at = np.searchsorted(nodes, days)
    centre = mean[at] @ chances
    variance = (spread[at] * scales * freedom / (freedom - 2) + (mean[at] - centre[:, None]) ** 2) @ chances
    error = np.sqrt(variance * (freedom - 2) / freedom)
    sigma, tau = (float(np.exp(chances @ np.log(one) / 2)) for one in (ratios * scales, scales))
    return Level(days, centre, error, freedom, sigma, tau, ratios, chances)


def weights_at(reports: Reports, level: Level, day: int) -> Floats:
    """Return the weight of each report in the level's mean on `day`; they sum to one.

    The mean solves a tridiagonal system, (D'D/q + W) theta = W y, so that its weights are a row of the inverse.
    """
    daily = by_day(reports)
    nodes = np.union1d(daily.days, [day])
    precision = np.zeros(len(nodes))
    precision[np.searchsorted(nodes, daily.days)] = daily.weights
    unit = (nodes == day).astype(float)
    row = np.zeros(len(nodes))
    for ratio, chance in zip(level.ratios.tolist(), level.chances.tolist(), strict=True):
        row += chance * _solve(nodes, precision, ratio, unit)
    weight: Floats = row[np.searchsorted(nodes, daily.days)][daily.place] * reports.weights
    return weight


@dataclass(frozen=True, slots=True)
class _Filtered:
    """The filter's states by node and ratio, variances in units of tau^2; `squares` and `logs` make the likelihood."""

    mean: Floats
    spread: Floats
    ahead: Floats
    squares: Floats
    logs: Floats


def _filter(daily: Daily, nodes: NDArray[np.int64], ratios: Floats) -> _Filtered:
    """Run the Kalman filter over the nodes for all ratios at once; `ahead` is the variance before a node's reports."""
    seen = dict(zip(daily.days.tolist(), zip(daily.means, daily.weights, strict=True), strict=True))
    shape = (len(nodes), len(ratios))
    means, spreads, ahead = np.empty(shape), np.empty(shape), np.empty(shape)
    mean, spread = np.full(len(ratios), daily.means[0]), np.full(len(ratios), 1 / daily.weights[0])
    squares, logs = np.zeros(len(ratios)), np.zeros(len(ratios))
    means[0], spreads[0], ahead[0] = mean, spread, spread
    steps = np.diff(nodes).tolist()
    for at, day in enumerate(nodes[1:].tolist(), start=1):
        spread = spread + ratios * steps[at - 1]
        ahead[at] = spread
        if day in seen:
            value, weight = seen[day]
            total, surprise = spread + 1 / weight, value - mean
            squares += surprise**2 / total
            logs += np.log(total)
            mean = mean + spread / total * surprise
            spread = spread / (total * weight)
        means[at], spreads[at] = mean, spread
    return _Filtered(means, spreads, ahead, squares, logs)


def _smooth(filtered: _Filtered) -> tuple[Floats, Floats]:
    """Run the smoother of Rauch, Tung and Striebel (1965) back over the nodes; returns means and variances."""
    mean, spread = filtered.mean.copy(), filtered.spread.copy()
    for at in range(len(mean) - 2, -1, -1):
        gain = filtered.spread[at] / filtered.ahead[at + 1]
        mean[at] += gain * (mean[at + 1] - filtered.mean[at])
        spread[at] += gain**2 * (spread[at + 1] - filtered.ahead[at + 1])
    return mean, spread


def _scales(daily: Daily, filtered: _Filtered) -> tuple[Floats, float]:
    """Return tau^2 by ratio given the reports and the prior, and its degrees of freedom."""
    freedom = PRIOR_WEIGHT + daily.count - 1
    return (PRIOR_WEIGHT * PRIOR_TAU**2 + filtered.squares + daily.scatter) / freedom, freedom


def _chances(filtered: _Filtered, scales: Floats, freedom: float, ratios: Floats) -> Floats:
    """Return the probability of each ratio: marginal likelihood, tau^2 integrated out, times the prior."""
    middle, width = PRIOR_RATIO
    prior = -0.5 * ((np.log10(ratios) / 2 - middle) / width) ** 2
    logs = prior - 0.5 * filtered.logs - 0.5 * freedom * np.log(scales)
    chances: Floats = np.exp(logs - logs.max())
    chances /= chances.sum()
    return chances


def _solve(nodes: NDArray[np.int64], precision: Floats, ratio: float, unit: Floats) -> Floats:
    if len(nodes) == 1:
        return unit / precision
    links = 1 / (ratio * np.diff(nodes))
    bands = np.zeros((2, len(nodes)))
    bands[0, 1:] = -links
    bands[1] = precision + np.concatenate([links, [0.0]]) + np.concatenate([[0.0], links])
    solved: Floats = solveh_banded(bands, unit)
    return solved
