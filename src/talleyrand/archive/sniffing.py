"""Telling what an input is by its first bytes, as the ending that its name would have."""

from __future__ import annotations

import json
import re

from talleyrand.archive.columns import is_table
from talleyrand.archive.decoding import decode
from talleyrand.archive.vote_files import SEPARATORS
from talleyrand.errors import InputError

_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"PAR1", ".parquet"),
    (b"\x1f\x8b", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ\x00", ".xz"),
    (b"WARC/", ".warc"),
    (b"filedesc://", ".arc"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MARK = b"\xef\xbb\xbf"
_TAR = slice(257, 262)
_FEED = re.compile(rb"<(?:rss|feed|(?:\w+:)?RDF)[\s>]")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|p|article|main|h1)\b", re.IGNORECASE)
_HEADER = re.compile(
    rb"(?:return-path|received|delivered-to|message-id|mime-version|date|from|to|subject|content-type|dkim-signature|x-[\w-]+)"
    rb":[ \t]",
    re.IGNORECASE,
)
_HEADERS = 3
"""A letter has at least so many of the usual headers among its first lines."""


def sniff(head: bytes, *, named: bool) -> str:
    """Return the ending that fits the first bytes of an input, "" when none does.

    What has a name with an ending (`named`) is never taken for plain text or an archive: it may be a program, a sheet.

    >>> sniff(b"%PDF-1.7 ...", named=True), sniff(b"<!doctype html><p>News", named=False), sniff(b"News.", named=False)
    ('.pdf', '.html', '.txt')
    """
    found = next((suffix for magic, suffix in _MAGIC if head.startswith(magic)), "")
    if found:
        return found
    if head.startswith(_ZIP):
        return ".docx" if b"word/" in head else "" if named else ".zip"
    if head[_TAR] == b"ustar":
        return ".tar"
    written = _written(head.removeprefix(_MARK).lstrip())
    return written or ("" if named or not _is_text(head) else ".csv" if _is_table(head) else ".txt")


def is_feed(head: bytes) -> bool:
    """Tell whether XML is a feed by its first bytes."""
    return bool(_FEED.search(head))


def _written(text: bytes) -> str:
    """Tell formats that are text themselves."""
    if text.startswith(b"<"):
        return ".xml" if is_feed(text) else ".html" if _PAGE.search(text) else ".xml" * text.startswith(b"<?xml")
    if text.startswith(b"["):
        return ".json" if text[1:].lstrip()[:1] in {b"{", b"]"} else ""
    if text.startswith(b"{"):
        return _json(text)
    return _letter(text)


def _json(text: bytes) -> str:
    """JSON Lines when the first line is an object by itself, as far as it can be seen, and no feed."""
    if text[1:].lstrip()[:1] not in {b'"', b"}"}:
        return ""
    line, more, _ = text.partition(b"\n")
    if b"jsonfeed.org/version" in line:
        return ".json"
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return ".json" if more else ".jsonl"
    return ".jsonl"


def _letter(text: bytes) -> str:
    first, _, rest = text.partition(b"\n")
    if first.startswith(b"From ") and _HEADER.match(rest):
        return ".mbox"
    lines = text[:2048].splitlines()
    return ".eml" if _HEADER.match(first) and sum(bool(_HEADER.match(line)) for line in lines) >= _HEADERS else ""


def _is_table(head: bytes) -> bool:
    """Tell whether the first line names the columns of a table of articles."""
    first = head.removeprefix(_MARK).split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    return any(is_table(first.replace('"', "").split(separator)) for separator in SEPARATORS)


def _is_text(head: bytes) -> bool:
    """Tell whether the first bytes can be decoded; a character that is cut at the end is no fault."""
    for cut in range(4):
        try:
            return bool(decode(head[: len(head) - cut], where="").strip())
        except InputError:
            continue
    return False
