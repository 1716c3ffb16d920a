"""The server: where it listens, and what it says when it does."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address

from talleyrand.errors import InputError, OptionError
from talleyrand.ledger.opening import ledger_path
from talleyrand.ledger.store import open_ledger


def run_server(location: str, host: str, port: int, *, names: Sequence[str] = (), tell: Callable[[str], None]) -> None:
    """Serve the ledger at `location` until stopped; `names` it goes by besides `host`; `tell` is given the address.

    Raises LedgerError for what is no ledger, OptionError for an address that can't be listened on, and InputError when
    the packages of the web application are not installed.
    """
    try:
        import uvicorn

        from talleyrand.web.app import create_app
        from talleyrand.web.site import make_site
    except ImportError as error:
        hint = "pip install talleyrand[web]"
        raise InputError(f"the web application needs {error.name}, which is not installed", hint=hint) from error
    path = ledger_path(location)
    open_ledger(path, create=False).close()  # brings an older ledger to the present schema
    listening = _listen(host, port)
    name, number = listening.getsockname()[:2]
    tell(f"{path} is open at http://{name}:{number}/ (stop with Ctrl-C)")
    app = create_app(make_site(path, local=is_local(host), names=[host, *names]))
    config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)
    uvicorn.Server(config).run(sockets=[listening])


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


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        what = f"can't listen there: {error.strerror or error}"
        raise OptionError(what, where=f"{host}:{port}", hint="choose another --port") from error
    return listening
