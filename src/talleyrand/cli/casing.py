"""`talleyrand case`: issues and crises as named selections, from file to file."""

from __future__ import annotations

from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from talleyrand.cli.entries import checked_day
from talleyrand.cli.failures import DONE, SOME_UNREADABLE, guarded, message
from talleyrand.cli.options import FormatOption, LedgerOption, Since, Until, ledger_location, settings
from talleyrand.cli.output import chosen_format, print_rows
from talleyrand.errors import InputError, OptionError

if TYPE_CHECKING:
    from talleyrand.cli.options import Format
    from talleyrand.ledger.store import Ledger
    from talleyrand.model.cases import Case

Deed = Annotated[
    Literal["add", "list", "remove", "export", "import"],
    typer.Argument(metavar="add|list|remove|export|import", help="What to do."),
]
Name = Annotated[
    str | None,
    typer.Argument(metavar="TITLE|ID|FILE", help="The title of a new case, or the id or file of one."),
]
Actors = Annotated[list[str] | None, typer.Option("--actor", metavar="ACTOR", help="One of its actors; give several.")]
Together = Annotated[bool, typer.Option("--together", help="Only records in which two of the actors take part.")]
Words = Annotated[str, typer.Option("--words", metavar="WORDS", help='Words and "phrases" that its sentences hold.')]
About = Annotated[str, typer.Option("--about", metavar="TEXT", help="What it is about.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where the file goes, else ID.zip.")]

COLUMNS = ("id", "title", "records", "actors", "together", "since", "until", "words", "description", "version")


@guarded
def case(
    deed: Deed,
    name: Name = None,
    actor: Actors = None,
    together: Together = False,
    since: Since = None,
    until: Until = None,
    words: Words = "",
    about: About = "",
    out: Out = None,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Keep issues and crises as named selections of records, which limit every page of the web application.

    A case is exported as one file with its records, their reviews, and the sources as archived, and imported into
    another ledger, where sources are hashed and quotes checked again.
    """
    from talleyrand.ledger.store import open_ledger
    from talleyrand.model.cases import Case

    with open_ledger(ledger_location(ledger), create=deed == "import") as opened:
        if deed == "list":
            _list(opened, chosen_format(format))
        elif deed == "add":
            days = (checked_day(since, "--since"), checked_day(until, "--until"))
            made = _made(opened, Case("", _given(name, "TITLE"), about, tuple(actor or ()), together, *days, words))
            message(f"{made.id} is in the ledger; its web pages are at /cases/{made.id}")
        elif deed == "remove":
            found = opened.case(_given(name, "ID"))
            opened.cases.drop(found.id, found.version, author=_who(), at=_now())
            message(f"{found.id} is taken away; its records stay")
        elif deed == "export":
            _export(opened, opened.case(_given(name, "ID")), out)
        else:
            return _import(opened, Path(_given(name, "FILE")))
    return DONE


def _made(ledger: Ledger, asked: Case) -> Case:
    from dataclasses import replace

    from talleyrand.ledger.search import match
    from talleyrand.pipeline.asking import find_actor
    from talleyrand.pipeline.views import actor_key, resolve

    if asked.words:
        match(asked.words)
    keys = tuple(dict.fromkeys(actor_key(find_actor(name, ledger, resolve)) for name in asked.actors))
    return ledger.cases.keep(replace(asked, actors=keys), author=_who(), at=_now())


def _list(ledger: Ledger, format: Format) -> None:
    from talleyrand.ledger.cases import to_json

    rows = [
        {**to_json(one.case), "id": one.case.id, "version": one.case.version, "records": ledger.count(within=one.case)}
        for one in ledger.cases.every()
    ]
    print_rows(rows, format, columns=COLUMNS, table=lambda: _table(rows))


def _table(rows: list[dict[str, Any]]) -> None:
    from talleyrand.cli.tables import print_table

    told = ("id", "records", "actors", "since", "until", "words", "title")
    cells = [{**row, "actors": ", ".join(row["actors"]), "records": f"{row['records']:,}"} for row in rows]
    print_table(told, [[str(row[column] or "") for column in told] for row in cells])


def _export(ledger: Ledger, case: Case, out: Path | None) -> None:
    from talleyrand.pipeline.case_files import write_case

    path = out or Path(f"{case.id}.zip")
    try:
        with path.open("wb") as file:
            documents, records = write_case(ledger, case, file)
    except OSError as error:
        raise InputError(f"can't be written: {error.strerror or error}", where=str(path)) from error
    message(f"{path}: {records:,} records from {documents:,} documents")


def _import(ledger: Ledger, path: Path) -> int:
    from talleyrand.pipeline.case_files import read_case

    try:
        with path.open("rb") as file:
            found = read_case(ledger, file, author=_who(), at=_now())
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}", where=str(path)) from error
    for problem in found.problems:
        message(f"talleyrand: {problem}")
    message(f"{found.case.id}: {found.documents:,} new documents, {found.records:,} new records")
    return SOME_UNREADABLE if found.problems else DONE


def _given(name: str | None, what: str) -> str:
    if not name:
        raise OptionError(f"{what} is missing", hint="talleyrand case --help")
    return name


def _who() -> str:
    return settings().reviewer or getuser()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
