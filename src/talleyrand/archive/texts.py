"""Reading plain text and Markdown: every character is kept, a header gives the metadata."""

from __future__ import annotations

from talleyrand.archive.decoding import decode
from talleyrand.archive.documents import Source, make_snapshot, read_metadata
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.snapshots import Snapshot
from talleyrand.codebook.front_matter import find_front_matter
from talleyrand.codebook.furniture import title_line


def read_text(source: Source, options: ReadOptions) -> Snapshot:
    """Return the snapshot of a text file; its title is the header's, or else a first line that reads like one."""
    text = decode(source.raw, where=source.where)
    header = find_front_matter(text)
    fields = dict(header.fields)
    fields.setdefault("title", title_line(text[header.end : header.end + 1000]) or "")
    return make_snapshot(text, read_metadata(fields, where=source.where), source, options)
