"""Where sentences begin, by rule: stops and what follows them, quotation marks, abbreviations, speakers, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from talleyrand.parse.engine_lexicon import Lexicon

MAX_WORDS = 300
"""Longer sentences are cut at their best punctuation mark: the encoder reads a few hundred word pieces at a time."""

_STOPS = re.compile(r"[.!?。！？]+$|…+$")
_CLOSERS = frozenset("\"'”’)]»")
_OPENERS = frozenset("\"'“‘([«")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+$")
_ATTRIBUTION_REACH = 5
_LABEL_WORDS = 6
_BULLET = re.compile(r"[-–—•*·▪►●]+$")
_SHORT_LINE = 0.6
"""A line shorter than this share of the usual line, without a final mark, is a heading or byline."""

_CUT_MARKS = (frozenset(";"), frozenset({":", "—", "–", "--"}), frozenset(","))


@dataclass(frozen=True, slots=True)
class Words:
    """A document's tokens (text, whether white space follows, whether it is white space, offset) and the word lists."""

    texts: Sequence[str]
    spaced: Sequence[bool]
    blank: Sequence[bool]
    offsets: Sequence[int]
    lexicon: Lexicon

    def next_word(self, i: int) -> int:
        """The first token after i that is no white space; the number of tokens if none is."""
        i += 1
        while i < len(self.texts) and self.blank[i]:
            i += 1
        return i

    def gap(self, i: int) -> bool:
        """Whether white space stands between token i and the next."""
        return self.spaced[i] or i + 1 >= len(self.texts) or self.blank[i + 1]


def sentence_starts(words: Words, breaks: Sequence[int] = ()) -> list[int]:
    """The tokens that begin a sentence, in order; the first is 0, none is white space except perhaps the first.

    `breaks` are code-point offsets where one must begin, whatever stands there.
    """
    starts = {0, *_forced(words, breaks), *_after_lines(words), *_after_stops(words)}
    starts |= set(_after_labels(words, starts))
    first = words.next_word(-1)
    ordered = [0, *sorted(i for i in starts if first < i < len(words.texts))]
    return list(_short(words, ordered))


def _forced(words: Words, breaks: Sequence[int]) -> Iterator[int]:
    wanted = iter(sorted(breaks))
    offset = next(wanted, None)
    for i, start in enumerate(words.offsets):
        if offset is not None and start >= offset and not words.blank[i]:
            yield i
            while offset is not None and offset <= start:
                offset = next(wanted, None)


def _after_lines(words: Words) -> Iterator[int]:
    """Blank lines end a sentence; a single line break does after a heading and before a label or a bullet."""
    usual = _usual_line(words)
    line = 0
    i = 0
    while i < len(words.texts):
        following = words.next_word(i)
        breaks = sum(words.texts[k].count("\n") for k in range(i, following))
        if breaks and following < len(words.texts):
            if breaks > 1 or _is_heading(words, (line, i), following, usual) or _begins_block(words, following):
                yield following
            line = following
        i = following


