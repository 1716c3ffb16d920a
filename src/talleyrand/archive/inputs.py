"""Inputs: a file, or a part of one, such as a member of an archive, a page of a crawl, a letter of a mailbox."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from talleyrand.archive.documents import Metadata
from talleyrand.archive.metering import Meter
from talleyrand.archive.options import MEBIBYTE
from talleyrand.archive.streams import HEAD, Budget, Once, Readable
from talleyrand.errors import InputError

PART = "!/"
"""What stands in a path between a container and the name of its part: `news.zip!/march/talks.html`."""

STANDARD_INPUT = Path("-")
"""What a path says for standard input."""
LONGEST_SILENCE = 4096 * MEBIBYTE
"""Bytes of standard input in which there must be a document, or something to tell: a pipe may never end."""
IN_MEMORY = 16 * MEBIBYTE
"""Bytes of a stream that are held in memory where its end has to be read first; more go to a file without a name."""


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to be read as documents.

    `open` gives them from their beginning, each time anew; what can be read only `once` is opened once, and its first
    bytes are known before by `head`. `path` is how the caller named them, a part's begins with its container's; `name`
    is the last part of it, by which the kind is told, and `media_type` what a container or server says that it is,
    where it does, with the `charset` that it names. `known` is what the container knows of it; what it says itself
    wins over that. `depth` is the number of containers around it, `budget` what may be unpacked of the outermost. What
    is `incidental`, such as the images of a crawl, is passed over where no reader reads it.
    """

    open: Callable[[], BinaryIO]
    path: str
    name: str
    media_type: str | None = None
    known: Metadata = field(default_factory=Metadata)
    depth: int = 0
    budget: Budget | None = None
    once: Once | None = None
    incidental: bool = False
    charset: str | None = None

    def part(
        self,
        name: str,
        raw: bytes,
        *,
        media_type: str | None = None,
        known: Metadata | None = None,
        incidental: bool = False,
    ) -> Input:
        """Return a part of this input that a container reader has unpacked."""
        return Input(
            lambda: io.BytesIO(raw),
            f"{self.path}{PART}{name}",
            name.rpartition("/")[2],
            media_type,
            known or self.known,
            self.depth + 1,
            self.budget,
            incidental=incidental,
        )

    def packed(self, name: str, source: Readable, budget: Budget, *, counted: bool = False) -> Input:
        """Return a part of this input that is unpacked while it is read, before the next part is asked for.

        Its bytes are taken from the budget, unless they are `counted` already.
        """
        path = f"{self.path}{PART}{name}"
        once = Once(source, path) if counted else Once(source, path, lambda count: budget.spend(count, self.path))
        return Input(
            lambda: once, path, name.rpartition("/")[2], None, self.known, self.depth + 1, budget=budget, once=once
        )

    def head(self) -> bytes:
        """Return the first bytes, by which the kind can be told."""
        if self.once is not None:
            return self.once.peek(HEAD)[:HEAD]
        with self.open() as handle:
            return handle.read(HEAD)

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """Give the bytes so that they can be read in any order; a stream is copied first, to the disk if it is long."""
        with self.open() as handle:
            if handle.seekable():
                yield handle
                return
            with tempfile.SpooledTemporaryFile(IN_MEMORY) as copy:
                shutil.copyfileobj(handle, copy, MEBIBYTE)
                copy.seek(0)
                yield copy  # type: ignore[misc]  # it has all that a file has

    def read(self, limit: int) -> bytes:
        """Return all bytes; raises InputError when there are more than `limit`, OSError when they can't be read."""
        with self.open() as handle:
            raw = handle.read(limit + 1)
        if len(raw) > limit:
            raise InputError(f"it is larger than {limit:,} bytes", where=self.path, hint="split it or raise the limit")
        return raw


def shown(path: Path | str) -> str:
    r"""Return a path as it is told and stored: bytes of a name that are no UTF-8 as `\\xff`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def file_input(file: Path, meter: Meter | None = None) -> Input:
    """Return the input that a file is; a `meter` counts what is read of it."""
    metering = meter or Meter()
    return Input(lambda: metering.open(file), shown(file), file.name)


class Patience:
    """How much may come of a pipe before it gives something: who waits calls `renew` when it did."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._came = 0

    def renew(self) -> None:
        """Note that something came of the bytes so far."""
        self._came = 0

    def spend(self, count: int) -> None:
        """Note that bytes came; raises InputError when they are too many."""
        self._came += count
        if self._came > LONGEST_SILENCE:
            what = f"{LONGEST_SILENCE:,} bytes on end give no document"
            raise InputError(what, where=self._where, hint="does it ever end? if so, save it to a file and read that")


def standard_input(name: str | None) -> tuple[Input, Patience]:
    """Return the input that the process is given on standard input, under the name that it would have as a file.

    Raises InputError when it is closed.
    """
    where = name or str(STANDARD_INPUT)
    if sys.stdin is None:
        raise InputError("standard input is closed", where=where, hint="pipe something into it, or name a file")
    patience = Patience(where)
    once = Once(sys.stdin.buffer, where, patience.spend)
    return Input(lambda: once, where, Path(name or "").name, once=once), patience
