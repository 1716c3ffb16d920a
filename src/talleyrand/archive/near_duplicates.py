"""Near-duplicate documents: what a document is compared by, and whether of two one is a copy of the other.

Words are compared in runs of `SHINGLE` (shingles), hashed to 64 bits. A document's sketch has two sorts of keys, and
documents that share keys are candidates: bands of a MinHash signature of the whole (Broder, On the resemblance and
containment of documents, 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3) find texts that
are alike all over, and the least hash of each window of `WINDOW` shingles (Schleimer, Wilkerson and Aiken, Winnowing,
SIGMOD 2003) finds a short text in a long one: a stretch of `WINDOW + SHINGLE - 1` words that two texts have in common
gives both one key at least. Candidates are then compared as a whole. All of it is a function of the texts alone.

The signature is of one permutation: the hashes fall into as many bins as it has rows, and the least of each bin is a
row; an empty bin takes that of the next one, moved by how far it lies (Li, Owen and Zhang, One permutation hashing,
NIPS 2012; Shrivastava and Li, Densifying one permutation hashing via rotation, ICML 2014).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from talleyrand.archive.word_hashes import Hashes, mixed, word_hashes
from talleyrand.model.copies import Rule
from talleyrand.model.spans import Span

Keys = NDArray[np.int64]
Shingles = NDArray[np.uint32]
"""The hashes of a text's shingles, each once, sorted. Of 32 bits: two are alike by chance in one text of thousands."""
Number = TypeVar("Number", np.uint32, np.uint64, np.int64)
VERSION = "copies@2"
SHINGLE = 5
"""Words that are compared together: few enough to outlive an edit nearby, enough that formulas seldom fill a text."""
WINDOW = 24
"""Shingles of which the least is a key: a stretch of 28 words, one long sentence, is never missed."""
BANDS, ROWS = 20, 3
"""Bands of the signature and hashes in each: half alike makes a candidate in 93 of 100 cases by this alone."""
NEWS_DAYS, NEAR_DAYS = 3, 7
"""Days within which agencies' texts are printed, and within which weeklies print them. What an office writes in one
form each week (who took part, on which law it rests) is as like itself as an edited copy is, and no copy: the longer
after, the more alike a copy must be, and beyond a week it must be the same word for word."""
ALIKE, LATE_ALIKE, OWN_ALIKE = 0.45, 0.6, 0.9
"""Jaccard's index of two texts' shingles from which one is an edited copy of the other: within days, within the week,
and for two texts of one outlet, which prints nothing twice but writes much in one form."""
WITHIN, LATE_WITHIN, OWN_WITHIN = 0.65, 0.85, 0.95
"""Share of a text's shingles that stand in another one, from which it is a part of it; in the same three cases."""
SHARED_KEYS = 4
"""A candidate shares a band, or one in so many of the smaller sketch's other keys."""
FEWEST_SHINGLES = 25
"""Shingles that two texts must share unless they are the same: a formula of office is no copy."""
_WORD = re.compile(r"\w+")
_KEY_BITS = 47
_ODD = np.uint64(0x9E3779B97F4A7C15)
_BIN = np.uint64((1 << 32) // (BANDS * ROWS))
_STARTS = np.arange(BANDS * ROWS, dtype=np.uint64) * _BIN


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a document is found and compared by.

    `body` are the spans of the text that were compared, `words` how many words they have, `digest` is the same for the
    same words. `keys` are integers of 48 bits, sorted: `windows` of them are even, the least hashes of windows; odd are
    those of the signature's bands. `shingles` are what is compared once it is a candidate.
    """

    body: tuple[Span, ...]
    words: int
    digest: int
    windows: int
    keys: Keys = field(compare=False)
    shingles: Shingles = field(compare=False)

    @property
    def digest_keys(self) -> Keys:
        """The odd key of its digest: (1,), or (0,) for a text without words."""
        return np.array([2 * (self.digest & ((1 << _KEY_BITS) - 1)) + 1][: len(self.keys)], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: Jaccard's index of their shingles, and the share of each one's that the other has."""

    jaccard: float
    contained: float
    contains: float
    shared: int
    same: bool = False


class Printed(Protocol):
    """Where, when and under which title a text stood."""

    @property
    def title(self) -> str | None:
        """Its title."""

    @property
    def outlet(self) -> str | None:
        """Who published it."""

    @property
    def published(self) -> str | None:
        """The day (`YYYY-MM-DD`), month or year."""


SAME = Likeness(1.0, 1.0, 1.0, 0, same=True)
"""Two texts of the same words."""


def sketch(text: str, body: Sequence[Span] = ()) -> Sketch:
    """Return the sketch of a text, of the stretches of it that are its `body`; of all of it where there are none."""
    stretches = tuple(body) or (Span(0, len(text)),)
    words = np.concatenate([word_hashes(text[span.start : span.end]) for span in stretches])
    ordered = _shingles(words)
    windows = _distinct(_windows(ordered) >> np.uint64(64 - _KEY_BITS))
    found = _distinct((ordered >> np.uint64(32)).astype(np.uint32))
    bands = _bands(found) >> np.uint64(64 - _KEY_BITS)
    keys = np.concatenate((windows << np.uint64(1), bands << np.uint64(1) | np.uint64(1))).astype(np.int64)
    return Sketch(stretches, len(words), _digest(words), len(windows), _distinct(keys), found)


def is_candidate(shared: NDArray[np.int64], one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell whether two documents are to be compared, by how many windows' keys they share and how many each has.

    Documents that share a band are compared anyway.
    """
    enough: NDArray[np.bool_] = shared * SHARED_KEYS >= np.minimum(one, other)
    return enough


def likeness(one: Shingles, other: Shingles) -> Likeness:
    """Return how alike two texts are by their shingles, which are not the same in the same order."""
    both = np.concatenate((one, other))
    both.sort()
    shared = int(np.count_nonzero(both[1:] == both[:-1]))
    union = both.size - shared
    return Likeness(shared / max(1, union), shared / max(1, one.size), shared / max(1, other.size), shared)


def rule_of(found: Likeness, copy: Printed, original: Printed) -> Rule | None:
    """Return by which rule a document copies another one, None where it does not."""
    if found.same:
        return "identical" if _plain(copy.title) == _plain(original.title) else "retitled"
    if found.shared < FEWEST_SHINGLES or not is_near(copy, original):
        return None
    alike, within = _least(copy, original)
    if found.jaccard >= alike:
        return "edited"
    if max(found.contained, found.contains) < within:
        return None
    return "contained" if found.contained >= found.contains else "contains"


def _least(one: Printed, other: Printed) -> tuple[float, float]:
    """Return from which index and from which share on two texts are copies, by where and when they were printed."""
    if one.outlet is not None and one.outlet == other.outlet:
        return OWN_ALIKE, OWN_WITHIN
    late = days_apart(one.published, other.published) > NEWS_DAYS
    return (LATE_ALIKE, LATE_WITHIN) if late else (ALIKE, WITHIN)


def is_near(one: Printed, other: Printed) -> bool:
    """Tell whether two documents may have been published within `NEAR_DAYS` of each other."""
    return days_apart(one.published, other.published) <= NEAR_DAYS


def days_apart(one: str | None, other: str | None) -> int:
    """Return the days between two dates (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`), the fewest that they leave room for.

    >>> days_apart("2022-02-26", "2022-03-01"), days_apart("2022-02-26", "2022-02"), days_apart("2022-02-26", None)
    (3, 0, 0)
    """
    if one is None or other is None:
        return 0
    (_, until), (since, _) = sorted((_stretch(one), _stretch(other)))
    return max(0, since - until)


def day_number(day: str | None) -> int | None:
    """Return a day (`YYYY-MM-DD`), counted from the year 1; None for a month, a year, or none at all."""
    first, last = _stretch(day) if day else (0, 1)
    return first if first == last else None


@lru_cache(maxsize=4096)
def _stretch(day: str) -> tuple[int, int]:
    """Return the first and the last day that a date may mean, counted from the year 1."""
    year, month, last = (*map(int, day.split("-")), 0, 0)[:3]
    if last:
        return (date(year, month, last).toordinal(),) * 2
    first = date(year, month or 1, 1).toordinal()
    beyond = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    return first, beyond.toordinal() - 1


def _plain(title: str | None) -> str:
    return " ".join(_WORD.findall((title or "").lower()))


def _shingles(words: Hashes) -> Hashes:
    """Return the hash of each run of `SHINGLE` words, in order; of all words where there are fewer."""
    size = min(SHINGLE, len(words))
    found = np.zeros(len(words) - size + 1 if size else 0, dtype=np.uint64)
    for at in range(size):
        found = found * _ODD + words[at : at + len(found)]
    return mixed(found)


def _distinct(values: NDArray[Number]) -> NDArray[Number]:
    """Return each of some values once, sorted."""
    found = np.sort(values)
    distinct: NDArray[Number] = found[
        np.concatenate((np.ones(min(1, len(found)), dtype=bool), found[1:] != found[:-1]))
    ]
    return distinct


def _windows(ordered: Hashes) -> Hashes:
    """Return the least of each `WINDOW` hashes in a row, in order, those that come again left out."""
    least, span = ordered, 1
    size = min(WINDOW, len(ordered))
    while span < size:
        step = min(span, size - span)
        least, span = np.minimum(least[:-step], least[step:]), span + step
    return least


def _bands(found: Shingles) -> Hashes:
    """Return a key for each band of the signature; none where there are no shingles."""
    keys = np.arange(1, BANDS + 1 if len(found) else 1, dtype=np.uint64)
    rows = _signature(found).reshape(-1, ROWS)
    for row in range(ROWS):
        keys = mixed(keys * _ODD + rows[:, row])
    return keys


def _signature(found: Shingles) -> Hashes:
    """Return the least hash of each bin; an empty bin has that of the next, and by how many bins it was moved."""
    if not len(found):
        return np.zeros(0, dtype=np.uint64)
    at = np.searchsorted(found, _STARTS.astype(np.uint32))
    bins = len(_STARTS)
    least = np.append(found, found[0])[at].astype(np.uint64)
    moved = (np.minimum(least // _BIN, np.uint64(bins - 1)).astype(np.int64) - np.arange(bins)) % bins
    signature: Hashes = least % _BIN + moved.astype(np.uint64) * _BIN
    return signature


def _digest(words: Hashes) -> int:
    """Return 63 bits that are the same for the same words in the same order."""
    places = np.arange(1, len(words) + 1, dtype=np.uint64)
    return int(mixed(mixed(words + _ODD * places).sum(dtype=np.uint64, keepdims=True))[0]) >> 1
