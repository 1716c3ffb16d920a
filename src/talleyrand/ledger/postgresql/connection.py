"""A connection to a PostgreSQL server that answers as SQLite's does, and says what is wrong as a `LedgerError`."""

from __future__ import annotations

import select
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from typing import Any

from pg8000.converters import make_params
from pg8000.core import CoreConnection
from pg8000.exceptions import DatabaseError, InterfaceError

from talleyrand.errors import LedgerError
from talleyrand.ledger.database import Database, Parameters
from talleyrand.ledger.location import Server
from talleyrand.ledger.patience import TooLong
from talleyrand.ledger.postgresql.dialect import Statement, translated
from talleyrand.ledger.postgresql.failures import TIMED_OUT, code_of, ledger_error

PREPARED = 200
"""Statements that are kept ready on the server."""
FETCHED = 500
"""Rows that are fetched at once of a result that is read on the way."""
_NUMERIC = 1700

Row = tuple[Any, ...]
_Ready = tuple[Statement, tuple[bytes, Any, Any]]


class Found:
    """The rows of a statement, all of them here."""

    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        self._rows = map(tuple, rows)

    def fetchone(self) -> Row | None:
        """Return the next row, None when there is none."""
        return next(self._rows, None)

    def fetchall(self) -> list[Row]:
        """Return all rows that are left."""
        return list(self._rows)

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows that are left."""
        return self._rows


class PostgresConnection:
    """A connection as `Database` asks for; one thread at a time uses it.

    Statements are prepared on the server, as pages ask the same ones again and again.
    """

    def __init__(self, native: CoreConnection, server: Server) -> None:
        self.native = native
        self._server = server
        self._ready: OrderedDict[str, _Ready] = OrderedDict()
        self._streams = 0
        self._own = False
        self._numbers = count(1)
        native.register_in_adapter(_NUMERIC, _number)

    def execute(self, sql: str, parameters: Parameters = (), /) -> Found:
        """Return the rows of a statement; raises LedgerError."""
        try:
            statement, (name, columns, readers) = self._prepared(sql)
            given = make_params(self.native.py_types, statement.values(parameters))
            done = self.native.execute_named(name, given, columns, readers, statement.sql)
        except (DatabaseError, InterfaceError, OSError) as error:
            raise ledger_error(error, self._server) from error
        return Found(done.rows or [])

    def stream(self, sql: str, parameters: Parameters = (), /) -> Iterator[Row]:
        """Yield the rows of a query, a few hundred in memory at a time; several may be read side by side."""
        name = f"stream_{next(self._numbers)}"
        with self._reading_on():
            self._declare(name, translated(sql), parameters)
            rows = self.simple(f"FETCH {FETCHED} FROM {name}")
            yield from map(tuple, rows)
            while len(rows) == FETCHED:
                rows = self.simple(f"FETCH {FETCHED} FROM {name}")
                yield from map(tuple, rows)

    def _declare(self, name: str, statement: Statement, parameters: Parameters) -> None:
        try:
            sql = f"DECLARE {name} NO SCROLL CURSOR FOR {statement.sql}"
            self.native.execute_unnamed(sql, statement.values(parameters))
        except (DatabaseError, InterfaceError, OSError) as error:
            raise ledger_error(error, self._server) from error

    def simple(self, sql: str) -> list[list[Any]]:
        """Return the rows of statements without places, as the server is given them."""
        try:
            return self.native.execute_simple(sql).rows or []
        except (DatabaseError, InterfaceError, OSError) as error:
            raise ledger_error(error, self._server) from error

    @property
    def alive(self) -> bool:
        """Whether the server has not hung up; costs nothing, and knows nothing of what the network lost."""
        socket = self.native._usock
        if socket is None:
            return False
        readable, _, _ = select.select([socket], [], [], 0)
        return not readable

    def close(self) -> None:
        """Let go of the connection; safe to call twice."""
        with suppress(InterfaceError, OSError):
            self.native.close()

    def _prepared(self, sql: str) -> _Ready:
        found = self._ready.get(sql)
        if found is not None:
            self._ready.move_to_end(sql)
            return found
        statement = translated(sql)
        found = statement, self.native.prepare_statement(statement.sql, ())
        self._ready[sql] = found
        if len(self._ready) > PREPARED:
            _, (name, *_) = self._ready.popitem(last=False)[1]
            self.native.close_prepared_statement(name)
        return found

    @contextmanager
    def _reading_on(self) -> Iterator[None]:
        """A transaction around streams, as they live in one; inside another it is that one."""
        alone = self._streams == 0 and self.native._transaction_status in (None, b"I")
        if alone:
            self.simple("BEGIN READ ONLY")
            self._own = True
        self._streams += 1
        try:
            yield
        finally:
            self._streams -= 1
            if self._streams == 0 and self._own:
                self._own = False
                with suppress(LedgerError):
                    self.simple("ROLLBACK")


@contextmanager
def limited(connection: Database, seconds: float) -> Iterator[None]:
    """Interrupt what runs on a connection of this kind after so many seconds, with TooLong."""
    connection.execute(f"SET statement_timeout = {max(1, round(seconds * 1000))}")
    try:
        yield
    except LedgerError as error:
        if code_of(error.__cause__) == TIMED_OUT:
            raise TooLong from error
        raise
    finally:
        with suppress(LedgerError):
            connection.execute("SET statement_timeout = 0")


def _number(text: str) -> int | float:
    """Return a number of a sum, which PostgreSQL gives as a decimal."""
    return float(text) if "." in text else int(text)
