"""Reading PDFs: the text of the pages in reading order, with the place of each character (pypdfium2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from talleyrand.archive.documents import Metadata, Source, make_snapshot
from talleyrand.archive.inputs import Input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.paper.titles import dated_by_itself, title_of
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import InputError

_RUN_OCR = "run OCR (text recognition) first"
_LISTED = 8


def read_pdf(given: Input, options: ReadOptions) -> Iterator[Snapshot | InputError]:
    """Yield the snapshot of a PDF, a paragraph's lines joined, and an error each that tells of pages without text
    and of pages that can't be read.

    Raises InputError for a scan, and for what is locked, damaged or beyond all bounds. The day on which the file was
    made is no publication date: scans of old papers have it, too.
    """
    from talleyrand.archive.paper.apart import read_apart  # noqa: PLC0415  (needed for PDFs only)

    source = Source(given.read(options.max_bytes), given.path, given.path, "application/pdf", given.known)
    paper = read_apart(source.raw, source.where)
    pages = len(paper.layout.sheets)
    if not paper.text:
        raise _no_text(pages, source.where, scanned=bool(paper.silent))
    source = replace(source, known=dated_by_itself(paper.text, source.known))
    snapshot = make_snapshot(paper.text, Metadata(title=title_of(paper.head, paper.title)), source, options)
    yield replace(snapshot, layout=paper.layout)
    if paper.silent:
        what = f"no text on {_listed(paper.silent, pages)}"
        yield InputError(what, where=source.where, hint=f"the rest is read; {_RUN_OCR}")
    if paper.faulty:
        what = f"{_listed(paper.faulty, pages)} can't be read: {paper.fault}"
        yield InputError(what, where=source.where, hint="the rest is read; fetch the file again")


def _no_text(pages: int, where: str, *, scanned: bool) -> InputError:
    if not scanned:
        return InputError(f"its pages are empty, {pages} in all", where=where, hint="nothing to read")
    on = f"any of {pages} pages" if pages > 1 else "its page"
    return InputError(f"a scan: no text on {on}", where=where, hint=_RUN_OCR)


def _listed(some: Sequence[int], pages: int) -> str:
    listed = ", ".join(map(str, some[:_LISTED])) + (" ..." if len(some) > _LISTED else "")
    return f"{len(some)} of {pages} pages (page {listed})"
