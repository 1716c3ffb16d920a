"""`talleyrand cite`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from talleyrand.cli.failures import DONE, guarded
from talleyrand.cli.options import LedgerOption, ledger_location

if TYPE_CHECKING:
    from talleyrand.present.citations.citation import Cited

Style = Literal["chicago", "bibtex", "csl"]

Idents = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="Records by their ids or the beginnings of these; documents as sha256:..."),
]
StyleOption = Annotated[Style, typer.Option("--style", help="Chicago notes, BibTeX entries, or a CSL-JSON list.")]


@guarded
def cite(idents: Idents, style: StyleOption = "chicago", ledger: LedgerOption = None) -> int:
    """Cite records: the quotation, the note with its place in the source, and where that is archived.

    A document is cited as a whole. `talleyrand export --format csl` cites all records that it exports.
    """
    from talleyrand.ledger.store import open_ledger
    from talleyrand.pipeline.citing import cited_document, cited_records

    documents = [ident for ident in idents if ident.startswith("sha256:")]
    records = [ident for ident in idents if not ident.startswith("sha256:")]
    with open_ledger(ledger_location(ledger), read_only=True) as opened:
        cited = [*cited_records(opened, records), *(cited_document(opened, ident) for ident in documents)]
        print_citations(cited, style)
    return DONE


def print_citations(cited: Iterable[Cited], style: Style) -> None:
    """Print citations as a file of one style."""
    from talleyrand.present.citations.citation import written

    for piece in written(cited, style):
        typer.echo(piece, nl=False)
