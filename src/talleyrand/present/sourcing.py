"""Who vouches for a record, in words: the chain of sources, and the sources of a whole set of records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from talleyrand.model.actors import Attribution
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.present.phrases import phrases
from talleyrand.present.plain import line

OUTLET_UNKNOWN = "outlet unknown"


@dataclass(frozen=True, slots=True)
class LinkView:
    """One link of a chain of sources: its type in words, and its name."""

    type: str
    type_words: str
    name: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source and how much rests on it: n records from n documents."""

    type: str
    type_words: str
    name: str
    records: int
    documents: int


def outlet_words(document: Document) -> str:
    """Return who published the document: its outlet, its author, the host of its address, else that this is unknown."""
    if document.outlet:
        return line(document.outlet)
    return line(document.author.name) if document.author else host_of(document.url) or OUTLET_UNKNOWN


def host_of(url: str | None) -> str:
    """Return the host that an address names, without "www."; empty where it names none.

    >>> host_of("https://www.daily.example:8080/news/1")
    'daily.example'
    """
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return line(host).removeprefix("www.")


def origin_words(document: Document) -> str:
    """Return who published a document as `outlet_words` does; where that is unknown, the file that it was read from."""
    known = outlet_words(document)
    return f"{known}, {file_words(document.path)}" if known == OUTLET_UNKNOWN and document.path else known


def file_words(path: str | None) -> str:
    """Return the last part of a path, with what it lies in where that is a container.

    >>> file_words("/home/me/news.zip!/march/talks.html"), file_words("in/a.jsonl:12")
    ('news.zip!/march/talks.html', 'a.jsonl:12')
    """
    outer, mark, inner = (path or "").partition("!/")
    return line(f"{outer.replace(chr(92), '/').rpartition('/')[2]}{mark}{inner}")


def chain_links(record: Record, document: Document) -> tuple[LinkView, ...]:
    """Return the chain of sources from the nearest to the event to the farthest, ending with the document itself."""
    last = _last_link(document)
    inner = (_link(link.type, _link_name(link)) for link in reversed(record.reported_by))
    return (*(link for link in inner if link.name != last.name), last)


def chain_words(record: Record, document: Document) -> str:
    """Return the chain in words: `Kremlin readout, via state media, via Example Wire`."""
    links = chain_links(record, document)
    names = list(dict.fromkeys(link.name for link in links))
    if len(links) == 1 and links[0].type == "author":
        return f"{names[0]}, in its own text"
    return ", via ".join(names)


def _last_link(document: Document) -> LinkView:
    if document.author:
        return _link("author", line(document.author.name))
    return _link("report", outlet_words(document))


def _link(type_: str, name: str) -> LinkView:
    return LinkView(type_, phrases().source[type_], name)


def _link_name(link: Attribution) -> str:
    if link.type == "anonymous":
        words = line(link.mention.text) if link.mention else line(link.name)
        return f"unnamed: “{words}”"
    return line(link.name)


def build_sources(entries: Iterable[tuple[Record, Document]]) -> tuple[SourceView, ...]:
    """Return every source with what rests on it, the most used first within each type."""
    records: dict[tuple[str, str], set[str]] = defaultdict(set)
    documents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record, document, link in _all_links(entries):
        records[link.type, link.name].add(record.id)
        documents[link.type, link.name].add(document.id)
    views = [SourceView(*_typed(key), len(records[key]), len(documents[key])) for key in records]
    order = list(phrases().source)
    return tuple(sorted(views, key=lambda view: (order.index(view.type), -view.records, view.name)))


def _typed(key: tuple[str, str]) -> tuple[str, str, str]:
    return key[0], phrases().source[key[0]], key[1]


def _all_links(entries: Iterable[tuple[Record, Document]]) -> Iterator[tuple[Record, Document, LinkView]]:
    for record, document in entries:
        for link in chain_links(record, document):
            yield record, document, link
