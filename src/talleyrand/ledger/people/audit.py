"""The audit log: appended to, never changed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from talleyrand.ledger.database import Database
from talleyrand.ledger.tables.schema_people import audit
from talleyrand.model.people import Deed

_DEEDS = "SELECT at, who, what, about, place, allowed, seq FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?"
_HIS = "SELECT at, who, what, about, place, allowed, seq FROM audit WHERE seq < ? AND who = ? ORDER BY seq DESC LIMIT ?"
_NEWEST = 2**62


def note(connection: Connection, deed: Deed) -> None:
    """Append a deed."""
    row = {"at": deed.at, "who": deed.who, "what": deed.what, "about": deed.about, "place": deed.place}
    connection.execute(audit.insert(), row | {"allowed": int(deed.allowed)})


def deeds(connection: Database, *, before: int | None = None, who: str = "", most: int = 100) -> Iterator[Deed]:
    """Yield deeds, the newest first; `before` is the `seq` of the last one seen."""
    last = before or _NEWEST
    rows = connection.execute(_HIS, (last, who, most)) if who else connection.execute(_DEEDS, (last, most))
    return (Deed(at, by, what, about, place, bool(fine), seq) for at, by, what, about, place, fine, seq in rows)
