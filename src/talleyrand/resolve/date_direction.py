"""Whether an undated weekday or month lies ahead of publication or behind it, from the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from talleyrand.codebook.dates import date_words
from talleyrand.resolve.date_grammar import Expression
from talleyrand.resolve.date_tokens import Token

Way = Literal["past", "future", "open"]

_NOT_LONG_AGO = frozenset({"recently", "late", "lately", "far"})  # "as recently as Wednesday", but "as early as Friday"
_PARTICIPLE = re.compile(r"[a-z]{2,}ed$")
_ENDS = frozenset(".!?;")
_AFTER = 4  # words after the expression that may hold its verb ("Friday said")
_OPENING = 14  # words after an expression that opens its sentence ("On Friday, ... said")


def way(expression: Expression) -> Way:
    """Tell the direction from the nearest verb or cue before the expression in its sentence, else just after it."""
    if expression.after and expression.after[0].kind == "poss":
        return "past"
    before = _clause_before(expression.before)
    if before and before[0].text == "as":
        return "past" if len(before) > 1 and before[1].text.lower() in _NOT_LONG_AGO else "future"
    back = _nearest(before)
    if back != "open":
        return back
    opening = len(before) <= 2
    ahead = _clause_after(expression.after, _OPENING if opening else _AFTER, "" if opening else ",")
    return _nearest(ahead, backwards=False)


def _clause_before(words: Sequence[Token]) -> list[Token]:
    clause: list[Token] = []
    for word in reversed(words):
        if "\n" in word.text or (word.text in _ENDS and not _abbreviates(clause, word)):
            break
        clause.append(word)
    return clause


def _clause_after(words: Sequence[Token], length: int, stop: str) -> list[Token]:
    clause: list[Token] = []
    for word in words[:length]:
        if word.text in _ENDS or "\n" in word.text or word.text == stop:
            break
        clause.append(word)
    return clause


def _abbreviates(later: Sequence[Token], stop: Token) -> bool:
    """A full stop inside "U.S." or before a lower-case word ends no sentence."""
    return bool(later) and (later[-1].start == stop.end or later[-1].text[:1].islower())


def _nearest(words: Sequence[Token], *, backwards: bool = True) -> Way:
    direction = date_words().direction
    for index, word in enumerate(words):
        form = word.text.lower()
        if form in direction.future:
            return "future"
        if form in direction.past or _PARTICIPLE.match(word.text):
            helper = _helpers(words, index, backwards)
            if "be" not in helper:
                return "past"
            if "to" in helper:
                return "future"
    return "open"


def _helpers(words: Sequence[Token], index: int, backwards: bool) -> set[str]:
    """The words before a verb: a participle after "be" is not of the past, "to be held" lies ahead."""
    near = words[index + 1 : index + 4] if backwards else words[max(0, index - 3) : index]
    return {word.text.lower() for word in near}
