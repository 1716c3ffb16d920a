"""What differs between two versions of a record, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

UNTOLD = frozenset({"confidence", "method", "engine", "mention", "sector", "role"})
"""Fields that a person does not change by hand, or that follow from others."""
_PARTIES = frozenset({"actors", "recipients", "addressees", "reported_by"})


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a record (`date.start`, `act.event_type`, `actors`) before and after; None for nothing."""

    field: str
    before: str | None
    after: str | None


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the fields in which two bodies of a record (contract 1) differ, in their order."""
    old, new = dict(_fields(before)), dict(_fields(after))
    names = dict.fromkeys((*old, *new))
    return tuple(Change(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))


def _fields(body: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str | None]]:
    for name, value in body.items():
        if name in UNTOLD:
            continue
        if isinstance(value, Mapping) and not _is_quote(value):
            yield from _fields(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", _words(name, value)


def _words(name: str, value: Any) -> str | None:
    """A value in words: parties by name and id, words of the text with their place."""
    if value is None or value in ([], ""):
        return None
    if name in _PARTIES:
        return "; ".join(f"{party['name']} ({party['id']})" for party in value)
    if isinstance(value, list):
        return "; ".join(str(_words("", one)) for one in value)
    if _is_quote(value):
        return f"{value['text']} ({value['start']}-{value['end']})"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _is_quote(value: Any) -> bool:
    return isinstance(value, Mapping) and {"start", "end", "text"} <= value.keys() and "precision" not in value
