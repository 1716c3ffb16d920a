"""Whether what came from elsewhere is what its type says: kinds of values, texts that are texts, days that are days."""

from __future__ import annotations

import re
import sys
from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

LONGEST = 100_000
"""Characters of a text, that of a document excepted."""
_DAYS = frozenset(
    {"DateInterval.start", "DateInterval.end", "Horizon.start", "Horizon.end", "Case.since", "Case.until"}
)
_PUBLISHED = re.compile(r"\d{4}(-\d\d){0,2}")
_WHOLE = frozenset({"Document.text"})
_RANGES = {"Record.confidence": (0.0, 1.0), "Act.intensity": (-10.0, 10.0)}


def check(value: Any) -> None:
    """Raise ValueError where a field of a dataclass, or of one within it, holds what its annotation does not allow.

    >>> from talleyrand.model.records import Horizon
    >>> check(Horizon("2022-02-24", None))
    >>> check(Horizon("soon", None))
    Traceback (most recent call last):
    ValueError: Horizon.start is 'soon'
    """
    name = type(value).__name__
    for field, kind in _kinds(type(value)).items():  # type: ignore[arg-type]  # types can be hashed
        _check(getattr(value, field), kind, f"{name}.{field}")


@cache
def _kinds(made: Hashable) -> dict[str, Any]:
    hints = get_type_hints(made)
    return {field.name: hints[field.name] for field in fields(made)}  # type: ignore[arg-type]  # a dataclass


def _check(value: Any, kind: Any, where: str) -> None:
    origin = get_origin(kind)
    if origin is UnionType:
        _check(value, _fitting(value, kind), where)
    elif origin is Literal:
        _require(isinstance(value, str) and value in get_args(kind), where, value)
    elif origin is tuple:
        _check_several(value, get_args(kind), where)
    elif is_dataclass(kind):
        _require(type(value) is kind, where, value)
        check(value)
    else:
        _require(_is_plain(value, kind, where), where, value)


def _fitting(value: Any, union: Any) -> Any:
    """Return the member of a union that a value is of, the first one where it is of none."""
    kinds = get_args(union)
    named = (kind for kind in kinds if (get_origin(kind) or kind) is type(value))
    return next(named, next(kind for kind in kinds if kind is not NoneType))


def _check_several(value: Any, kinds: tuple[Any, ...], where: str) -> None:
    _require(isinstance(value, tuple), where, value)
    each = [kinds[0]] * len(value) if kinds[-1] is Ellipsis else list(kinds)
    for one, kind in zip(value, each, strict=True):
        _check(one, kind, where)


def _is_plain(value: Any, kind: Any, where: str) -> bool:
    if kind is float:
        low, high = _RANGES.get(where, (-sys.float_info.max, sys.float_info.max))
        return type(value) in (int, float) and isfinite(value) and low <= value <= high
    if kind is int:
        return type(value) is int and 0 <= value < 2**31
    if kind is str:
        return isinstance(value, str) and _is_text(value, where)
    return type(value) is kind


def _is_text(value: str, where: str) -> bool:
    if where in _DAYS and not _is_day(value):
        return False
    if where == "Document.published" and not (_PUBLISHED.fullmatch(value) and _is_day(f"{value}-01-01"[:10])):
        return False
    short = len(value) <= LONGEST or where in _WHOLE
    return short and not any("\ud800" <= character <= "\udfff" for character in value)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _require(fine: bool, where: str, value: Any) -> None:
    if not fine:
        raise ValueError(f"{where} is {str(value)[:60]!r}")
