"""`talleyrand demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from talleyrand.cli.failures import guarded, message
from talleyrand.cli.options import FormatOption

FOLDER = Path("demo")


@guarded
def demo(
    folder: Annotated[Path, typer.Option("--folder", help="Where to leave the ledger and the page.")] = FOLDER,
    format: FormatOption = None,
) -> int:
    """Read the example case and show a dossier.

    It is about February and March 2022, in invented outlets; the dossier is China's, on the terminal and as a page.
    """
    from talleyrand.cli.dossiers import print_answer, write_page
    from talleyrand.cli.reading import exit_code, read_into
    from talleyrand.ledger.store import open_ledger
    from talleyrand.pipeline.demo import ACTOR, demo_case
    from talleyrand.pipeline.jobs import Job
    from talleyrand.pipeline.views import Question, answer, resolve

    folder.mkdir(parents=True, exist_ok=True)
    location, page = folder / "talleyrand.db", folder / "dossier.html"
    report = read_into(str(location), demo_case(), Job())
    with open_ledger(location, read_only=True) as opened:
        found = answer(opened, Question(ACTOR), resolve)
    print_answer(found, format or "table")
    write_page(found, page)
    message(f"the ledger is {location}, the page {page}: open it in a browser")
    message(f"all of it in a browser: talleyrand serve --ledger {location}")
    return exit_code(report)
