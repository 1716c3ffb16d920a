"""A source byte for byte as it was archived, and as a page that is only looked at."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import RedirectResponse

from talleyrand.archive.clean_pages import LARGEST, clean_page
from talleyrand.archive.decoding import decode
from talleyrand.archive.snapshots import MediaType, parted
from talleyrand.errors import InputError
from talleyrand.ledger.documents.contents import source_of
from talleyrand.ledger.store import Ledger
from talleyrand.web.page import PROBLEMS
from talleyrand.web.site import Reading

router = APIRouter(tags=["documents"])

DocumentId = Annotated[str, Path(max_length=100, description="sha256: and 64 hex digits")]
Lit = Annotated[str | None, Query(max_length=100, description="A record whose words alone are marked")]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = {
    "text/html": "html",
    "text/markdown": "md",
    "application/json": "json",
    "text/csv": "csv",
    "application/pdf": "pdf",
    WORD: "docx",
    "message/rfc822": "eml",
}
FOUND = "found"
"""The place of the first words marked in a page, to which whoever frames it leads: pages begin with their menus."""
MOST_MARKS = 400
_INERT = "default-src 'none'; base-uri 'none'; form-action 'none'; sandbox"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_STYLE = """
:root { color-scheme: light dark; } html { font: 1rem/1.5 Georgia, "Liberation Serif", serif; }
body { margin: 1rem; overflow-wrap: anywhere; }
img { max-width: 100%; height: auto; } table { border-collapse: collapse; }
td, th { padding: .2rem .6rem; border: 1px solid #8888; vertical-align: top; } pre { white-space: pre-wrap; }
mark { background: #fbeecb; color: #1d1b18; scroll-margin-top: 4rem; }
"""
_HEAD = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>As archived</title>'
_BYTES: dict[int | str, dict[str, Any]] = {
    **PROBLEMS,
    200: {"description": "The bytes as they were read", "content": {kind: {} for kind in get_args(MediaType)}},
}
_PAGE: dict[int | str, dict[str, Any]] = {
    **PROBLEMS,
    200: {"description": "The page, inert", "content": {"text/html": {}, "text/plain": {}}},
}


@router.get("/documents/{document_id}/raw", responses=_BYTES, response_class=Response)
def raw(document_id: DocumentId, ledger: Reading) -> Response:
    """Return the source of a document byte for byte, to be saved."""
    document = ledger.document(document_id)
    kind = source_of(ledger.connection, document.id).media_type
    name = _file_name(document.path or "", document.id, parted(kind)[0])
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": _INERT}
    return Response(ledger.raw(document.id), media_type=kind, headers=headers)


@router.get("/documents/{document_id}/snapshot", responses=_PAGE, response_class=Response)
def snapshot(document_id: DocumentId, ledger: Reading, record: Lit = None) -> Response:
    """Return an archived web page with nothing left that runs or loads, the words of records marked; a text as text.

    A paper's first page is what it leads to.
    """
    document = ledger.document(document_id)
    source = source_of(ledger.connection, document.id)
    kind, charset = parted(source.media_type)
    if kind == "application/pdf":
        return RedirectResponse(f"/documents/{document.id}/pages/1", status_code=307)
    if kind == WORD:
        raise InputError("it can't be shown as a page", where=document.id, hint=f"/documents/{document.id}/raw has it")
    if source.size > LARGEST:
        raise InputError("it is too large to show", where=document.id, hint=f"/documents/{document.id}/raw has it")
    raw_bytes = ledger.raw(document.id)
    if kind != "text/html":
        return Response(_plain(raw_bytes, charset), media_type="text/plain; charset=utf-8", headers=_headers(""))
    words = [ledger.record(record).evidence.text] if record else list(_evidence(ledger, document.id))
    body = clean_page(raw_bytes, evidence=words, where=document.id, charset=charset)
    body = body.replace("<mark>", f'<mark id="{FOUND}">', 1)
    return Response(
        f"{_HEAD}<style>{_STYLE}</style></head>{body}</html>".encode("utf-8", "replace"),
        media_type="text/html; charset=utf-8",
        headers=_headers(f"; style-src '{_hash(_STYLE)}'"),
    )


def _plain(raw: bytes, charset: str | None) -> bytes:
    """Return a text as UTF-8, whatever it was archived in; what is no text as a whole, such as a letter, as it is."""
    try:
        return decode(raw, where="", charsets=(charset,)).encode("utf-8", "replace")
    except InputError:
        return raw


def _evidence(ledger: Ledger, document_id: str) -> Iterator[str]:
    for count, record in enumerate(ledger.records(documents=(document_id,), undated=True)):
        if count == MOST_MARKS:
            return
        yield record.evidence.text


def _headers(more: str) -> dict[str, str]:
    """Return the headers of what this site alone may frame, and which itself may do nothing."""
    policy = f"{_INERT}; img-src data:; frame-ancestors 'self'{more}"
    return {"Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"}


def _hash(style: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _file_name(path: str, document_id: str, kind: str) -> str:
    """Return a name to save a source under: the file's own in plain characters, with the beginning of its hash."""
    stem = _UNSAFE.sub("-", path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]).strip(".-")[:80]
    return f"{stem or 'source'}-{document_id.removeprefix('sha256:')[:8]}.{SUFFIXES.get(kind, 'txt')}"
