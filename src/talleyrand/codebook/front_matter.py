"""Front matter: lines at the head of a text that say its title, date and outlet instead of being its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import read_toml

_FENCE = re.compile(r"\ufeff?---[ \t]*\r?\n")
_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}?)[ \t]*:(?:[ \t]+(?P<value>[^\r\n]*))?[ \t]*(?:\r?\n|\Z)")
_FENCED_LINE = re.compile(r"[^\r\n]*(?:\r?\n|\Z)")
_LIMIT = 64
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))")
_ESCAPED = {"n": "\n", "t": "\t", "_": "\u00a0", "N": "\u0085", "0": "\0"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a header by their names in a document's metadata, and the offset where the text proper begins."""

    fields: Mapping[str, str]
    end: int


NONE = FrontMatter({}, 0)
"""What a text without a header has."""


@cache
def _keys() -> dict[str, str]:
    return dict(read_toml("furniture.toml")["front_matter"])


def find_front_matter(text: str) -> FrontMatter:
    r"""Return the header of `text`: YAML lines between `---` fences, or two and more `Title:`, `Date:` ... lines.

    >>> find_front_matter("Title: Talks end\nDate: 2022-03-03\n\nThe talks ended.").fields["date"]
    '2022-03-03'
    """
    fence = _FENCE.match(text)
    if fence:
        return _fenced(text, fence.end())
    return _plain(text)


def _fenced(text: str, start: int) -> FrontMatter:
    """Read up to the closing fence; an indented line goes on with the value above it."""
    entries: list[str] = []
    position = start
    for _ in range(_LIMIT):
        line = _FENCED_LINE.match(text, position)
        if line is None or line.end() == position:
            return NONE
        position = line.end()
        content = line.group().rstrip()
        if content in {"---", "..."}:
            return FrontMatter(_fields(entries), position)
        if entries and content[:1] in {" ", "\t"}:
            entries[-1] = _joined(entries[-1], content.strip())
        else:
            entries.append(content)
    return NONE


def _joined(above: str, content: str) -> str:
    """Join a continuation line as YAML does: by a space, or directly after a backslash."""
    return above[:-1] + content if above.endswith("\\") else f"{above} {content}"


def _fields(entries: Iterable[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for entry in entries:
        _enter(fields, _LINE.fullmatch(entry))
    return fields


def _plain(text: str) -> FrontMatter:
    """Read header lines up to the first blank or other line; one alone may be a sentence, so two are asked for."""
    fields: dict[str, str] = {}
    position = text.startswith("\ufeff")
    end = 0
    for line in _known_lines(text, int(position)):
        _enter(fields, line)
        end = line.end()
    return FrontMatter(fields, end) if len(fields) > 1 else NONE


def _known_lines(text: str, position: int) -> Iterator[re.Match[str]]:
    for _ in range(_LIMIT):
        line = _LINE.match(text, position)
        if line is None or line["key"].lower() not in _keys() or not line["value"]:
            return
        yield line
        position = line.end()


def _enter(fields: dict[str, str], line: re.Match[str] | None) -> None:
    if line is None:
        return
    field = _keys().get(line["key"].lower(), "")
    value = _unquoted((line["value"] or "").strip())
    if field and value and value.lower() not in {"null", "~"}:
        fields.setdefault(field, value)


def _unquoted(value: str) -> str:
    """Take off YAML's quotation marks and read its escapes."""
    if len(value) < 2 or value[0] != value[-1] or value[0] not in "\"'":
        return value
    if value[0] == "'":
        return value[1:-1].replace("''", "'")
    return _ESCAPE.sub(_character, value[1:-1])


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])
