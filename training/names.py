"""Proper-name spans from syntax: where a name begins and ends, given its head word in a gold tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.treebanks import Sentence, word_set

_NAME_RELATIONS = {"flat", "compound", "goeswith"}
_INSIDE = {"of", "for", "the", "and", "&", "de", "la", "-"}
TITLES = word_set(
    """
    mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor president minister prime premier chancellor secretary
    senator sen. governor gov. mayor judge justice king queen prince princess emperor sir lord lady general gen.
    captain colonel sergeant ambassador speaker chairman director pope god dad mom mum ma'am madam your honor ceo chair
    vice doctor master dean
    """
)
"""A span of these alone is no name."""


@dataclass(frozen=True, slots=True)
class Window:
    """Half-open interval of word positions (0-based) that a name may not leave."""

    start: int
    end: int


def name_extent(sentence: Sentence, head: int, window: Window, *, person: bool) -> tuple[int, int] | None:
    """The half-open span of the name headed by word `head`, or None if that word heads no name.

    A person's name is its flat and compound parts; other names also take capitalised modifiers and "of" phrases.
    """
    if sentence.upos[head] != "PROPN":
        return None
    members = {head}
    frontier = [head]
    while frontier:
        parent = frontier.pop()
        for child in _children(sentence, parent, window):
            if child not in members and _belongs(sentence, child, parent, person=person):
                members.add(child)
                frontier.append(child)
    return _trim(sentence, *_connected(sentence, head, members))


def _children(sentence: Sentence, parent: int, window: Window) -> Iterator[int]:
    return (i for i in range(window.start, window.end) if sentence.heads[i] == parent + 1)


def _belongs(sentence: Sentence, child: int, parent: int, *, person: bool) -> bool:
    relation, word, upos = sentence.relations[child].split(":")[0], sentence.words[child], sentence.upos[child]
    if relation in _NAME_RELATIONS:
        return upos in {"PROPN", "NUM", "X", "SYM"} or (relation == "flat") or word[:1].isupper()
    if person:
        return False
    if relation == "amod":
        return word[:1].isupper() and child > 0
    if relation in {"nmod", "conj"} and child > parent:
        return upos == "PROPN" and _joined(sentence, child)
    return False


def _joined(sentence: Sentence, child: int) -> bool:
    marks = {sentence.words[i].lower() for i, h in enumerate(sentence.heads) if h == child + 1 and i < child}
    return bool(marks & {"of", "&"}) and marks <= {"of", "&", "the"}


def _connected(sentence: Sentence, head: int, members: set[int]) -> tuple[int, int]:
    """Widens from the head while the next word is a member, or a small word that a member follows."""
    start, end = head, head + 1
    while step := next((s for s in (1, 2, 3) if start - s in members and _small(sentence, start - s + 1, start)), 0):
        start -= step
    while step := next((s for s in (1, 2, 3) if end - 1 + s in members and _small(sentence, end, end - 1 + s)), 0):
        end += step
    return start, end


def _small(sentence: Sentence, start: int, end: int) -> bool:
    return all(sentence.words[i].lower() in _INSIDE or sentence.upos[i] == "PUNCT" for i in range(start, end))


def _trim(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    while start < end and sentence.upos[start] in {"DET", "PUNCT"}:
        start += 1
    while start < end and sentence.upos[end - 1] in {"PUNCT", "PART"}:
        end -= 1
    words = {word.lower() for word in sentence.words[start:end]}
    return (start, end) if start < end and not words <= TITLES else None
