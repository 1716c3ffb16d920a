"""Reading ZIP archives: their members in the order of their names."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from talleyrand.archive.inputs import PART, Input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.readers.members import HIDDEN, LINKS, is_hidden, member_name
from talleyrand.archive.snapshots import Note
from talleyrand.archive.streams import BROKEN, Budget, broken
from talleyrand.errors import InputError

MAX_MEMBERS = 1_000_000
_ENCRYPTED = 0x1


def read_zip(given: Input, options: ReadOptions) -> Iterator[Input | InputError | Note]:
    """Yield the members of a ZIP archive, each unpacked while it is read; hidden ones and links are counted.

    Members that are encrypted, damaged or named out of the archive are told, the others read. Raises InputError for
    what is no archive.
    """
    yield from read_members(given, options, lambda name: HIDDEN if is_hidden(name) else None)


def read_members(
    given: Input, options: ReadOptions, passed_over: Callable[[str], str | None]
) -> Iterator[Input | InputError | Note]:
    """Yield members as `read_zip` does; `passed_over` says what a member is counted as instead, None to read it."""
    with given.seekable() as handle:
        budget = given.budget or Budget(options.max_unpacked)
        if given.budget is None:
            budget.earn(_size(handle))
        with _opened(handle, given.path) as archive:
            yield from _members(archive, given, budget, passed_over)


def _size(handle: BinaryIO) -> int:
    size = handle.seek(0, 2)
    handle.seek(0)
    return size


def _opened(handle: BinaryIO, where: str) -> ZipFile:
    try:
        archive = ZipFile(handle)
    except UnicodeDecodeError as error:
        what = "its list of contents has a name that is no UTF-8, though it says so"
        raise InputError(what, where=where, hint="unpack it first") from error
    except (*BROKEN, ValueError, OSError) as error:
        what = f"no ZIP archive that can be read: {error}"
        raise InputError(what, where=where, hint="is it whole? its list of contents is at its end") from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise InputError(f"it has more than {MAX_MEMBERS:,} members", where=where, hint="unpack it first")
    return archive


def _members(
    archive: ZipFile, given: Input, budget: Budget, passed_over: Callable[[str], str | None]
) -> Iterator[Input | InputError | Note]:
    passed: Counter[str] = Counter()
    members = [member for member in archive.infolist() if not member.filename.endswith("/")]
    for member in sorted(members, key=lambda one: (one.filename, one.header_offset)):
        try:
            name = member_name(member.filename, given.path)
            sort = LINKS if stat.S_ISLNK(member.external_attr >> 16) else passed_over(name)
            if sort:
                passed[sort] += 1
            else:
                yield from _member(archive, member, name, given, budget)
        except InputError as error:
            yield error
        if budget.spent:
            return
    if not members:
        yield InputError("the archive has no files", where=given.path, hint="nothing to read")
    yield from (Note(what, given.path, count) for what, count in passed.items())


def _member(archive: ZipFile, member: ZipInfo, name: str, given: Input, budget: Budget) -> Iterator[Input]:
    where = f"{given.path}{PART}{name}"
    if member.flag_bits & _ENCRYPTED:
        raise InputError("it is encrypted", where=where, hint="unpack it with its password first")
    try:
        source = archive.open(member)
    except (*BROKEN, ValueError, OSError) as error:
        raise broken(error, where) from error
    with source:
        yield given.packed(name, source, budget)
