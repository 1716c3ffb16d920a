"""Plain tables on a terminal; text of documents is shown as it is, never as markup or control characters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from talleyrand.present.plain import line


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, folding: Collection[str] | None = None
) -> None:
    """Print rows of text under column names; cells of `folding` columns (None: of all) may take several lines."""
    table = Table(box=box.SIMPLE, pad_edge=False)
    for column in columns:
        folds = folding is None or column in folding
        table.add_column(column.replace("_", " "), overflow="fold" if folds else "ellipsis", no_wrap=not folds)
    for row in rows:
        table.add_row(*(Text(line(cell)) for cell in row))
    Console().print(table)
