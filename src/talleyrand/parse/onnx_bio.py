"""Entity labels that fit together: the best path in which `I-PER` only follows `B-PER` or `I-PER`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_NEVER = -1e4


def best_labels(scores: npt.NDArray[np.floating], names: Sequence[str]) -> npt.NDArray[np.int64]:
    """Viterbi over a batch: scores are sentence x word x label, the answer is sentence x word; `names[0]` is `O`."""
    best: npt.NDArray[np.int64] = scores.argmax(-1)
    allowed = _transitions(names)
    wrong = np.flatnonzero((allowed[best[:, :-1], best[:, 1:]] < 0).any(1) | (allowed[0][best[:, :1]] < 0).any(1))
    if len(wrong):
        best[wrong] = _paths(scores[wrong], allowed)
    return best


def _transitions(names: Sequence[str]) -> npt.NDArray[np.float64]:
    table = np.zeros((len(names), len(names)))
    for j, name in enumerate(names):
        if name.startswith("I-"):
            table[:, j] = _NEVER
            table[[names.index("B-" + name[2:]), j], j] = 0
    return table


def _paths(scores: npt.NDArray[np.floating], allowed: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    sentences, words, _ = scores.shape
    total = scores[:, 0] + allowed[0]
    back = np.zeros(scores.shape, np.int64)
    for t in range(1, words):
        ways = total[:, :, None] + allowed[None]
        back[:, t] = ways.argmax(1)
        total = ways.max(1) + scores[:, t]
    path = np.zeros((sentences, words), np.int64)
    path[:, -1] = total.argmax(1)
    rows = np.arange(sentences)
    for t in range(words - 1, 0, -1):
        path[:, t - 1] = back[rows, t, path[:, t]]
    return path
