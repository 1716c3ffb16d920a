"""Mailboxes (mbox) as streams of letters: memory holds one letter at a time, however large the mailbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

_FROM = b"From "
_HEADER = re.compile(rb"(?:>?From |[!-9;-~]{1,80}:)")
_QUOTED = re.compile(rb">+From ")
_CHUNK = 1024 * 1024


def letters_of(handle: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield the letters of a mailbox as they were sent, None for one of more than `limit` bytes.

    A letter begins behind a line "From ..." that stands first or after an empty line and above a header; such lines
    within letters were quoted by what wrote the mailbox, and lose the mark.
    """
    held: list[bytes] = []
    size = 0
    begun = False
    previous = b"\n"
    waiting: bytes | None = None
    for line in _lines(handle):
        if waiting is not None:
            if _HEADER.match(line):
                if begun:
                    yield _letter(held, size, limit)
                held, size, begun = [], 0, True
            else:
                size = _hold(held, size, waiting, limit)
            waiting = None
        if line.startswith(_FROM) and not previous.strip():
            waiting = line
        elif begun:
            size = _hold(held, size, line, limit)
        previous = line
    if begun:
        yield _letter(held, size, limit)


def _hold(held: list[bytes], size: int, line: bytes, limit: int) -> int:
    """Hold a line of the present letter, and return how many bytes it has; one beyond the limit is held no longer."""
    if size + len(line) > limit:
        held.clear()
        return limit + 1
    held.append(line[1:] if _QUOTED.match(line) else line)
    return size + len(line)


def _letter(held: list[bytes], size: int, limit: int) -> bytes | None:
    if size > limit:
        return None
    if held and not held[-1].strip():  # the empty line that parts letters
        held.pop()
    return b"".join(held)


def _lines(handle: BinaryIO) -> Iterator[bytes]:
    """Yield lines, of one beyond all bounds its pieces."""
    while line := handle.readline(_CHUNK):
        yield line
