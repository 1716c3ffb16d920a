"""The server: where it listens, whom it lets in there, what it says when it does, and how it ends."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING

from talleyrand.errors import InputError, OptionError, TalleyrandError
from talleyrand.ledger.location import Location, located
from talleyrand.ledger.people import persons
from talleyrand.ledger.store import open_ledger
from talleyrand.pipeline.views import resolve

if TYPE_CHECKING:
    from talleyrand.web.site import Site

CONNECTIONS = 400
"""Connections that are open at once; whoever comes then is told to come back."""
IDLE_SECONDS = 15
"""How long a connection stays open without a request."""
GRACE = 2
"""Seconds that requests have to end in when the server is stopped."""

FIRST = ("parts.html", "answers.html", "base.html", "home_moved.html", "home.html")
"""Templates of the first page, compiled before the address is told; the others are while it is read."""
BREATH = 0.02
"""Seconds between two of the others."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where to listen: `names` are what browsers call the server besides `host`.

    `behind_proxy` tells that another server on this machine stands before it, whose word on addresses counts.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    behind_proxy: bool = False


def run_server(location: str, where: Listening, *, tell: Callable[[str], None]) -> None:
    """Serve the ledger at `location` until stopped; `tell` is given the address.

    Raises LedgerError for what is no ledger, OptionError for an address that can't be listened on or that others reach
    while there are no accounts, and InputError when the packages of the web application are not installed.
    """
    try:
        from talleyrand.web.border import slow_heads  # noqa: F401 - so that what is missing is told before anything is opened
        from talleyrand.web.site import make_site
    except ImportError as error:
        hint = "pip install talleyrand[web]"
        raise InputError(f"the web application needs {error.name}, which is not installed", hint=hint) from error
    place = located(location)
    local = is_local(where.host) and not where.behind_proxy
    _check_accounts(place, where, local=local)
    listening = _listen(where.host, where.port)
    name, number = listening.getsockname()[:2]
    says = f"{place} is open at http://{f'[{name}]' if ':' in name else name}:{number}/ (stop with Ctrl-C)"
    site = make_site(place, local=local, names=[where.host, *where.names])
    with suppress(KeyboardInterrupt):  # it is how the server is stopped
        _serve(site, listening, where, lambda: tell(says))


def is_local(host: str) -> bool:
    """Tell whether an address is this machine's alone.

    >>> is_local("127.0.0.1"), is_local("localhost"), is_local("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _check_accounts(place: Location, where: Listening, *, local: bool) -> None:
    """Raise OptionError where others could come in without an account."""
    with open_ledger(place, create=False) as ledger:  # brings an older ledger to the present schema
        known = persons.exist(ledger.connection)
    if not local and not known:
        way = "behind a proxy" if where.behind_proxy else where.host
        what = "others than you would reach the ledger, and it has no accounts"
        raise OptionError(what, where=way, hint="talleyrand user add NAME makes the first")


def _serve(site: Site, listening: socket.socket, where: Listening, ready: Callable[[], None]) -> None:
    import uvicorn

    from talleyrand.web.app import create_app
    from talleyrand.web.border.slow_heads import PatientProtocol

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            site.drawing.prepare(*FIRST)
            await super().startup(sockets)
            ready()
            Thread(target=_prepare, args=(site,), daemon=True).start()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            site.answers.close()  # whoever waits for an answer is told at once
            await super().shutdown(sockets)

    config = uvicorn.Config(
        create_app(site),
        http=PatientProtocol,
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=GRACE,
        proxy_headers=where.behind_proxy,
        forwarded_allow_ips=["127.0.0.1", "::1"],
    )
    Server(config).run(sockets=[listening])


def _prepare(site: Site) -> None:
    """Get ready what pages will need, leaving the processor to whoever asks for one meanwhile."""
    for name in site.drawing.templates():
        site.drawing.prepare(name)
        sleep(BREATH)
    resolve("nobody")  # reads the codebook before a name is asked for
    with suppress(TalleyrandError):  # the server is being stopped
        site.answers.warm()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, so that answers go out at once
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        what = f"can't listen there: {error.strerror or error}"
        raise OptionError(what, where=f"{host}:{port}", hint="choose another --port") from error
    return listening
