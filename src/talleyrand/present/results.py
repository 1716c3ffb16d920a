"""The answer of a measure as text for a terminal and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, get_origin, get_type_hints

from talleyrand.model.results import Result

NONE = "–"
_ID = re.compile(r"[0-9a-f]{16}")


def shown_columns(result: Result[Any]) -> list[tuple[str, bool]]:
    """Return the columns for a terminal in order, each with whether it may be folded: text may, figures may not."""
    hints = get_type_hints(result.row_type)
    return [(column, _is_text(hints[column])) for column in result.shown or result.columns]


def _is_text(hint: Any) -> bool:
    return hint is str or get_origin(hint) is tuple or hint == str | None


def table_cells(result: Result[Any]) -> list[list[str]]:
    """Return the rows as text, a cell for each column that is shown; ids by their first eight digits."""
    columns = [column for column, _ in shown_columns(result)]
    return [[_short(cell(row[column])) for column in columns] for row in result.to_dicts()]


def _short(text: str) -> str:
    return text[:8] if _ID.fullmatch(text) else text


def cell(value: object) -> str:
    """Return a value as a reader wants it: shares and scores with two digits, days as ISO dates, lists with commas.

    >>> cell(0.51234), cell(-0.0001), cell(None), cell(("a", "b"))
    ('0.51', '0.00', '–', 'a, b')
    """
    if value is None:
        return NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}".replace("-0.00", "0.00")
    if isinstance(value, tuple | list):
        return ", ".join(map(cell, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def row_json(result: Result[Any]) -> Iterable[dict[str, Any]]:
    """Yield the rows as JSON objects, each with the address that `talleyrand why` opens."""
    for row, values in zip(result, result.to_dicts(), strict=True):
        yield {**json_values(values), "why": result.address(row)}


def result_json(result: Result[Any]) -> dict[str, Any]:
    """Return the whole answer as one JSON object: question, rows, notes, counts and parts."""
    return {
        "measure": result.measure,
        "question": result.question,
        "rows": list(row_json(result)),
        "notes": list(result.notes),
        "records": result.records,
        "independent": result.independent,
        "parts": {name: result_json(part) for name, part in result.parts.items()},
    }


def json_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as JSON has them: days as `YYYY-MM-DD`."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def footnotes(result: Result[Any]) -> Sequence[str]:
    """Return what stands under a table: its counts, then its notes."""
    counts = f"{_counted(result.records, 'record')}, {_counted(result.independent, 'independent report')}"
    return (counts, *result.notes)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
