"""Reading JSON Lines and JSON: a document an object, with the keys `text`, `title`, `date`, `outlet`, `url`, `id`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from talleyrand.archive.decoding import decode
from talleyrand.archive.documents import Source, make_snapshot, read_metadata
from talleyrand.archive.feeds.json_feeds import is_json_feed, json_feed
from talleyrand.archive.inputs import Input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.readers.feeds import read_entries
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import InputError

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_WHITE = " \t\r\n"
_CHUNK = 1024 * 1024


def read_json_lines(given: Input, options: ReadOptions) -> Iterator[Snapshot | InputError]:
    """Yield a snapshot for each line of a JSON Lines file, or the error that tells which line can't be read and why."""
    head = given.head()
    if b"\0" in head:
        decode(head, where=given.path)
        raise InputError("UTF-16 can't be read line by line", where=given.path, hint="save it as UTF-8")
    with given.open() as handle:
        yield from _read_lines(handle, given, options)


def _read_lines(handle: BinaryIO, given: Input, options: ReadOptions) -> Iterator[Snapshot | InputError]:
    found = False
    for number, line in enumerate(_lines(handle, options.max_bytes), 1):
        if line is not None and not line.removeprefix(_BYTE_ORDER_MARK).strip():
            continue
        found = True
        try:
            yield _read_line(line, given, number, options)
        except InputError as error:
            yield error
    if not found:
        yield InputError("the input is empty", where=given.path, hint="nothing to read")


def read_json(given: Input, options: ReadOptions) -> Iterator[Snapshot | InputError]:
    """Yield a snapshot for the object of a JSON file, or for each object of its list; a JSON Feed is read as a feed."""
    source = Source(given.read(options.max_bytes), given.path, given.path, "application/json", given.known)
    text = decode(source.raw.removeprefix(_BYTE_ORDER_MARK), where=source.where)
    if text.lstrip(_WHITE).startswith("["):
        yield from _read_list(text, source, options)
        return
    value = _parse(text, source.where)
    if is_json_feed(value):
        yield from read_entries(json_feed(value, source.where, url=given.known.url), given, options)
    else:
        yield _read_object(value, source, options)


def _read_line(line: bytes | None, given: Input, number: int, options: ReadOptions) -> Snapshot:
    where = f"{given.path}:{number}"
    if line is None:
        raise InputError(f"the line is longer than {options.max_bytes:,} bytes", where=where, hint="raise the limit")
    text = decode(line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line, where=where)
    return _read_object(_parse(text, where), Source(line, given.path, where, "application/json", given.known), options)


def _read_list(text: str, source: Source, options: ReadOptions) -> Iterator[Snapshot | InputError]:
    """Yield the items of a list; each one's raw bytes are its own part of the file."""
    count = 0
    for count, (value, raw) in enumerate(_items(text, source.where), 1):
        where = f"{source.where}[{count - 1}]"
        try:
            yield _read_object(value, replace(source, raw=raw.encode(), where=where), options)
        except InputError as error:
            yield error
    if not count:
        yield InputError("the list is empty", where=source.where, hint="nothing to read")


def _items(text: str, where: str) -> Iterator[tuple[Any, str]]:
    """Yield each value of a JSON list with the characters it is written in."""
    _parse(text, where)
    decoder = json.JSONDecoder()
    position = _skip(text, text.index("[") + 1)
    while text[position] != "]":
        value, end = decoder.raw_decode(text, position)
        yield value, text[position:end]
        position = _skip(text, end)
        if text[position] == ",":
            position = _skip(text, position + 1)


def _skip(text: str, position: int) -> int:
    while text[position] in _WHITE:
        position += 1
    return position


def _parse(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        what = f"broken JSON at character {error.pos}: {error.msg}"
        raise InputError(what, where=where, hint="one JSON object a line") from error
    except (ValueError, RecursionError) as error:
        raise InputError("broken JSON: a number or a nesting beyond all bounds", where=where) from error


def _read_object(value: Any, source: Source, options: ReadOptions) -> Snapshot:
    if not isinstance(value, dict):
        raise InputError("this is no JSON object", where=source.where, hint='write {"text": "...", "date": "..."}')
    text = value.get("text")
    if not isinstance(text, str):
        raise InputError("the object has no text", where=source.where, hint='the key is "text"')
    return make_snapshot(text, read_metadata(value, where=source.where), source, options)


def _lines(handle: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield lines without their line breaks, None for one longer than `limit`; memory stays bounded by it."""
    while line := handle.readline(limit + 2):
        content = line.removesuffix(b"\n").removesuffix(b"\r")
        if len(content) <= limit:
            yield content
            continue
        while line and not line.endswith(b"\n"):
            line = handle.readline(_CHUNK)
        yield None
