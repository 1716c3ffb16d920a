"""From bytes to characters: by their mark, by what they are said to be, UTF-8 or Windows-1252; nothing is stripped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from talleyrand.archive.charsets import codec_of
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
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x7f"
_SEQUENCE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

_CONTROL_SHARE = 0.01
"""More control characters than this are no text; a stray form feed or escape in a long transcript is."""
_FOREIGN_SHARE = 0.25
"""Western European prose has at most 10 % of its letters outside ASCII, Cyrillic in another code page nearly all."""
_BROKEN_SHARE = 0.001
"""A page has a character or two that its system cut in halves; more than this, and it is in another encoding."""
_SAVE_AS_UTF8 = "save it as UTF-8"


def decode(raw: bytes, *, where: str, charsets: Sequence[str | None] = ()) -> str:
    """Return the characters of `raw`, each as it stands (a UTF-8 byte order mark too).

    `charsets` are what it is said to be, by whom to believe first; a byte order mark wins over them, and one that does
    not hold is none. Raises InputError for empty input, binary data, and bytes that are no plausible text in a known
    encoding.
    """
    if not raw.strip():
        raise InputError("the input is empty", where=where, hint="nothing to read")
    if raw.startswith(_UTF32_MARKS):
        raise InputError("this is UTF-32", where=where, hint=_SAVE_AS_UTF8)
    if raw.startswith(_UTF16_MARKS):
        return _decode_utf16(raw, where)
    codecs = [] if raw.startswith(_UTF8_MARK) else [codec for name in charsets if (codec := codec_of(name))]
    if not any(codec.startswith("utf-16") for codec in codecs):
        _refuse_binary(raw, where)
    for codec in codecs:
        if (text := _decoded(raw, codec)) is not None:
            return text
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_western(raw, error, where)


def mended(raw: bytes, charsets: Sequence[str | None]) -> str | None:
    """Return the characters of `raw` with U+FFFD for the few bytes that are none; None where they are not few."""
    codec = next(filter(None, map(codec_of, charsets)), "utf-8")
    text = raw.decode(codec, "replace")
    return text if text.count("\ufffd") <= _BROKEN_SHARE * len(text) and "\0" not in text else None


def needed(charset: str | None, text: str, alone: Callable[[], str]) -> str | None:
    """Return the charset that a sender named where its bytes `alone` would give another text, else None."""
    try:
        return None if charset is None or alone() == text else charset
    except InputError:
        return charset


def _decoded(raw: bytes, codec: str) -> str | None:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


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
