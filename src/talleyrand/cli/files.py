"""Where an answer goes: a file that is written whole or not at all, or stdout."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from talleyrand.errors import LedgerError, OptionError


@contextmanager
def binary_output(path: Path | None, *, binary: bool) -> Iterator[IO[bytes]]:
    """Give a file to write bytes to: `path`, which gets its content when all is written, or stdout for None.

    Raises OptionError for a `binary` format on a terminal, LedgerError when the file can't be written.
    """
    if path is not None:
        with _whole_file(path) as file:
            yield file
        return
    if binary and sys.stdout.isatty():
        raise OptionError("the format is not for a terminal", hint="write it to a file with -o FILE")
    sys.stdout.flush()
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


@contextmanager
def _whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Write beside `path` and put that in its place at the end; after an error nothing has changed."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        made = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            made.chmod(_mode(path))
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)
    except OSError as error:
        what = error.strerror or "it can't be written"
        raise LedgerError(what, where=str(path), hint="choose another file with -o") from error


def _mode(path: Path) -> int:
    """The permissions that a new file would have, or those of the file that is replaced."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
