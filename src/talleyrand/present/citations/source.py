"""What a citation is made of, whatever its style: the kind of source, names, title, date, place in the text, chain."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from talleyrand.codebook.readouts import is_readout
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.documents import Document
from talleyrand.model.records import Forecast, Framing, Record, Statement
from talleyrand.present.plain import line

SourceKind = Literal["article", "statement", "page", "text"]
"""An outlet's own report; an official text, which has an author; a web page and a text of which neither is known."""

HASH_LETTERS = 12
"""Letters of the hash in a note: enough to find the source by."""
FAMILY_FIRST = frozenset({"CHN", "KHM", "KOR", "PRK", "TWN", "VNM"})
"""Countries whose names are written family name first in English too."""
DOCUMENTS_AT_HAND = 64
"""Documents of which is kept what every citation of them says: records come by days, those of a document together."""
SHORT_WORDS = 4
"""Words of a shortened title, as the manual advises."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ARTICLE = re.compile(r"^(?:a|an|the)\s+", re.IGNORECASE)
_SUBTITLE = re.compile(r"[:;?!—–]\s|\s[—–|-]\s")
_SYNONYM = re.compile(r"\s*\([^()]*\)$")
_WEB = ("http://", "https://")
_CALL = re.compile(r"\b(?:calls?|phone|telephone|conversations?|spoke|speaks)\b", re.IGNORECASE)
_SMALL = frozenset("a an and as at but by for from in into its of on or over the to toward with".split())
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_LINE = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited: a document, or a record of it. `retrieved` is the day, YYYY-MM-DD, on which it was archived."""

    document: Document
    record: Record | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts; `given` is empty for an organ, a state, and a person of one name or of a form nobody knows."""

    family: str
    given: str = ""
    family_first: bool = False

    @property
    def plain(self) -> str:
        """The name as it is said."""
        parts = (self.family, self.given) if self.family_first else (self.given, self.family)
        return " ".join(part for part in parts if part)


def kind_of_source(document: Document) -> SourceKind:
    """Return what kind of source a document is, by what is known about it."""
    if document.author is not None:
        return "statement"
    if line(document.outlet or ""):
        return "article"
    return "page" if document.url else "text"


def name_of(actor: Actor) -> Name:
    """Return an author's name in parts: a person's family name with its particles (`von der Leyen`), others whole."""
    words = _SYNONYM.sub("", line(actor.name)).split()
    if actor.type != "person" or not 2 <= len(words) <= 5 or "of" in words:
        return Name(" ".join(words))
    if actor.country in FAMILY_FIRST:
        return Name(words[0], " ".join(words[1:]), family_first=True)
    first = len(words) - 1
    while first > 1 and words[first - 1][:1].islower():
        first -= 1
    return Name(" ".join(words[first:]), " ".join(words[:first]))


def publisher_of(document: Document) -> str:
    """Return who published a document, without an article in front; empty where that is its author."""
    outlet = line(document.outlet or "")
    outlet = outlet[4:] if outlet[:4].lower() == "the " else outlet
    if document.author is None:
        return outlet
    author, site = (_bare(name) for name in (document.author.name, outlet))
    return "" if author.startswith(site) or site.startswith(author) else outlet


def _bare(name: str) -> str:
    return line(name).casefold().removeprefix("the ")


def title_of(document: Document) -> str:
    """Return the title on one line, quotation marks within it single ones; empty where there is none."""
    title = line(document.title or "").replace("“", "‘").replace("”", "’")
    return re.sub(r'"([^"]*)"', "‘\\1’", title)


def short_title(title: str) -> str:
    """Return a title as later notes give it: up to four words, without a first article and without a subtitle.

    >>> short_title("The Week in Quotation Marks: What They Said"), short_title("Who's Afraid of the Big Bad Bear?")
    ('Week in Quotation Marks', "Who's Afraid")
    """
    main = _SUBTITLE.split(_ARTICLE.sub("", title, count=1), maxsplit=1)[0].rstrip("?!.,")
    words = main.split()
    if len(words) > SHORT_WORDS:
        words = words[:SHORT_WORDS]
        while len(words) > 1 and words[-1].lower() in _SMALL:
            words.pop()
    return " ".join(words).rstrip(",;:–—-")


def genre_of(document: Document) -> str:
    """Return what an official text is where its title does not say so: `readout`; else nothing."""
    title = line(document.title or "")
    if document.author is None or "readout" in title.lower() or "transcript" in title.lower():
        return ""
    return "readout" if _CALL.search(title) and is_readout(title) else ""


def address_of(document: Document) -> str:
    """Return the address of a source on the web, empty for one of another kind."""
    url = line(document.url or "")
    return url if url.lower().startswith(_WEB) else ""


def date_in_full(day: str | None) -> str:
    """Return an ISO date or a part of one as American prose: `2022-03-08` is `March 8, 2022`; empty for none.

    >>> date_in_full("2022-03-08"), date_in_full("2022-03"), date_in_full("2022"), date_in_full(None)
    ('March 8, 2022', 'March 2022', '2022', '')
    """
    parts = date_parts(day)
    if len(parts) < 2:
        return "".join(map(str, parts))
    month = _MONTHS[parts[1] - 1]
    return f"{month} {parts[2]}, {parts[0]}" if len(parts) > 2 else f"{month} {parts[0]}"


def date_parts(day: str | None) -> list[int]:
    """Return year, month and day as far as a date has them; none for what is no date."""
    parts = (day or "").split("-")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return []
    numbers = [int(part) for part in parts][:3]
    return numbers if len(numbers) < 2 or 1 <= numbers[1] <= 12 else numbers[:1]


def paragraph_of(cited: Cited) -> int | None:
    """Return the number of the paragraph in which a record's evidence begins, from 1, a title in front not counted."""
    if cited.record is None:
        return None
    breaks, titled = _paragraphs(cited.document)
    return max(1, bisect_left(breaks, cited.record.evidence.start) + (0 if titled else 1))


