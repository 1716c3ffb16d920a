"""Words distinctive of one body of text against another: log-odds ratio with an informative Dirichlet prior.

Monroe, Colaresi and Quinn (2008), "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content of
Political Conflict", Political Analysis 16(4):372-403. With y the counts of word w, n the words of each body, and a prior that
holds alpha_w imagined uses of w, alpha_0 of all words together,

    delta_w = log((y_1 + alpha_w) / (n_1 + alpha_0 - y_1 - alpha_w)) - log((y_2 + alpha_w) / (n_2 + alpha_0 - y_2 - alpha_w))
    var(delta_w) ~ 1 / (y_1 + alpha_w) + 1 / (y_2 + alpha_w),        z_w = delta_w / sqrt(var)

(equations 16, 19 to 22 there). The informative prior spreads alpha_0 over the words as they are used in both bodies together,
so that common words need more of a difference than rare ones.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

PRIOR_WORDS = 500.0
"""alpha_0: imagined words of the prior, about those of one short speech, so that little text says little."""

Floats = NDArray[np.float64]


def informative_prior(first: ArrayLike, second: ArrayLike, words: float = PRIOR_WORDS) -> Floats:
    """Return alpha_w: `words` imagined uses, spread over the words as both bodies together use them."""
    together = np.asarray(first, dtype=float) + np.asarray(second, dtype=float)
    return np.asarray(words * together / max(together.sum(), 1.0), dtype=float)


def log_odds(first: ArrayLike, second: ArrayLike, prior: ArrayLike) -> tuple[Floats, Floats]:
    """Return delta and z of each word; both above 0 where the first body prefers it.

    `first` and `second` are counts of the same words, `prior` the imagined uses alpha_w of each, above 0.
    """
    one, other, alpha = (np.asarray(counts, dtype=float) for counts in (first, second, prior))
    delta = np.log(_odds(one, alpha)) - np.log(_odds(other, alpha))
    return delta, delta / np.sqrt(1 / (one + alpha) + 1 / (other + alpha))


def _odds(counts: Floats, alpha: Floats) -> Floats:
    uses = counts + alpha
    return np.asarray(uses / (counts.sum() + alpha.sum() - uses), dtype=float)
