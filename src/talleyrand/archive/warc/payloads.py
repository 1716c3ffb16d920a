"""What a response of a web archive holds: without the coding that it was sent in."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

from talleyrand.errors import InputError

_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_ZSTD_WINDOW = 128 * 1024 * 1024
_PIECE = 1024
"""Bytes that are unpacked at once: of no more can a bomb make more than some megabytes before it is noticed."""
_CUT = "its content is cut off"
_AGAIN = "crawl it again"


def payload(record: Any, limit: int, where: str) -> bytes:
    """Return the content of a record of warcio, neither in chunks nor packed; raises InputError.

    What says that it is packed and is not, as some crawlers write it, is taken as it is.
    """
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415

    headers = record.http_headers
    stream = record.raw_stream
    if headers and (headers.get_header("transfer-encoding") or "").strip().lower() == "chunked":
        stream = ChunkedDataReader(stream)
    content: bytes = stream.read(limit + 1)
    codings = (headers.get_header("content-encoding") or "") if headers else ""
    for coding in reversed([one.strip().lower() for one in codings.split(",")]):
        content = _decoded(content, coding, limit, where)
    if len(content) > limit:
        raise InputError(f"it is larger than {limit:,} bytes", where=where, hint="raise the limit")
    return content


def _decoded(content: bytes, coding: str, limit: int, where: str) -> bytes:
    if coding in {"gzip", "x-gzip"} and content.startswith(_GZIP_MAGIC):
        return _gunzipped(content, limit, where)
    if coding == "deflate":
        bare = content[:1] and (content[0] & 0x0F) != 8  # a zlib header names its method, 8
        return _inflated(content, -zlib.MAX_WBITS if bare else zlib.MAX_WBITS, limit, where)
    if coding == "br" and not _is_plain(content):
        return _unbrotlied(content, limit, where)
    if coding == "zstd" and content.startswith(_ZSTD_MAGIC):
        return _unpacked_zstd(content, limit, where)
    return content


def _inflated(content: bytes, window: int, limit: int, where: str) -> bytes:
    machine = zlib.decompressobj(window)
    try:
        found = machine.decompress(content, limit + 1)
    except zlib.error as error:
        raise InputError(f"its content is damaged: {error}", where=where, hint=_AGAIN) from error
    if not machine.eof and len(found) <= limit:
        raise InputError(_CUT, where=where, hint=_AGAIN)
    return found


def _unbrotlied(content: bytes, limit: int, where: str) -> bytes:
    import brotli  # noqa: PLC0415  (needed for few web archives)

    machine = brotli.Decompressor()
    try:
        found = bytearray(machine.process(content, output_buffer_limit=limit + 1))
        while len(found) <= limit and (more := machine.process(b"", output_buffer_limit=limit + 1)):
            found += more
    except brotli.error as error:
        raise InputError("its content is damaged: no Brotli", where=where, hint=_AGAIN) from error
    if not machine.is_finished() and len(found) <= limit:
        raise InputError(_CUT, where=where, hint=_AGAIN)
    return bytes(found)


def _gunzipped(content: bytes, limit: int, where: str) -> bytes:
    try:
        return _joined(content, _GZIP_MAGIC, lambda: zlib.decompressobj(16 + zlib.MAX_WBITS), limit, where)
    except zlib.error as error:
        raise InputError(f"its content is damaged: {error}", where=where, hint=_AGAIN) from error


def _unpacked_zstd(content: bytes, limit: int, where: str) -> bytes:
    import zstandard  # noqa: PLC0415  (needed for few web archives)

    machine = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    try:
        return _joined(content, _ZSTD_MAGIC, machine.decompressobj, limit, where)
    except zstandard.ZstdError as error:
        raise InputError(f"its content is damaged: {error}", where=where, hint=_AGAIN) from error


def _joined(content: bytes, magic: bytes, begin: Callable[[], Any], limit: int, where: str) -> bytes:
    """Return what the members of a content hold, one after another; what follows the last is left out.

    `begin` makes what unpacks one member. More than `limit` bytes are not the whole.
    """
    found, at = bytearray(), 0
    while content.startswith(magic, at) and len(found) <= limit:
        machine = begin()
        while not machine.eof and len(found) <= limit:
            piece = content[at : at + _PIECE]
            if not piece:
                raise InputError(_CUT, where=where, hint=_AGAIN)
            found += machine.decompress(piece)
            at += len(piece) - len(machine.unused_data)
    return bytes(found)


def _is_plain(content: bytes) -> bool:
    """Tell whether content that says it is Brotli, which has no mark of its own, is a page after all."""
    return io.BytesIO(content).read(512).lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{", b"%PDF-"))
