"""Reading plain text and Markdown: every character is kept, a header gives the metadata."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.archive.decoding import decode, needed
from talleyrand.archive.documents import Source, make_snapshot, read_metadata
from talleyrand.archive.inputs import Input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.snapshots import MediaType, Snapshot
from talleyrand.codebook.front_matter import find_front_matter
from talleyrand.codebook.furniture import title_line


def read_text(given: Input, options: ReadOptions) -> Iterator[Snapshot]:
    """Yield the snapshot of a text file; its title is the header's, or else a first line that reads like one."""
    yield _snapshot(given, "text/plain", options)


def read_markdown(given: Input, options: ReadOptions) -> Iterator[Snapshot]:
    """Yield the snapshot of a Markdown file, as `read_text` does of a text."""
    yield _snapshot(given, "text/markdown", options)


def _snapshot(given: Input, media_type: MediaType, options: ReadOptions) -> Snapshot:
    raw = given.read(options.max_bytes)
    text = decode(raw, where=given.path, charsets=(given.charset,))
    charset = needed(given.charset, text, lambda: decode(raw, where=given.path))
    source = Source(raw, given.path, given.path, media_type, given.known, charset)
    header = find_front_matter(text)
    fields = dict(header.fields)
    fields.setdefault("title", title_line(text[header.end : header.end + 1000]) or "")
    return make_snapshot(text, read_metadata(fields, where=source.where), source, options)
