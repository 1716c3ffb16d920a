"""A gzip file of many members, as web archives are packed, read past what is damaged in it."""

from __future__ import annotations

import zlib

from talleyrand.archive.streams import Readable

MAGIC = b"\x1f\x8b\x08"
_CHUNK = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS


class GzipMembers:
    """The members of a gzip file, unpacked, one after another.

    Where one is damaged, reading goes on with the next that can be unpacked; `faults` has the byte at which each
    damaged one begins, some time before what lies in front of it is read.
    """

    def __init__(self, source: Readable) -> None:
        self.faults: list[int] = []
        self._source = source
        self._packed = b""
        self._position = self._start = 0
        self._member = zlib.decompressobj(_GZIP)
        self._begun = False

    def read(self, size: int) -> bytes:
        """Return at most `size` unpacked bytes, none at the end."""
        while True:
            if not self._packed and not self._fill():
                return self._last()
            unpacked = self._unpack(size)
            if unpacked:
                return unpacked

    def _fill(self) -> bool:
        content = self._source.read(_CHUNK)
        self._packed = content
        self._position += len(content)
        return bool(content)

    def _last(self) -> bytes:
        """At the end of the file: a member that has begun and not ended is cut off."""
        if self._begun:
            self._begun = False
            self.faults.append(self._start)
        return b""

    def _unpack(self, size: int) -> bytes:
        if not self._begun and not self._begin():
            return b""
        try:
            unpacked = self._member.decompress(self._packed, size)
        except zlib.error:
            self._resume()
            return b""
        if self._member.eof:
            self._packed, self._begun = self._member.unused_data, False
        else:
            self._packed = self._member.unconsumed_tail
        return unpacked

    def _begin(self) -> bool:
        """Begin a member; zeros between members are padding."""
        self._packed = self._packed.lstrip(b"\0")
        if not self._packed:
            return False
        self._start = self._position - len(self._packed)
        self._member, self._begun = zlib.decompressobj(_GZIP), True
        return True

    def _resume(self) -> None:
        """Go on behind a damaged member, at the next place that unpacks."""
        self.faults.append(self._start)
        self._begun = False
        self._packed = self._packed[1:]
        while True:
            at = self._packed.find(MAGIC)
            if at >= 0 and _unpacks(self._packed[at:]):
                self._packed = self._packed[at:]
                return
            if at >= 0:
                self._packed = self._packed[at + 1 :]
                continue
            kept = self._packed[-(len(MAGIC) - 1) :]
            if not self._fill():
                self._packed = b""
                return
            self._packed = kept + self._packed


def _unpacks(packed: bytes) -> bool:
    """Tell whether a member begins here: its first bytes can be unpacked, as far as they are there."""
    try:
        zlib.decompressobj(_GZIP).decompress(packed, 512)
    except zlib.error:
        return False
    return True
