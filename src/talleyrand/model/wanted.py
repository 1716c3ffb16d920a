"""Which further records a measure needs, told from those it has: so that a ledger is not read whole for a few."""

from __future__ import annotations

from dataclasses import dataclass

from talleyrand.model.records import Factuality, Kind


@dataclass(frozen=True, slots=True)
class Wanted:
    """Records by kind, PLOVER types, factualities, documents (ids) and days (`YYYY-MM-DD`, inclusive).

    None and nothing are any. `undated` keeps the undated too where days are given, `between` only what has a recipient
    or several actors; `bare` gives acts without their words.
    """

    kind: Kind | None = None
    types: tuple[str, ...] = ()
    factualities: tuple[Factuality, ...] = ()
    documents: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    undated: bool = False
    between: bool = False
    bare: bool = False
