"""Where the records of a web archive begin and end; behind a damaged one, where the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from talleyrand.archive.streams import Once

MAX_HEADERS = 256 * 1024
_LINE = 64 * 1024
_CHUNK = 1024 * 1024
_VERSION = re.compile(rb"WARC/\d\.\d+\s*")
_NEXT = re.compile(rb"WARC/\d\.\d+\r?\n(?=[A-Za-z]|$)")  # not at the beginning of a line behind what is cut off
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_ARC = re.compile(rb"\S+:\S.* \S+ \d{14} \S+ (\d{1,15})\s*")


@dataclass(frozen=True, slots=True)
class Frame:
    """A record as it lies in the file: the byte where it begins, unpacked, its headers, its block.

    `block` is None where it is damaged or longer than may be read; of a long one there is the `start`, with the HTTP
    headers. `fault` says what is wrong with it, None when nothing is.
    """

    at: int
    headers: bytes
    block: bytes | None = None
    fault: str | None = None
    is_arc: bool = False
    start: bytes = b""


class Frames:
    """The records of an unpacked stream, in order; blocks longer than `limit` bytes are passed over."""

    def __init__(self, stream: Once, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self._ahead = b""
        self._taken = 0
        """Bytes of those ahead that are taken already; to cut them off would copy the rest for every line."""
        self._position = 0

    def __iter__(self) -> Iterator[Frame]:
        """Yield the records, whole and damaged."""
        while line := self._next_line():
            at = self._position - len(line)
            arc = _ARC.fullmatch(line)
            if _VERSION.fullmatch(line):
                headers = line + self._headers()
                length = _LENGTH.search(headers)
                yield self._frame(Frame(at, headers), int(length[1]) if length else None)
            elif arc:
                yield self._frame(Frame(at, line, is_arc=True), int(arc[1]))
            else:
                self._resume(b"")
                yield Frame(at, b"", None, "no record begins where one should")

    def _frame(self, frame: Frame, length: int | None) -> Frame:
        if length is None:
            self._resume(b"")
            return Frame(frame.at, frame.headers, None, "it does not say how long it is")
        if length > max(self._limit, _LINE):
            start = self._read(_LINE)
            missing = length - len(start) - self._skip(length - len(start))
            return Frame(frame.at, frame.headers, None, "it is cut off" if missing else None, frame.is_arc, start)
        block = self._read(length)
        if len(block) == length and self._at_boundary(is_arc=frame.is_arc):
            return Frame(frame.at, frame.headers, block, None, frame.is_arc)
        self._resume(block)
        return Frame(frame.at, frame.headers, None, "it is cut off, or its length is wrong", frame.is_arc)

    def _at_boundary(self, *, is_arc: bool) -> bool:
        """Tell whether two empty lines follow, or, white space aside, the end or another record."""
        lines = [self._line(), self._line()]
        for line in reversed(lines):
            self._return(line)
        if not is_arc and all(line and not line.strip() for line in lines):
            return True
        line = self._next_line()
        self._return(line)
        return not line or bool((_ARC if is_arc else _VERSION).fullmatch(line))

    def _resume(self, block: bytes) -> None:
        """Go to where the next record begins, first among bytes that were taken for a block."""
        found = _NEXT.search(block)
        if found:
            self._return(block[found.start() :])
            return
        while line := self._line():
            found = _NEXT.search(line) or _ARC.fullmatch(line)
            if found:
                self._return(line[found.start() :])
                return

    def _return(self, line: bytes) -> None:
        if line and self._ahead[max(0, self._taken - len(line)) : self._taken] == line:
            self._taken -= len(line)
        else:
            self._ahead, self._taken = line + self._ahead[self._taken :], 0
        self._position -= len(line)

    def _headers(self) -> bytes:
        """Return header lines up to an empty one, cut off when there are too many."""
        lines = []
        size = 0
        while (line := self._line()) and line.strip() and size < MAX_HEADERS:
            lines.append(line)
            size += len(line)
        return b"".join(lines) + b"\r\n"

    def _next_line(self) -> bytes:
        """Return the next line that isn't empty, nothing at the end."""
        while (line := self._line()) and not line.strip():
            pass
        return line

    def _line(self) -> bytes:
        line = self._take(self._ahead.find(b"\n", self._taken) + 1 or len(self._ahead))
        if not line.endswith(b"\n") and not self._ahead:
            line += self._stream.readline(_LINE)
        self._position += len(line)
        return line

    def _take(self, end: int) -> bytes:
        """Take what is ahead up to a place in it."""
        taken = self._ahead[self._taken : end]
        self._taken = min(end, len(self._ahead))
        if self._taken == len(self._ahead):
            self._ahead, self._taken = b"", 0
        return taken

    def _read(self, length: int) -> bytes:
        pieces = [self._take(self._taken + length)]
        left = length - len(pieces[0])
        while left and (piece := self._stream.read(min(left, _CHUNK))):
            pieces.append(piece)
            left -= len(piece)
        self._position += length - left
        return b"".join(pieces)

    def _skip(self, length: int) -> int:
        """Read over bytes and return how many there were."""
        left = length
        while left and (piece := self._read(min(left, _CHUNK))):
            left -= len(piece)
        return length - left
