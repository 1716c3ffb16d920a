"""`talleyrand export`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Literal, TypeVar, cast, get_args

import typer

from talleyrand.cli.citing import Style
from talleyrand.cli.entries import checked_day, entry_pieces
from talleyrand.cli.failures import DONE, guarded, message
from talleyrand.cli.files import binary_output
from talleyrand.cli.options import DataOption, LedgerOption, MinConfidence, Since, Toward, Until, ledger_location
from talleyrand.errors import OptionError
from talleyrand.model.records import FACTUALITIES, Entry, Kind, ReviewStatus
from talleyrand.settings import VERSION

if TYPE_CHECKING:
    from talleyrand.ledger.records import Records
    from talleyrand.ledger.selecting.selection import Choice

ExportFormat = Literal[
    "jsonl", "json", "csv", "parquet", "polecat", "plover", "ftm", "annotation", "graphml", "csl", "bibtex", "revisions"
]
FLAGGING = ("plover", "ftm")
"""Formats of events that can say that something did not happen."""
EVENTS = ("polecat", "plover", "ftm", "graphml")
"""Formats that say of what they hold that it happened."""
COUNTING = ("jsonl", "json", "csv")
"""Formats that say how independently an event is reported."""
NON_EVENTS = ("negated", "refused", "planned", "called-for", "possible")

FormatOption = Annotated[
    ExportFormat,
    typer.Option(
        "--format",
        help="JSON lines, one JSON list, flat CSV, Parquet; event data (POLECAT, PLOVER); FollowTheMoney entities; W3C "
        "Web Annotations; a GraphML network; citations (CSL-JSON, BibTeX); or persons' decisions.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write this file, whole or not at all.", dir_okay=False),
]
MaxConfidence = Annotated[
    float | None,
    typer.Option("--max-confidence", metavar="P", min=0, max=1, help="Only records no surer than this, 0 to 1."),
]
ActorOption = Annotated[
    list[str] | None, typer.Option("--actor", metavar="ACTOR", help="Only what this actor says or does; repeatable.")
]
Types = Annotated[
    list[str] | None, typer.Option("--type", metavar="TYPE", help="Only acts of this PLOVER type; repeatable.")
]
Factualities = Annotated[
    list[str] | None,
    typer.Option("--factuality", metavar="NAME", help="Only what is actual, refused, planned ...; repeatable."),
]
Outlets = Annotated[
    list[str] | None, typer.Option("--outlet", metavar="NAME", help="Only from this outlet or author; repeatable.")
]
Statuses = Annotated[
    list[str] | None,
    typer.Option("--review", metavar="STATUS", help="Only what is proposed, accepted, corrected ...; repeatable."),
]
Words = Annotated[str, typer.Option("--words", metavar="WORDS", help='Only sentences with these words and "phrases".')]
CaseOption = Annotated[str | None, typer.Option("--case", metavar="ID", help="Only what belongs to this case.")]
NonEvents = Annotated[
    Literal["out", "flagged"],
    typer.Option("--non-events", help="What was refused, planned ... in event data: left out, or flagged as such."),
]


@guarded
def export(
    format: FormatOption = "jsonl",
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only records of this kind.")] = None,
    actor: ActorOption = None,
    toward: Toward = None,
    type: Types = None,
    factuality: Factualities = None,
    outlet: Outlets = None,
    review: Statuses = None,
    words: Words = "",
    case: CaseOption = None,
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = None,
    max_confidence: MaxConfidence = None,
    non_events: NonEvents = "out",
    data: DataOption = "without",
    output: Output = None,
    ledger: LedgerOption = None,
) -> int:
    """Write the records to stdout or a file.

    Each comes with its document and evidence. Those that a person rejected come too, with that status; citations and
    event data are of the others alone. Formats of event data take what did not happen (refused, planned, called
    for ...) only flagged as such; what they leave out is told. Revisions are all decisions that persons made, as JSON
    lines for talleyrand import revisions.
    """
    if non_events == "flagged" and format not in FLAGGING:
        raise OptionError(f"{format} can't flag what did not happen", hint=f"formats that can: {', '.join(FLAGGING)}")
    from talleyrand.codebook.plover import load_event_types
    from talleyrand.ledger.records import caution, open_records
    from talleyrand.present.citations.citation import STYLES

    choice: Choice = {
        "kind": kind,
        "types": _among([one.upper() for one in type or ()], tuple(load_event_types()), "--type"),
        "factualities": _among(factuality, FACTUALITIES, "--factuality"),
        "outlets": tuple(outlet or ()),
        "statuses": _among(review, get_args(ReviewStatus), "--review"),
        "words": words,
        "since": checked_day(since, "--since"),
        "until": checked_day(until, "--until"),
        "rejected": format not in (*STYLES, *EVENTS),
        "min_confidence": min_confidence,
        "max_confidence": max_confidence,
        "data": data,
    }
    with open_records(ledger_location(ledger)) as opened:
        entries = opened.entries(**(choice | _parties(opened, actor, toward, case)))
        with binary_output(output, binary=format == "parquet") as file:
            _write(opened, entries, format, file, flagged=non_events == "flagged")
        _tell_not_coded(opened)
        if format in COUNTING and (told := caution(opened)):
            message(told)
    return DONE


Known = TypeVar("Known", bound=str)


def _among(given: Iterable[str] | None, known: tuple[Known, ...], option: str) -> tuple[Known, ...]:
    """Return values of an option; raises OptionError for one that is not among the known."""
    values = tuple(given or ())
    for value in values:
        if value not in known:
            raise OptionError(f"{value!r} is none", where=option, hint=f"one of {', '.join(known)}")
    return cast("tuple[Known, ...]", values)


def _parties(ledger: Records, actors: list[str] | None, toward: str | None, case: str | None) -> Choice:
    """Return what is asked of parties, their names made keys; raises NotFoundError for nobody."""
    chosen: Choice = {}
    if actors or toward:
        from talleyrand.pipeline.asking import find_actor
        from talleyrand.pipeline.views import actor_key, resolve

        chosen["actors"] = tuple(actor_key(find_actor(one, ledger, resolve)) for one in actors or ())
        chosen["toward"] = actor_key(find_actor(toward, ledger, resolve)) if toward else None
    if case:
        chosen["within"] = ledger.case(case)
    return chosen


def _write(ledger: Records, entries: Iterable[Entry], format: ExportFormat, file: IO[bytes], *, flagged: bool) -> None:
    if format == "parquet":
        from talleyrand.present.exchange.parquet import write_parquet

        write_parquet(entries, file)
        return
    left_out: Counter[str] = Counter()
    for piece in _pieces(ledger, entries, format, left_out, flagged=flagged):
        file.write(piece.encode("utf-8", "replace"))
    _tell(left_out, flaggable=format in FLAGGING and not flagged)


def _pieces(
    ledger: Records, entries: Iterable[Entry], format: ExportFormat, left_out: Counter[str], *, flagged: bool
) -> Iterator[str]:
    """Return the text of a file, piece by piece; `left_out` counts what it has no place for."""
    match format:
        case "jsonl" | "json" | "csv":
            return entry_pieces(entries, format)
        case "csl" | "bibtex":
            return _citations(ledger, _with_text(entries, left_out), format)
        case "revisions":
            return _revisions(ledger)
    return _exchanged(entries, format, left_out, flagged=flagged)


def _exchanged(
    entries: Iterable[Entry], format: ExportFormat, left_out: Counter[str], *, flagged: bool
) -> Iterator[str]:
    version = f"talleyrand {VERSION}"
    match format:
        case "polecat":
            from talleyrand.present.exchange.polecat import polecat_lines

            return polecat_lines(entries, left_out, version=version)
        case "plover":
            from talleyrand.present.exchange.plover import plover_lines

            return plover_lines(entries, left_out, version=version, flagged=flagged)
        case "ftm":
            from talleyrand.present.exchange.ftm import ftm_lines

            return ftm_lines(entries, left_out, flagged=flagged)
        case "annotation":
            from talleyrand.present.exchange.annotation import annotation_lines

            return annotation_lines(entries, left_out)
    from talleyrand.present.exchange.graphml import graphml

    return graphml(entries, left_out)


def _revisions(ledger: Records) -> Iterator[str]:
    from talleyrand.ledger.records import as_ledger
    from talleyrand.pipeline.revisions import revision_lines

    for line in revision_lines(as_ledger(ledger, "what persons decided")):
        yield json.dumps(line, ensure_ascii=False) + "\n"


def _citations(ledger: Records, entries: Iterable[Entry], style: Style) -> Iterator[str]:
    from talleyrand.ledger.records import as_ledger
    from talleyrand.pipeline.citing import cited_entries
    from talleyrand.present.citations.citation import written

    return written(cited_entries(as_ledger(ledger, "citing"), entries), style)


def _with_text(entries: Iterable[Entry], left_out: Counter[str]) -> Iterator[Entry]:
    """Yield what can be cited, and count in `left_out` what can't."""
    from talleyrand.present.exchange.events import OF_DATA

    for record, document in entries:
        if record.row is None:
            yield record, document
        else:
            left_out[OF_DATA] += 1


def _tell_not_coded(ledger: Records) -> None:
    """Say how many documents have no records because of their language: an export must not look complete."""
    from talleyrand.pipeline.reports import counted

    many = sum(1 for _ in ledger.not_english())
    if many:
        have = "is not in English and has" if many == 1 else "are not in English and have"
        message(f"{counted(many, 'document')} {have} no records: talleyrand verify --not-english")


def _tell(left_out: Counter[str], *, flaggable: bool) -> None:
    from talleyrand.present.exchange.events import told

    line = told(left_out)
    if line:
        message(line)
    if flaggable and any(what.startswith(NON_EVENTS) for what in left_out):
        message("what did not happen comes too, marked as such, with --non-events flagged")
