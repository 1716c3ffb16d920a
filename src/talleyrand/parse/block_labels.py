"""Speaker labels: "MS. DOE:", "Q", "President of Freedonia Jane Doe:", heading a line or between sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from talleyrand.codebook.furniture import label_words
from talleyrand.codebook.offices import load_given_names
from talleyrand.model.spans import Span

Kind = Literal["generic", "office", "capitals", "name"]

_ABBREVIATION = r"(?:(?i:mr|ms|mrs|mx|dr|gen|sen|rep|sec|amb|lt|col|adm|gov|prof|st|jr|sr)|[A-Z])\."
_PARTICLE = r"of|the|and|for|on|to|in|at|de|da|del|van|von|bin|al|der|la|&|[–-]"
WORD = rf"(?:{_ABBREVIATION}|[A-ZÀ-ÖØ-ÞŠŽČİŞ][\w’'\-]*,?|{_PARTICLE})"
PARENTHESIS = r"(?: ?\((?:[\w’' ,.-]{2,50})\))?"
_LABEL = re.compile(
    r"(?:^|(?<=[.!?…”\"’')\]>–—*] )|(?<=\n))"
    rf"(?P<name>(?!(?:of|the|and|for|on|to|in|at) )(?:{WORD})(?: {WORD}){{0,17}}{PARENTHESIS})$"
)
_AFTER_QUESTION = r"[.:]?(?=\s+[A-Z0-9(\[\\“\"‘'—–-])"
_QUESTION = re.compile(f"Q{_AFTER_QUESTION}")
_MARK = re.compile(rf"(?P<question>\bQ{_AFTER_QUESTION})|:(?=\s|$|[“\"A-Z(])")
_RUN_IN = re.compile(
    r"(?P<before>[^\s.,;:!?]+) (?P<name>(?:Federal |Prime |Vice |Foreign )?[A-Z][a-z]+ of (?:the )?"
    rf"[A-Z][\w’'-]+(?: (?:of|and|[A-Z][\w’'-]+)){{0,5}} [A-Z][\w’'-]+ [A-Z][\w’'-]+{PARENTHESIS})$"
)
"""An office of a state and a name after a heading whose line break was lost ("... talks President of ...")."""
_CONNECTORS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "by",
        "for",
        "from",
        "in",
        "is",
        "like",
        "of",
        "on",
        "or",
        "that",
        "the",
        "to",
        "was",
        "with",
    ]
)
_POPUP = re.compile(r"(?P<kept>(?:.* )?(?P<first>\S+(?: \S+)?) (?P<last>\S+)) (?P=last) (?P=first)")
_PARTICLES = re.compile(r"\b(?:of|the|and|for|on|to|in|at|across)\b", re.IGNORECASE)
_LINE_HEAD = 80
_INDENT = 16
"""Blanks by which a label may be indented, those that do not break among them."""
_BLANKS = " \t\xa0"
_WINDOW = 180
_NAME_WORDS = range(2, 5)
_CLOSED = tuple('.!?:;…”"’)]>*_–—')


@dataclass(frozen=True, slots=True)
class _Place:
    text: str
    start: int
    end: int
    index: int
    official: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A candidate: `name` spans the words, `end` is after the colon, `paragraph` the index of its paragraph.

    `front` is where the label begins, None where that is its name.
    """

    name: Span
    end: int
    text: str
    kind: Kind
    paragraph: int
    leading: bool
    front: int | None = None

    @property
    def start(self) -> int:
        """Where the label begins with what stands in front of the name: a bracket, an asterisk, the time."""
        return self.name.start if self.front is None else self.front

    @property
    def surname(self) -> str:
        """The last word of the name, for comparing the forms of one speaker's label."""
        return _bare(self.text).rsplit(" ", 1)[-1]


def starts_with_label(line: str) -> bool:
    """Tell whether a line begins with a label in capitals, that of an office, or the Q of a question."""
    if _QUESTION.match(line):
        return True
    colon = line.find(":", 0, _LINE_HEAD)
    if colon < 1:
        return False
    label = _LABEL.match(line[:colon])
    return label is not None and kind_of(label["name"]) in {"generic", "office", "capitals"}


