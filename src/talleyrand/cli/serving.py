"""`talleyrand serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from talleyrand.cli.failures import DONE, guarded, message
from talleyrand.cli.options import LedgerOption, ledger_location

Host = Annotated[
    str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; this machine alone if not given.")
]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")]
Names = Annotated[
    list[str] | None,
    typer.Option("--name", metavar="NAME", help="A name that browsers ask for it by; repeat it for more."),
]
BehindProxy = Annotated[
    bool, typer.Option("--behind-proxy", help="A server on this machine stands before it, with TLS.")
]


@guarded
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8765,
    name: Names = None,
    behind_proxy: BehindProxy = False,
    ledger: LedgerOption = None,
) -> int:
    """Open the ledger in a browser, on this machine or for a team.

    Nobody need log in on this machine while there are no accounts (talleyrand user); with accounts everybody does, and
    only then may it listen on another address.
    """
    from talleyrand.web.serving import Listening, run_server

    where = Listening(host, port, tuple(name or ()), behind_proxy)
    run_server(ledger_location(ledger), where, tell=message)
    return DONE
