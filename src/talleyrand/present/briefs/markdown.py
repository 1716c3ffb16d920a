"""A brief as Markdown, with footnotes as Pandoc, GitHub and most editors read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from talleyrand.present.briefs.printed import Note, PrintedBlock, PrintedBrief
from talleyrand.present.citations.citation import Run

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
_OPENING = re.compile(r"^(\d+)([.)])|^([-+=~])", re.MULTILINE)


def markdown(brief: PrintedBrief) -> str:
    """Return a brief as Markdown; what stands in sources is text there, never markup."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: PrintedBrief) -> Iterator[str]:
    yield f"# {escaped(brief.title)}"
    for section in brief.sections:
        yield f"\n## {escaped(section.title)}"
        for block in section.blocks:
            yield f"\n{_paragraph(block)}"
    if brief.notes:
        yield ""
    for note in brief.notes:
        yield f"[^{note.number}]: {_note(note)}"
    if brief.sources:
        yield "\n## Sources as archived\n"
        yield from (f"- {escaped(one.title)}: `{one.document_id}`" for one in brief.sources)
    if brief.made:
        yield f"\n{escaped(brief.made)}"


def _paragraph(block: PrintedBlock) -> str:
    text = escaped(block.text) + (f"[^{block.note.number}]" if block.note else "")
    if block.quoted:
        return "\n".join(f"> {part}" for part in text.split("\n"))
    return text.replace("\n", "  \n")


def _note(note: Note) -> str:
    pieces = [_runs(one.runs) + (f" “{escaped(one.quotation)}”" if one.quotation else "") for one in note.cited]
    if note.figure:
        pieces.append(f"All records: `talleyrand why '{note.figure.replace('`', '')}'`")
    return " – ".join(pieces)


def _runs(runs: Sequence[Run]) -> str:
    return "".join(f"*{escaped(run.text)}*" if run.italic and run.text.strip() else escaped(run.text) for run in runs)


def escaped(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    >>> escaped("1. *not* a list"), escaped("<b>")
    ('1\\. \\*not\\* a list', '\\<b\\>')
    """
    return _OPENING.sub(_opening, _SPECIAL.sub(r"\\\1", text))


def _opening(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"
