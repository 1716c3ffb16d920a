"""Data on stdout: tables on a terminal, JSON lines into a pipe, or as asked."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from talleyrand.cli.options import Format

Row = Mapping[str, Any]


def chosen_format(given: Format | None) -> Format:
    """Return the format asked for, or what suits where stdout goes."""
    return given or ("table" if sys.stdout.isatty() else "jsonl")


def print_rows(rows: Iterable[Row], format: Format, *, columns: Sequence[str], table: Callable[[], None]) -> None:
    """Print rows in a format; `columns` are those of a CSV file, `table` prints the table."""
    if format == "table":
        table()
    elif format == "csv":
        print_csv(rows, columns)
    elif format == "json":
        print_json(list(rows))
    else:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))


def print_json(value: Any) -> None:
    """Print one JSON value over several lines."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    """Print rows as CSV with a header; cells can't be formulas."""
    from talleyrand.model.flat import csv_line

    print(csv_line(columns))
    for row in rows:
        print(csv_line(_cell(row.get(column)) for column in columns))


def _cell(value: Any) -> str:
    from talleyrand.model.flat import safe_cell

    return safe_cell(json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple | dict) else value)
