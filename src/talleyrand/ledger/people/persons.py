"""Accounts: found by name, added, changed; never removed, since history names them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from sqlalchemy import Connection

from talleyrand.ledger.database import Database
from talleyrand.ledger.tables.columns import inserted
from talleyrand.ledger.tables.schema_people import person
from talleyrand.model.people import Person, Role

_PERSON = "SELECT seq, name, role, active, made FROM person"


def exist(connection: Database) -> bool:
    """Tell whether the ledger has accounts, active or not."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM person)").fetchone()[0])


def find(connection: Database, name: str) -> Person | None:
    """Return the account of a name, whatever its capitals; None when there is none."""
    row = connection.execute(f"{_PERSON} WHERE key = ?", (key(name),)).fetchone()
    return _person(row) if row else None


def password_of(connection: Database, seq: int) -> str:
    """Return the hash of an account's password."""
    return str(connection.execute("SELECT password FROM person WHERE seq = ?", (seq,)).fetchone()[0])


def everyone(connection: Database) -> Iterator[Person]:
    """Yield all accounts in the order of their names."""
    return map(_person, connection.execute(f"{_PERSON} ORDER BY key"))


def add(connection: Connection, name: str, role: Role, password: str, at: str) -> int:
    """Add an account with the hash of its password, and return its row."""
    row = {"name": name, "key": key(name), "role": role, "password": password, "active": 1, "made": at}
    return inserted(connection.execute(person.insert(), row))


def change(connection: Connection, seq: int, **columns: str | int) -> None:
    """Set the `role`, the `password` or whether an account is `active`."""
    connection.execute(person.update().where(person.c.seq == seq).values(columns))


def key(name: str) -> str:
    """Return what two ways to write one name have in common."""
    return unicodedata.normalize("NFKC", name).casefold()


def _person(row: tuple[int, str, Role, int, str]) -> Person:
    seq, name, role, active, made = row
    return Person(seq, name, role, bool(active), made)
