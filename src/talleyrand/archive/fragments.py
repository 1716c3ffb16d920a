"""Text of a piece of HTML: the content of a feed's entry, the body of a letter; all of it, a paragraph a line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead "
    "tr ul".split()
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset(
    "script style template noscript head title iframe object svg math audio video canvas button select textarea".split()
)
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
"""Styles of what nobody sees: what a newsletter says to lists of letters alone, the second layout for phones."""
_INVISIBLE = re.compile("[\u034f\u00ad\u200b\u2060\ufeff]+|(?<!\\S)[\u200c\u200d]+(?!\\S)")
"""Characters that show nothing: soft hyphens, and what fills the line that lists of letters show."""
_WHITE = re.compile(r"\s+")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_TAG = re.compile(r"<[^<>]*>")


def fragment_text(markup: str) -> str:
    r"""Return the text of a piece of HTML, a paragraph a line; scripts and what is hidden are left out, nothing else.

    >>> fragment_text("<p>Talks <b>ended</b>.</p><p>They meet again<br>in April &amp; May.</p>")
    'Talks ended.\nThey meet again\nin April & May.'
    """
    tree = _parse(markup)
    if tree is None:
        return _lines(html.unescape(_TAG.sub("\n", markup)))
    return _lines("".join(_pieces(tree))) or _lines("".join(_pieces(tree, hidden=True)))


def _lines(text: str) -> str:
    lines = (_WHITE.sub(" ", _INVISIBLE.sub("", line)).strip() for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def plain_line(markup: str) -> str:
    """Return a title's characters in one line: tags and character references resolved, white space folded."""
    return _WHITE.sub(" ", fragment_text(markup) if "<" in markup or "&" in markup else markup).strip()


def _parse(markup: str) -> Any:
    """Return the tree of a piece of HTML, None when it is nested deeper than libxml2 reads."""
    from lxml import etree  # noqa: PLC0415  (a slow import, needed for HTML only)

    clean = _UNWRITABLE.sub(" ", _DECLARATION.sub("", markup))
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    tree = etree.fromstring(f"<div>{clean}</div>".encode("utf-8", "replace"), parser=parser)
    limits = parser.error_log.filter_from_level(etree.ErrorLevels.FATAL).filter_domains(etree.ErrorDomains.PARSER)
    return None if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in limits) else tree


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDING.search(element.get("style") or ""))


def _pieces(tree: Any, *, hidden: bool = False) -> Iterator[str]:
    """Yield the runs of text in the order of the page, with a line break where a block begins or ends.

    What a style hides comes only with `hidden`.
    """
    from lxml import etree  # noqa: PLC0415

    unseen = verbatim = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        starts = event == "start"
        step = 1 if starts else -1
        unseen += step * (element.tag in _UNSEEN or (not hidden and _is_hidden(element)))
        verbatim += step * (element.tag == "pre")
        if unseen and starts:
            continue
        if element.tag in _BLOCKS:
            yield "\n"
        elif element.tag in _CELLS:
            yield " "
        text = element.text if starts else element.tail
        if text and not unseen:
            yield text if verbatim else _WHITE.sub(" ", text)