def _usual_line(words: Words) -> int:
    """The length that three quarters of the lines stay below."""
    ends = [words.offsets[i] for i, text in enumerate(words.texts) if words.blank[i] and "\n" in text]
    ends.append(words.offsets[-1])
    lengths = sorted(b - a for a, b in zip([0, *ends], ends, strict=False))
    return lengths[len(lengths) * 3 // 4]


def _is_heading(words: Words, line: tuple[int, int], following: int, usual: int) -> bool:
    first, last = line
    text = words.texts[last]
    if not words.texts[following][:1].isupper() or text[-1:] in ",;-–—:" or words.texts[first][:1].islower():
        return False
    upper = [w for w in words.texts[first : last + 1] if any(c.isalpha() for c in w)]
    if len(upper) > 1 and all(w.isupper() for w in upper):
        return True
    length = words.offsets[last] + len(text) - words.offsets[first]
    return length < _SHORT_LINE * max(usual, _line_length(words, following))


def _line_length(words: Words, first: int) -> int:
    """The length of the line that begins at a token, as far as it matters."""
    i = first
    while i < len(words.texts) and "\n" not in words.texts[i] and words.offsets[i] - words.offsets[first] < 200:
        i += 1
    return words.offsets[min(i, len(words.texts) - 1)] - words.offsets[first]


def _begins_block(words: Words, i: int) -> bool:
    return bool(_BULLET.match(words.texts[i])) or _label_end(words, i) is not None


def _after_stops(words: Words) -> Iterator[int]:
    i = 0
    while i < len(words.texts):
        if not words.blank[i] and _may_end(words.texts[i]):
            end = _with_closers(words, i)
            following = words.next_word(end)
            if following < len(words.texts) and _ends_here(words, i, end, following):
                yield following
            i = end
        i += 1


def _may_end(text: str) -> bool:
    return bool(_STOPS.search(text)) and (len(text) < 2 or not text[0].isdigit())


def _with_closers(words: Words, i: int) -> int:
    """The last token of the stop: further stops, and closing marks that stand directly at it."""
    while i + 1 < len(words.texts) and not words.gap(i):
        text = words.texts[i + 1]
        straight = text in {'"', "'"} and not words.gap(i + 1)
        if (straight and not _closes(words, i + 1)) or not (text in _CLOSERS or _STOPS.fullmatch(text)):
            break
        i += 1
    return i


def _closes(words: Words, i: int) -> bool:
    """A straight mark with no white space on either side closes if another closing mark or stop follows."""
    return i + 1 >= len(words.texts) or words.texts[i + 1] in _CLOSERS or words.texts[i + 1][:1].isupper()


def _ends_here(words: Words, stop: int, end: int, following: int) -> bool:
    text, first = words.texts[stop], _first_letters(words, following)
    if first[:1].islower():
        return False
    if text in words.lexicon.titles or text in words.lexicon.abbreviations or _INITIALS.match(text):
        return _ends_after_abbreviation(words, stop, end, first)
    if text == "." and (_number_follows(words, stop, following) or _is_list_number(words, stop)):
        return False
    if end == stop and not words.gap(end) and not first[:1].isupper() and text == ".":
        return False
    return not (end > stop and text[-1] in "!?" and _attributed(words, following))


def _first_letters(words: Words, i: int) -> str:
    """The next word that is no opening mark."""
    while i + 1 < len(words.texts) and (words.texts[i] in _OPENERS or words.blank[i]):
        i += 1
    return words.texts[i]


def _ends_after_abbreviation(words: Words, stop: int, end: int, first: str) -> bool:
    text = words.texts[stop]
    if text in words.lexicon.titles:
        return False
    if end > stop and words.texts[end] in {'"', "”"}:
        return first[:1].isupper()
    if len(text) == 2 and stop and words.texts[stop - 1][:1].isupper() and first.lower() not in words.lexicon.starters:
        return False
    return first[:1].isupper() and first.lower() in words.lexicon.starters


def _number_follows(words: Words, stop: int, following: int) -> bool:
    before = words.texts[stop - 1].lower() if stop else ""
    return before in words.lexicon.numbered and words.texts[following][:1].isdigit()


def _is_list_number(words: Words, stop: int) -> bool:
    """`1.` or `(a).` at the beginning of a line."""
    if not stop or not re.fullmatch(r"\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4}", words.texts[stop - 1]) or words.gap(stop - 1):
        return False
    return stop == 1 or (words.blank[stop - 2] and "\n" in words.texts[stop - 2])


def _attributed(words: Words, following: int) -> bool:
    """After a quoted question or exclamation: `Mr. Putin asked`, `he said`."""
    i = following
    for _ in range(_ATTRIBUTION_REACH):
        if i >= len(words.texts) or _STOPS.fullmatch(words.texts[i]) or words.texts[i] in _OPENERS:
            return False
        if words.texts[i] in words.lexicon.speech:
            return i > following
        i = words.next_word(i)
    return False


def _after_labels(words: Words, starts: set[int]) -> Iterator[int]:
    """`MS. PSAKI:` and `Vladimir Putin:` at the beginning of a sentence are sentences of their own."""
    for start in starts:
        end = _label_end(words, start) if start < len(words.texts) else None
        if end is not None:
            following = words.next_word(end)
            if following < len(words.texts) and _first_letters(words, following)[:1].isupper():
                yield following


def _label_end(words: Words, i: int) -> int | None:
    """The colon (or lone `Q` or `A`) that ends a speaker's label beginning at token i; None if none begins there."""
    if words.texts[i] in {"Q", "A"} and i + 1 < len(words.texts) and words.blank[i + 1]:
        return i
    for k in range(i, min(i + _LABEL_WORDS + 1, len(words.texts))):
        text = words.texts[k]
        if text == ":":
            return k if k > i and words.gap(k) else None
        if not (text[:1].isupper() or text.lower() in words.lexicon.label_links) or "\n" in text:
            return None
    return None


def _short(words: Words, starts: Sequence[int]) -> Iterator[int]:
    """The starts, and further ones inside sentences that are too long."""
    for start, end in zip(starts, [*starts[1:], len(words.texts)], strict=True):
        yield start
        position = start
        while end - position > MAX_WORDS:
            position = words.next_word(cut(words.texts, position, position + MAX_WORDS) - 1)
            if position < end:
                yield position


def cut(texts: Sequence[str], start: int, end: int) -> int:
    """Where to cut tokens start to end: after the last of the best marks in the second half, else at the end."""
    for marks in _CUT_MARKS:
        for i in range(end - 1, (start + end) // 2, -1):
            if texts[i] in marks:
                return i + 1
    return end
