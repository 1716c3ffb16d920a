"""Reading packed files: .gz, .bz2, .xz with one file in each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from talleyrand.archive.inputs import Input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.streams import Budget, Once, Readable
from talleyrand.errors import InputError

_GZIP, _BZIP, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"


def read_packed(given: Input, options: ReadOptions) -> Iterator[Input]:
    """Yield what is packed in a file by gzip, bzip2 or xz, under the file's name without its ending; it is streamed."""
    with unpacked(given, options) as (source, budget):
        name = PurePosixPath(given.name)
        known = name.suffix.lower() in {".gz", ".bz2", ".xz"}
        yield given.packed(name.stem if known else name.name or "contents", source, budget)


@contextmanager
def unpacked(given: Input, options: ReadOptions) -> Iterator[tuple[Readable, Budget]]:
    """Give the bytes of an input unpacked, as they are when they are not packed, and what may be unpacked of it.

    Raises InputError when there are none.
    """
    budget = given.budget or Budget(options.max_unpacked)
    earn = budget.earn if given.budget is None else lambda _: None
    with given.open() as handle:
        source = Once(handle, given.path, earn)
        magic = source.peek(6)[:6]
        if not magic:
            raise InputError("the input is empty", where=given.path, hint="nothing to read")
        yield _opened(source, magic), budget


def _opened(source: Once, magic: bytes) -> Readable:
    import bz2  # noqa: PLC0415
    import gzip  # noqa: PLC0415
    import lzma  # noqa: PLC0415

    if magic.startswith(_GZIP):
        return gzip.GzipFile(fileobj=source, mode="rb")
    if magic.startswith(_BZIP):
        return bz2.BZ2File(source)
    return lzma.LZMAFile(source) if magic.startswith(_XZ) else source
