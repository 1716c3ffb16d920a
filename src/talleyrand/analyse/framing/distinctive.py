"""Words that one side says and the other does not: whose statements, or what was said before and after a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from talleyrand.analyse.formulations.wording import BOUNDARY, words_of
from talleyrand.analyse.framing.log_odds import informative_prior, log_odds
from talleyrand.analyse.utterances import Utterance
from talleyrand.codebook.plain_words import load_plain_words
from talleyrand.model.results import Reason, Result, Value

Counts = np.ndarray[tuple[int], np.dtype[np.int64]]
Figures = np.ndarray[tuple[int], np.dtype[np.float64]]
FEWEST_TEXTS = 3
"""Texts of the side that prefers a word, below which it is one text's subject."""
LEAST_Z = 1.96
"""|z| from which a word is listed: chance alone gives as much to one word in twenty."""
MOST_CAPITAL = 0.5
"""Share of uses with a capital, within sentences, from which a word is a name."""


@dataclass(frozen=True, slots=True)
class DistinctiveRow:
    """A word that one side prefers.

    `delta` is the log-odds ratio and `z` its standard score, both above 0 where the first side prefers it; `count` and
    `other_count` are its uses, `texts` and `other_texts` the independent texts that hold it.
    """

    word: str
    side: str
    delta: float
    z: float
    count: int
    other_count: int
    texts: int
    other_texts: int


def distinctive(
    sides: Mapping[str, Sequence[Utterance]], parameters: Mapping[str, Value], *, names: bool = False, top: int = 40
) -> Result[DistinctiveRow]:
    """Return the words that two sides prefer, at most `top` for each, the most telling first.

    `sides` are two names with what each said. Plain words (grammar, general talk, courtesy, titles) are left out, and
    names unless `names`.
    """
    (first, own), (second, other) = sides.items()
    said = [*own, *other]
    words = words_of(one.words for one in said)
    size = len(words.names)
    ours = words.stretch < len(own)
    counts = [np.bincount(words.ids[part & (words.ids != BOUNDARY)], minlength=size) for part in (ours, ~ours)]
    number: dict[tuple[bool, str], int] = {}
    text = np.asarray([number.setdefault((at < len(own), one.text), len(number)) for at, one in enumerate(said)])
    texts = [_texts(words.ids[part], text[words.stretch[part]], size) for part in (ours, ~ours)]
    used = np.flatnonzero(counts[0] + counts[1])
    delta, z = _scores(counts, used)
    capital = words.capital_share()
    rows = [
        DistinctiveRow(
            words.names[at],
            first if z[at] > 0 else second,
            float(delta[at]),
            float(z[at]),
            int(counts[0][at]),
            int(counts[1][at]),
            int(texts[0][at]),
            int(texts[1][at]),
        )
        for at in used[np.argsort(-np.abs(z[used]), kind="stable")]
        if abs(z[at]) >= LEAST_Z
        and texts[0 if z[at] > 0 else 1][at] >= FEWEST_TEXTS
        and _tells(words.names[at])
        and (names or capital[at] < MOST_CAPITAL)
    ]
    kept = [row for side in (first, second) for row in [row for row in rows if row.side == side][:top]]
    places = {word: at for at, word in enumerate(words.names)}

    def reasons(at: int) -> tuple[Reason, ...]:
        stretches = np.unique(words.stretch[words.ids == places[kept[at].word]])
        return tuple(
            Reason(said[s].record, cluster=said[s].text, note=first if s < len(own) else second) for s in stretches
        )

    return Result(
        measure="framing/distinctive",
        question=f"Which words are distinctive of {first}, and which of {second}?",
        row_type=DistinctiveRow,
        rows=tuple(kept),
        keys=("word",),
        parameters=parameters,
        notes=_notes(sides, counts),
        records=len(said),
        independent=len(number),
        reasons=reasons,
    )


def _scores(counts: Sequence[Counts], used: Counts) -> tuple[Figures, Figures]:
    """Return the log odds of each word between two sides, and their z-scores; 0 for words that none of them used."""
    delta, z = np.zeros(len(counts[0])), np.zeros(len(counts[0]))
    if len(used):
        prior = informative_prior(counts[0][used], counts[1][used])
        delta[used], z[used] = log_odds(counts[0][used], counts[1][used], prior)
    return delta, z


def _tells(word: str) -> bool:
    """Tell whether a word can say what somebody is about."""
    return len(word) > 1 and word[0].isalpha() and word not in load_plain_words().all


def _texts(ids: Counts, texts: Counts, size: int) -> Counts:
    """The number of texts that hold each word."""
    if not len(ids):
        return np.zeros(size, dtype=np.int64)
    span = int(texts.max()) + 1
    pairs = np.sort(ids * span + texts)
    return np.bincount(pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])] // span, minlength=size)


def _notes(sides: Mapping[str, Sequence[Utterance]], counts: Sequence[Counts]) -> tuple[str, ...]:
    said = "; ".join(f"{name}: {int(count.sum()):,} words" for name, count in zip(sides, counts, strict=True))
    empty = [name for name, count in zip(sides, counts, strict=True) if not count.sum()]
    return (said, *(f"nothing said in own words by {name}" for name in empty))