def find_labels(text: str, paragraphs: Sequence[Span], *, official: bool) -> list[Label]:
    """Return the speaker labels of a text that are one beyond doubt, in order.

    A label counts when it recurs, or when it names an office or shares a surname with one that does; a plain name that
    stands but once counts among other labels only, or at the head of a paragraph of an `official` text.
    """
    places = (_Place(text, span.start, span.end, index, official) for index, span in enumerate(paragraphs))
    candidates = [label for place in places for label in _candidates(place)]
    names = Counter(_bare(label.text) for label in candidates)
    sure = [label for label in candidates if names[_bare(label.text)] > 1 or _is_sure(label, official=official)]
    if len(sure) > 1:
        return candidates
    surnames = {label.surname for label in sure}
    return [label for label in candidates if label.surname in surnames]


def _is_sure(label: Label, *, official: bool) -> bool:
    if label.kind == "office":
        return len(label.text.split()) > 1
    if label.kind == "generic":
        return label.leading and label.text.isupper() and len(label.text.split()) > 1
    first = label.text.split()[0]
    return official and label.leading and label.kind == "name" and first.lower() in load_given_names()


def _candidates(place: _Place) -> Iterator[Label]:
    floor = place.start
    for mark in _MARK.finditer(place.text, place.start, place.end):
        if mark["question"]:
            if not _opens(place, mark.start()):
                continue
            name = Span(mark.start(), mark.start() + 1)
            yield Label(name, mark.end(), "Q", "generic", place.index, mark.start() == place.start)
            floor = mark.end() + 1
            continue
        begin = _label_start(place, floor, mark)
        if begin is not None:
            yield from _label(place, begin, mark)
        floor = mark.end()


def _opens(place: _Place, at: int) -> bool:
    """Tell whether a place heads its paragraph or line, white space aside, or follows a sentence."""
    before = place.text[max(place.start, at - _INDENT) : at].rstrip(_BLANKS)
    return not before or before[-1] in "\n.!?—"


def _label_start(place: _Place, floor: int, colon: re.Match[str]) -> int | None:
    """Return where the label before a colon begins: heading the paragraph, after a sentence, or after a heading."""
    start = max(floor, colon.start() - _WINDOW)
    window = place.text[start : colon.start()]
    found = _LABEL.search(window)
    if found and (found.start("name") > 0 or start == floor) and _begins(window[: found.start("name")]):
        return start + found.start("name")
    if not place.official or not place.text[colon.end() : colon.end() + 2].strip()[:1].isupper():
        return None
    run_in = _RUN_IN.search(window)
    if run_in is None or run_in["before"].lower() in _CONNECTORS:
        return None
    return start + run_in.start("name")


def _begins(before: str) -> bool:
    """Tell whether something new can begin here: not within a sentence that goes on over the end of a line."""
    return not before.endswith("\n") or not before.strip() or before.rstrip().endswith(_CLOSED)


def _label(place: _Place, start: int, colon: re.Match[str]) -> Iterator[Label]:
    words = place.text[start : colon.start()]
    kind = kind_of(words)
    if kind is not None:
        popup = _POPUP.match(words)
        name = popup["kept"] if popup else words
        span = Span(start, start + len(name))
        yield Label(span, colon.end(), name, kind, place.index, start == place.start)


def kind_of(words: str) -> Kind | None:
    """Return what sort of label `words` could be, None when they are none."""
    vocabulary = label_words()
    bare = _bare(words)
    if bare.lower() in vocabulary.generic:
        return "generic"
    if vocabulary.refused.match(words):
        return None
    if vocabulary.office.match(words) or _holds_office(bare):
        return "office"
    if bare.isupper():
        return "capitals"
    count = len(bare.split())
    return "name" if count in _NAME_WORDS and not _PARTICLES.search(bare) and "," not in bare else None


def _bare(words: str) -> str:
    return words.split(" (", 1)[0]


def _holds_office(bare: str) -> bool:
    """Tell whether an office stands within a label and a name of two words after it ("Lakeside Mayor Jane Doe")."""
    parts = bare.split(" ")
    heads = (" ".join(parts[index:]) for index in range(1, len(parts) - 2))
    return any(label_words().office.match(head) for head in heads)
