"""Reading tar archives, packed or not: their members in the order of the archive, which is read once."""

from __future__ import annotations

import tarfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from talleyrand.archive.inputs import Input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.readers.members import HIDDEN, LINKS, is_hidden, member_name
from talleyrand.archive.readers.packed import unpacked
from talleyrand.archive.snapshots import Note
from talleyrand.archive.streams import Budget, Once, Readable
from talleyrand.errors import InputError

_BLOCK = 512
_CUT = "the archive is cut off"
_AGAIN = "fetch it again; what came before is read"
_MISSES = 8
"""Reads beyond the end of an archive that breaks off: tarfile makes one for every block that a header promises."""


def read_tar(given: Input, options: ReadOptions) -> Iterator[Input | InputError | Note]:
    """Yield the members of a tar archive, each unpacked while it is read; links, devices and hidden files are counted.

    What is no archive, is damaged, cut off, or unpacks to more than it may, is told; the members before that are read.
    """
    with unpacked(given, options) as (source, budget):
        stream: Any = _Tail(source, given.path, budget)
        passed: Counter[str] = Counter()
        try:
            with tarfile.open(fileobj=stream, mode="r|", bufsize=_BLOCK * 128) as archive:
                yield from _members(archive, given, stream, passed)
            if not stream.ended:
                stream.check_end()
        except tarfile.TarError as error:
            yield _refusal(error, given.path)
        except InputError as error:
            yield error
        yield from (Note(what, given.path, count) for what, count in passed.items())


class _Tail:
    """The bytes of an archive, whether they can be read no further (`ended`), and whether a zero block ends them."""

    def __init__(self, source: Readable, where: str, budget: Budget) -> None:
        self._source = Once(source, where, lambda count: budget.spend(count, where))
        self._where, self.budget = where, budget
        self._last = b""
        self._size = self._misses = 0
        self.ended = False

    def read(self, size: int) -> bytes:
        try:
            content = self._source.read1(size)
        except InputError:
            self.ended = True
            raise
        if not content:
            self._miss()
        self._size += len(content)
        self._last = (self._last + content)[-_BLOCK:]
        return content

    def _miss(self) -> None:
        self._misses += 1
        if self._misses > _MISSES:
            self.ended = True
            raise InputError(_CUT, where=self._where, hint=_AGAIN)

    def check_end(self) -> None:
        """Read what is left; raises InputError when the archive breaks off."""
        while self.read(_BLOCK * 128):
            pass
        if self._size % _BLOCK or self._last.strip(b"\0"):
            raise InputError(_CUT, where=self._where, hint=_AGAIN)


def _members(
    archive: tarfile.TarFile, given: Input, stream: _Tail, passed: Counter[str]
) -> Iterator[Input | InputError]:
    files = 0
    for member in archive:
        archive.members = []  # type: ignore[attr-defined]  # else it keeps every member that it has seen
        if member.isdir():
            continue
        files += 1
        sort = _passed_over(member)
        if sort:
            passed[sort] += 1
            continue
        try:
            yield from _member(archive, member, given, stream.budget)
        except InputError as error:
            yield error
        if stream.ended:
            return
    if not files:
        yield InputError("the archive has no files", where=given.path, hint="nothing to read")


def _passed_over(member: tarfile.TarInfo) -> str | None:
    if member.issym() or member.islnk():
        return LINKS
    if not member.isfile():
        return "devices"
    return HIDDEN if is_hidden(member.name) else None


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo, given: Input, budget: Budget) -> Iterator[Input]:
    name = member_name(member.name, given.path)
    source = archive.extractfile(member)
    if source is not None:
        yield given.packed(name, source, budget, counted=True)


def _refusal(error: tarfile.TarError, where: str) -> InputError:
    if any(said in str(error) for said in ("unexpected end", "truncated", "empty header")):
        return InputError(_CUT, where=where, hint=_AGAIN)
    return InputError(f"no tar archive that can be read: {error}", where=where, hint="is it whole?")
