"""Which documents of a batch may be copies of which, and under which keys the index is to hold them.

The index is one column of numbers: the keys of sketches, each with the period in front in which its document was
published. What was published in the same weeks lies together, and what is long past is not looked at: it is no copy
unless it is the same word for word. A document whose day isn't known is filed under period 0, where all others look
too; digests are filed under a period of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from talleyrand.archive.near_duplicates import NEAR_DAYS, Keys, Sketch, day_number, is_candidate

Numbers = NDArray[np.int64]
PERIOD_DAYS = 28
TIMELESS, DIGESTS = 0, (1 << 15) - 2
HOLDERS = 24
"""Documents held under one key, those published first: what more have is furniture, or one story very often told."""
_KEY_BITS = 48
_ROW_BITS = 31


class Known(Protocol):
    """What is known of a document besides its keys."""

    @property
    def published(self) -> str | None:
        """The day, month or year."""

    @property
    def windows(self) -> int:
        """How many keys it has of windows."""

    @property
    def order(self) -> tuple[str, str]:
        """What tells which of two was published first."""


@dataclass(frozen=True, slots=True)
class Filed:
    """Rows of the index: a key with its period and a document that is held under it, both of shape (rows,)."""

    keys: Keys
    documents: Numbers

    def take(self, chosen: NDArray[np.generic]) -> Filed:
        """Return some of the rows."""
        return Filed(self.keys[chosen], self.documents[chosen])


_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Candidates:
    """By document those that share its keys, and the rows that the index gains and loses."""

    found: dict[int, set[int]] = field(default_factory=dict)
    added: list[Filed] = field(default_factory=list)
    removed: list[Filed] = field(default_factory=list)


def period_of(published: str | None) -> int:
    """Return the period under which a document is filed.

    >>> period_of("2022-02-26"), period_of("2022-02"), period_of(None)
    (26366, 0, 0)
    """
    day = day_number(published)
    return TIMELESS if day is None else _period(day)


def candidates(
    sketches: Mapping[int, Sketch],
    known: Mapping[int, Known],
    periods: Callable[[], Iterable[int]],
    held: Callable[[Keys], Filed],
) -> Candidates:
    """Return which documents share keys with those of a batch, and what becomes of the index.

    `known` tells of the documents of the batch and of all that `held` has answered; `held` returns the rows under some
    keys, sorted, and `periods` the periods that the index knows.
    """
    result = Candidates()
    filed = {seq: period_of(known[seq].published) for seq in sketches}
    looked = _looked_in(filed, known, {*periods(), *filed.values()} - {DIGESTS})
    for period, asked in sorted(looked.items()):
        asking = _rows(period, {seq: sketches[seq].keys for seq in asked})
        own = _rows(period, {seq: sketches[seq].keys for seq in asked if filed[seq] == period})
        _look(result, known, asking, own, held(np.unique(asking.keys)))
    digests = _rows(DIGESTS, {seq: one.digest_keys for seq, one in sketches.items()})
    _look(result, known, digests, digests, held(np.unique(digests.keys)))
    return result


def _period(day: int) -> int:
    return min(day // PERIOD_DAYS, DIGESTS - 1)


def _looked_in(filed: Mapping[int, int], known: Mapping[int, Known], periods: set[int]) -> dict[int, list[int]]:
    """Return by period the documents whose copies and originals may be filed there."""
    looked: dict[int, list[int]] = {}
    for seq in filed:
        day = day_number(known[seq].published)
        near = {TIMELESS, *(_period(day + days) for days in (-NEAR_DAYS, 0, NEAR_DAYS))} if day else periods
        for period in near & periods:
            looked.setdefault(period, []).append(seq)
    return looked


def periods_of(first_from: Callable[[int], int | None]) -> Iterator[int]:
    """Yield the periods that an index knows, by what answers with its least key that is not less than another one."""
    key = first_from(0)
    while key is not None:
        yield key >> _KEY_BITS
        key = first_from(((key >> _KEY_BITS) + 1) << _KEY_BITS)


def filed_keys(period: int, one: Sketch) -> Keys:
    """Return the keys of a document as the index has them, where it is filed under a period."""
    return np.concatenate((_placed(period, one.keys), _placed(DIGESTS, one.digest_keys)))


def _rows(period: int, keys: Mapping[int, Keys]) -> Filed:
    """Return the rows of documents, by their keys, under a period."""
    documents = [np.full(len(some), seq, dtype=np.int64) for seq, some in keys.items()]
    return Filed(_placed(period, np.concatenate((*keys.values(), _NONE))), np.concatenate((*documents, _NONE)))


def _placed(period: int, keys: Keys) -> Keys:
    return keys | (period << _KEY_BITS)


def _look(result: Candidates, known: Mapping[int, Known], asking: Filed, own: Filed, before: Filed) -> None:
    """Add what one period holds: who shares keys with whom, and who is held under each from now on."""
    rows = Filed(np.concatenate((before.keys, own.keys)), np.concatenate((before.documents, own.documents)))
    order = np.lexsort((_ranks(rows.documents, known), rows.keys))
    rows, is_new = rows.take(order), order >= len(before.keys)
    kept = np.arange(len(order)) - np.searchsorted(rows.keys, rows.keys) < HOLDERS
    result.added.append(rows.take(is_new & kept))
    result.removed.append(rows.take(~is_new & ~kept))
    for one, other in _sharing(asking, rows.take(kept | ~is_new), known):
        result.found.setdefault(one, set()).add(other)


def _ranks(documents: Numbers, known: Mapping[int, Known]) -> Numbers:
    """Return the place of each document among all in order of publication."""
    each, at = np.unique(documents, return_inverse=True)
    seqs = each.tolist()
    ranks = np.zeros(len(seqs), dtype=np.int64)
    ranks[sorted(range(len(seqs)), key=lambda n: known[seqs[n]].order)] = np.arange(len(seqs))
    return ranks[at]


def _sharing(asking: Filed, held: Filed, known: Mapping[int, Known]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of an asking document and one held under its keys that share enough of them."""
    first = np.searchsorted(held.keys, asking.keys)
    count = np.searchsorted(held.keys, asking.keys, side="right") - first
    places = np.arange(count.sum()) + np.repeat(first - np.cumsum(count) + count, count)
    ones, others = np.repeat(asking.documents, count), held.documents[places]
    is_window = np.repeat(asking.keys & 1 == 0, count)
    pairs, shared = _counted(ones, others, is_window)
    enough = is_candidate(shared, *(_windows(side, known) for side in pairs))
    bands, _ = _counted(ones, others, ~is_window)
    for one, other in (*pairs.T[enough].tolist(), *bands.T.tolist()):
        if one != other:
            yield one, other


def _counted(ones: Numbers, others: Numbers, chosen: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Return each of the pairs chosen once, (2, pairs), and how often it is there."""
    codes, counts = np.unique((ones[chosen] << _ROW_BITS) | others[chosen], return_counts=True)
    return np.stack((codes >> _ROW_BITS, codes & ((1 << _ROW_BITS) - 1))), counts


def _windows(documents: Numbers, known: Mapping[int, Known]) -> Numbers:
    each, at = np.unique(documents, return_inverse=True)
    return np.array([known[seq].windows for seq in each.tolist()], dtype=np.int64)[at]
