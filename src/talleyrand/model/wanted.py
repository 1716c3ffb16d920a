"""Which further records a measure needs, told from those it has: so that a ledger is not read whole for a few."""

from __future__ import annotations

from dataclasses import dataclass

from talleyrand.model.records import Factuality, Kind


@dataclass(frozen=True, slots=True)
class Wanted:
    """Records by kind, PLOVER types, factuality, documents (ids) and days (`YYYY-MM-DD`, inclusive); None is any."""

    kind: Kind | None = None
    types: tuple[str, ...] = ()
    factuality: Factuality | None = None
    documents: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
