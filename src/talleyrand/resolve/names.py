"""Known names in a text: the longest that the actor index has at each word, left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from talleyrand.codebook.actors_keys import Word, words
from talleyrand.codebook.actors_model import ActorIndex, Name, NameKind

TITLE_CASED_ABBREVIATION = 4
REMEMBERED = 8192
ABBREVIATION_WITH_DOT = 4
_LINE_ENDS = str.maketrans("\n\r", "  ")
PARTING = frozenset('.,;:!?()[]\n"“”—–…/')


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of words that is one known name, or a single word that is none (`names` is then empty)."""

    words: tuple[Word, ...]
    names: tuple[Name, ...] = ()

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.words[-1].end

    @property
    def key(self) -> str:
        """The look-up key."""
        return " ".join(word.key for word in self.words)

    @property
    def kind(self) -> NameKind | None:
        """The kind of the most likely meaning, None for a plain word."""
        return self.names[0].kind if self.names else None

    @property
    def capitalised(self) -> bool:
        """Whether it starts with a capital."""
        return self.words[0].capitalised

    def name(self, *kinds: NameKind) -> Name | None:
        """Return the first meaning of one of these kinds."""
        return next((name for name in self.names if name.kind in kinds), None)


def on_one_line(text: str) -> str:
    r"""Return a text with spaces for its line ends, as long as before: the lines of a page part no name.

    >>> on_one_line("the Ministry of\nTrade")
    'the Ministry of Trade'
    """
    return text.translate(_LINE_ENDS)


@lru_cache(maxsize=REMEMBERED)
def phrase_words(text: str) -> tuple[Word, ...]:
    """Return the words of a phrase; the most recent are remembered, for texts repeat them."""
    return tuple(words(text))


def segments(text: str, index: ActorIndex) -> list[Segment]:
    """Return the segments of `text` in order; together they hold every word once, and none runs over punctuation."""
    found = words(text)
    result: list[Segment] = []
    begin = 0
    for at in range(1, len(found) + 1):
        if at == len(found) or _parted(text, found[at - 1], found[at]):
            result.extend(segment_words(found[begin:at], index))
            begin = at
    return result


def segment_words(found: Sequence[Word], index: ActorIndex) -> list[Segment]:
    """Return the segments of a sequence of words."""
    result: list[Segment] = []
    at = 0
    while at < len(found):
        segment = _longest(found, at, index) or Segment((found[at],))
        result.append(segment)
        at += len(segment.words)
    return result


def _parted(text: str, before: Word, after: Word) -> bool:
    """Tell whether punctuation or a line's end stands between two words (not the dot of an abbreviation)."""
    gap = text[before.end : after.start]
    if gap in (" ", "", "-"):
        return False
    if gap == ". ":
        return len(before.key) > ABBREVIATION_WITH_DOT
    return any(letter in PARTING for letter in gap)


def _longest(found: Sequence[Word], at: int, index: ActorIndex) -> Segment | None:
    first = found[at].key
    reach = min(index.reach.get(first, 0), len(found) - at)
    for size in range(reach, 1, -1):
        run = tuple(found[at : at + size])
        names = index.names.get(" ".join(word.key for word in run))
        kept = _fitting(names, run) if names else ()
        if kept:
            return Segment(run, kept)
    return _single(found[at], index)


def _single(word: Word, index: ActorIndex) -> Segment | None:
    names = index.names.get(word.key) or _plural_office(word.key, index)
    kept = _fitting(names, (word,)) if names else ()
    return Segment((word,), kept) if kept else None


def _plural_office(key: str, index: ActorIndex) -> tuple[Name, ...]:
    if not key.endswith("s") or len(key) < 4:
        return ()
    office = next((name for name in index.names.get(key[:-1], ()) if name.kind == "office"), None)
    return (Name("sector", index.offices[office.ref].sector, proper=False),) if office else ()


def _fitting(names: tuple[Name, ...], run: tuple[Word, ...]) -> tuple[Name, ...]:
    first = run[0]
    if first.text.isupper() and first.capitalised:
        return names
    if not first.capitalised and first.text[0].isalpha():
        return tuple(name for name in names if not name.proper and not name.cased)
    long_enough = len(first.key) >= TITLE_CASED_ABBREVIATION
    return tuple(name for name in names if not name.cased or first.upper or (long_enough and len(run) == 1))
