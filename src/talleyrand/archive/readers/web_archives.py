"""Reading web archives: the responses of WARC and ARC files, and of WACZ files, which are ZIP archives of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from talleyrand.archive.documents import Metadata
from talleyrand.archive.inputs import PART, Input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.readers.zips import read_members
from talleyrand.archive.snapshots import NO_PAGES, Note
from talleyrand.archive.sniffing import is_feed
from talleyrand.archive.streams import HEAD, Budget, Once
from talleyrand.archive.warc.framing import Frame, Frames
from talleyrand.archive.warc.gzip_members import MAGIC, GzipMembers
from talleyrand.archive.warc.payloads import payload
from talleyrand.archive.warc.records import WebRecord, parse_record
from talleyrand.errors import InputError

_AGAIN = "the other records are read"
_NAMELESS = frozenset({"application/octet-stream", "binary/octet-stream", "application/x-download"})
_JSON = frozenset({"application/json", "text/json"})
_XML = frozenset({"application/xml", "text/xml"})


def read_warc(given: Input, options: ReadOptions) -> Iterator[Input | InputError | Note]:
    """Yield the pages and other texts that a web archive holds, each with its address; WARC or ARC, packed or not.

    Only whole responses with status 200 are read (and resources and conversions, which have none); everything else is
    counted by its sort. Damaged records are told, the others read. Raises InputError for what is no web archive.
    """
    passed: Counter[str] = Counter()
    with _unpacked(given, options) as (stream, members):
        records = damaged = given_out = 0
        for frame in Frames(stream, options.max_bytes):
            records += bool(frame.headers)
            damaged += frame.fault is not None
            for found in _read_frame(frame, given, passed, options):
                given_out += 1
                yield found
        yield from (_damaged(fault, given) for fault in members.faults[damaged:])  # a record with each before is told
    if not records:
        raise InputError("this is no web archive", where=given.path, hint="readable are WARC, ARC and WACZ")
    if not given_out:
        yield Note(NO_PAGES, given.path)
    yield from (Note(what, given.path, count) for what, count in passed.items())


def read_wacz(given: Input, options: ReadOptions) -> Iterator[Input | InputError | Note]:
    """Yield the web archives that lie in a WACZ file; its indexes and lists of pages are counted."""
    yield from read_members(given, options, lambda name: None if ".warc" in name.lower() else "indexes of a WACZ file")


@contextmanager
def _unpacked(given: Input, options: ReadOptions) -> Iterator[tuple[Once, GzipMembers]]:
    budget = given.budget or Budget(options.max_unpacked)
    earn = budget.earn if given.budget is None else lambda _: None
    with given.open() as handle:
        source = Once(handle, given.path, earn)
        members = GzipMembers(source)
        if not source.peek(1):
            raise InputError("the input is empty", where=given.path, hint="nothing to read")
        packed = source.peek(len(MAGIC)).startswith(MAGIC)
        yield Once(members if packed else source, given.path, lambda count: budget.spend(count, given.path)), members


def _damaged(at: int, given: Input) -> InputError:
    return InputError("gzip data is damaged or cut off", where=f"{given.path}: byte {at:,}", hint=_AGAIN)


def _read_frame(frame: Frame, given: Input, passed: Counter[str], options: ReadOptions) -> Iterator[Input | InputError]:
    record = parse_record(frame)
    where = f"{given.path}{PART}{record.uri}" if record and record.uri else f"{given.path}: byte {frame.at:,}"
    if frame.fault or record is None:
        yield InputError(f"a damaged record: {frame.fault or 'its headers'}", where=where, hint=_AGAIN)
    elif record.passed_over:
        passed[record.passed_over] += 1
    elif frame.block is None:
        yield InputError(f"it is larger than {options.max_bytes:,} bytes", where=where, hint="raise the limit")
    elif record.is_cut:
        yield InputError("the crawler has cut it short", where=where, hint=_AGAIN)
    else:
        yield from _content(record, given, passed, where, options)


def _content(
    record: WebRecord, given: Input, passed: Counter[str], where: str, options: ReadOptions
) -> Iterator[Input | InputError]:
    try:
        raw = payload(record.record, options.max_bytes, where)
    except InputError as error:
        yield error
        return
    media_type = None if record.media_type in _NAMELESS else record.media_type
    if not raw.strip():
        passed["empty responses"] += 1
    elif _is_other_data(media_type, raw):
        passed[f"{media_type} without articles"] += 1
    else:
        url = record.uri if record.uri and record.uri.startswith(("http:", "https:")) else None
        known = Metadata(url=url)
        found = given.part(record.uri or "", raw, media_type=media_type, known=known, incidental=True)
        yield replace(found, charset=record.charset)


def _is_other_data(media_type: str | None, raw: bytes) -> bool:
    """Tell what pages fetch for themselves, and lists for machines, from JSON documents and feeds."""
    if media_type in _JSON:
        return b'"text"' not in raw and b"jsonfeed.org/version" not in raw
    return media_type in _XML and not is_feed(raw[:HEAD])
