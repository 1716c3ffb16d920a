"""The ledger's tables of people: accounts, sessions, tokens, the audit log. The log is append-only.

Passwords are kept by argon2, the keys of sessions and tokens as SHA-256 (`mark`): who has the file can't log in.
"""

from __future__ import annotations

from sqlalchemy import Index

from talleyrand.ledger.tables.shapes import key, number, of, table, text

person = table(
    "person",
    key(),
    text("name"),
    text("key", unique=True),
    text("role"),
    text("password"),
    number("active"),
    text("made"),
)

session = table(
    "session",
    key(),
    text("mark", unique=True),
    of("person", "person.seq"),
    text("made"),
    text("seen"),
    text("until"),
    text("place"),
    text("program"),
)

token = table(
    "token",
    key(),
    text("mark", unique=True),
    of("person", "person.seq"),
    text("purpose"),
    text("reach"),
    text("made"),
    text("until"),
    text("used", null=True),
    text("revoked", null=True),
)

audit = table(
    "audit",
    key(),
    text("at"),
    text("who"),
    text("what"),
    text("about"),
    text("place"),
    number("allowed"),
    Index("audit_by_who", "who", "seq"),
)

TABLES = (person, session, token, audit)
PEOPLE_APPEND_ONLY = ("audit",)
