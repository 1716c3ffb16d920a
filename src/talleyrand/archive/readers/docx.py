"""Reading Word documents (.docx): paragraphs, tables cell by cell, notes; tracked deletions are not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from talleyrand.archive.documents import Metadata, Source, make_snapshot
from talleyrand.archive.inputs import Input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.paper.titles import dated_by_itself, title_of
from talleyrand.archive.paper.word_files import open_word, paragraphs_of
from talleyrand.archive.snapshots import MediaType, Snapshot

_MEDIA_TYPE: MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEAD = 30
"""Paragraphs among which a title is looked for."""


def read_docx(given: Input, options: ReadOptions) -> Iterator[Snapshot]:
    """Yield the snapshot of a Word document, a blank line between paragraphs.

    Raises InputError for an old, locked or damaged one, and for one that unpacks to too much. The days on which the
    file was made and changed are no publication dates: templates and archives have them, too.
    """
    source = Source(given.read(options.max_bytes), given.path, given.path, _MEDIA_TYPE, given.known)
    word = open_word(source.raw, source.where)
    found = [paragraph for paragraph in paragraphs_of(word, source.where) if paragraph.text]
    text = "\n\n".join(paragraph.text for paragraph in found)
    head = [(paragraph.text, paragraph.size) for paragraph in found[:_HEAD]]
    title = title_of(head, word.core_properties.title or "")
    source = replace(source, known=dated_by_itself(text, source.known))
    yield make_snapshot(text, Metadata(title=title), source, options)
