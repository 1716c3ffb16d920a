"""Records as flat rows of text for spreadsheets, with formulas made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Forecast, Framing, Payload, Record, Statement, Vote

_COLUMNS = """
id kind document_id external_id path title outlet url published published_basis language
evidence_start evidence_end evidence
actors actor_ids actor_countries recipients recipient_ids recipient_countries
date_start date_end date_precision date_basis date_text factuality reported_by
form content cue addressees
event_type mode contexts quad intensity trigger
body choice veto subject roll_call
proposition expression probability_low probability_high
frame term use
confidence method engine review basis
"""
COLUMNS = tuple(_COLUMNS.split())
"""The columns, in order; lists are joined with `; `."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def flat_row(record: Record, document: Document) -> dict[str, str]:
    """Return a record as the cells of `COLUMNS`; what does not apply is empty."""
    cells = _document(document) | _parties(record) | _rest(record) | _payload(record.payload)
    return {column: safe_cell(cells.get(column)) for column in COLUMNS}


def safe_cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet runs: text that begins like a formula gets an apostrophe in front.

    >>> safe_cell("=1+1")
    "'=1+1"
    >>> safe_cell(-7.0)
    '-7.0'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_line(cells: Iterable[object]) -> str:
    r"""Return cells as a line of CSV, without its end; what breaks a line of any program's is quoted.

    >>> csv_line(["a", 'b"c', "d\re"])
    'a,"b""c","d\re"'
    """
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)  # Python 3.11 quotes what the end of lines has, no more
    return line.getvalue().removesuffix("\r\n")


def plain_cell(cell: str) -> str:
    """Return the text of a cell that `safe_cell` made.

    >>> plain_cell("'=1+1"), plain_cell("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


def _document(document: Document) -> dict[str, object]:
    return {
        "document_id": document.id,
        "external_id": document.external_id,
        "path": document.path,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published,
        "published_basis": document.published_basis,
        "language": document.language,
    }


def _parties(record: Record) -> dict[str, object]:
    return {
        "actors": _names(record.actors),
        "actor_ids": _joined(actor.id for actor in record.actors),
        "actor_countries": _joined(actor.country or "" for actor in record.actors),
        "recipients": _names(record.recipients),
        "recipient_ids": _joined(actor.id for actor in record.recipients),
        "recipient_countries": _joined(actor.country or "" for actor in record.recipients),
        "reported_by": _names(record.reported_by),
    }


def _rest(record: Record) -> dict[str, object]:
    return {
        "id": record.id,
        "kind": record.kind,
        "evidence_start": record.evidence.start,
        "evidence_end": record.evidence.end,
        "evidence": record.evidence.text,
        "date_start": record.date.start,
        "date_end": record.date.end,
        "date_precision": record.date.precision,
        "date_basis": record.date.basis,
        "date_text": record.date.text,
        "factuality": record.factuality,
        "confidence": record.confidence,
        "method": record.method,
        "engine": record.engine,
        "review": record.review,
        "basis": record.basis,
    }


def _payload(payload: Payload) -> dict[str, object]:
    match payload:
        case Statement():
            content = _joined(quote.text for quote in payload.content)
            cue = payload.cue.text if payload.cue else None
            return {"form": payload.form, "content": content, "cue": cue, "addressees": _names(payload.addressees)}
        case Act():
            return {
                "event_type": payload.event_type,
                "mode": payload.mode,
                "contexts": _joined(payload.contexts),
                "quad": payload.quad,
                "intensity": payload.intensity,
                "trigger": payload.trigger.text,
            }
        case Vote():
            body = payload.body.name if payload.body else None
            return {
                "body": body,
                "choice": payload.choice,
                "veto": payload.veto,
                "subject": payload.subject,
                "roll_call": payload.roll_call,
            }
        case Forecast():
            low, high = payload.probability or (None, None)
            proposition, expression = payload.proposition.text, payload.expression
            return {
                "proposition": proposition,
                "expression": expression,
                "probability_low": low,
                "probability_high": high,
            }
        case Framing():
            return {"frame": payload.frame, "term": payload.term, "use": payload.use}


def _names(parties: Iterable[Actor | Attribution]) -> str:
    return _joined(party.name for party in parties)


def _joined(words: Iterable[str]) -> str:
    return "; ".join(words)
