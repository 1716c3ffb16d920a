"""Inputs for many machines: files listed once, opened wherever they are read, large ones divided into shares.

An input is given by a path of a file system that all machines mount, or by an address that fsspec knows
(`s3://bucket/crawl/`, `memory://x.jsonl`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from talleyrand.archive.inputs import Input, file_input
from talleyrand.archive.kinds import READABLE
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import Outcome, list_files, look_into, read_input, refusal, refuse_special
from talleyrand.errors import InputError

SCHEME = "://"
INSIDE = 1 << 20
"""Documents of one part of a container that are told apart by their positions."""
_STAMPS = ("ETag", "etag", "mtime", "LastModified", "last_modified", "updated", "created")
"""Where file systems keep what changes with a file."""


@dataclass(frozen=True, slots=True)
class Located:
    """A file as it was met: its path or address, its size in bytes, and a stamp that changes with it."""

    path: str
    size: int
    stamp: str


def locate(paths: Sequence[str]) -> Iterator[Located | InputError]:
    """Yield the files at paths and addresses, those below folders in sorted order without hidden ones."""
    for path in paths:
        found = list(_at_address(path) if SCHEME in path else _at_path(Path(path)))
        yield from found or [
            InputError("the folder has no files", where=path, hint=f"readable are {READABLE}"),
        ]


def input_at(path: str) -> Input:
    """Return the input at a path or address."""
    if SCHEME not in path:
        return file_input(Path(path))
    return Input(lambda: _open(path), path, path.rpartition("/")[2])


def read_share(source: Input, options: ReadOptions, part: int = 0, of: int = 1) -> Iterator[tuple[int, Outcome]]:
    """Yield the documents of one of the `of` equal shares of an input, each with its position in the whole.

    Of what the input consists of (lines, pages, members), share `part` takes every one whose number leaves that
    remainder; the others are passed over unread where they are parts of a container.
    """
    for number, found in enumerate(look_into(source, options)):
        if number % of != part:
            continue
        outcomes = read_input(found, options) if isinstance(found, Input) else iter((found,))
        for inside, outcome in enumerate(outcomes):
            yield number * INSIDE + min(inside, INSIDE - 1), outcome


def _at_path(path: Path) -> Iterator[Located | InputError]:
    for file in list_files(path):
        if isinstance(file, InputError):
            yield file
            continue
        try:
            refuse_special(file)
            met = file.stat()
        except InputError as error:
            yield error
        except OSError as error:
            yield refusal(error, file)
        else:
            yield Located(str(file), met.st_size, str(met.st_mtime_ns))


def _at_address(address: str) -> Iterator[Located | InputError]:
    try:
        files, root = _file_system(address)
        known = files.find(root, detail=True)
    except OSError as error:
        yield refusal(error, address)
        return
    except (ImportError, ValueError) as error:
        yield InputError(f"it can't be reached: {error}", where=address, hint="pip install what it names")
        return
    if not known and not files.exists(root):
        yield InputError("no such file or folder", where=address, hint="check the address")
    for path in sorted(known, key=lambda path: path.split("/")):
        below = path.removeprefix(root).strip("/")
        if not any(name.startswith(".") for name in below.split("/")):
            met = known[path]
            stamp = next((str(met[name]) for name in _STAMPS if met.get(name)), "")
            yield Located(_named(address, below), int(met["size"] or 0), stamp)


def _named(address: str, below: str) -> str:
    """Return the address of a file below the one that was given, or of that itself."""
    return f"{address.rstrip('/')}/{below}" if below else address


def _open(address: str) -> BinaryIO:
    files, path = _file_system(address)
    return cast("BinaryIO", files.open(path, "rb"))


def _file_system(address: str) -> tuple[Any, str]:
    import fsspec  # noqa: PLC0415  an extra

    files, path = fsspec.core.url_to_fs(address)
    return files, path
