"""Figures in a text: what is counted, and how many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from talleyrand.codebook.tables import read_toml, require, words

_WHERE = "figures.toml"
_TOKEN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+|[$€£%]|[^\s\w]")
_BEHIND = 3
"""Words behind a number among which stands what it counts: `40 more civilians were killed`."""
_LONGEST_WORD = 3
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_STOPS = frozenset('.;:!?()[]"“”,—–')


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a text gives: what is counted (a unit's name, or the noun as written) and how many."""

    unit: str
    value: float


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted under one name; `times` turns its own measure into that of the name."""

    id: str
    name: str
    words: frozenset[str]
    why: str
    example: tuple[str, str, float]
    times: float = 1.0


@dataclass(frozen=True, slots=True)
class FigureWords:
    """`figures.toml`: numbers in words, magnitudes, signs of currencies, units, and what counts nothing.

    The first unit that fits wins: soldiers who were killed are dead, not troops.
    """

    numbers: dict[str, float]
    magnitudes: dict[str, float]
    currencies: dict[str, str]
    units: tuple[Unit, ...]
    by_word: dict[str, Unit]
    before: frozenset[str]
    behind: frozenset[str]
    months: frozenset[str]
    loose: frozenset[str]


@cache
def load_figures() -> FigureWords:
    """Return the table of figures."""
    data = read_toml(_WHERE)
    units = tuple(_unit(entry) for entry in data["unit"])
    skipped = data["skipped"]
    return FigureWords(
        numbers={word: float(value) for word, value in data["numbers"].items()},
        magnitudes={word: float(value) for word, value in data["magnitudes"].items()},
        currencies=data["currencies"],
        units=units,
        by_word={word: unit for unit in units for word in unit.words},
        before=words(skipped["before"]),
        behind=words(skipped["behind"]),
        months=words(skipped["after_months"]),
        loose=words(skipped["loose"]),
    )


def find_figures(text: str) -> tuple[Figure, ...]:
    """Return what a text counts, in its order: numbers with a noun or a currency; no days, years or articles.

    >>> find_figures("On February 24, 2022 at least 40 civilians were killed and $1.5 billion was sent.")
    (Figure(unit='killed', value=40.0), Figure(unit='dollars', value=1500000000.0))
    """
    tokens = [token.lower() for token in _TOKEN.findall(text)]
    return tuple(_figures(tokens))


def _figures(tokens: list[str]) -> Iterator[Figure]:
    table, at = load_figures(), 0
    while at < len(tokens):
        value, end = _number(tokens, at, table)
        if value is None:
            at += 1
            continue
        found = None if _skipped(tokens, at, end, table) else _counted(tokens, at, end, value, table)
        if found is not None:
            yield found
        at = end


def _number(tokens: list[str], at: int, table: FigureWords) -> tuple[float | None, int]:
    """Return the number that begins at a token, and where it ends; None where none does."""
    word = tokens[at]
    if word[0].isdecimal():
        value: float | None = float(word.replace(",", ""))
    else:
        value = table.numbers.get(word)
    if value is None:
        return None, at + 1
    end = at + 1
    while end < len(tokens) and tokens[end] in table.magnitudes:
        value *= table.magnitudes[tokens[end]]
        end += 1
    return value, end


def _skipped(tokens: list[str], at: int, end: int, table: FigureWords) -> bool:
    """Whether a number counts nothing: a day, a year, an article, a part of a name or of a larger number."""
    last = tokens[at - 1] if at else ""
    after = tokens[end] if end < len(tokens) else ""
    if last in table.before or last in table.months or after in table.behind:
        return True
    if last in "-–:/." and at > 1 and (tokens[at - 2][0].isdecimal() or tokens[at - 2] in table.before):
        return True
    plain = end == at + 1 and tokens[at].isdecimal()
    return plain and _FIRST_YEAR <= int(tokens[at]) <= _LAST_YEAR and after not in table.by_word


def _counted(tokens: list[str], at: int, end: int, value: float, table: FigureWords) -> Figure | None:
    if at and tokens[at - 1] in table.currencies:
        return Figure(table.currencies[tokens[at - 1]], value)
    behind = _words_behind(tokens, end)
    unit = next((unit for unit in table.units if not unit.words.isdisjoint(behind)), None)
    if unit is not None:
        return Figure(unit.name, value * unit.times)
    noun = next((word for word in behind if _is_noun(word, value, table)), None)
    return None if noun is None else Figure(noun, value)


def _words_behind(tokens: list[str], end: int) -> list[str]:
    """Return the words after a number within its phrase; a hyphen joins (`30-minute`)."""
    found: list[str] = []
    for word in tokens[end : end + _BEHIND + 1]:
        if word in _STOPS:
            break
        if word != "-":
            found.append(word)
    return found[:_BEHIND]


def _is_noun(word: str, value: float, table: FigureWords) -> bool:
    """Whether a word looks like what is counted: a plural behind a number above one."""
    return value > 1 and len(word) > _LONGEST_WORD and word.endswith("s") and word not in table.loose


def _unit(entry: dict[str, Any]) -> Unit:
    require(entry, "id", "name", "words", "why", "example", where=_WHERE)
    text, name, value = entry["example"]
    times = float(entry.get("times", 1.0))
    return Unit(entry["id"], entry["name"], words(entry["words"]), entry["why"], (text, name, float(value)), times)
