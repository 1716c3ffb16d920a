"""Where a ledger is: a file, or a database of a server; an address never shows its password."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from talleyrand.errors import LedgerError

SERVERS = ("postgresql", "postgres")
"""Schemes of addresses of a server's database."""
PORT = 5432
IN_MEMORY = ":memory:"
"""What SQLite calls a database that ends with its process; a ledger is read by several."""
_KINDS = "give a file, sqlite:///file or postgresql://user@host/database"


@dataclass(frozen=True, slots=True)
class Server:
    """A database of a PostgreSQL server; `socket` is a folder of the server's socket in place of a host.

    `sslmode` is `disable`, `prefer` (encrypted where the server can), `require`, or `verify-full` (and the server must
    prove its name).
    """

    database: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    host: str = "localhost"
    port: int = PORT
    socket: str | None = None
    sslmode: str = "prefer"

    def __str__(self) -> str:
        """The address without its password, fit to be shown."""
        user = f"{self.user}@" if self.user else ""
        port = f":{self.port}" if self.port != PORT and not self.socket else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"postgresql://{user}{'' if self.socket else host}{port}/{self.database}"

    @property
    def name(self) -> str:
        """What a page calls it: it names neither server nor user."""
        return self.database


Location = Path | Server


def located(location: str | Location) -> Location:
    """Return where a ledger is, of a path or an address; raises `LedgerError` for another kind of address."""
    if isinstance(location, (Path, Server)):
        return location
    scheme, separator, rest = location.partition("://")
    path = unquote(rest.removeprefix("/")) if scheme == "sqlite" else location
    if path == IN_MEMORY:
        raise LedgerError("a ledger can't be in memory", where=location, hint=_KINDS)
    if not separator or scheme == "sqlite":
        return Path(path)
    if scheme not in SERVERS:
        raise LedgerError(f"{scheme} is not a kind of ledger", where=_shown(location), hint=_KINDS)
    return _server(location)


def _server(address: str) -> Server:
    try:
        parts = urlsplit(address)
        port = parts.port
        more = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
        _check(parts.path, more)
    except ValueError as error:
        raise LedgerError(f"the address can't be read: {error}", where=_shown(address), hint=_KINDS) from None
    return Server(
        unquote(parts.path[1:]),
        unquote(parts.username) if parts.username else None,
        unquote(parts.password) if parts.password else None,
        parts.hostname or "localhost",
        port or int(more.get("port", PORT)),
        more.get("host"),
        more.get("sslmode", "prefer"),
    )


def _check(path: str, more: dict[str, str]) -> None:
    """Raise ValueError for an address without a database, or with a parameter that is not known."""
    if not path.strip("/") or "/" in path[1:]:
        raise ValueError("it has to name one database")
    unknown = sorted(more.keys() - {"host", "port", "sslmode"})
    if unknown:
        raise ValueError(f"{unknown[0]} is not known; host (a socket's folder), port and sslmode are")
    if more.get("sslmode", "prefer") not in ("disable", "prefer", "require", "verify-full"):
        raise ValueError("sslmode is disable, prefer, require or verify-full")
    port = more.get("port", "1")
    if not (port.isdecimal() and 0 < int(port) < 65_536):
        raise ValueError("the port is no number from 1 to 65535")


def _shown(address: str) -> str:
    """Return an address that can't be read without what may be a password."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
