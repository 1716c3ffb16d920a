"""Rows of GDELT 2.0 as records: CAMEO's codes become PLOVER's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from talleyrand.codebook.cameo import cameo_event
from talleyrand.codebook.event_formats import GDELT_COLUMNS
from talleyrand.errors import InputError
from talleyrand.model.actors import Actor
from talleyrand.model.records import Act, DataRow, Record
from talleyrand.model.spans import NO_WORDS
from talleyrand.pipeline.event_data.parties import cameo_party
from talleyrand.pipeline.event_data.rows import PassedOver, Told, data_record, interval, score_of

_AT = {name: at for at, name in enumerate(GDELT_COLUMNS)}
_WIDTH = len(GDELT_COLUMNS)
_EVENT, _DAY, _CODE, _SCORE, _URL = (
    _AT[name] for name in ("GLOBALEVENTID", "SQLDATE", "EventCode", "GoldsteinScale", "SOURCEURL")
)
_ACTORS = tuple(
    tuple(_AT[f"Actor{number}{name}"] for name in ("Name", "Code", "CountryCode", "KnownGroupCode", "Type1Code"))
    for number in (1, 2)
)


class Gdelt:
    """Reads rows of one file."""

    def __init__(self, address: str) -> None:
        self._address = address

    def record(self, number: int, line: str) -> Record:
        """Return the record of a line; raises InputError for one that is none, PassedOver for one PLOVER lacks."""
        cells = line.split("\t")
        if len(cells) != _WIDTH:
            raise InputError(f"{len(cells)} columns, not {_WIDTH}", hint="is the line whole?")
        event = cells[_EVENT]
        if not event.isdigit():
            raise InputError(f"{event!r} is no number of an event")
        act = _act(cells[_CODE], cells[_SCORE])
        actors, recipients = (_party(cells, places) for places in _ACTORS)
        if not actors:
            raise PassedOver("events without a first actor")
        row = DataRow("GDELT", number, event, None, cells[_URL] or None)
        told = Told(event, act, actors, recipients, interval(_day(cells[_DAY])))
        return data_record(row, self._address, told)


def _party(cells: Sequence[str], places: Sequence[int]) -> tuple[Actor, ...]:
    name, code, state, group, role = (cells[at] for at in places)
    actor = cameo_party(name, code, state, group, role)
    return (actor,) if actor is not None else ()


def _day(cell: str) -> str:
    return f"{cell[:4]}-{cell[4:6]}-{cell[6:]}"


@lru_cache(maxsize=1 << 14)
def _act(code: str, score: str) -> Act:
    """Return the act of a CAMEO code; its intensity is GDELT's Goldstein score, which has the same scale."""
    if not (code.isdigit() and 2 <= len(code) <= 4):
        raise InputError(f"{code!r} is no CAMEO code", hint="two to four digits")
    event = cameo_event(code)
    if event is None:
        raise PassedOver(f"CAMEO {code[:2]}, which PLOVER dropped")
    return Act(event.event_type, event.mode, event.contexts, event.quad, score_of(score), NO_WORDS)
