"""Speaker labels: "MS. DOE:", "Q", "President of Freedonia Jane Doe:", heading a line or between sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from talleyrand.codebook.furniture import label_words
from talleyrand.model.spans import Span

Kind = Literal["generic", "office", "capitals", "name"]

_ABBREVIATION = r"(?:(?i:mr|ms|mrs|mx|dr|gen|sen|rep|sec|amb|lt|col|adm|gov|prof|st|jr|sr)|[A-Z])\."
_PARTICLE = r"of|the|and|for|on|to|in|at|de|da|del|van|von|bin|al|der|la|&|[–-]"
_WORD = rf"(?:{_ABBREVIATION}|[A-ZÀ-ÖØ-ÞŠŽČİŞ][\w’'\-]*,?|{_PARTICLE})"
_PARENTHESIS = r"(?: \((?:[\w’' ,.-]{2,50})\))?"
_LABEL = re.compile(
    r"(?:^|(?<=[.!?…”\"’')\]>–—*] )|(?<=\n))"
    rf"(?P<name>(?!(?:of|the|and|for|on|to|in|at) )(?:{_WORD})(?: {_WORD}){{0,17}}{_PARENTHESIS})$"
)
_QUESTION = re.compile(r"Q[.:]?(?=\s+[A-Z0-9(\[“\"‘'—–-])")
_COLON = re.compile(r":(?=\s|$|[“\"A-Z(])")
_POPUP = re.compile(r"(?P<kept>(?:.* )?(?P<first>\S+(?: \S+)?) (?P<last>\S+)) (?P=last) (?P=first)")
_PARTICLES = re.compile(r"\b(?:of|the|and|for|on|to|in|at|across)\b", re.IGNORECASE)
_LINE_HEAD = 80
_WINDOW = 180
_NAME_WORDS = range(2, 5)


@dataclass(frozen=True, slots=True)
class Label:
    """A candidate: `name` spans the words, `end` is after the colon, `paragraph` the index of its paragraph."""

    name: Span
    end: int
    text: str
    kind: Kind
    paragraph: int
    leading: bool

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
    return label is not None and _kind(label["name"]) in {"generic", "office", "capitals"}


def find_labels(text: str, paragraphs: Sequence[Span]) -> list[Label]:
    """Return the speaker labels of a text that are one beyond doubt, in order.

    A label counts when it recurs, or when it names an office or shares a surname with one that does; a plain name that
    stands but once counts among other labels only.
    """
    candidates = [label for index, span in enumerate(paragraphs) for label in _candidates(text, span, index)]
    names = Counter(_bare(label.text) for label in candidates)
    sure = [label for label in candidates if _is_sure(label, names)]
    if len(sure) > 1:
        return candidates
    surnames = {label.surname for label in sure}
    return [label for label in candidates if label.surname in surnames]


def _is_sure(label: Label, names: Counter[str]) -> bool:
    if names[_bare(label.text)] > 1:
        return True
    return label.kind == "office" and len(label.text.split()) > 1


def _candidates(text: str, span: Span, index: int) -> Iterator[Label]:
    question = _QUESTION.match(text, span.start, span.end)
    if question:
        name = Span(span.start, span.start + 1)
        yield Label(name, question.end(), "Q", "generic", index, leading=True)
    floor = question.end() + 1 if question else span.start
    for colon in _COLON.finditer(text, floor, span.end):
        start = max(floor, colon.start() - _WINDOW)
        found = _LABEL.search(text[start : colon.start()])
        if found and (found.start("name") > 0 or start == floor):
            label = _label(found["name"], start + found.start("name"), colon.end(), index)
            if label is not None:
                yield _leading(label, span)
        floor = colon.end()


def _label(words: str, start: int, end: int, index: int) -> Label | None:
    kind = _kind(words)
    if kind is None:
        return None
    popup = _POPUP.match(words)
    name = popup["kept"] if popup else words
    return Label(Span(start, start + len(name)), end, name, kind, index, leading=False)


def _leading(label: Label, span: Span) -> Label:
    if label.name.start > span.start:
        return label
    return Label(label.name, label.end, label.text, label.kind, label.paragraph, leading=True)


def _kind(words: str) -> Kind | None:
    """Return what sort of label `words` could be, None when they are none."""
    vocabulary = label_words()
    bare = _bare(words)
    if bare.lower() in vocabulary.generic:
        return "generic"
    if vocabulary.refused.match(words):
        return None
    if vocabulary.office.match(words):
        return "office"
    if bare.isupper():
        return "capitals"
    count = len(bare.split())
    return "name" if count in _NAME_WORDS and not _PARTICLES.search(bare) and "," not in bare else None


def _bare(words: str) -> str:
    return words.split(" (", 1)[0]
