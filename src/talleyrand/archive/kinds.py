"""Which reader reads an input: by the end of its name, or by the media type that its container gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from talleyrand.archive.inputs import Input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.readers.docx import read_docx
from talleyrand.archive.readers.feeds import read_feed
from talleyrand.archive.readers.html_pages import read_html
from talleyrand.archive.readers.json_documents import read_json, read_json_lines
from talleyrand.archive.readers.letters import read_letter, read_mailbox
from talleyrand.archive.readers.packed import read_packed
from talleyrand.archive.readers.parquet import read_parquet
from talleyrand.archive.readers.pdf import read_pdf
from talleyrand.archive.readers.tables import read_csv
from talleyrand.archive.readers.tars import read_tar
from talleyrand.archive.readers.texts import read_markdown, read_text
from talleyrand.archive.readers.web_archives import read_wacz, read_warc
from talleyrand.archive.readers.zips import read_zip
from talleyrand.archive.snapshots import Note, Snapshot
from talleyrand.archive.sniffing import sniff
from talleyrand.errors import InputError

Found = Snapshot | InputError | Note | Input
"""What a reader yields: a document, what can't be read, what was passed over, or a part to be read in its turn."""
Reader = Callable[[Input, ReadOptions], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of input: how names of it end (lower case), its media types, and its reader.

    A reader raises InputError or OSError for an input that it can't read at all. Heavy packages are imported when the
    first input of their kind is read.
    """

    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    read: Reader


_FEEDS = ("text/xml", *(f"application/{name}" for name in ("xml", "rss+xml", "atom+xml", "rdf+xml", "feed+json")))
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TARS = (".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
KINDS = (
    Kind((".txt",), ("text/plain",), read_text),
    Kind((".md", ".markdown"), ("text/markdown",), read_markdown),
    Kind((".html", ".htm"), ("text/html", "application/xhtml+xml"), read_html),
    Kind((".pdf",), ("application/pdf",), read_pdf),
    Kind((".docx", ".docm", ".doc"), (_WORD, "application/msword"), read_docx),
    Kind((".eml",), ("message/rfc822",), read_letter),
    Kind((".mbox", ".mbx"), ("application/mbox",), read_mailbox),
    Kind((".jsonl", ".ndjson"), ("application/x-ndjson", "application/jsonl"), read_json_lines),
    Kind((".json",), ("application/json",), read_json),
    Kind((".xml", ".rss", ".atom", ".rdf"), _FEEDS, read_feed),
    Kind((".csv", ".tsv"), ("text/csv", "text/tab-separated-values"), read_csv),
    Kind((".parquet",), ("application/vnd.apache.parquet",), read_parquet),
    Kind((".zip",), ("application/zip",), read_zip),
    Kind((".tar", *_TARS), ("application/x-tar",), read_tar),
    Kind((".warc", ".warc.gz", ".arc", ".arc.gz"), ("application/warc",), read_warc),
    Kind((".wacz",), ("application/wacz",), read_wacz),
    Kind((".gz", ".bz2", ".xz"), ("application/gzip", "application/x-bzip2", "application/x-xz"), read_packed),
)
READABLE = ", ".join(kind.suffixes[0] for kind in KINDS)
"""The kinds that can be read, as a person is told them."""
_BY_MEDIA_TYPE = {media_type: kind for kind in KINDS for media_type in kind.media_types}
_BY_SUFFIX = sorted(((suffix, kind) for kind in KINDS for suffix in kind.suffixes), key=lambda pair: -len(pair[0]))


def kind_of(source: Input) -> Kind | None:
    """Return the kind of an input, the longest suffix first (`.warc.gz` before `.gz`), else by its first bytes.

    What has a name with an unknown ending is no plain text: it might be a program or a style sheet. Returns None for
    what is incidental and of no kind; raises InputError for any other that is.
    """
    known = _BY_MEDIA_TYPE.get(source.media_type or "") or _by_suffix(source.name)
    known = known or _by_suffix(sniff(source.head(), named="." in source.name))
    if known is None and not source.incidental:
        raise _unknown(source)
    return known


def _by_suffix(name: str) -> Kind | None:
    return next((kind for suffix, kind in _BY_SUFFIX if name.lower().endswith(suffix)), None)


def _unknown(source: Input) -> InputError:
    suffix = "." + source.name.lower().rpartition(".")[2] if "." in source.name else ""
    if not source.head().strip():
        return InputError("the input is empty", where=source.path, hint="nothing to read")
    what = f"unknown kind of file {suffix!r}" if suffix else "unknown kind of file"
    return InputError(what, where=source.path, hint=f"readable are {READABLE}")
