"""A brief as it is printed: its paragraphs with numbered notes, full at the first citation of a source, short later."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from talleyrand.model.briefs import Block, Brief
from talleyrand.present.citations.citation import Citation, Run
from talleyrand.present.plain import clip, count, line, shown

QUOTED = 220
"""Characters of a quotation in a note."""
SAME = 40
"""Characters at the beginning of a quotation by which it is known to stand in the text already."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a record cites: its citation and its document, with the title and the address of the archived bytes."""

    citation: Citation
    document_id: str
    title: str


_SPACES = re.compile(r"[ \t]+")  # not those that keep a figure with its sign on one line
Cite = Callable[[str], Source | None]
"""A way from a record's id to its source, None for a record that is not in the ledger (any more)."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation in a note: the record, its note in runs, its quotation."""

    record: str
    runs: tuple[Run, ...]
    quotation: str


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note: what it cites, and the address of the figure that the paragraph tells, which `why` opens."""

    number: int
    cited: tuple[Cited, ...]
    figure: str


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A paragraph and its note, None where it has none."""

    text: str
    quoted: bool
    note: Note | None


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """Paragraphs under a title."""

    key: str
    title: str
    blocks: tuple[PrintedBlock, ...]


@dataclass(frozen=True, slots=True)
class ArchivedSource:
    """A document that is cited: what it is called, and the SHA-256 of its archived bytes."""

    title: str
    document_id: str


@dataclass(frozen=True, slots=True)
class PrintedBrief:
    """A brief ready to be shown or written to a file."""

    title: str
    made: str
    sections: tuple[PrintedSection, ...]
    notes: tuple[Note, ...]
    sources: tuple[ArchivedSource, ...]


class _Notes:
    """Numbers notes, and remembers which sources were cited before."""

    def __init__(self, cite: Cite) -> None:
        self._cite = cite
        self.notes: list[Note] = []
        self.sources: dict[str, ArchivedSource] = {}

    def of(self, block: Block) -> Note | None:
        cited = tuple(self._cited(ident, block.text) for ident in block.records)
        if not cited and not block.figure:
            return None
        note = Note(len(self.notes) + 1, cited, line(block.figure))
        self.notes.append(note)
        return note

    def _cited(self, ident: str, text: str) -> Cited:
        found = self._cite(ident)
        if found is None:
            return Cited(ident, (Run(f"Record {line(ident)}, which is not in the ledger."),), "")
        again = found.document_id in self.sources
        self.sources.setdefault(found.document_id, ArchivedSource(found.title, found.document_id))
        runs = found.citation.short if again else found.citation.note
        quotation = line(found.citation.quotation)
        return Cited(ident, runs, "" if _bare(quotation)[:SAME] in _bare(text) else clip(quotation, QUOTED))


def printed(brief: Brief, cite: Cite) -> PrintedBrief:
    """Return a brief with its notes numbered in the order of its paragraphs."""
    notes = _Notes(cite)
    sections = tuple(
        PrintedSection(
            section.key,
            line(section.title),
            tuple(PrintedBlock(_text(block.text), block.quoted, notes.of(block)) for block in section.blocks),
        )
        for section in brief.sections
    )
    return PrintedBrief(
        line(brief.title), line(brief.made), sections, tuple(notes.notes), tuple(notes.sources.values())
    )


def _bare(text: str) -> str:
    """Words without their quotation marks, which change within others."""
    return "".join(character for character in text if character not in "“”‘’\"'")


def _text(text: str) -> str:
    """A paragraph's words, safe to show; the lines that a person broke stay."""
    return "\n".join(_SPACES.sub(" ", part).strip() for part in shown(text).split("\n")).strip()


def counted(printed_brief: PrintedBrief) -> str:
    """Return what a brief rests on, in words."""
    cited = {one.record for note in printed_brief.notes for one in note.cited}
    return f"{count(len(cited), 'record')} of {count(len(printed_brief.sources), 'document')} cited"
