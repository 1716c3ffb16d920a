"""Which part of a web page is the article: what the page itself marks as such, and its lead.

Pages say where their text stands, in microdata (schema.org's `articleBody`) or by the classes of microformats and of
the most common publishing systems. Where they do, the rest of the page is put aside before the text is extracted, so
that neither menus nor boxes of related stories come into it.
"""

from __future__ import annotations

import re
from typing import Any

from talleyrand.codebook.furniture import phrase_of

_CLASS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_PICTURED = (
    "ancestor-or-self::figure or ancestor-or-self::figcaption "
    "or ancestor-or-self::*[contains(@itemtype, 'ImageObject') or contains(@itemtype, 'VideoObject')]"
)
_BODIES = (
    "//body//*[@itemprop='articleBody' and not(self::meta) and not(ancestor::*[@itemprop='articleBody'])]",
    f"//body//*[{_CLASS.format('e-content')}]",
    f"//body//*[{_CLASS.format('entry-content')}]",
)
_LEAD = (
    f"//body//*[@itemprop='description' and not(self::meta) and not({_PICTURED})]"
    f" | //body//*[{_CLASS.format('p-summary')}]"
)
"""Where schema.org and microformats put an article's lead, which text extraction takes for a teaser and drops."""
_ASIDE = (
    "//body//*[(@role='dialog' or @aria-modal='true' or self::dialog or @role='navigation' or @role='contentinfo'"
    " or @role='search' or @role='complementary') and not(.//h1 or .//article or .//*[@itemprop='articleBody'])]"
)
"""What assistive technology is told to be no part of the text: pop-ups, menus, the site's foot."""
_MOST_ASIDE = 0.5
_LEAST = 200
_WHITE = re.compile(r"\s+")
_DROPPED = ("site.", "related.")
_KEPT = frozenset({"site.dateline-only", "site.publication-status"})
"""Furniture that may be what tells when the text was published."""


def mark_body(page: Any) -> bool:
    """Leave of a page what is marked as its article's body, in place; tells whether anything is.

    Several bodies, and one too short to be a text, are taken only where the page names them by `articleBody`.
    """
    for number, path in enumerate(_BODIES):
        found = page.xpath(path)
        if not found or (number and len(found) > 1) or sum(map(_length, found)) < (_LEAST if number else 1):
            continue
        body = page.xpath("//body")[0]
        for element in found:
            element.drop_tree()
        for child in list(body):
            body.remove(child)
        body.text = None
        body.extend(found)
        return True
    return False


def put_aside(page: Any) -> None:
    """Take from a page what it calls no part of its text, in place, unless that is most of it."""
    whole = _length(page)
    for element in page.xpath(_ASIDE):
        if element.getparent() is not None and _length(element) < _MOST_ASIDE * whole:
            element.drop_tree()


def with_lead(text: str, page: Any) -> str:
    """Put the page's lead in front of the text where the extraction left it out."""
    for element in page.xpath(_LEAD):
        lead = one_line(element.text_content())
        if lead:
            return text if lead[:80] in one_line(text) else f"{lead}\n{text}"
    return text


def without_furniture(text: str) -> str:
    """Leave out paragraphs that are the site's, not the article's: buttons, notices of copyright, related stories."""
    return "\n".join(line for line in text.split("\n") if not _is_furniture(line.strip()))


def _is_furniture(paragraph: str) -> bool:
    phrase = phrase_of(paragraph)
    return (
        phrase is not None and phrase.role == "furniture" and phrase.id.startswith(_DROPPED) and phrase.id not in _KEPT
    )


def one_line(text: str) -> str:
    """Return a text with each stretch of white space as one space."""
    return _WHITE.sub(" ", text).strip()


def _length(element: Any) -> int:
    return len(one_line(element.text_content()))
