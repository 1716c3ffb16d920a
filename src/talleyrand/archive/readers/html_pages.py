"""Reading web pages: the main text without navigation, and what the page's metadata says about it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from talleyrand.archive.decoding import decode, mended, needed
from talleyrand.archive.documents import Source, make_snapshot
from talleyrand.archive.inputs import Input
from talleyrand.archive.options import MEBIBYTE, ReadOptions
from talleyrand.archive.page_body import mark_body, put_aside, with_lead, without_furniture
from talleyrand.archive.page_facts import page_metadata
from talleyrand.archive.snapshots import NO_ARTICLE, Note, Snapshot
from talleyrand.errors import InputError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
MAX_BYTES = 16 * MEBIBYTE
"""A larger page is refused: parsing holds it whole in memory, several times, a hundred times its size."""
_HEAD = 4096
_WHITE = re.compile(r"\s+")
_VERBATIM = frozenset({"pre", "script", "style", "textarea"})
_PART = 0.4
"""Less of the text of the whole page than this in the body that it marks, and the mark is not believed."""


def read_html(given: Input, options: ReadOptions) -> Iterator[Snapshot | Note]:
    """Yield the snapshot of a web page; the document's text is the page's main text, a paragraph a line.

    A page without article text, such as a menu or a gallery, is a note. Raises InputError for what is no page.
    Extraction and metadata: trafilatura.
    """
    raw = given.read(min(options.max_bytes, MAX_BYTES))
    content = decode_page(raw, given.path, given.charset)
    charset = needed(given.charset, content, lambda: decode_page(raw, given.path))
    source = Source(raw, given.path, given.path, "text/html", given.known, charset)
    page = _parse(content)
    text, found = _extract(page) if page is not None else ("", None)
    if not text.strip():
        yield Note(NO_ARTICLE, source.where)
        return
    yield make_snapshot(text, page_metadata(found, page), source, options)


def decode_page(raw: bytes, where: str, charset: str | None = None) -> str:
    """Decode a page in the order of the HTML standard: byte order mark, the server's word, its own word, a guess.

    `charset` is the server's word; the page's own is in a `meta` element. A word that does not hold is passed over, but
    for single broken characters.
    """
    said = (charset, _declared(raw))
    try:
        return decode(raw, where=where, charsets=said)
    except InputError:
        text = mended(raw, said) if raw.strip() else None
        if text is None:
            raise
        return text


def _declared(raw: bytes) -> str | None:
    """Return the encoding that a page itself names; one that can be read before it is known is not UTF-16."""
    found = _CHARSET.search(raw[:_HEAD])
    name = found[1].decode("ascii").lower() if found else None
    return "utf-8" if name and name.startswith("utf-16") else name


def _parse(page: str) -> Any:
    """Return the tree of a page, None where nothing in it is HTML."""
    import trafilatura.utils  # noqa: PLC0415  (a slow import, needed for web pages only)

    tree = trafilatura.utils.load_html(page)
    if tree is not None:
        _fold_white_space(tree)
    return tree


def _fold_white_space(tree: Any) -> None:
    """Make line breaks of the page's source the spaces that a browser shows, so that those left part paragraphs."""
    for element in tree.iter():
        if element.tag in _VERBATIM:
            continue
        if element.text:
            element.text = _WHITE.sub(" ", element.text)
        if element.tail:
            element.tail = _WHITE.sub(" ", element.tail)


def _extract(page: Any) -> tuple[str, Any]:
    """Return the text of a page, from the part that it marks as its article where that gives any, and the metadata."""
    put_aside(page)
    found = _extracted(page)
    whole = _text(found, page)
    marked = copy.deepcopy(page)
    text = _text(_extracted(marked, metadata=False), page) if mark_body(marked) else ""
    return (text if len(text) > _PART * len(whole) else whole), found


def _text(found: Any, page: Any) -> str:
    return with_lead(without_furniture((found.text or "") if found else ""), page)


def _extracted(page: Any, *, metadata: bool = True) -> Any:
    import trafilatura  # noqa: PLC0415

    return trafilatura.bare_extraction(
        copy.deepcopy(page),
        with_metadata=metadata,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
