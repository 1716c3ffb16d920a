"""Decisions of persons as lines of JSON, and back into a ledger that has the same documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from talleyrand.errors import InputError, TalleyrandError
from talleyrand.ledger.inputs import Signature
from talleyrand.ledger.review.decisions import Decision, standing
from talleyrand.ledger.store import Ledger
from talleyrand.model.contract import record_from_body
from talleyrand.model.records import Record, ReviewStatus

SCHEMA = "talleyrand.revision/1"
Line = Mapping[str, Any]
_Key = tuple[str, ...]
_WORDS = ("record", "document", "kind", "what", "verdict", "status", "note", "reviewer", "at")


@dataclass(slots=True)
class RevisionsReport:
    """What an import of decisions came to.

    `known` were there already. `conflicts` tell records that persons judged here as well: what comes in stands beside
    it as a second reading, in dispute where it differs. `errors` are lines that could not be entered.
    """

    entered: int = 0
    known: int = 0
    conflicts: list[str] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return the counts as one row."""
        return {
            "entered": self.entered,
            "known": self.known,
            "conflicts": len(self.conflicts),
            "errors": len(self.errors),
        }


def revision_lines(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Yield every decision of a ledger as an object, oldest first; `body` is what the record says by it."""
    for one in ledger.review.decisions():
        record = ledger.record(one.record_id)
        yield {
            "schema": SCHEMA,
            "record": one.record_id,
            "document": record.document_id,
            "kind": record.kind,
            "what": one.what,
            "verdict": one.verdict,
            "status": one.status,
            "note": one.note,
            "reviewer": one.reviewer,
            "at": one.at,
            "body": json.loads(one.body) if one.body else None,
        }


def import_revisions(lines: Iterable[tuple[str, Line]], ledger: Ledger) -> RevisionsReport:
    """Make the decisions of an export in a ledger, in their order; each line comes with its place in a file.

    What the ledger has already is passed over. Where persons have judged a record here who are not in the file, what
    comes in is entered as a second reading: the record is in dispute where they differ.
    """
    report = RevisionsReport()
    given = list(_checked(lines, report))
    here = Counter(_key_here(one) for one in ledger.review.decisions())
    coming = {_key(line) for _, line in given}
    conflicting: set[str] = set()
    begun: set[str] = set()
    for place, line in given:
        if here[_key(line)] > 0:
            here[_key(line)] -= 1
            report.known += 1
            continue
        id = str(line["record"])
        if id not in begun:
            begun.add(id)
            others = _others(ledger, id, coming)
            if others:
                conflicting.add(id)
                report.conflicts.append(f"record {id}: judged here by {', '.join(others)}, and by {line['reviewer']}")
        try:
            _make(ledger, line, second=id in conflicting)
        except TalleyrandError as error:
            report.errors.append(InputError(error.what, where=f"{place}, {error.where}", hint=error.hint))
        else:
            report.entered += 1
    return report


def _checked(lines: Iterable[tuple[str, Line]], report: RevisionsReport) -> Iterator[tuple[str, Line]]:
    """Yield the lines that are decisions; the others go into the report."""
    for place, line in lines:
        wrong = [name for name in _WORDS if not isinstance(line.get(name), str)]
        if line.get("schema") != SCHEMA or wrong or not isinstance(line.get("body"), dict | None):
            hint = "talleyrand export --format revisions writes them"
            report.errors.append(InputError("no decision of the export's form", where=place, hint=hint))
        else:
            yield place, line


def _others(ledger: Ledger, id: str, coming: set[_Key]) -> list[str]:
    """Those whose judgements of a record stand here and do not come in."""
    known = list(ledger.review.decisions(id))
    return sorted({one.reviewer for one in standing(known) if _key_here(one) not in coming})


def _make(ledger: Ledger, line: Line, *, second: bool) -> Record:
    id, what = str(line["record"]), line["what"]
    signed: Signature = {"reviewer": line["reviewer"], "at": line["at"], "note": line["note"]}
    if what == "addition":
        return ledger.review.enter(_record(line), **signed)
    if ledger.record(id).document_id != line["document"]:
        raise InputError("it is of another document here", where=f"record {id}")
    if what == "undo":
        return ledger.review.undo(id, **signed)
    if what == "note":
        ledger.review.annotate(id, **signed)
        return ledger.record(id)
    signed["second"] = second or what == "second"
    if line["body"] is not None:
        return ledger.review.correct(id, _record(line), **signed)
    return ledger.review.revise(id, cast("ReviewStatus", line["verdict"]), **signed)


def _record(line: Line) -> Record:
    """The record that a line's body describes; raises InputError for none."""
    try:
        return record_from_body(line["record"], line["document"], line["kind"], line["body"], "proposed")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"its body is no record's: {error}", where=f"record {line['record']}") from error


def _key(line: Line) -> _Key:
    """What makes a decision the same in two ledgers: entered as a second reading it is still that decision."""
    body = json.dumps(line["body"], sort_keys=True) if line["body"] else ""
    said = line["what"] if line["what"] in ("note", "undo") else line["verdict"]
    return line["record"], said, line["reviewer"], line["at"], line["note"], body


def _key_here(one: Decision) -> _Key:
    body = json.loads(one.body) if one.body else None
    return _key({**_plain(one), "body": body})


def _plain(one: Decision) -> dict[str, Any]:
    return {
        "record": one.record_id,
        "what": one.what,
        "verdict": one.verdict,
        "reviewer": one.reviewer,
        "at": one.at,
        "note": one.note,
    }
