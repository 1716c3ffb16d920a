"""Rows that tell about reading and reviewing rather than about documents: runs, unreadable inputs, revisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from talleyrand.errors import TalleyrandError
from talleyrand.ledger.tables import schema
from talleyrand.ledger.tables.columns import inserted
from talleyrand.ledger.tables.either import enter_new
from talleyrand.model.contract import canonical


def start(connection: Connection, arguments: Mapping[str, Any], version: str, at: str) -> int:
    """Enter a run and return its row."""
    row = {"arguments": canonical(dict(arguments)), "version": version, "started": at}
    return inserted(connection.execute(schema.run.insert(), row))


def finish(connection: Connection, run: int, counts: Mapping[str, int], at: str | None) -> None:
    """Note what a run came to, and when it ended; without a time it has yet to."""
    values = {"counts": canonical(dict(counts)), "finished": at}
    connection.execute(schema.run.update().where(schema.run.c.seq == run).values(values))


def note_error(connection: Connection, run: int, error: TalleyrandError) -> None:
    """List an unreadable input, once for each reason."""
    row = {"run": run, "place": error.where, "what": error.what, "hint": error.hint}
    enter_new(connection, schema.input_error, row)


def resolve(connection: Connection, record_id: str, **finding: str) -> None:
    """Append what became of a forecast: `outcome`, `note`, `reviewer`, `at`."""
    connection.execute(schema.resolution.insert(), {"record_id": record_id} | finding)
