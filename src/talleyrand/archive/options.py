"""What a caller can say about inputs that the inputs do not say themselves."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of a reading run.

    `published` (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`), `outlet` and `language` (ISO 639) hold for every document and win
    over its own.
    `max_bytes` bounds a document as archived: a file, a line of a JSON Lines file, a part of a container, which may
    itself be larger. `max_depth` is how many containers may lie one in another, `max_unpacked` how many bytes one file
    may unpack to. `stdin_name` is the name that standard input would have as a file, by which its kind is told.
    `columns` says which column of a table has which field of a document: pairs such as `("text", "body")`.
    """

    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    max_bytes: int = 64 * MEBIBYTE
    max_depth: int = 4
    max_unpacked: int = 1024 * 1024 * MEBIBYTE
    stdin_name: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
