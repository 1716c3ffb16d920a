"""Sessions: found by the hash of what the browser holds; those that have ended are removed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, or_

from talleyrand.ledger.database import Database
from talleyrand.ledger.tables.columns import inserted
from talleyrand.ledger.tables.schema_people import session
from talleyrand.model.people import Session

_SESSION = (
    "SELECT s.seq, p.name, p.role, s.made, s.seen, s.until, s.place, s.program "
    "FROM session s JOIN person p ON p.seq = s.person WHERE p.active = 1 AND"
)


def find(connection: Database, mark: str) -> Session | None:
    """Return the session of a mark, None when there is none or its person is no longer active."""
    row = connection.execute(f"{_SESSION} s.mark = ?", (mark,)).fetchone()
    return Session(*row) if row else None


def of(connection: Database, person: int) -> Iterator[Session]:
    """Yield the sessions of a person, the one seen last first."""
    rows = connection.execute(f"{_SESSION} s.person = ? ORDER BY s.seen DESC, s.seq DESC", (person,))
    return (Session(*row) for row in rows)


def begin(connection: Connection, mark: str, person: int, at: str, **known: str) -> int:
    """Begin a session and return its row; `known` are `until`, `place` and `program`."""
    row = {"mark": mark, "person": person, "made": at, "seen": at} | known
    return inserted(connection.execute(session.insert(), row))


def see(connection: Connection, seq: int, at: str) -> None:
    """Note when a session was seen last."""
    connection.execute(session.update().where(session.c.seq == seq).values(seen=at))


def end(connection: Connection, seq: int) -> None:
    """End a session."""
    connection.execute(session.delete().where(session.c.seq == seq))


def end_all(connection: Connection, person: int, *, but: int | None = None) -> None:
    """End all sessions of a person, except one."""
    connection.execute(session.delete().where(session.c.person == person, session.c.seq != (but or 0)))


def forget(connection: Connection, now: str, idle_since: str) -> None:
    """Remove sessions that have ended, and those not seen since a time."""
    connection.execute(session.delete().where(or_(session.c.until <= now, session.c.seen <= idle_since)))
