"""The body of a letter as a person reads it: its plain text, unless that only points to the HTML, the real letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from typing import Literal

from talleyrand.archive.decoding import decode
from talleyrand.archive.fragments import fragment_text
from talleyrand.archive.mail.headers import BROKEN
from talleyrand.archive.readers.html_pages import decode_page
from talleyrand.errors import InputError

MAX_PARTS = 1000
_STUB = 2
"""HTML that has so many times the words of the plain text is the letter; the plain text only points to it."""
_SEALED = frozenset("application/pkcs7-mime application/x-pkcs7-mime application/pgp-encrypted application/pgp".split())
_CARRIAGE = re.compile(r"\r\n?")
_BLANK = re.compile(r"\n(?:[ \t]*\n){2,}")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SIGNATURE = "-- "


def parts_of(letter: EmailMessage, where: str) -> Iterator[EmailMessage]:
    """Yield the parts of a letter that are no containers, in order, those of letters within it left together.

    Raises InputError for too many.
    """
    waiting: list[EmailMessage] = [letter]
    count = 0
    while waiting:
        part = waiting.pop()
        count += 1
        if count > MAX_PARTS:
            raise InputError(f"the letter has more than {MAX_PARTS:,} parts", where=where, hint="is it a letter?")
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed([one for one in part.iter_parts() if isinstance(one, EmailMessage)])
        else:
            yield part


def is_attached(part: EmailMessage) -> bool:
    """Tell whether a part is something beside the body: a file, a picture, another letter."""
    return not _sort(part) or _disposition(part) == "attachment" or bool(file_name(part))


def is_sealed(parts: Iterable[EmailMessage]) -> bool:
    """Tell whether parts are those of an encrypted letter (S/MIME, PGP)."""
    return any(part.get_content_type() in _SEALED for part in parts)


def _sort(part: EmailMessage) -> Literal["plain", "html", ""]:
    """Tell what a part of a body is; a container whose parts can't be told apart is read as text."""
    if part.get_content_maintype() == "multipart":
        return "plain"
    kind = part.get_content_type()
    return "plain" if kind == "text/plain" else "html" if kind == "text/html" else ""


def file_name(part: EmailMessage) -> str:
    """Return the name of an attached file, "" where it has none."""
    try:
        return str(part.get_filename() or "")
    except BROKEN:
        return ""


def _disposition(part: EmailMessage) -> str:
    try:
        return str(part.get_content_disposition() or "")
    except BROKEN:
        return ""


def body_of(parts: list[EmailMessage], where: str) -> str:
    """Return the text of the parts that make the body, "" where they say nothing."""
    plain = "\n\n".join(filter(None, (_plain(part, where) for part in parts if _sort(part) == "plain")))
    pages = [part for part in parts if _sort(part) == "html"]
    if not pages:
        return plain
    markup = "\n\n".join(filter(None, (fragment_text(_page(part, where)) for part in pages)))
    return markup if len(markup.split()) >= _STUB * len(plain.split()) else plain


def raw_of(part: EmailMessage) -> bytes:
    """Return the bytes of a part as they were before they were written into the letter."""
    content = part.get_payload(decode=True)
    if content is None and isinstance(part.get_payload(), str):  # a container whose parts can't be told apart
        return str(part.get_payload()).encode("utf-8", "surrogateescape")
    return content if isinstance(content, bytes) else b""


def _page(part: EmailMessage, where: str) -> str:
    return _decoded(part) or decode_page(raw_of(part) or b" ", where)


def _plain(part: EmailMessage, where: str) -> str:
    raw = raw_of(part)
    if not raw.strip():
        return ""
    text = _CARRIAGE.sub("\n", _decoded(part) or decode(raw, where=where))
    return _BLANK.sub("\n\n", _unflowed(text, part)).strip()


def _decoded(part: EmailMessage) -> str:
    """Return the text by the encoding that the part names; "" where it names none, or one that does not fit."""
    charset = str(part.get_content_charset() or "")
    if not charset or charset == "us-ascii":
        return ""
    try:
        return _SURROGATES.sub("\ufffd", raw_of(part).decode(charset))
    except (LookupError, ValueError):
        return ""


def _unflowed(text: str, part: EmailMessage) -> str:
    """Join the lines that a letter says were broken only to fit (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    joint = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    joined: list[str] = []
    flows = False
    for line in text.split("\n"):
        if flows:
            joined[-1] += joint + line.removeprefix(" ").rstrip(" ")
        else:
            joined.append(line.rstrip(" ") if line != _SIGNATURE else line)
        flows = line.endswith(" ") and line != _SIGNATURE and not line.startswith(">")
    return "\n".join(joined)
