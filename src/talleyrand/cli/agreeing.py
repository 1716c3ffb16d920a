"""`talleyrand agree`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talleyrand.cli.entries import checked_day
from talleyrand.cli.failures import DONE, guarded
from talleyrand.cli.measuring import Chart, Part, Shown, Why, measured, part_of, print_result, write_chart
from talleyrand.cli.options import FormatOption, LedgerOption, MinConfidence, Since, Until
from talleyrand.errors import InputError, OptionError

if TYPE_CHECKING:
    from talleyrand.model.records import Record
    from talleyrand.model.results import Result

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[A.jsonl B.jsonl]", help="Two exports of records (JSON lines) of the same documents."),
]
Random = Annotated[
    bool, typer.Option("--random", help="The reviewed records were drawn at random from all: correct the totals.")
]
Sample = Annotated[
    int | None,
    typer.Option("--sample", metavar="N", min=1, help="Keep to the random sample of talleyrand review --random N."),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="With --sample: that of the review.")]
CODINGS = 2


@guarded
def agree(
    files: Files = None,
    random: Random = False,
    sample: Sample = None,
    seed: Seed = 0,
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = None,
    chart: Chart = None,
    part: Part = None,
    why: Why = None,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Tell how far coders agree, and how often the machine is right.

    Without files, from the ledger's reviews: the share of records that persons accepted, and alpha and kappa between
    persons. With two exports: alpha of every field on records of the same words, and unitizing alpha of the words
    marked. The parts: fields (alpha of every field, machine with persons and between persons), groups (by kind, type
    and confidence), totals (with --sample or --random) and disputes.
    """
    shown = Shown(format, chart, part, why)
    if not files:
        return measured(
            "agreement",
            ledger,
            shown,
            random=random or None,
            sample=sample,
            seed=seed or None,
            since=since,
            until=until,
            min_confidence=min_confidence,
        )
    if len(files) != CODINGS:
        raise OptionError(f"{len(files)} file given, two are compared", hint="talleyrand agree A.jsonl B.jsonl")
    for option, given in {"--why": why is not None, "--random": random, "--sample": sample is not None}.items():
        if given:
            raise OptionError("two exports have no reviews and no ledger", where=option)
    return _compared(files, shown, checked_day(since, "--since"), checked_day(until, "--until"))


def _compared(files: list[Path], shown: Shown, since: str | None, until: str | None) -> int:
    from talleyrand.analyse.agreement.measure import agreement

    ours, theirs = (list(_records(path)) for path in files)
    names = _names(files)
    result: Result[Any] = agreement(ours, against=theirs, names=names, since=since, until=until)
    table = part_of(result, shown.part)
    if shown.chart is not None:
        write_chart(table, shown.chart)
    print_result(table, shown.format)
    return DONE


def _names(files: list[Path]) -> tuple[str, str]:
    """The names of the files, or A and B where these are the same."""
    one, other = (path.stem for path in files)
    return (one, other) if one != other else ("A", "B")


def _records(path: Path) -> Iterator[Record]:
    """Yield the records of an export; raises InputError for a file or a line that can't be read."""
    from talleyrand.model.contract import record_from_json

    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("it can't be read", where=str(path), hint="give an export in JSON lines") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield record_from_json(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                hint = "talleyrand export --format jsonl writes them"
                raise InputError("no record of the export's form", where=f"{path}:{number}", hint=hint) from error
