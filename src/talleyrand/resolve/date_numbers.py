"""Numbers in temporal expressions: "three", "twenty-four", "2 1/2", "several", "nineteen ninety-six"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talleyrand.resolve.date_tokens import Token

NUMBERS = ("numword", "scale", "n2", "n", "year", "frac", "half")


@dataclass(frozen=True, slots=True)
class Count:
    """How many: a number, or None for an unknown one ("several")."""

    number: float | None

    @property
    def whole(self) -> int | None:
        """The number rounded to a whole one, None when unknown."""
        return None if self.number is None else round(self.number)

    @property
    def text(self) -> str:
        """The number as TIMEX3 writes it, X when unknown."""
        if self.number is None:
            return "X"
        return str(int(self.number)) if self.number == int(self.number) else f"{self.number:g}"


def count(words: Sequence[Token]) -> Count | None:
    """Read the first count in `words`: of "two to three" it is two; None when there is no number word."""
    for index, word in enumerate(words):
        if word.kind == "several":
            return Count(2.0 if word.value == 2 else None)
        if word.kind in NUMBERS:
            return Count(_value(words[index:]))
        if word.kind == "another":
            return Count(1.0)
    return Count(1.0) if any(word.kind == "a" for word in words) else None


def _value(words: Sequence[Token]) -> float:
    total, current, last = 0.0, 0.0, ""
    for word in words:
        if word.kind == "scale":
            current = max(current, 1.0) * float(word.value)
        elif word.kind == "frac":
            top, bottom = word.text.split("/")
            current += float(top) / max(float(bottom), 1.0)
        elif word.kind == "half":
            current += 0.5
        elif word.kind in NUMBERS and (last in ("", "scale") or _joins(current, float(word.value))):
            current += float(word.value)
        elif not _continues(word.kind, last):
            break
        last = last if word.kind == "hyphen" else word.kind
    return total + current


def _continues(kind: str, last: str) -> bool:
    return last not in ("n2", "n") if kind == "hyphen" else kind == "and" and last == "scale"


def _joins(tens: float, ones: float) -> bool:
    return 20 <= tens <= 90 and tens % 10 == 0 and ones < 10


def spoken_year(words: Sequence[Token]) -> int | None:
    """Read a year in words ("nineteen ninety-six", "two thousand and four"), None when it is none."""
    numbers = [int(float(word.value)) for word in words if word.kind in ("numword", "scale")]
    if 1000 in numbers[1:2]:
        year = numbers[0] * 1000 + sum(numbers[2:])
    elif len(numbers) >= 2 and 11 <= numbers[0] <= 20 and 10 <= numbers[1] <= 90:
        year = numbers[0] * 100 + sum(numbers[1:])
    else:
        return None
    return year if 1100 <= year <= 2100 else None
