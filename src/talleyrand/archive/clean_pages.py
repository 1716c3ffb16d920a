"""A web page as it was archived, made inert: its words and their order, nothing that runs, loads, sends or leads away.

Only listed elements and attributes stay (lxml-html-clean), of images only those that the page itself holds. Words that
records rest on are found again by the text of the page, whatever elements they run through, and marked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from talleyrand.archive.readers.html_pages import decode_page
from talleyrand.errors import InputError

LARGEST = 2 * 1024 * 1024
"""Bytes of a page that is still shown; a larger one can be downloaded."""
_TAGS = frozenset(
    """
    a abbr address article aside b bdi bdo blockquote body br caption center cite code col colgroup dd del dfn
    div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html i img ins kbd li main mark nav ol p
    pre q s samp section small span strong sub sup table tbody td tfoot th thead time tr u ul var wbr
    """.split()
)
_KILLED = ("math", "noembed", "noframes", "noscript", "svg", "template", "textarea", "title", "xmp")
"""Elements that go with what they hold, besides those that the cleaner removes by itself."""
_ATTRIBUTES = frozenset("alt title src colspan rowspan dir lang datetime start".split())
_OWN_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_WHITE = re.compile(r"\s+")


@dataclass(slots=True)
class _Run:
    """A run of text in the tree: its element, whether it is the text behind it, and where it begins in the page."""

    element: Any
    tail: bool
    start: int
    text: str


def clean_page(raw: bytes, *, evidence: Iterable[str] = (), where: str = "", charset: str | None = None) -> str:
    """Return the body of an archived page as inert HTML, each of the `evidence` that it still holds between `<mark>`s.

    `charset` is the encoding that its server named.

    Raises InputError for what is no HTML, and for a page that is too large to show.
    """
    if len(raw) > LARGEST:
        raise InputError("the page is too large to show", where=where, hint="download it")
    tree = _cleaned(decode_page(raw, where, charset), where)
    _mark(tree, evidence)
    return _serialised(tree)


def _cleaned(page: str, where: str) -> Any:
    import lxml.html  # noqa: PLC0415  (needed for web pages only)
    from lxml.etree import ParserError  # noqa: PLC0415
    from lxml_html_clean import Cleaner  # noqa: PLC0415

    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except ParserError as error:
        raise InputError("there is no page in it", where=where, hint="download it") from error
    cleaner = Cleaner(
        style=True,
        inline_style=True,
        links=True,
        page_structure=False,
        forms=True,
        allow_tags=_TAGS,
        kill_tags=_KILLED,
        remove_unknown_tags=False,
        safe_attrs_only=True,
        safe_attrs=_ATTRIBUTES,
    )
    cleaner(tree)
    for outer in list(tree.iter("html", "body")):
        outer.tag = "div"  # a page may go on behind its body
    for image in list(tree.iter("img")):
        if not _OWN_IMAGE.fullmatch(image.get("src", "")):
            image.attrib.pop("src", None)
    return tree


def _serialised(tree: Any) -> str:
    from lxml import etree  # noqa: PLC0415

    return f"<body>{etree.tostring(tree, encoding='unicode', method='html', with_tail=False)}</body>"


def _mark(tree: Any, evidence: Iterable[str]) -> None:
    """Put what is found of the evidence between marks; where pieces overlap they become one."""
    runs = list(_runs(tree))
    spans = _joined(_found("".join(run.text for run in runs), evidence))
    starts = [run.start for run in runs]
    for start, end in reversed(spans):
        for run in reversed(runs[max(0, bisect_right(starts, start) - 1) : bisect_right(starts, end - 1)]):
            _wrap(run, max(0, start - run.start), min(len(run.text), end - run.start))


def _runs(tree: Any) -> Iterator[_Run]:
    """Yield the runs of text in the order of the page."""
    at = 0
    open_: list[Any] = []
    for event, element in _walk(tree):
        text, tail = (element.text, False) if event == "start" else (element.tail, True)
        if text and not (tail and not open_):
            yield _Run(element, tail, at, text)
            at += len(text)
        if event == "start":
            open_.append(element)
        else:
            open_.pop()


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree  # noqa: PLC0415

    return iter(etree.iterwalk(tree, events=("start", "end")))


def _found(text: str, evidence: Iterable[str]) -> list[tuple[int, int]]:
    """Return where the pieces of evidence stand in a text, whatever white space parts their words."""
    folded, places = _folded(text)
    spans = []
    for piece in dict.fromkeys(_folded(words)[0] for words in evidence):
        at = folded.find(piece) if piece else -1
        if at >= 0:
            spans.append((places[at], places[at + len(piece) - 1] + 1))
    return sorted(spans)


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text without white space, and where each of its characters stood."""
    places = [at for at, character in enumerate(text) if not character.isspace()]
    return _WHITE.sub("", text), places


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _wrap(run: _Run, start: int, end: int) -> None:
    """Put a stretch of a run between marks; the run keeps what stands before it."""
    from lxml import etree  # noqa: PLC0415

    words = run.text[start:end]
    if not words.strip():
        return
    mark = etree.Element("mark")
    mark.text, mark.tail = words, run.text[end:]
    if run.tail:
        run.element.addnext(mark)
        run.element.tail = run.text[:start]
        mark.tail = run.text[end:]
    else:
        run.element.insert(0, mark)
        run.element.text = run.text[:start]
    run.text = run.text[:start]
