"""Bodies of answers, read and decompressed within a limit: neither endless nor bombs."""

from __future__ import annotations

import zlib

import httpx

from talleyrand.fetch.failures import FetchError

ENCODINGS = "gzip, deflate"
"""How answers may be compressed: what we ask for and can bound."""
_GZIP, _ZLIB, _RAW = 31, 15, -15
_MAGIC = b"\x1f\x8b"
"""What a member of gzip begins with."""


def read_body(response: httpx.Response, limit: int, where: str, *, cut: bool = False) -> bytes:
    """Return the body of an answer, decompressed; raises FetchError for a larger or broken one.

    With `cut` the first `limit` bytes of a larger one are returned.
    """
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit and not cut:
        raise _too_large(limit, where)
    inflater = _inflater(response.headers.get("content-encoding", ""), where)
    body, came = bytearray(), 0
    for chunk in response.iter_raw():
        came += len(chunk)
        body += inflater.take(chunk, limit + 1 - len(body))
        if max(came, len(body)) > limit:
            if cut:
                return bytes(body[:limit])
            raise _too_large(limit, where)
    inflater.finish()
    return bytes(body)


class _Plain:
    """Passes on what is not compressed."""

    def take(self, chunk: bytes, most: int) -> bytes:
        """Return the bytes of a chunk, `most` of them."""
        return chunk[:most]

    def finish(self) -> None:
        """Nothing is left over."""


class _Inflater:
    """Decompresses no more than is asked for; of gzip all members, which may follow one another."""

    def __init__(self, where: str, *, gzip: bool) -> None:
        self._where, self._gzip = where, gzip
        self._engine = zlib.decompressobj(_GZIP if gzip else _ZLIB)
        self._begun = False

    def take(self, chunk: bytes, most: int) -> bytes:
        """Return what a chunk gives, `most` bytes of it."""
        found = bytearray()
        try:
            while chunk and len(found) < max(most, 1):
                found += self._inflated(chunk, most - len(found))
                chunk = self._next_member()
        except zlib.error as error:
            raise _damaged(self._where) from error
        return bytes(found)

    def _next_member(self) -> bytes:
        """Return what follows the member that has ended, where that is another one; what is none is passed over."""
        rest = self._engine.unused_data.lstrip(b"\0") if self._gzip else b""
        if not rest or not _MAGIC.startswith(rest[:2]):
            return b""
        self._engine = zlib.decompressobj(_GZIP)
        return rest

    def _inflated(self, chunk: bytes, most: int) -> bytes:
        try:
            found = self._engine.decompress(chunk, max(most, 1))
        except zlib.error:
            if self._gzip or self._begun:
                raise
            # Some servers mean deflate without its frame.
            self._engine = zlib.decompressobj(_RAW)
            found = self._engine.decompress(chunk, max(most, 1))
        self._begun = True
        return found

    def finish(self) -> None:
        """Raise FetchError where the end is missing."""
        if self._begun and not self._engine.eof:
            raise _damaged(self._where)


def _inflater(encoding: str, where: str) -> _Plain | _Inflater:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return _Plain()
    if name in ("gzip", "x-gzip", "deflate"):
        return _Inflater(where, gzip=name != "deflate")
    raise FetchError(f"it is compressed as {name[:40]!r}", where=where, hint=f"we asked for {ENCODINGS}", kind="broken")


def _too_large(limit: int, where: str) -> FetchError:
    hint = "is it a document?"
    return FetchError(f"it is larger than {limit:,} bytes", where=where, hint=hint, kind="large")


def _damaged(where: str) -> FetchError:
    return FetchError("what it is compressed with is damaged", where=where, hint="fetch it again later", kind="busy")
