"""Pages of a PDF as words, each character with its place (pypdfium2)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from talleyrand.archive.paper.pdf_words import upright
from talleyrand.archive.paper.words import Page
from talleyrand.errors import InputError
from talleyrand.model.layouts import Sheet

MAX_PAGES = 3000
MAX_SIDE = 14_400.0
"""The longest side of a page in points, which the format's older readers can show: 5 metres."""
MAX_SECONDS = 120.0
"""How long reading one file may take; a thousand pages take half of that."""
_UNKNOWN = Sheet(595, 842, has_text=False)
"""The sheet of a page that can't be read: A4."""
_PASSWORD = 4
_SECURITY = 5


@contextmanager
def opened(raw: bytes, where: str) -> Iterator[Any]:
    """Give the open PDF; raises InputError for one that can't be opened and for one of too many pages."""
    import pypdfium2  # noqa: PLC0415  (needed for PDFs only)

    try:
        pdf = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error.err_code, where) from error
    try:
        if len(pdf) > MAX_PAGES:
            what = f"it has {len(pdf):,} pages, more than {MAX_PAGES:,}"
            raise InputError(what, where=where, hint="split it")
        yield pdf
    finally:
        pdf.close()


def _refusal(code: int | None, where: str) -> InputError:
    if code == _PASSWORD:
        return InputError("the PDF is locked with a password", where=where, hint="save it without one")
    if code == _SECURITY:
        return InputError("the PDF is encrypted in a way nobody knows", where=where, hint="save it without protection")
    return InputError("this is no PDF, or it is damaged or cut off", where=where, hint="fetch it again")


def pages_of(pdf: Any, where: str) -> Iterator[Page]:
    """Yield the pages of an open PDF, with its fault one that is damaged or beyond all bounds.

    Raises InputError when all of them take too long.
    """
    began = time.monotonic()
    for number in range(len(pdf)):
        place = f"{where}: page {number + 1}"
        if time.monotonic() - began > MAX_SECONDS:
            raise InputError(f"reading it takes longer than {MAX_SECONDS:.0f} s", where=place, hint="split it")
        try:
            yield _loaded(pdf, number, place)
        except InputError as fault:
            yield Page(_UNKNOWN, (), fault=fault)


def _loaded(pdf: Any, number: int, where: str) -> Page:
    """Return a page; raises InputError for one that can't be read."""
    import pypdfium2  # noqa: PLC0415

    try:
        page = pdf[number]
    except pypdfium2.PdfiumError as error:
        raise InputError("the page is damaged", where=where, hint="fetch the file again") from error
    try:
        return _page(page, where)
    finally:
        page.close()


def _page(page: Any, where: str) -> Page:
    import pypdfium2  # noqa: PLC0415

    left, bottom, right, top = bounds = page.get_bbox()
    width, height = right - left, top - bottom
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        what = f"the page measures {width:,.0f} by {height:,.0f} points"
        raise InputError(what, where=where, hint=f"no side may be longer than {MAX_SIDE:,.0f}")
    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise InputError("the text of the page is damaged", where=where, hint="fetch the file again") from error
    try:
        words, turn = upright(text, bounds, where)
    finally:
        text.close()
    quarter = page.get_rotation() // 90
    shown = (height, width) if quarter % 2 else (width, height)
    sheet = Sheet(*shown, turn=(quarter - turn) % 4, has_text=bool(words))
    return Page(sheet, words, blank=not words and _is_blank(page))


def _is_blank(page: Any) -> bool:
    return next(iter(page.get_objects(max_depth=1)), None) is None
