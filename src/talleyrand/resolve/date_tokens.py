"""A text as a row of words of temporal expressions, piece by piece, so that a long text takes little memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.dates import DateWords, Value, date_words

PIECE = 60_000  # characters that are read at once; a piece ends at a blank, so no word is cut
_SLACK = 2_000

OTHER = "other"
MARKS = {",": "comma", "-": "hyphen", "–": "hyphen", "—": "dash"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a temporal expression: span in the text, class, and what it stands for."""

    start: int
    end: int
    text: str
    kind: str
    value: Value


@cache
def lexicon() -> re.Pattern[str]:
    """Return the pattern that cuts a text into numbers, words, blank lines and marks."""
    short = "|".join(sorted(date_words().abbreviated, key=len, reverse=True))
    return re.compile(
        rf"""(?P<iso>(?<![\w-])\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?(?![\w-]))
        |(?P<slashed>(?<![\w/])\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)(?![\w/]))
        |(?P<clock>(?<![\w:.])\d{{1,2}}:\d\d(?![\w:]))
        |(?P<decade>(?<![\w.,])(?:\d{{3}}|['’`]\d)0['’]?s\b)
        |(?P<ordn>(?<![\w.,])\d{{1,2}}(?:st|nd|rd|th)\b)
        |(?P<frac>(?<!\w)\d/\d(?![\w/]))
        |(?P<ampm>(?<=\d|\s)[AaPp]\.?[Mm]\b\.?)
        |(?P<number>(?<![\w.,$£€#/])\d{{1,15}}(?:,\d{{3}}){{0,4}}(?:\.\d{{1,9}})?(?![\w%]))
        |(?P<short>\b(?i:{short})\.)
        |(?P<poss>['’]s\b)
        |(?P<word>[^\W\d_]+?n['’]t\b|[^\W\d_]+(?:['’]clock\b)?)
        |(?P<blank>\n[ \t\r]*\n)
        |(?P<mark>[^\w\s])|(?P<rest>\w+)""",
        re.VERBOSE,
    )


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans that a text is read in, each ending at a line break or a blank where there is one."""
    start = 0
    while len(text) - start > PIECE:
        floor = start + PIECE - _SLACK
        cut = max(text.rfind("\n", floor, start + PIECE), text.rfind(". ", floor, start + PIECE))
        cut = cut if cut >= 0 else text.rfind(" ", floor, start + PIECE)
        end = cut + 1 if cut >= 0 else start + PIECE
        yield start, end
        start = end
    yield start, len(text)


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the words of `text[start:end]`; those outside temporal expressions are of class `other`."""
    table = date_words()
    for match in lexicon().finditer(text, start, end):
        yield _token(match, table)


def _token(match: re.Match[str], table: DateWords) -> Token:
    group = match.lastgroup or ""
    kind, value = _classify(group, match[0], table)
    return Token(match.start(), match.end(), match[0], kind, value)


def _classify(group: str, text: str, table: DateWords) -> tuple[str, Value]:
    if group in ("word", "short"):
        return _classify_word(text, table)
    if group == "number":
        return _classify_number(text)
    if group == "mark":
        return MARKS.get(text, OTHER), text
    return (OTHER if group in ("blank", "rest") else group), text


def _classify_word(text: str, table: DateWords) -> tuple[str, Value]:
    word = table.words.get(text.lower().rstrip("."))
    if word is None or (word.capital and text.islower()):
        return OTHER, text
    return word.kind, word.value


def _classify_number(text: str) -> tuple[str, Value]:
    if "." in text or "," in text:
        return "n", float(text.replace(",", ""))
    number = int(text)
    if len(text) <= 2:
        return ("n2" if 1 <= number <= 31 else "n"), number
    return ("year" if len(text) == 4 and 1000 <= number <= 2100 else "n"), number
