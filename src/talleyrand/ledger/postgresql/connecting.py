"""Connecting to a PostgreSQL server: with which password, how encrypted, and with which settings of the session."""

from __future__ import annotations

import getpass
import os
import ssl
from pathlib import Path
from typing import Any, Literal

from pg8000.core import CoreConnection
from pg8000.exceptions import DatabaseError, InterfaceError

from talleyrand.errors import LedgerError
from talleyrand.ledger.location import Server
from talleyrand.ledger.postgresql.failures import ledger_error
from talleyrand.ledger.postgresql.texts import adapt

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
    try:
        made = _connected(server, kind)
        made._usock.settimeout(None)
        adapt(made)
        made.execute_simple(f"{_SESSION}; {settings}")
    except InterfaceError as error:
        if isinstance(error.__cause__, OSError):
            raise LedgerError(_unreached(error.__cause__), where=str(server), hint="is it running there?") from error
        raise LedgerError(str(error), where=str(server), hint="check the address and the server's settings") from error
    except (DatabaseError, OSError) as error:
        raise ledger_error(error, server) from error
    return made


def _connected(server: Server, kind: type[Any]) -> Any:
    """Return a connection, encrypted as is asked for."""
    encryption = _encryption(server)
    try:
        return _tried(server, kind, encryption)
    except InterfaceError as error:
        if server.sslmode == "prefer" and encryption and "refuses SSL" in str(error):
            return _tried(server, kind, False)
        raise


def _tried(server: Server, kind: type[Any], encryption: ssl.SSLContext | Literal[False]) -> Any:
    return kind(
        _user(server),
        host=server.host,
        port=server.port,
        database=server.database,
        password=_password(server),
        unix_sock=f"{server.socket}/{_UNIX}{server.port}" if server.socket else None,
        ssl_context=encryption,
        timeout=SECONDS,
        application_name=SCHEMA,
    )


def _unreached(error: OSError) -> str:
    return f"the server can't be reached: {error.strerror or error}"


def _encryption(server: Server) -> ssl.SSLContext | Literal[False]:
    """Return how the connection is encrypted; what stays on this machine need not be."""
    here = server.socket or server.host in ("localhost", "127.0.0.1", "::1")
    if server.sslmode == "disable" or (server.sslmode == "prefer" and here):
        return False
    if server.sslmode == "verify-full":
        return ssl.create_default_context()
    # The server's name is not checked: such a context is made at once, the default one reads all certificates.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _user(server: Server) -> str:
    """Return the user of the address, the environment or this machine; raises LedgerError where there is none."""
    try:
        return server.user or os.environ.get("PGUSER") or getpass.getuser()
    except (KeyError, OSError, ImportError) as error:  # in a container nobody may have a name
        raise LedgerError("no user to connect as", where=str(server), hint="postgresql://USER@host/...") from error


def _password(server: Server) -> str:
    """Return the password of the address, of the environment, or of the password file; empty without one."""
    return server.password or os.environ.get("PGPASSWORD") or _filed(server) or ""


def _filed(server: Server) -> str | None:
    path = Path(os.environ.get("PGPASSFILE") or Path.home() / ".pgpass")
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    asked = (server.socket or server.host, str(server.port), server.database, _user(server))
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
