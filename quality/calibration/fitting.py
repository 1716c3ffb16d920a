"""Logistic regression with few parameters, each shrunk: rules that were seen seldom stay at their kind's mean.

A set other than our own has a parameter of its own, which is left out of the table: it tells which rules and signs are
better than others, while how often a record is right in all its fields is measured on our own set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quality.calibration.observations import Observation
from talleyrand.codebook.confidence import Reliability
from talleyrand.model.records import KINDS

FEWEST = 6
"""A rule or sign on fewer records than this has no parameter."""
SHRINKAGE = 10.0
"""Weight of the penalty on rules and signs: as if each were held at nothing by so many records."""
SHRINKAGE_OF_KIND = 2.0
"""The same for a kind, which is held at what all kinds together are."""
FREE = 1e-3
"""Weight of the penalty on the sets: next to none."""
OWN = "own"
STEPS = 30
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of the parameters after the first: rules, signs, sets."""

    rules: tuple[str, ...]
    signs: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def count(self) -> int:
        return 1 + len(self.rules) + len(self.signs) + len(self.sources)


def fit(observations: Iterable[Observation]) -> dict[str, Reliability]:
    """Return the table of every kind; one that was not observed is as sure as all together."""
    by_kind: dict[str, list[Observation]] = {}
    for observation in observations:
        by_kind.setdefault(observation.kind, []).append(observation)
    mean = _log_odds([o.right for seen in by_kind.values() for o in seen if o.source == OWN])
    return {kind: fit_kind(by_kind[kind], mean) if kind in by_kind else Reliability(mean, {}, {}) for kind in KINDS}


def fit_kind(seen: Sequence[Observation], mean: float) -> Reliability:
    """Return the table of one kind, by Newton's method; `mean` is the log-odds of all kinds."""
    names = _names(seen)
    data = np.array([list(_row(observation, names)) for observation in seen])
    right = np.array([float(observation.right) for observation in seen])
    penalty = np.full(names.count, SHRINKAGE)
    penalty[0] = SHRINKAGE_OF_KIND
    penalty[names.count - len(names.sources) :] = FREE
    middle = np.zeros(names.count)
    middle[0] = mean
    weights = middle.copy()
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-data @ weights))
        slope = data.T @ (right - likely) - penalty * (weights - middle)
        bend = (data * (likely * (1 - likely))[:, None]).T @ data + np.diag(penalty)
        weights = weights + np.linalg.solve(bend, slope)
    return _table(weights, names)


def _log_odds(right: Sequence[bool]) -> float:
    """Return the log-odds of being right, as if one more were right and one more wrong."""
    return float(np.log((sum(right) + 1) / (len(right) - sum(right) + 1)))


def likelihoods(observations: Sequence[Observation], table: Mapping[str, Reliability]) -> Vector:
    """Return how likely the table says that each is right."""
    return np.array([table[o.kind].likelihood(o.rules, o.signs) for o in observations])


def cross_validated(observations: Sequence[Observation], folds: int = 5) -> tuple[list[Observation], Vector]:
    """Return the records of our own set with what a table says of each that was fitted without its text."""
    texts = sorted({observation.text for observation in observations})
    fold_of = {text: place % folds for place, text in enumerate(texts)}
    held: list[Observation] = []
    said: list[float] = []
    for fold in range(folds):
        table = fit(o for o in observations if fold_of[o.text] != fold)
        out = [o for o in observations if fold_of[o.text] == fold and o.source == OWN]
        held += out
        said += list(likelihoods(out, table))
    return held, np.array(said)


def _names(seen: Sequence[Observation]) -> _Names:
    rules = Counter(rule for o in seen for rule in o.rules)
    signs = Counter(sign for o in seen for sign in o.signs)
    return _Names(
        tuple(sorted(_telling(rules, len(seen)))),
        tuple(sorted(_telling(signs, len(seen)))),
        tuple(sorted({o.source for o in seen} - {OWN})),
    )


def _telling(counts: Counter[str], all_of_them: int) -> Iterator[str]:
    """Yield what is on enough records, and not on all."""
    yield from (name for name, n in counts.items() if FEWEST <= n < all_of_them)


def _row(observation: Observation, names: _Names) -> Iterator[float]:
    yield 1.0
    yield from (float(rule in observation.rules) for rule in names.rules)
    yield from (float(sign in observation.signs) for sign in names.signs)
    yield from (float(source == observation.source) for source in names.sources)


def _table(weights: Vector, names: _Names) -> Reliability:
    values = [round(float(weight), 2) for weight in weights]
    end = 1 + len(names.rules)
    rules = dict(zip(names.rules, values[1:end], strict=True))
    signs = dict(zip(names.signs, values[end : end + len(names.signs)], strict=True))
    return Reliability(values[0], _kept(rules), _kept(signs))


def _kept(values: Mapping[str, float]) -> dict[str, float]:
    return {name: value for name, value in values.items() if value}
