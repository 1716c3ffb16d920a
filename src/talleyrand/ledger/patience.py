"""Queries that may not take longer than somebody waits."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from talleyrand.ledger.database import Database

CHECKED_EVERY = 2_000
"""Steps of SQLite's machine between two looks at the clock."""


class TooLong(Exception):  # noqa: N818 - it is no error of the caller's
    """A query took longer than it was given."""


@contextmanager
def within(connection: Database, seconds: float | None) -> Iterator[None]:
    """Interrupt what runs on a connection after so many seconds, with TooLong; None waits however long it takes."""
    if seconds is None:
        yield
    elif isinstance(connection, sqlite3.Connection):
        with _interrupted(connection, seconds):
            yield
    else:
        from talleyrand.ledger.postgresql.connection import limited

        with limited(connection, seconds):
            yield


@contextmanager
def _interrupted(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, CHECKED_EVERY)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupt" in str(error):
            raise TooLong from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
