"""Lines of tables as event data is published: cells between tabs, some quoted, in more than one encoding."""

from __future__ import annotations

import csv


def line_text(raw: bytes) -> str:
    r"""Return a line of a file as text, without its end: UTF-8 or, where it is none, Windows-1252.

    >>> line_text(b"Bogot\xc3\xa1\r"), line_text(b"Bogot\xe1")
    ('Bogotá', 'Bogotá')
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return text.removesuffix("\n").rstrip("\r").removeprefix("\ufeff")


def tab_cells(line: str, width: int) -> list[str]:
    r"""Return the cells of a line of a table with `width` columns; tabs at its end make no more of them.

    A quotation mark that never ends is a character as others. Raises csv.Error for what is no row of any table.

    >>> tab_cells('a\t"b\tc"', 2), tab_cells('"a\tb\t\t', 2)
    (['a', 'b\tc'], ['"a', 'b'])
    """
    cells = line.split("\t") if '"' not in line else next(csv.reader([line], delimiter="\t"))
    if '"' in line and not _fits(cells, width) and _fits(line.split("\t"), width):
        cells = line.split("\t")
    return cells[:width] if _fits(cells, width) else cells


def _fits(cells: list[str], width: int) -> bool:
    return len(cells) >= width and not any(cells[width:])
