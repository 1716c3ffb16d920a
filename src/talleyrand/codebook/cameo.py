"""CAMEO, the codebook of GDELT: its events as PLOVER's, its groups and roles as ours.

Which event is which stands in `cameo_events.csv` (the crosswalk of the PLOVER project, CAMEO2PLOVER-2021: facts; modes
that PLOVER's manual does not know are left out). PLOVER has nothing for public statements and appeals (01, 02).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.plover import load_event_types
from talleyrand.codebook.tables import read_rows, split_list

_FORMER = {"ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "KSV": "XKX"}
"""Codes of states that CAMEO kept when ISO 3166 changed them, or had before it."""

_SECTORS = {
    **{code: code for code in "GOV MIL LEG JUD COP SPY OPP REB UAF AGR BUS CRM CVL EDU ELI LAB REF".split()},
    "INS": "REB",
    "SEP": "REB",
    "MED": "JRN",
    "HLH": "MED",
}
"""PLOVER's sector for each role of CAMEO that has one; CAMEO's `MED` are media, its `HLH` is health."""


@dataclass(frozen=True, slots=True)
class CameoEvent:
    """What a CAMEO code is in PLOVER."""

    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: str


def cameo_event(code: str) -> CameoEvent | None:
    """Return PLOVER's event for a CAMEO code of two to four digits, None where PLOVER has none.

    A code that the crosswalk lacks is read as the wider one.

    >>> cameo_event("0251"), cameo_event("042").mode, cameo_event("190").event_type
    (None, 'visit', 'ASSAULT')
    """
    events = _events()
    return events.get(code) or events.get(code[:3]) or events.get(f"{code[:2]}0")


def state_of(code: str) -> str:
    """Return the ISO 3166 alpha-3 code for CAMEO's code of a state."""
    return _FORMER.get(code, code)


def sector_of(role: str) -> str | None:
    """Return PLOVER's sector for a role of CAMEO, None where it has none."""
    return _SECTORS.get(role)


def group_of(code: str) -> str | None:
    """Return the id of the organisation that a code of CAMEO's known groups means, None where that is not certain."""
    return _groups().get(code)


@cache
def _events() -> dict[str, CameoEvent]:
    types = load_event_types()
    return {
        code: CameoEvent(event_type, mode or None, split_list(contexts), types[event_type].quad)
        for code, event_type, mode, contexts in read_rows(
            "cameo_events.csv", ("code", "event_type", "mode", "contexts")
        )
    }


@cache
def _groups() -> dict[str, str]:
    return {row[0]: row[1] for row in read_rows("cameo_groups.csv", ("code", "id"))}