@lru_cache(DOCUMENTS_AT_HAND)
def _paragraphs(document: Document) -> tuple[tuple[int, ...], bool]:
    """Return where the breaks between paragraphs of a document begin, and whether the first one is its title."""
    text = document.text
    begin = len(text) - len(text.lstrip())
    pattern = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE
    breaks = tuple(found.start() for found in pattern.finditer(text, begin))
    first = text[begin : breaks[0]] if breaks else text[begin:]
    return breaks, line(first) == line(document.title or "")


def archive_words(cited: Cited) -> str:
    """Return where the source is kept: the beginning of its hash, and the characters that a record rests on."""
    ident = cited.document.id.removeprefix("sha256:")[:HASH_LETTERS]
    place = f", characters {cited.record.evidence.start}–{cited.record.evidence.end}" if cited.record else ""
    return f"archived as sha256:{ident}{place}"


def quotation_of(cited: Cited) -> str:
    """Return the words that a record rests on, on one line; empty for a document as a whole."""
    return line(cited.record.evidence.text) if cited.record else ""


def speakers(cited: Cited) -> tuple[str, ...]:
    """Return by whom a record's words came to the document, from the innermost out: who spoke, then who passed it on.

    The document's own author, or outlet, is not among them.
    """
    record, document = cited.record, cited.document
    if record is None:
        return ()
    spoken = isinstance(record.payload, Statement | Forecast | Framing)
    named = [actor for actor in record.actors if not _is_source(actor, record)]
    inner = [listed(tuple(named))] if spoken and named else []
    links = [_link(link) for link in reversed(record.reported_by)]
    own = {_bare(name) for name in (document.outlet or "", document.author.name if document.author else "") if name}
    return tuple(name for name in dict.fromkeys((*inner, *links)) if _bare(name) not in own)


def _is_source(actor: Actor, record: Record) -> bool:
    """Tell whether an actor is one of the sources too, under its id or in the same words of the text."""
    sources = record.reported_by
    if actor.mention is not None and actor.mention in {link.mention for link in sources}:
        return True
    return actor.id in {link.id for link in sources}


def listed(actors: tuple[Actor, ...]) -> str:
    """Return names as a note lists them: three at most, then `and others`."""
    names = list(dict.fromkeys(line(actor.name) for actor in actors))
    if len(names) > 3:
        return f"{names[0]} and others"
    return f"{', '.join(names[:-1])}, and {names[-1]}" if len(names) == 3 else " and ".join(names)


def _link(link: Attribution) -> str:
    if link.type == "anonymous":
        words = line(link.mention.text) if link.mention and link.mention.text else line(link.name)
        return f"unnamed source (“{words}”)"
    return line(link.name)


def passed_on(record: Record) -> str:
    """Return how a note says that a source has words of somebody else: their own words are quoted, others cited."""
    own_words = isinstance(record.payload, Statement) and record.payload.form in ("direct", "mixed")
    return "quoted in" if own_words else "cited in"
