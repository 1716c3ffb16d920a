"""What surrounds an article's text: phrases of furniture, bylines and captions, and the words of speaker labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from talleyrand.codebook.tables import read_toml
from talleyrand.errors import CodebookError
from talleyrand.model.documents import BlockRole

Place = Literal["whole", "start", "within"]

_FILE = "furniture.toml"
_FINAL_STOPS = tuple('.!?:;,…”"»)]')
_TITLE_LIMIT = 200
_BODY_LINE = 120
_LINES = re.compile(r"[^\r\n]+")
_HASHES = re.compile(r"#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A rule that tells the role of a paragraph from its words; `limit` is the longest paragraph it may claim."""

    id: str
    role: BlockRole
    place: Place
    limit: int
    form: re.Pattern[str]
    reason: str
    example: str
    counter: str

    def matches(self, paragraph: str) -> bool:
        """Tell whether the rule claims `paragraph`, which has no white space around it."""
        if len(paragraph) > self.limit:
            return False
        if self.place == "whole":
            return self.form.fullmatch(paragraph) is not None
        return (self.form.match(paragraph) if self.place == "start" else self.form.search(paragraph)) is not None


@dataclass(frozen=True, slots=True)
class LabelWords:
    """Words of speaker labels: those that are one by themselves, those that begin one, those that never do."""

    generic: frozenset[str]
    office: re.Pattern[str]
    refused: re.Pattern[str]


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return the rules in the order of the data file, the first that matches wins."""
    return tuple(_phrase(entry) for entry in read_toml(_FILE)["phrase"])


@cache
def label_words() -> LabelWords:
    """Return the words of speaker labels."""
    entry = read_toml(_FILE)["labels"]
    return LabelWords(
        generic=frozenset(entry["generic"]),
        office=_alternatives(entry["offices"]),
        refused=_alternatives(entry["refused"]),
    )


@cache
def _longest() -> int:
    return max(phrase.limit for phrase in phrases())


def role_of(paragraph: str) -> BlockRole | None:
    """Return the role that the words of a paragraph tell, None for one that may be text.

    >>> role_of("Reporting by Jane Doe; Editing by Richard Roe"), role_of("The talks failed.")
    ('byline', None)
    """
    phrase = phrase_of(paragraph)
    return phrase.role if phrase else None


def phrase_of(paragraph: str) -> Phrase | None:
    """Return the rule that claims a paragraph, None for one that may be text."""
    if len(paragraph) > _longest():
        return None
    return next((phrase for phrase in phrases() if phrase.matches(paragraph)), None)


def title_line(text: str) -> str | None:
    r"""Return the first line of `text` if it reads like a title: short, without a final stop, and with text below it.

    >>> title_line("Talks resume in Geneva\n\nThe talks resumed on Friday.")
    'Talks resume in Geneva'
    """
    lines = _LINES.finditer(text)
    first = next((line for line in lines if line.group().strip("\ufeff \t\xa0")), None)
    second = next((line for line in lines if line.group().strip()), None)
    if first is None or second is None:
        return None
    apart = text[first.end() : second.start()].count("\n") > 1 or text[first.end() : second.start()].count("\r") > 1
    candidate = first.group().strip("\ufeff \t\xa0")
    if not apart and len(second.group()) < _BODY_LINE:
        return None
    return _HASHES.sub("", candidate, count=1) if _is_title(candidate) else None


def _is_title(line: str) -> bool:
    words = line.split()
    return (
        len(line) <= _TITLE_LIMIT
        and len(words) > 1
        and not line.endswith(_FINAL_STOPS)
        and (line[0].isupper() or not line[0].isalpha())
        and words[0] != "Q"
        and role_of(line) is None
    )


def _alternatives(words: list[str]) -> re.Pattern[str]:
    """Compile a match for any of `words` at the beginning of a label."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?:\b|(?<=\.))", re.IGNORECASE)


def _phrase(entry: Mapping[str, Any]) -> Phrase:
    try:
        return Phrase(
            id=entry["id"],
            role=entry["role"],
            place=entry["place"],
            limit=entry["limit"],
            form=re.compile(entry["form"], 0 if entry.get("exact") else re.IGNORECASE),
            reason=entry["reason"],
            example=entry["example"],
            counter=entry["counter"],
        )
    except (KeyError, re.error) as error:
        raise CodebookError(f"a phrase is malformed: {error}", where=f"{_FILE}: {entry.get('id')}") from error
