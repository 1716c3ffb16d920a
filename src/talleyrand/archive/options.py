"""What a caller can say about inputs that the inputs do not say themselves."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of a reading run.

    `published` (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`) and `outlet` hold for every document and win over its own.
    `max_bytes` bounds a file, or a line of a JSON Lines file.
    """

    published: str | None = None
    outlet: str | None = None
    max_bytes: int = 64 * MEBIBYTE
