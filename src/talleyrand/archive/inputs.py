"""Inputs: a file, or a part of one, such as a member of an archive, a page of a crawl, a letter of a mailbox."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from talleyrand.archive.documents import Metadata
from talleyrand.archive.metering import Meter
from talleyrand.errors import InputError

PART = "!/"
"""What stands in a path between a container and the name of its part: `news.zip!/march/talks.html`."""


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to be read as documents.

    `open` gives them from their beginning, each time anew. `path` is how the caller named them, a part's begins with
    its container's; `name` is the last part of it, by which the kind is told, and `media_type` what a container says
    that it is, where it does. `known` is what the container knows of it; what it says itself wins over that.
    `depth` is the number of containers around it.
    """

    open: Callable[[], BinaryIO]
    path: str
    name: str
    media_type: str | None = None
    known: Metadata = field(default_factory=Metadata)
    depth: int = 0

    def part(self, name: str, raw: bytes, *, media_type: str | None = None, known: Metadata | None = None) -> Input:
        """Return a part of this input that a container reader has unpacked."""
        return Input(
            lambda: io.BytesIO(raw),
            f"{self.path}{PART}{name}",
            name.rpartition("/")[2],
            media_type,
            known or self.known,
            self.depth + 1,
        )

    def read(self, limit: int) -> bytes:
        """Return all bytes; raises InputError when there are more than `limit`, OSError when they can't be read."""
        with self.open() as handle:
            raw = handle.read(limit + 1)
        if len(raw) > limit:
            raise InputError(f"it is larger than {limit:,} bytes", where=self.path, hint="split it or raise the limit")
        return raw


def file_input(file: Path, meter: Meter | None = None) -> Input:
    """Return the input that a file is; a `meter` counts what is read of it."""
    metering = meter or Meter()
    return Input(lambda: metering.open(file), str(file), file.name)
