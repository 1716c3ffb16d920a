"""Citations of a record or a document: Chicago notes, BibTeX, CSL-JSON, each with the quotation and its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from talleyrand.present.citations.bibtex import bibtex
from talleyrand.present.citations.chicago import Run, note, plain, short_note
from talleyrand.present.citations.csl import csl
from talleyrand.present.citations.source import Cited, quotation_of

__all__ = ["STYLES", "Citation", "Cited", "Run", "Style", "cite", "written"]

Style = Literal["chicago", "bibtex", "csl"]
_JSON = json.JSONEncoder(ensure_ascii=False)
STYLES: tuple[Style, ...] = ("chicago", "bibtex", "csl")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in every style. `note` and `short` are the first and later notes in runs, some of them in italics."""

    note: tuple[Run, ...]
    short: tuple[Run, ...]
    quotation: str
    bibtex: str
    csl: dict[str, Any]


def cite(cited: Cited) -> Citation:
    """Return the citation of a record, or of a document as a whole, in every style."""
    return Citation(note(cited), short_note(cited), quotation_of(cited), bibtex(cited), csl(cited))


def written(all_cited: Iterable[Cited], style: Style) -> Iterator[str]:
    """Yield the pieces of a file of one style: a quotation and its note each, entries, or the items of a JSON list."""
    if style == "csl":
        yield from _listed(csl(cited) for cited in all_cited)
        return
    of = bibtex if style == "bibtex" else _paragraph
    for number, cited in enumerate(all_cited):
        yield ("\n" if number else "") + of(cited)


def _listed(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield a JSON list, an item a line."""
    yield "["
    for number, item in enumerate(items):
        yield ("," if number else "") + "\n" + _JSON.encode(item)
    yield "\n]\n"


def _paragraph(cited: Cited) -> str:
    quotation = quotation_of(cited)
    return (f"“{quotation}”\n" if quotation else "") + plain(note(cited)) + "\n"
