"""Bytes that can be read only once: a pipe, a member of an archive; and how much may be unpacked of one file."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, Protocol

from talleyrand.archive.options import MEBIBYTE
from talleyrand.errors import InputError

HEAD = 4096
"""Bytes by which the kind of an input is told."""

RATIO = 250
"""A file may unpack to so many times its size: text packs to a tenth, pages that differ little to a hundredth."""
FLOOR = 256 * MEBIBYTE
"""What any file may unpack to."""

BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the standard library raises for packed bytes that are damaged, cut off or packed in an unknown way."""


class Readable(Protocol):
    """Anything that bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""


class Budget:
    """What may be unpacked of one file, however many containers lie in it, one in another.

    The limit is `FLOOR`, and `RATIO` times the packed bytes that were read, and never more than `most` bytes.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._packed = self._unpacked = 0

    @property
    def spent(self) -> bool:
        """Whether more was unpacked than may be."""
        return self._unpacked > min(self._most, FLOOR + RATIO * self._packed)

    def earn(self, count: int) -> None:
        """Note that packed bytes were read of the file itself."""
        self._packed += count

    def spend(self, count: int, where: str) -> None:
        """Note that bytes were unpacked; raises InputError when they are too many."""
        self._unpacked += count
        if self.spent:
            what = f"it unpacks to more than {self._unpacked:,} bytes, far more than its size calls for"
            raise InputError(what, where=where, hint="a zip bomb? unpack it yourself if you trust it")


class Once(io.BufferedReader):
    """Bytes of another reader, the first of which can be had without taking them (`peek`); closing leaves that open.

    `count` is told how many bytes were read. What the other raises for damaged bytes comes out as InputError.
    """

    def __init__(self, source: Readable, where: str, count: Callable[[int], None] = lambda _: None) -> None:
        super().__init__(_Source(source, where, count), 64 * 1024)


class _Source(io.RawIOBase):
    def __init__(self, source: Readable, where: str, count: Callable[[int], None]) -> None:
        self._read = getattr(source, "read1", source.read)  # what is there before a damaged place is given out
        self._where, self._count = where, count
        self._started = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        try:
            content = self._read(len(buffer)) if self._started else self._first(len(buffer))
        except BROKEN as error:
            raise broken(error, self._where) from error
        except OSError as error:
            if error.errno is not None:
                raise
            raise broken(error, self._where) from error  # gzip and bz2 say so that they are damaged
        self._started = True
        buffer[: len(content)] = content
        self._count(len(content))
        return len(content)

    def _first(self, size: int) -> bytes:
        """Return as many bytes as tell the kind, less where the first line does and the next is not there yet."""
        content: bytes = self._read(size)
        more = content
        while more and len(content) < min(HEAD, size) and not (content.startswith(b"{") and b"\n" in content):
            more = self._read(size - len(content))
            content += more
        return content


def broken(error: BaseException, where: str) -> InputError:
    """Return the InputError for what the standard library says of packed bytes."""
    said = " ".join(str(error).split())
    if isinstance(error, EOFError) or "unexpected end" in said:
        return InputError("it is cut off in the middle", where=where, hint="fetch it again; what came before is read")
    if "password" in said or "encrypted" in said:
        return InputError("it is encrypted", where=where, hint="unpack it with its password first")
    if isinstance(error, NotImplementedError):
        return InputError(f"packed in an unknown way: {said}", where=where, hint="unpack it first")
    return InputError(f"it is damaged: {said}", where=where, hint="fetch it again; what came before is read")
