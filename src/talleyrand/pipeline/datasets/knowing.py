"""Which documents a data set has: a sorted array of their hashes, small enough to be sent to every worker."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

PREFIX = "sha256:"
KEPT = 16
"""Bytes of a hash that are kept: two of a billion documents agree in them once in 10^20 times."""


class KnownIds:
    """A set of document ids, 16 bytes each."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        found = np.array([hash_of(ident) for ident in ids], dtype=f"V{KEPT}")
        self._hashes: NDArray[np.void] = np.sort(found.view(f"S{KEPT}")) if len(found) else found.view(f"S{KEPT}")

    def __len__(self) -> int:
        return len(self._hashes)

    def __contains__(self, ident: str) -> bool:
        wanted = np.array([hash_of(ident)], dtype=f"V{KEPT}").view(f"S{KEPT}")
        at = int(np.searchsorted(self._hashes, wanted)[0])
        return at < len(self._hashes) and bool(self._hashes[at] == wanted[0])


def hash_of(ident: str) -> bytes:
    """Return the first bytes of a document's hash."""
    return bytes.fromhex(ident.removeprefix(PREFIX)[: 2 * KEPT])
