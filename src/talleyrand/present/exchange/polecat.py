"""Acts as rows of POLECAT: 40 columns between tabs, a header in front."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

from talleyrand.codebook.event_formats import JOINT, POLECAT_COLUMNS, UNKNOWN
from talleyrand.codebook.plover_codes import plover_code
from talleyrand.model.actors import Actor
from talleyrand.model.flat import safe_cell
from talleyrand.model.records import Entry
from talleyrand.present.exchange.events import Happening, LeftOut, happenings

Cells = dict[str, object]


def polecat_lines(entries: Iterable[Entry], left_out: LeftOut, *, version: str) -> Iterator[str]:
    """Yield the header and a line for each act that happened; `left_out` counts the other records.

    `version` says what made the rows. Parties stand in one row, joined with `; `. What the ledger does not know
    (places, numbers of the Correlates of War, Wikipedia's names) is empty.
    """
    line = io.StringIO()
    writer = csv.DictWriter(line, POLECAT_COLUMNS, restval="", delimiter="\t", lineterminator="\n")
    writer.writeheader()
    for happening in happenings(entries, left_out, to_the_week=True):
        yield _taken(line)
        cells = polecat_cells(happening, version)
        writer.writerow({name: safe_cell(_one_line(value)) for name, value in cells.items()})
    yield _taken(line)


def polecat_cells(happening: Happening, version: str) -> Cells:
    """Return the cells of a row by column; those that are unknown are not there."""
    record, document, act = happening.record, happening.document, happening.act
    published_by = document.outlet or (document.author.name if document.author else None)
    return {
        "Event ID": record.id_in("POLECAT"),
        "Event Date": record.date.start,
        "Event Type": act.event_type,
        "Event Mode": act.mode,
        "Intensity": act.intensity,
        "Quad Code": act.quad.upper(),
        "Contexts": JOINT.join(act.contexts),
        **_party("Actor", record.actors),
        **_party("Recipient", record.recipients),
        "Source": published_by,
        "Publication Date": document.published,
        "Version": f"{version} {record.method}".strip(),
    }


def _party(role: str, actors: Sequence[Actor]) -> Cells:
    sectors = _each(actors, lambda actor: actor.sector)
    return {
        f"{role} Name": _each(actors, lambda actor: actor.name),
        f"{role} Country": _each(actors, plover_code),
        f"Primary {role} Sector": next((actor.sector for actor in actors if actor.sector), None),
        f"{role} Sectors": sectors,
        f"{role} Title": _each(actors, lambda actor: actor.role),
        f"{role} Name Raw": _each(actors, lambda actor: actor.mention.text if actor.mention else None),
    }


def _each(actors: Sequence[Actor], field: Callable[[Actor], str | None]) -> str | None:
    """Join a field of actors in their order; None where no actor has it, the unknown among others say so."""
    values = [field(actor) for actor in actors]
    if not any(values):
        return None
    return JOINT.join((value or UNKNOWN).replace(";", ",") for value in values)


def _one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _taken(line: io.StringIO) -> str:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text
