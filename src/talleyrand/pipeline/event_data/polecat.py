"""Rows of POLECAT as records."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import lru_cache

from talleyrand.codebook.event_formats import JOINT, UNKNOWN
from talleyrand.errors import InputError
from talleyrand.model.actors import Actor
from talleyrand.model.flat import plain_cell
from talleyrand.model.records import DataRow, Record
from talleyrand.model.tabs import tab_cells
from talleyrand.pipeline.event_data.parties import named_party
from talleyrand.pipeline.event_data.rows import Told, act_of, data_record, interval

_INNER = "|"
"""What stands between the countries or sectors of one party of several."""
MOST_CHARACTERS = 1 << 17
"""Of a row: thousands of them have a few hundred each."""


class Polecat:
    """Reads rows of one file, whose columns are these in this order."""

    def __init__(self, address: str, columns: Sequence[str]) -> None:
        self._address = address
        self._width = len(columns)
        self._places: Mapping[str, int] = {name: at for at, name in enumerate(columns)}
        self._event = self._places.get("Event ID", 0)

    def record(self, number: int, line: str) -> Record:
        """Return the record of a line; raises InputError for one that is none."""
        cells = _cells(line, self._width)
        if len(cells) != self._width:
            raise InputError(f"{len(cells)} columns, not {self._width}", hint="a tab or quotation mark too many?")
        event = self._cell(cells, "Event ID")
        if not event:
            raise InputError("the row has no Event ID")
        act = act_of(
            self._cell(cells, "Event Type"),
            self._cell(cells, "Event Mode"),
            _listed(self._cell(cells, "Contexts")),
            self._cell(cells, "Intensity"),
        )
        row = DataRow("POLECAT", number, event, self._cell(cells, "Source") or None)
        actors, recipients = self._parties(cells, "Actor"), self._parties(cells, "Recipient")
        date = interval(self._cell(cells, "Event Date"))
        return data_record(row, self._address, Told(event, act, actors, recipients, date))

    def _parties(self, cells: Sequence[str], role: str) -> tuple[Actor, ...]:
        return _parties(
            self._cell(cells, f"{role} Name"),
            self._cell(cells, f"{role} Country"),
            self._cell(cells, f"{role} Sectors") or self._cell(cells, f"Primary {role} Sector"),
            self._cell(cells, f"{role} Title"),
        )

    def _cell(self, cells: Sequence[str], column: str) -> str:
        cell = cells[self._places[column]] if column in self._places else ""
        if not cell or cell == UNKNOWN:
            return ""
        return plain_cell(cell) if cell[0] == "'" else cell


def _cells(line: str, width: int) -> list[str]:
    if len(line) > MOST_CHARACTERS:
        what = f"no row of a table: {len(line):,} characters, at most {MOST_CHARACTERS:,}"
        raise InputError(what, hint="is a line's end missing?")
    try:
        return tab_cells(line, width)
    except csv.Error as error:
        raise InputError(f"no row of a table: {error}", hint="a tab or quotation mark too many?") from error


@lru_cache(maxsize=1 << 14)
def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(JOINT.strip()) if part.strip() not in ("", UNKNOWN))


@lru_cache(maxsize=1 << 16)
def _parties(names: str, codes: str, sectors: str, titles: str) -> tuple[Actor, ...]:
    """Return the parties that four cells name together, each at its place in them."""
    columns = [cell.split(JOINT.strip()) if cell else [] for cell in (names, codes, sectors, titles)]
    found = []
    for at in range(max(len(columns[0]), len(columns[1]))):
        name, code, sector, title = (column[at].strip() if at < len(column) else "" for column in columns)
        actor = named_party(name, code.split(_INNER)[0], sector.split(_INNER)[0], title)
        if actor is not None:
            found.append(actor)
    return tuple({actor.id: actor for actor in found}.values())
