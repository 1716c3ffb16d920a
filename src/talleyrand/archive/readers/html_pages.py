"""Reading web pages: the main text without navigation, and what the page's metadata says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from talleyrand.archive.decoding import decode
from talleyrand.archive.documents import Metadata, Source, make_snapshot
from talleyrand.archive.inputs import Input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.published import read_date
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import DateError, InputError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_LEAD = (
    "//body//*[@itemprop='description' and not(self::meta)]"
    " | //body//*[contains(concat(' ', @class, ' '), ' p-summary ')]"
)
"""Where schema.org and microformats put an article's lead, which text extraction takes for a teaser and drops."""
_WHITE = re.compile(r"\s+")
_VERBATIM = frozenset({"pre", "script", "style", "textarea"})
_NO_TEXT = "no article text was found in the page"


def read_html(given: Input, options: ReadOptions) -> Iterator[Snapshot]:
    """Yield the snapshot of a web page; the document's text is the page's main text, a paragraph a line.

    Raises InputError for a page without text. Extraction and metadata: trafilatura.
    """
    source = Source(given.read(options.max_bytes), given.path, given.path, "text/html", given.known)
    page = _parse(decode_page(source.raw, source.where), source.where)
    found = _extract(page)
    text = _with_lead(found.text or "" if found else "", page)
    if not text.strip():
        raise InputError(_NO_TEXT, where=source.where, hint="save the article as text")
    yield make_snapshot(text, _metadata(found), source, options)


def decode_page(raw: bytes, where: str) -> str:
    """Decode by the page's own declaration where Python knows it and it holds, else like any text."""
    declared = _CHARSET.search(raw[:_HEAD])
    if declared and b"\0" not in raw:
        try:
            return raw.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(raw, where=where)


def _parse(page: str, where: str) -> Any:
    import trafilatura.utils  # noqa: PLC0415  (a slow import, needed for web pages only)

    tree = trafilatura.utils.load_html(page)
    if tree is None:
        raise InputError(_NO_TEXT, where=where, hint="is it HTML?")
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


def _extract(page: Any) -> Any:
    import copy  # noqa: PLC0415

    import trafilatura  # noqa: PLC0415

    return trafilatura.bare_extraction(
        copy.deepcopy(page),
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _with_lead(text: str, page: Any) -> str:
    """Put the page's lead in front of the text where the extraction left it out."""
    for element in page.xpath(_LEAD):
        lead = _WHITE.sub(" ", "".join(element.itertext())).strip()
        if lead:
            return text if lead[:80] in _WHITE.sub(" ", text) else f"{lead}\n{text}"
    return text


def _metadata(found: Any) -> Metadata:
    return Metadata(
        title=_WHITE.sub(" ", found.title).strip() or None if found and found.title else None,
        date=_date(found.date) if found and found.date else None,
        outlet=found.sitename or None if found else None,
        url=found.url or None if found else None,
    )


def _date(value: str) -> str | None:
    """Return the date if it is one; a page's faulty metadata is no reason to refuse its text."""
    try:
        return read_date(value)
    except DateError:
        return None
