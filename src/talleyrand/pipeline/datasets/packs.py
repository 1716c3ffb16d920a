"""Packs: inputs, or shares of large ones, that one worker reads, codes and writes as one part of a data set."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from talleyrand.archive.shares import Located
from talleyrand.ledger.dataset.manifest import Share

LARGEST = 8 * 1024 * 1024
"""Bytes of input that a pack has about: some minutes of one core, which is what the death of a worker costs."""
SMALLEST = 64 * 1024
MOST_SHARES = 64
"""Shares that one file is divided into at most, for each of them goes through the whole file."""
PACKS_OF_A_WORKER = 16
"""Packs for each worker at least, where there is input enough, so that they end at about the same time."""
MOST_INPUTS = 2_000
"""Inputs of one pack at most."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Shares of inputs that are coded together; its name is the same for the same shares."""

    shares: tuple[Share, ...]

    @property
    def name(self) -> str:
        """The name of the part of a data set that it becomes."""
        told = "\n".join(repr(share.key) for share in self.shares)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def bytes(self) -> int:
        """How many bytes of input it has."""
        return sum(bytes_of(share) for share in self.shares)


def bytes_of(share: Share) -> int:
    """Return how many bytes of input a share has."""
    return share.size // share.of


def pack_size(total: int, workers: int) -> int:
    """Return how many bytes a pack has about, for so many bytes of input and workers."""
    return min(max(total // (workers * PACKS_OF_A_WORKER), SMALLEST), LARGEST)


def shares_of(
    files: Iterable[Located], run: int, size: int, divided: dict[tuple[str, int, str], int]
) -> Iterator[Share]:
    """Yield the shares of files, each of about `size` bytes; `divided` tells into how many some are divided already."""
    for number, file in enumerate(files):
        wanted = min(MOST_SHARES, max(1, round(file.size / size)))
        of = divided.get((file.path, file.size, file.stamp), wanted)
        for part in range(of):
            yield Share(file.path, file.size, file.stamp, part, of, run, number)


def packs_of(shares: Iterable[Share], size: int) -> Iterator[Pack]:
    """Group shares into packs of about `size` bytes, in order."""
    group: list[Share] = []
    held = 0
    for share in shares:
        if group and (held + bytes_of(share) > size or len(group) >= MOST_INPUTS):
            yield Pack(tuple(group))
            group, held = [], 0
        group.append(share)
        held += bytes_of(share)
    if group:
        yield Pack(tuple(group))
