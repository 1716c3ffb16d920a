"""Connecting to a PostgreSQL server: with which password, how encrypted, and with which settings of the session."""

from __future__ import annotations

import getpass
import os
import ssl
from pathlib import Path
from typing import Any

from pg8000.core import CoreConnection
from pg8000.exceptions import DatabaseError, InterfaceError

from talleyrand.errors import LedgerError
from talleyrand.ledger.location import Server
from talleyrand.ledger.postgresql.failures import ledger_error

SCHEMA = "talleyrand"
"""The schema in which the ledger's tables and functions are."""
SECONDS = 10.0
"""How long to wait for a server to take the connection."""
_SESSION = (
    f"SET search_path = {SCHEMA}; SET plan_cache_mode = force_custom_plan; SET client_min_messages = warning; "
    "SET standard_conforming_strings = on; SET client_encoding = 'UTF8'; SET jit = off"
)
_UNIX = ".s.PGSQL."


def connect(server: Server, kind: type[Any] = CoreConnection, *, settings: str = "") -> Any:
    """Return a connection of pg8000's, of a `kind` of its classes; raises LedgerError when there is none to be had."""
    folder = f"{server.socket}/{_UNIX}{server.port}" if server.socket else None
    try:
        made = kind(
            server.user or os.environ.get("PGUSER") or getpass.getuser(),
            host=server.host,
            port=server.port,
            database=server.database,
            password=_password(server),
            unix_sock=folder,
            ssl_context=False if folder else _encryption(server.sslmode),
            timeout=SECONDS,
            application_name=SCHEMA,
        )
        made._usock.settimeout(None)
        made.execute_simple(f"{_SESSION}; {settings}")
    except InterfaceError as error:
        if isinstance(error.__cause__, OSError):
            raise LedgerError(_unreached(error.__cause__), where=str(server), hint="is it running there?") from error
        raise LedgerError(str(error), where=str(server), hint="check the address and the server's settings") from error
    except (DatabaseError, OSError) as error:
        raise ledger_error(error, server) from error
    return made


def _unreached(error: OSError) -> str:
    return f"the server can't be reached: {error.strerror or error}"


def _encryption(mode: str) -> ssl.SSLContext | bool | None:
    """Return how pg8000 is told about encryption: None tries it."""
    if mode == "verify-full":
        return ssl.create_default_context()
    return {"disable": False, "require": True}.get(mode)


def _password(server: Server) -> str:
    """Return the password of the address, of the environment, or of the password file; empty without one."""
    return server.password or os.environ.get("PGPASSWORD") or _filed(server) or ""


def _filed(server: Server) -> str | None:
    path = Path(os.environ.get("PGPASSFILE") or Path.home() / ".pgpass")
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    asked = (server.socket or server.host, str(server.port), server.database, server.user or getpass.getuser())
    for line in lines:
        *place, password = _fields(line)
        if len(place) == len(asked) and all(have in ("*", want) for have, want in zip(place, asked, strict=True)):
            return password
    return None


def _fields(line: str) -> list[str]:
    """Return the fields of a line of a password file, in which a backslash stands before a colon of a field's own."""
    if not line or line.startswith("#"):
        return [""]
    hidden = line.replace("\\\\", "\0").replace("\\:", "\1")
    return [field.replace("\1", ":").replace("\0", "\\") for field in hidden.split(":")]
