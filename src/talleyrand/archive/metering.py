"""How far the reading of files is, in bytes: for progress with the time left, whatever lies in the files."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, BinaryIO

BUFFER = 256 * 1024
"""Bytes fetched at a time from a file."""


class Meter:
    """Counts the bytes of files as they are read; `total` is how many there are, None where that can't be told."""

    def __init__(self, total: int | None = None) -> None:
        self.total = total
        self._finished = self._position = 0

    @property
    def share(self) -> float | None:
        """The part of all bytes that is read, 0 to 1; None where it can't be told."""
        if not self.total:
            return None
        return min(1.0, (self._finished + self._position) / self.total)

    def open(self, file: Path) -> BinaryIO:
        """Return a file that tells how far it is read."""
        return io.BufferedReader(_Metered(file, self), BUFFER)

    def at(self, position: int) -> None:
        """Note that the present file is read up to a byte; going back in it changes nothing."""
        self._position = max(self._position, position)

    def finish(self, size: int) -> None:
        """Note that the present file, of so many bytes, is done."""
        self._finished += size
        self._position = 0


class _Metered(io.FileIO):
    def __init__(self, file: Path, meter: Meter) -> None:
        super().__init__(file, "rb")
        self._meter = meter

    def readinto(self, buffer: Any, /) -> int | None:
        count = super().readinto(buffer)
        self._meter.at(self.tell())
        return count

    def readall(self) -> bytes:
        content = super().readall()
        self._meter.at(self.tell())
        return content
