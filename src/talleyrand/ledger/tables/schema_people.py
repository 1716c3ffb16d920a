"""The ledger's tables of people: accounts, sessions, tokens, the audit log. The log is append-only.

Passwords are kept by argon2, the keys of sessions and tokens as SHA-256 (`mark`): who has the file can't log in.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from talleyrand.ledger.tables.schema import METADATA

person = Table(
    "person",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("active", Integer, nullable=False),
    Column("made", Text, nullable=False),
    sqlite_strict=True,
)

session = Table(
    "session",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("mark", Text, nullable=False, unique=True),
    Column("person", Integer, ForeignKey("person.seq"), nullable=False, index=True),
    Column("made", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("program", Text, nullable=False),
    sqlite_strict=True,
)

token = Table(
    "token",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("mark", Text, nullable=False, unique=True),
    Column("person", Integer, ForeignKey("person.seq"), nullable=False, index=True),
    Column("purpose", Text, nullable=False),
    Column("reach", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("used", Text),
    Column("revoked", Text),
    sqlite_strict=True,
)

audit = Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("allowed", Integer, nullable=False),
    Index("audit_by_who", "who", "seq"),
    sqlite_strict=True,
)

TABLES = (person, session, token, audit)
PEOPLE_APPEND_ONLY = ("audit",)
