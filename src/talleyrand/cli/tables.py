"""Plain tables on a terminal; text of documents is shown as it is, never as markup or control characters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from talleyrand.present.columns import fitting
from talleyrand.present.plain import line


def print_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    folding: Collection[str] | None = None,
    kept: Collection[str] = (),
) -> tuple[str, ...]:
    """Print rows of text under column names; cells of `folding` columns (None: of all) may take several lines.

    Returns the columns that the terminal has no room for; those of `kept` are the last to go.
    """
    console = Console()
    cells = [[line(cell) for cell in row] for row in rows]
    folds = columns if folding is None else folding
    shown = fitting(columns, cells, folding=folds, kept=kept, room=console.width)
    table = Table(box=box.SIMPLE, pad_edge=False)
    for at, width in shown:
        name = columns[at]
        table.add_column(
            name.replace("_", " "), overflow="fold", no_wrap=name not in folds, width=width if width > 0 else None
        )
    for row in cells:
        table.add_row(*(Text(row[at]) for at, _ in shown))
    console.print(table)
    places = {at for at, _ in shown}
    return tuple(name for at, name in enumerate(columns) if at not in places)
