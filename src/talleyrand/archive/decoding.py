"""From bytes to characters: UTF-8, UTF-16 with a byte order mark, or Windows-1252; nothing is stripped or replaced."""

from __future__ import annotations

import re

from talleyrand.errors import InputError

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip data"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
_UTF32_MARKS = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x7f"
_SEQUENCE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

_CONTROL_SHARE = 0.01
"""More control characters than this are no text; a stray form feed or escape in a long transcript is."""
_FOREIGN_SHARE = 0.25
"""Western European prose has at most 10 % of its letters outside ASCII, Cyrillic in another code page nearly all."""
_SAVE_AS_UTF8 = "save it as UTF-8"


def decode(raw: bytes, *, where: str) -> str:
    """Return the characters of `raw`, each as it stands (a UTF-8 byte order mark too).

    Raises InputError for empty input, binary data, and bytes that are no plausible text in a known encoding.
    """
    if not raw.strip():
        raise InputError("the input is empty", where=where, hint="nothing to read")
    if raw.startswith(_UTF32_MARKS):
        raise InputError("this is UTF-32", where=where, hint=_SAVE_AS_UTF8)
    if raw.startswith(_UTF16_MARKS):
        return _decode_utf16(raw, where)
    _refuse_binary(raw, where)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_western(raw, error, where)


def _decode_utf16(raw: bytes, where: str) -> str:
    try:
        return raw.decode("utf-16")
    except UnicodeDecodeError as error:
        raise InputError(f"damaged UTF-16 at byte {error.start}", where=where, hint=_SAVE_AS_UTF8) from error


def _refuse_binary(raw: bytes, where: str) -> None:
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            raise InputError(f"this is {name}, not text", where=where, hint="convert it to text, HTML or JSON Lines")
    if b"\0" in raw or _share(raw, _CONTROL) > _CONTROL_SHARE:
        raise InputError("binary data, not text", where=where, hint="convert it to text, HTML or JSON Lines")


def _share(raw: bytes, members: bytes) -> float:
    return (len(raw) - len(raw.translate(None, members))) / len(raw)


def _decode_western(raw: bytes, error: UnicodeDecodeError, where: str) -> str:
    """Decode Windows-1252, unless the bytes look like damaged UTF-8 or like another script's code page."""
    if _SEQUENCE.search(raw):
        raise InputError(f"damaged UTF-8 at byte {error.start}", where=where, hint=_SAVE_AS_UTF8)
    if _share(raw, bytes(range(128, 256))) > _FOREIGN_SHARE:
        raise InputError("unknown encoding", where=where, hint=_SAVE_AS_UTF8)
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        raise InputError(
            f"unknown encoding, byte {error.start} is no UTF-8", where=where, hint=_SAVE_AS_UTF8
        ) from error
