"""Reading inputs: files and folders in, snapshots out, an error for each input that can't be read."""

from __future__ import annotations

import errno
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from talleyrand.archive.inputs import PART, STANDARD_INPUT, Input, file_input, shown, standard_input
from talleyrand.archive.kinds import READABLE, Found, kind_of
from talleyrand.archive.metering import Meter
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.published import check_date
from talleyrand.archive.snapshots import Note, Snapshot, told_alone
from talleyrand.errors import InputError

__all__ = [
    "Outcome",
    "ReadOptions",
    "list_files",
    "look_into",
    "read_input",
    "read_paths",
    "refusal",
    "refuse_special",
    "size_of",
]

ON_END = 10_000
"""After so many lines, rows or records of one input that can't be read, none between that can, its rest is left out."""
_LONGEST = 200
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/(?!/)")
"""How an address such as s3://bucket/crawl/ begins once it was taken for a path."""

Outcome = Snapshot | InputError | Note

_LEDGERS = frozenset({".db", ".db-wal", ".db-shm", ".db-journal"})
"""A ledger may lie in the folder that is read into it; it is no source."""


def read_paths(paths: Sequence[Path], options: ReadOptions, meter: Meter | None = None) -> Iterator[Outcome]:
    """Read files, folders in sorted order, and standard input for `-`; what can't be read is told, the rest read.

    Yields a snapshot for each document, an InputError with what, where and a hint for each input that is none, a Note
    for what is no article and no fault: a menu among saved pages, the images of a crawl. A single page that was asked
    for is an error where it has no article. Hidden files in folders are passed over. A `meter` is told how far the
    reading is. Raises DateError at once when `options.published` is no date.
    """
    if options.published is not None:
        check_date(options.published, where="the given date")
    counting = meter or Meter()
    outcomes = (outcome for path in paths for outcome in _read_path(path, options, counting))
    return _told(outcomes, paths[0]) if len(paths) == 1 else outcomes


def _told(outcomes: Iterator[Outcome], path: Path) -> Iterator[Outcome]:
    """Make errors of the notes that the only input is nothing to read, such as a menu, unless it is a folder."""
    for one in outcomes:
        noted = one if isinstance(one, Note) and PART not in one.where and not path.is_dir() else None
        yield (noted and told_alone(noted)) or one


def _read_standard_input(options: ReadOptions) -> Iterator[Outcome]:
    try:
        source, patience = standard_input(options.stdin_name)
    except InputError as error:
        yield error
        return
    for outcome in read_input(source, options):
        patience.renew()
        yield outcome


def size_of(paths: Sequence[Path]) -> int:
    """Return how many bytes `read_paths` will go through; what can't be read has none."""
    return sum(0 if isinstance(file, InputError) else _size(file) for path in paths for file in list_files(path))


def _read_path(path: Path, options: ReadOptions, meter: Meter) -> Iterator[Outcome]:
    if path == STANDARD_INPUT:
        yield from _read_standard_input(options)
        return
    found = False
    for file in list_files(path):
        found = True
        yield from (file,) if isinstance(file, InputError) else _read_file(file, options, meter)
    if not found:
        yield InputError("the folder has no files", where=shown(path), hint=f"readable are {READABLE}")


def list_files(path: Path) -> Iterator[Path | InputError]:
    """Yield a file itself, or the files below a folder in sorted order without hidden ones and ledgers."""
    try:
        children = sorted(path.iterdir()) if path.is_dir() else None
    except OSError as error:
        yield refusal(error, path)
        return
    if children is None:
        yield path
        return
    for child in children:
        if child.name.startswith(".") or child.suffix.lower() in _LEDGERS:
            continue
        yield from (child,) if child.is_symlink() else list_files(child)


def _read_file(file: Path, options: ReadOptions, meter: Meter) -> Iterator[Outcome]:
    try:
        refuse_special(file)
    except InputError as error:
        yield error
    except OSError as error:
        yield refusal(error, file)
    else:
        yield from read_input(file_input(file, meter), options)
        meter.finish(_size(file))


def read_input(source: Input, options: ReadOptions) -> Iterator[Outcome]:
    """Read one input and, where it is a container, its parts; an error in the middle of it ends that input only."""
    for found in look_into(source, options):
        yield from read_input(found, options) if isinstance(found, Input) else (found,)


def look_into(source: Input, options: ReadOptions) -> Iterator[Found]:
    """Yield what the reader of an input finds, parts of a container not yet read; an error ends it."""
    if source.depth > options.max_depth:
        what = f"it lies in {source.depth} archives, one in another"
        yield InputError(what, where=source.path, hint="unpack the outer ones first")
        return
    try:
        kind = kind_of(source)
        if kind is None:
            yield Note(source.media_type or "parts of unknown kind", source.path)
            return
        yield from _while_readable(kind.read(source, options), source)
    except InputError as error:
        yield error
    except OSError as error:
        yield refusal(error, source.path)
    except Exception as error:  # a library may fail in any way over a hostile file: the others are read
        said = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
        hint = "the others are read; please report it with the file"
        yield InputError(f"the program failed over this file: {said}", where=source.path, hint=hint)


def _while_readable(found: Iterator[Found], source: Input) -> Iterator[Found]:
    """Yield what a reader finds until too much on end can't be read: a table of another kind, a quotation left open."""
    failed = 0
    for one in found:
        failed = failed + 1 if isinstance(one, InputError) else 0
        yield one
        if failed == ON_END:
            what = f"{ON_END:,} on end can't be read, the rest is left out"
            yield InputError(what, where=source.path, hint="is it what its name says?")
            return


def refuse_special(file: Path) -> None:
    """Refuse what is neither a file nor a folder given by name: devices, pipes, links to folders inside folders."""
    mode = file.stat().st_mode
    if stat.S_ISDIR(mode):
        raise InputError("a link to a folder is not followed", where=shown(file), hint="give the folder itself")
    if not stat.S_ISREG(mode):
        raise InputError("this is no regular file", where=shown(file), hint="save it to a file")


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def refusal(error: OSError, path: Path | str) -> InputError:
    """Say why the file system refuses an input."""
    where = shown(error.filename or path)
    if error.errno == errno.ENOENT and _ADDRESS.match(where):
        hint = (
            "give --output FOLDER for what lies in storage, then: talleyrand import records FOLDER; save a page first"
        )
        given = _ADDRESS.sub(r"\g<0>/", where)
        return InputError("a ledger reads files and folders, no addresses", where=given, hint=hint)
    if error.errno == errno.ENOENT:
        return InputError("no such file or folder", where=where, hint="check the path")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return InputError("permission denied", where=where, hint="may you read it?")
    if error.errno == errno.ELOOP:
        return InputError("a symbolic link leads in a circle", where=where, hint="remove the link")
    return InputError(error.strerror or str(error), where=where, hint="is the disk all right?")
