"""Printing the answer of a measure: its table, its parts, its chart, the records behind a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talleyrand.cli.entries import checked_day
from talleyrand.cli.failures import DONE, guarded, message
from talleyrand.cli.options import (
    DataOption,
    Format,
    FormatOption,
    LedgerOption,
    MinConfidence,
    Since,
    Until,
    ledger_location,
)
from talleyrand.cli.output import chosen_format, print_json, print_rows
from talleyrand.errors import LedgerError, NotFoundError
from talleyrand.model.records import Record

if TYPE_CHECKING:
    from talleyrand.ledger.records import Records
    from talleyrand.model.results import Result, Value

Chart = Annotated[
    Path | None,
    typer.Option("--chart", metavar="FILE", help="Write the chart too: .svg, .png, .html or .json (Vega-Lite)."),
]
Part = Annotated[
    str | None, typer.Option("--part", metavar="NAME", help="Print this part of the answer in place of its main table.")
]
Why = Annotated[
    str | None, typer.Option("--why", metavar="ROW", help="Print the records behind a row, named by its first columns.")
]
AT_ONCE = 10_000
"""Records that are looked for at once."""
LONG_PART = 30
"""Rows of a part that still stand under the main table on a terminal; a longer one is printed when asked for."""
_KEYWORD = Parameter.POSITIONAL_OR_KEYWORD
REASON_COLUMNS = ("record", "weight", "score", "cluster", "note", "date", "actors", "evidence")


@dataclass(frozen=True, slots=True)
class Shown:
    """How an answer is shown."""

    format: Format | None = None
    chart: Path | None = None
    part: str | None = None
    why: str | None = None


def measured(name: str, ledger: str | None, shown: Shown, **parameters: Value) -> int:
    """Ask a measure of the ledger and print its answer; returns the exit code."""
    from talleyrand.ledger.records import open_records
    from talleyrand.pipeline.measures import ask
    from talleyrand.pipeline.views import resolve

    for day in ("since", "until"):
        checked_day(_text(parameters.get(day)), f"--{day}")
    with open_records(ledger_location(ledger)) as opened:
        result = ask(opened, name, parameters, resolve)
        table = part_of(result, shown.part)
        if shown.chart is not None:
            write_chart(table, shown.chart)
        if shown.why is not None:
            print_reasons(opened, table, shown.why, shown.format)
        else:
            print_result(table, shown.format)
    return DONE


Asked = dict[str, "Value"]
"""The parameters that a command hands to its measure."""
_COMMON: dict[str, Any] = {
    "since": Since,
    "until": Until,
    "min_confidence": MinConfidence,
    "data": DataOption,
    "chart": Chart,
    "part": Part,
    "why": Why,
    "format": FormatOption,
    "ledger": LedgerOption,
}
"""The options that every measure has, behind its own."""
_DEFAULTS = {"data": "without"}


def asks(measure: str) -> Callable[[Callable[..., Asked]], Callable[..., None]]:
    """Make a function of a measure's own options, which returns the parameters asked with, a command of that measure.

    The options that all measures have are added behind its own.
    """

    def command_of(own: Callable[..., Asked]) -> Callable[..., None]:
        def ask(**given: Any) -> int:
            common = {name: given.pop(name) for name in _COMMON}
            shown = Shown(common["format"], common["chart"], common["part"], common["why"])
            chosen = {name: common[name] for name in ("since", "until", "min_confidence", "data")}
            return measured(measure, common["ledger"], shown, **own(**given), **chosen)

        options = [
            Parameter(name, _KEYWORD, default=_DEFAULTS.get(name), annotation=option)
            for name, option in _COMMON.items()
        ]
        parameters = [*signature(own, eval_str=True).parameters.values(), *options]
        ask.__name__, ask.__doc__, ask.__module__ = own.__name__, own.__doc__, own.__module__
        ask.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        command = guarded(ask)
        command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        return command

    return command_of


def part_of(result: Result[Any], part: str | None) -> Result[Any]:
    """Return a part of an answer by name, the answer itself for None; raises NotFoundError with the names."""
    if part is None:
        return result
    if part not in result.parts:
        hint = f"its parts are {', '.join(result.parts)}" if result.parts else "it has no parts"
        raise NotFoundError("no such part of the answer", where=part, hint=hint)
    found: Result[Any] = result.parts[part]
    return found


def print_result(result: Result[Any], format: Format | None) -> None:
    """Print an answer: on a terminal with its notes and parts, else its rows on stdout and its notes on stderr."""
    from talleyrand.present.results import footnotes, result_json, row_json

    form = chosen_format(format)
    if form == "json":
        print_json(result_json(result))
        return
    print_rows(row_json(result), form, columns=(*result.columns, "why"), table=lambda: _print_tables(result))
    if form != "table":
        for note in footnotes(result):
            message(note)


def print_reasons(ledger: Records, result: Result[Any], row: str, format: Format | None) -> None:
    """Print the records behind a row, the weightiest first, each with its date, actors and sentence."""
    reasons = sorted(result.why(row), key=lambda reason: -abs(reason.weight))
    records = _records_of(ledger, [reason.record for reason in reasons])
    rows = [asdict(reason) | _record_cells(records[reason.record]) for reason in reasons]

    def table() -> None:
        from talleyrand.cli.tables import print_table
        from talleyrand.present.results import cell

        print_table(REASON_COLUMNS, ([cell(row[column]) for column in REASON_COLUMNS] for row in rows))

    print_rows(rows, chosen_format(format), columns=REASON_COLUMNS, table=table)


def write_chart(result: Result[Any], path: Path) -> None:
    """Write the chart of an answer to a file, or say that there is nothing to draw.

    Raises OptionError for a kind of file that is none.
    """
    from talleyrand.present.pictures import draw

    spec = result.chart()
    if not spec:
        message(f"{path} is not written: there is nothing to draw")
        return
    picture = draw(spec, path.suffix.lower())
    try:
        path.write_bytes(picture)
    except OSError as error:
        raise LedgerError(
            error.strerror or "it can't be written", where=str(path), hint="choose another file"
        ) from error
    message(f"{path} written")


def _print_tables(result: Result[Any]) -> None:
    from talleyrand.cli.tables import print_table
    from talleyrand.present.results import footnotes, shown_columns, table_cells

    print(result.question)
    columns = shown_columns(result)
    if result.rows:
        names = [column for column, _ in columns]
        folding = [column for column, folds in columns if folds]
        left = print_table(names, table_cells(result), folding=folding, kept=(*result.keys, "independent"))
        if left:
            print(
                f"not shown for want of room: {', '.join(left).replace('_', ' ')} (a wider terminal, or --format csv)"
            )
    for note in footnotes(result):
        print(note)
    if result.rows:
        print(f"why: talleyrand why '{result.address()}#ROW', ROW being {';'.join(result.keys)}")
    for name, part in result.parts.items():
        if len(part) > LONG_PART:
            print(f"\n{name}: {len(part):,} rows, printed with --part {name}")
        elif part.rows or part.notes:
            print(f"\n{name}:")
            _print_tables(part)


def _records_of(ledger: Records, ids: Sequence[str]) -> dict[str, Record]:
    """Return records by id: many are looked for at once, for a data set has no index of them."""
    found: dict[str, Record] = {}
    for at in range(0, len(ids), AT_ONCE):
        some = tuple(ids[at : at + AT_ONCE])
        found |= {record.id: record for record in ledger.records(ids=some, undated=True, rejected=True)}
    return {ident: found.get(ident) or ledger.record(ident) for ident in ids}


def _record_cells(record: Record) -> dict[str, Any]:
    from talleyrand.present.event_rows import row_words

    return {
        "date": record.date.start,
        "actors": ", ".join(actor.name for actor in record.actors),
        "evidence": record.evidence.text if record.row is None else row_words(record.row),
    }


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
