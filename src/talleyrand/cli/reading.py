"""`talleyrand read`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from talleyrand.cli.failures import DONE, NOTHING_READABLE, SOME_UNREADABLE, guarded, message
from talleyrand.cli.options import FormatOption, LedgerOption, ledger_location, settings
from talleyrand.cli.output import chosen_format, print_rows
from talleyrand.errors import EngineError, LedgerError, OptionError
from talleyrand.model.records import Relevance

if TYPE_CHECKING:
    from talleyrand.pipeline.datasets.engines import Run
    from talleyrand.pipeline.jobs import Job
    from talleyrand.pipeline.reports import ReadReport

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input; kinds: docs/sources.md.")
]
Date = Annotated[str | None, typer.Option("--date", metavar="ISO", help="When the inputs were published.")]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published the inputs.")]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="The language of the inputs (en), where it is told wrongly."),
]
Columns = Annotated[
    str | None,
    typer.Option("--columns", metavar="FIELD=NAME,...", help="Columns of tables: text=body,date=day,title=..."),
]
StdinName = Annotated[
    str | None, typer.Option("--stdin-name", metavar="NAME", help="What standard input would be named as a file.")
]
Workers = Annotated[int | None, typer.Option("--workers", metavar="N", min=1, help="How many processes code.")]
Recode = Annotated[bool, typer.Option("--recode", help="Code known documents anew; reviews stay.")]
EngineKind = Annotated[
    Literal["local", "ray"], typer.Option("--engine", help="Where coding runs: on this machine or a Ray cluster.")
]
Output = Annotated[
    str | None,
    typer.Option("--output", metavar="FOLDER", help="Write a data set of records there, not into a ledger."),
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="HOST:PORT", help="The Ray cluster, else RAY_ADDRESS, else one on this machine."),
]
Relevant = Annotated[
    Relevance | None,
    typer.Option("--relevance", help="Of official texts: what concerns other states, or all."),
]
EngineModel = Annotated[
    str | None, typer.Option("--engine-model", metavar="NAME", help="An installed spaCy pipeline to read with.")
]


@guarded
def read(
    paths: Paths,
    date: Date = None,
    outlet: Outlet = None,
    language: Language = None,
    columns: Columns = None,
    stdin_name: StdinName = None,
    workers: Workers = None,
    recode: Recode = False,
    engine: EngineKind = "local",
    output: Output = None,
    cluster: Cluster = None,
    engine_model: EngineModel = None,
    relevance: Relevant = None,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Read articles and statements into the ledger.

    Each is archived, coded, and its records entered, with every quote checked against the text.
    What the ledger has already is passed over, so a stopped run is taken up by repeating it.
    Documents in other languages than English are archived and listed, not coded.
    With --output, records and documents become a data set of Parquet files that every command can read; a Ray
    cluster always writes one. Inputs and data sets may have addresses such as s3://bucket/crawl/.
    """
    from talleyrand.archive.columns import parse_columns
    from talleyrand.archive.languages import check_language
    from talleyrand.archive.options import ReadOptions
    from talleyrand.pipeline.jobs import Job, engine_coder

    chosen = settings()
    spoken = check_language(language, where="--language") if language else None
    options = ReadOptions(
        published=date,
        outlet=outlet or chosen.outlet,
        language=spoken,
        stdin_name=stdin_name,
        columns=parse_columns(columns) if columns else (),
    )
    coder = engine_coder(engine_model or chosen.engine_model, relevance or chosen.relevance)
    job = Job(options, workers or chosen.workers, coder, recode)
    if output is None and engine == "local":
        report = read_into(ledger_location(ledger), [Path(path) for path in paths], job)
    else:
        report = read_into_dataset(_checked(output, recode), paths, job, _makers(engine, job.workers, cluster))
    counts = report.counts()
    print_rows([counts], chosen_format(format), columns=tuple(counts), table=lambda: None)
    return exit_code(report)


def read_into(location: str, paths: list[Path], job: Job) -> ReadReport:
    """Read inputs into the ledger at `location`, with progress and a summary on stderr.

    A run that ends early, by Ctrl-C or by an error, tells how far it came.
    """
    from talleyrand.cli.progress import shown_progress
    from talleyrand.ledger.store import open_ledger
    from talleyrand.pipeline.jobs import read as read_paths

    with told() as report, open_ledger(location) as opened, shown_progress() as progress:
        read_paths(paths, opened, job=job, progress=progress, report=report)
    return report


def read_into_dataset(output: str, paths: list[str], job: Job, run: Run) -> ReadReport:
    """Read inputs into the data set at `output`, as `read_into` does."""
    from talleyrand.cli.progress import shown_progress
    from talleyrand.pipeline.datasets.running import read_into_dataset

    with told() as report, shown_progress() as progress:
        read_into_dataset(paths, output, job=job, run=run, progress=progress, report=report)
    return report


def _checked(output: str | None, recode: bool) -> str:
    """Return where a data set is to be written; raises OptionError for options that it does not go with."""
    if output is None:
        raise OptionError("a Ray cluster writes a data set", where="--engine ray", hint="give --output FOLDER")
    if recode:
        hint = "other rules write to another folder"
        raise OptionError("a data set is of one version of the rules", where="--recode", hint=hint)
    return output


def _makers(engine: str, workers: int, cluster: str | None) -> Run:
    """Return where packs are made; raises OptionError when what that needs is not installed."""
    try:
        if engine == "ray":
            from talleyrand.pipeline.datasets.on_ray import on_ray

            return on_ray(workers, cluster)
        from talleyrand.pipeline.datasets.engines import here, in_processes

        return in_processes(workers) if workers > 1 else here
    except ImportError as error:
        what = f"this needs {error.name}, which is not installed"
        raise OptionError(what, where=f"--engine {engine}", hint="pip install talleyrand[ray]") from error


@contextmanager
def told() -> Iterator[ReadReport]:
    """Yield a report that is told at the end, whether the run ends early or not."""
    from talleyrand.pipeline.reports import ReadReport

    report = ReadReport()
    try:
        yield report
    except (LedgerError, EngineError) as error:
        if not report.documents:
            raise
        report.note_error(error)
    finally:
        _tell(report)


def _tell(report: ReadReport) -> None:
    from talleyrand.pipeline.reports import summary

    for error in report.errors:
        message(f"talleyrand: {error.line()}")
    if report.unreadable > len(report.errors):
        message(f"and {report.unreadable - len(report.errors):,} more: talleyrand verify --errors")
    if report.readable or report.unreadable or report.passed_over:
        for line in summary(report):
            message(line)


def exit_code(report: ReadReport) -> int:
    """Return the exit code that a run's report calls for."""
    if not report.readable:
        return NOTHING_READABLE
    return SOME_UNREADABLE if report.unreadable else DONE
