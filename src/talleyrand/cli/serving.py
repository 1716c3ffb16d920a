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


@guarded
def serve(host: Host = "127.0.0.1", port: Port = 8765, name: Names = None, ledger: LedgerOption = None) -> int:
    """Open the ledger in a browser, on this machine or for a team.

    Nobody need log in on this machine alone; on another address only people with an account are let in.
    """
    from talleyrand.web.serving import run_server

    run_server(ledger_location(ledger), host, port, names=name or (), tell=message)
    return DONE
