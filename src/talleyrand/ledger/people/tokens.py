"""API tokens: found by their hash; revoked, never removed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from talleyrand.ledger.database import Database
from talleyrand.ledger.tables.columns import inserted
from talleyrand.ledger.tables.schema_people import token
from talleyrand.model.people import Token

_QUERY = (
    "SELECT t.seq, p.name, p.role, t.purpose, t.reach, t.made, t.until, t.used, t.revoked "
    "FROM token t JOIN person p ON p.seq = t.person"
)


def find(connection: Database, mark: str) -> Token | None:
    """Return the token of a mark, None when there is none, it was revoked, or its person is no longer active."""
    row = connection.execute(f"{_QUERY} WHERE t.mark = ? AND t.revoked IS NULL AND p.active = 1", (mark,)).fetchone()
    return Token(*row) if row else None


def get(connection: Database, seq: int) -> Token | None:
    """Return the token of a row, revoked or not; None when there is none."""
    row = connection.execute(f"{_QUERY} WHERE t.seq = ?", (seq,)).fetchone()
    return Token(*row) if row else None


def of(connection: Database, person: int) -> Iterator[Token]:
    """Yield the tokens of a person, the newest first."""
    rows = connection.execute(f"{_QUERY} WHERE t.person = ? ORDER BY t.seq DESC", (person,))
    return (Token(*row) for row in rows)


def everyones(connection: Database) -> Iterator[Token]:
    """Yield all tokens, the newest first."""
    return (Token(*row) for row in connection.execute(f"{_QUERY} ORDER BY t.seq DESC"))


def add(connection: Connection, mark: str, person: int, at: str, **known: str) -> int:
    """Add a token and return its row; `known` are `purpose`, `reach` and `until`."""
    row = {"mark": mark, "person": person, "made": at} | known
    return inserted(connection.execute(token.insert(), row))


def use(connection: Connection, seq: int, at: str) -> None:
    """Note when a token was used last."""
    connection.execute(token.update().where(token.c.seq == seq).values(used=at))


def revoke(connection: Connection, seq: int, at: str) -> bool:
    """Revoke a token; False when it was revoked before."""
    gone = token.update().where(token.c.seq == seq, token.c.revoked.is_(None)).values(revoked=at)
    return connection.execute(gone).rowcount > 0
