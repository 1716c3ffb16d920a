"""Words, rules and calendar days of temporal expressions, from `data/dates.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from talleyrand.codebook.tables import read_toml
from talleyrand.errors import CodebookError

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Word:
    """What one word can be in a temporal expression: its class and what it stands for there."""

    kind: str
    value: Value
    capital: bool = False


@dataclass(frozen=True, slots=True)
class DateRule:
    """A pattern of word classes with macros filled in, and the reading that values it."""

    id: str
    pattern: str
    kind: str
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Direction:
    """Words that tell whether an undated day lies ahead of publication or behind it."""

    future: frozenset[str]
    past: frozenset[str]


@dataclass(frozen=True, slots=True)
class DateWords:
    """The whole table: words by lower-case form, abbreviations that carry a full stop, rules in order, named days.

    `discourse` are the words of a story: `together` (heads of phrases for all who took part), `saying`, `before`,
    `titles`.
    """

    words: dict[str, Word]
    abbreviated: frozenset[str]
    fillers: frozenset[str]
    rules: tuple[DateRule, ...]
    holidays: dict[str, str | int | tuple[int, int, int]]
    direction: Direction
    discourse: dict[str, frozenset[str]]


@cache
def date_words() -> DateWords:
    """Return the table of temporal expressions; `CodebookError` when the data file is malformed."""
    data = read_toml("dates.toml")
    try:
        return _table(data)
    except (KeyError, TypeError, ValueError) as error:
        raise CodebookError(f"malformed table ({error})", where="codebook/data/dates.toml") from error


def _table(data: dict[str, Any]) -> DateWords:
    return DateWords(
        words=_words(data),
        abbreviated=frozenset(data["abbreviated"]),
        fillers=frozenset(data["fillers"]),
        rules=tuple(_rule(row, data["macros"]) for row in data["rule"]),
        holidays={name: tuple(day) if isinstance(day, list) else day for name, day in data["holidays"].items()},
        direction=Direction(frozenset(data["direction"]["future"]), frozenset(data["direction"]["past"])),
        discourse={name: frozenset(words) for name, words in data["discourse"].items()},
    )


def _words(data: dict[str, Any]) -> dict[str, Word]:
    capital = frozenset(data["capital"])
    words = {
        form: Word(kind, value, form in capital)
        for kind, forms in data["classes"].items()
        for form, value in forms.items()
    }
    for kind, forms in data["words"].items():
        words.update((form, Word(kind, form)) for form in forms)
    return words


def _rule(row: dict[str, Any], macros: dict[str, str]) -> DateRule:
    pairs = (example.split(" => ") for example in row["examples"])
    return DateRule(row["id"], fill(row["pattern"], macros), row["kind"], tuple((text, value) for text, value in pairs))


def fill(pattern: str, macros: dict[str, str]) -> str:
    """Replace every `{name}` in `pattern` by its macro, and those inside macros too; `KeyError` for an unknown name."""
    while re.search(r"\{[a-z]+\}", pattern):
        pattern = re.sub(r"\{([a-z]+)\}", lambda match: macros[match[1]], pattern)
    return pattern
