"""What a person types into a field of a record, as the value that the model holds; what is none is refused by name."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from talleyrand.errors import CorrectionError
from talleyrand.model.dates import Precision
from talleyrand.model.documents import Document
from talleyrand.model.spans import Quote, Span

Given = str | int | float | bool | Sequence[str | int] | None
"""What a field may be given: text, a number, yes or no, a list; None or an empty text for nothing."""

LONGEST = 2000
"""Characters of a text field: the longest title of a resolution is shorter."""
_SPAN = re.compile(r"\s*(\d{1,9})\s*(?:-|–|\.\.|,)\s*(\d{1,9})\s*")
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_YES, _NO = frozenset({"yes", "true", "1", "on"}), frozenset({"no", "false", "0", "off"})
_LENGTHS: tuple[tuple[int, Precision], ...] = ((1, "day"), (7, "week"), (31, "month"))


def text_of(given: Given, field: str) -> str | None:
    """Return a value as one line of text, None for nothing; raises CorrectionError for one that is too long."""
    if given is None:
        return None
    words = "; ".join(map(str, given)) if isinstance(given, Sequence) and not isinstance(given, str) else str(given)
    words = " ".join(words.split())
    if len(words) > LONGEST:
        raise CorrectionError(f"{len(words):,} characters are too many", where=field, hint=f"at most {LONGEST:,}")
    return words or None


def parts_of(given: Given, field: str) -> list[str]:
    """Return the parts of a list, which text separates by semicolons."""
    if isinstance(given, Sequence) and not isinstance(given, str):
        return [part for one in given if (part := text_of(one, field))]
    return [part for part in map(str.strip, (text_of(given, field) or "").split(";")) if part]


def choice_of(given: Given, field: str, options: Sequence[str]) -> str | None:
    """Return the option that a value names, whatever its capitals; raises CorrectionError for what is none."""
    words = text_of(given, field)
    if words is None:
        return None
    found = next((option for option in options if option.casefold() == words.casefold()), None)
    if found is None:
        raise CorrectionError(f"{words[:60]!r} is not allowed here", where=field, hint=f"one of {', '.join(options)}")
    return found


def flag_of(given: Given, field: str) -> bool:
    """Return yes or no; nothing is no."""
    words = (text_of(given, field) or "no").casefold()
    if words not in _YES | _NO:
        raise CorrectionError(f"{words[:60]!r} is neither yes nor no", where=field)
    return words in _YES


def days_of(given: Given, field: str) -> tuple[str, str] | None:
    """Return the first and the last day of a day, a month (`2022-02`) or a year, None for nothing."""
    words = text_of(given, field)
    if words is None:
        return None
    found = _DAY.fullmatch(words)
    try:
        if found is None:
            raise ValueError(words)
        year, month, day = (int(part) if part else None for part in found.groups())
        first = date(year or 0, month or 1, day or 1)
        last = date(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
    except ValueError as error:
        raise CorrectionError(f"{words[:40]!r} is no day", where=field, hint="write it as 2022-02-24") from error
    return first.isoformat(), last.isoformat()


def precision_of(start: str | None, end: str | None) -> Precision:
    """Return how precise an interval of days is, by its length; unknown where an end is open."""
    if start is None or end is None:
        return "unknown"
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    return next((precision for most, precision in _LENGTHS if days <= most), "year")


def shares_of(given: Given, field: str) -> tuple[float, float] | None:
    """Return an interval of probabilities from `0.55-0.8`, `60 %` or `0.3`, None for nothing."""
    words = text_of(given, field)
    if words is None:
        return None
    numbers = [float(number) for number in _NUMBERS.findall(words)]
    if "%" in words:
        numbers = [number / 100 for number in numbers]
    if len(numbers) not in (1, 2) or not 0 <= numbers[0] <= numbers[-1] <= 1:
        raise CorrectionError(f"{words[:40]!r} is no probability", where=field, hint="0.6, 0.55-0.8 or 55-80 %")
    return numbers[0], numbers[-1]


def span_of(given: Given, field: str, document: Document, within: Span) -> Quote | None:
    """Return words of the text from `412-655` or from the words themselves, looked for in `within` first.

    Raises CorrectionError for words that are not there, and for a span that is outside or empty.
    """
    words = text_of(given, field)
    if words is None:
        return None
    found = _SPAN.fullmatch(words)
    start, end = (int(found[1]), int(found[2])) if found else _place_of(words, field, document, within)
    if not 0 <= start < end <= len(document.text):
        size = len(document.text)
        raise CorrectionError(
            f"{start}-{end} are no words of the text", where=field, hint=f"it has {size:,} characters"
        )
    return Span(start, end).quote(document.text)


def spans_of(given: Given, field: str, document: Document, within: Span) -> tuple[Quote, ...]:
    """Return several words of the text, in their order, separated by semicolons; they may not overlap."""
    found = [span_of(part, field, document, within) for part in parts_of(given, field)]
    quotes = sorted(quote for quote in found if quote is not None)
    for one, other in pairwise(quotes):
        if other.start < one.end:
            raise CorrectionError(f"{one.start}-{one.end} and {other.start}-{other.end} overlap", where=field)
    return tuple(quotes)


def span_words(quote: Quote | None) -> str:
    """Return a span as `span_of` reads it: `412-655`, empty for none."""
    return f"{quote.start}-{quote.end}" if quote else ""


def _place_of(words: str, field: str, document: Document, within: Span) -> tuple[int, int]:
    """Find words whatever their white space and capitals: within the sentence, else where they stand once."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
    near = pattern.search(document.text, within.start, within.end)
    if near:
        return near.span()
    everywhere = [found.span() for found in pattern.finditer(document.text)]
    if len(everywhere) != 1:
        times = "nowhere" if not everywhere else f"{len(everywhere)} times"
        hint = "give words of the sentence, or their place as 412-655"
        raise CorrectionError(f"{words[:60]!r} stands {times} in the text", where=field, hint=hint)
    return everywhere[0]
