"""Words distinctive of one body of text against another: log-odds ratio with an informative Dirichlet prior.

Monroe, Colaresi and Quinn (2008), "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the
Content of Political Conflict", Political Analysis 16(4):372-403. With y the counts of word w, n the words of each
body, and a prior that holds a imagined uses of w, and A of all words together,

    delta = log((y1 + a) / (n1 + A - y1 - a)) - log((y2 + a) / (n2 + A - y2 - a))
    var(delta) ~ 1 / (y1 + a) + 1 / (y2 + a),        z = delta / sqrt(var)

(their section 3.4). The informative prior spreads A over the words as both bodies together use them, so that common
words need more of a difference than rare ones.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

PRIOR_WORDS = 500.0
"""A: imagined words of the prior, about those of one short speech, so that little text says little."""

Floats = NDArray[np.float64]


def informative_prior(first: ArrayLike, second: ArrayLike, words: float = PRIOR_WORDS) -> Floats:
    """Return a for each word: `words` imagined uses, spread over the words as both bodies together use them."""
    together = np.asarray(first, dtype=float) + np.asarray(second, dtype=float)
    return np.asarray(words * together / max(together.sum(), 1.0), dtype=float)


def log_odds(first: ArrayLike, second: ArrayLike, prior: ArrayLike) -> tuple[Floats, Floats]:
    """Return delta and z of each word; both above 0 where the first body prefers it.

    `first` and `second` are counts of the same words, `prior` the imagined uses of each, above 0.
    """
    one, other, alpha = (np.asarray(counts, dtype=float) for counts in (first, second, prior))
    delta = np.log(_odds(one, alpha)) - np.log(_odds(other, alpha))
    return delta, delta / np.sqrt(1 / (one + alpha) + 1 / (other + alpha))


def _odds(counts: Floats, alpha: Floats) -> Floats:
    uses = counts + alpha
    return np.asarray(uses / (counts.sum() + alpha.sum() - uses), dtype=float)
