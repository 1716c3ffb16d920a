"""A PDF as a paper: its text, where that stands, and what the file states of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from talleyrand.archive.paper.composing import compose
from talleyrand.archive.paper.pdf_pages import opened, pages_of
from talleyrand.archive.paper.titles import Head
from talleyrand.model.layouts import Layout, layout_json, layout_of


@dataclass(frozen=True, slots=True)
class Paper:
    """What a PDF says: `head` has the paragraphs of its first page with their size, `title` what the file states.

    `silent` are the pages (counted from 1) that show something and have no text, `faulty` those that can't be read,
    and `fault` says of the first of these why.
    """

    text: str
    layout: Layout
    head: Head
    title: str
    silent: tuple[int, ...]
    faulty: tuple[int, ...] = ()
    fault: str = ""


def read_paper(raw: bytes, where: str) -> Paper:
    """Return the paper that a PDF is; raises InputError for what can't be read, or is beyond all bounds.

    Pages that can't be read are told where others can.
    """
    with opened(raw, where) as pdf:
        pages = list(pages_of(pdf, where))
        title = str(pdf.get_metadata_value("Title"))
    faults = {number: page.fault for number, page in enumerate(pages, 1) if page.fault}
    if faults and not any(page.words for page in pages):
        raise next(iter(faults.values()))
    textless = (number for number, page in enumerate(pages, 1) if not page.words and not page.blank)
    silent = tuple(number for number in textless if number not in faults)
    composed = compose(pages)
    fault = next((one.what for one in faults.values()), "")
    return Paper(composed.text, composed.layout, composed.head, title, silent, tuple(faults), fault)


def paper_json(paper: Paper) -> dict[str, Any]:
    """Return a paper in plain values."""
    return {
        "text": paper.text,
        "layout": layout_json(paper.layout),
        "head": list(map(list, paper.head)),
        "title": paper.title,
        "silent": list(paper.silent),
        "faulty": list(paper.faulty),
        "fault": paper.fault,
    }


def paper_of(plain: dict[str, Any]) -> Paper:
    """Return the paper that plain values say."""
    head = tuple((str(text), float(size)) for text, size in plain["head"])
    pages = (tuple(plain["silent"]), tuple(plain["faulty"]))
    return Paper(plain["text"], layout_of(plain["layout"]), head, plain["title"], *pages, plain["fault"])
