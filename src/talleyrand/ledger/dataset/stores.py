"""Where a data set lies: a folder of this machine, or one that fsspec reaches (`s3://bucket/records`, `memory://x`)."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import fsspec
from fsspec.implementations.local import LocalFileSystem

from talleyrand.errors import LedgerError

HINTS = {
    errno.ENOENT: "if a run wrote to it meanwhile, repeat the command",
    errno.ENOSPC: "free some space and repeat the command: what was written is kept",
    errno.EDQUOT: "free some space and repeat the command: what was written is kept",
    errno.EACCES: "may you write there?",
    errno.EPERM: "may you write there?",
    errno.EROFS: "choose another folder",
    errno.ENOTDIR: "a file has the name of the folder; choose another",
    errno.EEXIST: "a file has the name of the folder; choose another",
}


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of a data set: its address as given, the file system, and its place there."""

    address: str
    files: fsspec.AbstractFileSystem
    root: str

    @property
    def is_local(self) -> bool:
        """Whether it is a folder of this machine, or mounted on it."""
        return isinstance(self.files, LocalFileSystem)

    def path(self, name: str) -> str:
        """Return the place of a file in the file system."""
        return f"{self.root}/{name}"

    def exists(self, name: str) -> bool:
        """Tell whether there is a file of that name."""
        with explained(self.address):
            return bool(self.files.exists(self.path(name)))

    def read(self, name: str) -> bytes:
        """Return what a file holds; raises LedgerError."""
        with explained(self.address):
            return bytes(self.files.cat_file(self.path(name)))

    def write(self, name: str, content: bytes) -> None:
        """Write a file so that it is there whole or not at all; raises LedgerError."""
        with explained(self.address):
            if self.is_local:
                _replace(Path(self.path(name)), content)
            else:
                self.files.pipe_file(self.path(name), content)

    def remove(self, name: str) -> None:
        """Remove a file; one that is gone already is none the worse."""
        with explained(self.address):
            if self.files.exists(self.path(name)):
                self.files.rm_file(self.path(name))

    def names(self) -> Iterator[str]:
        """Yield the names of all files, sorted."""
        with explained(self.address):
            found = self.files.find(self.root)
        start = len(self.root) + 1
        yield from sorted(path[start:] for path in found)


def open_store(address: str) -> Store:
    """Return the folder at an address; raises LedgerError for a kind of storage that is not installed."""
    try:
        files, root = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        scheme = address.partition("://")[0]
        hint = "pip install what it names, or give a folder"
        raise LedgerError(f"{scheme} can't be reached: {error}", where=address, hint=hint) from error
    return Store(address, files, root.rstrip("/"))


@contextmanager
def explained(address: str) -> Iterator[None]:
    """Turn what a file system refuses inside the block into a LedgerError with a hint."""
    try:
        yield
    except OSError as error:
        gone = isinstance(error, FileNotFoundError)
        what = "a file of it is gone" if gone else error.strerror or str(error) or type(error).__name__
        number = errno.ENOENT if gone else error.errno or 0
        hint = HINTS.get(number, "is the storage there, and may you use it?")
        raise LedgerError(what, where=str(error.filename or address), hint=hint) from error


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file, then put it in its place: a run that dies leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
