"""Which outlets are run by a state."""

from __future__ import annotations

from functools import cache

from talleyrand.codebook.tables import read_rows, split_list

COLUMNS = ("id", "name", "aliases", "type", "country", "sector", "start", "end")
STATE_MEDIA = "org:state-media-"
"""How the id of a state's media in general begins: `Chinese state media`."""


def state_outlet(outlet: str) -> str | None:
    """Return the ISO code of the state that runs an outlet, given its id or name; None for the others.

    >>> state_outlet("outlet:tass"), state_outlet("Xinhua"), state_outlet("The New York Times")
    ('RUS', 'CHN', None)
    """
    if outlet.startswith(STATE_MEDIA):
        return outlet.removeprefix(STATE_MEDIA).upper()
    return _state_outlets().get(outlet.casefold().removeprefix("the "))


@cache
def _state_outlets() -> dict[str, str]:
    """States by the id, name and aliases of the outlets that they run: those of sector GOV in outlets.csv."""
    found: dict[str, str] = {}
    for ident, name, aliases, _, country, sector, _, _ in read_rows("outlets.csv", COLUMNS):
        if sector == "GOV":
            found.update((key.casefold().removeprefix("the "), country) for key in (ident, name, *split_list(aliases)))
    return found
