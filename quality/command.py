"""The command line of the gate."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from quality import check, floors, report, results, table
from quality.calibration import calibrating
from quality.catalogue import ENTRIES, MATERIALS, OWN
from quality.listing import entry_errors, own_errors
from quality.places import MEASURED, REPORT
from quality.places import OWN as OWN_FOLDER
from quality.running import figures_of, read_all
from quality.scorers.own_records import RUBRICS


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; returns the exit code: 0 done, 1 a figure under its floor or a fault."""
    options = _parser().parse_args(arguments)
    action = ACTIONS[options.action or "run"]
    return action(options)


def run(options: argparse.Namespace) -> int:
    """Measure everything, print the table, keep the results where nothing was absent; 1 when a figure has fallen."""
    loaded = read_all(MATERIALS, options.workers)
    figures = [figure for one in loaded for figure in figures_of(one)]
    if len(loaded) == len(MATERIALS):
        results.save(figures)
    rows = floors.load()
    for line in table.lines(figures, rows):
        print(line)
    faults = [f"{' / '.join(f.key)}: {f.value} is under its floor {floor}" for f, floor in floors.fallen(figures, rows)]
    faults += [f"{' / '.join(row.key)}: has a floor, but was not measured" for row in floors.missing(figures, rows)]
    faults += [f"{' / '.join(row.key)}: a floor was lowered without a reason" for row in floors.unexplained(rows)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def raise_floors(_options: argparse.Namespace) -> int:
    """Lift every floor to what was last measured, where that is more."""
    floors.save(floors.lifted(results.load(), floors.load(), _today()))
    return 0


def lower_floor(options: argparse.Namespace) -> int:
    """Set the floors of figures that have fallen to what was last measured, for a reason that the file keeps."""
    rows = floors.load()
    for figure, _ in list(floors.fallen(results.load(), rows)):
        if options.of in (*figure.key, "all"):
            rows = floors.lowered(figure, rows, _today(), options.reason)
            print(f"lowered: {' / '.join(figure.key)} to {figure.value}", file=sys.stderr)
    floors.save(rows)
    return 0


def write_report(_options: argparse.Namespace) -> int:
    """Write docs/accuracy.md, and the same figures where the package has them."""
    REPORT.write_text(report.text(), encoding="utf-8")
    MEASURED.write_text(report.measured(), encoding="utf-8")
    return 0


def calibrate(options: argparse.Namespace) -> int:
    """Fit the table of confidence to the gold sets, and print how well it holds."""
    loaded = read_all(calibrating.MATERIALS, options.workers)
    seen = [o for one in loaded for o in calibrating.OBSERVE[one.material.name](one.items, one.readings)]
    for holding in calibrating.calibrate(seen):
        print(holding)
    return 0


def list_errors(options: argparse.Namespace) -> int:
    """Print the errors of a task on our own set by class, or the entries of the cases that were not found."""
    if options.task == ENTRIES:
        for loaded in read_all([m for m in MATERIALS if ENTRIES in m.scorers], 1):
            print(loaded.material.name, *entry_errors(loaded.items, loaded.readings), sep="\n")
        return 0
    for loaded in read_all([m for m in MATERIALS if m.name == OWN], 1):
        chosen = [(t, r) for t, r in zip(loaded.items, loaded.readings, strict=True) if options.set in (t.split, "all")]
        for line in own_errors(options.task, [t for t, _ in chosen], [r for _, r in chosen]):
            print(line)
    return 0


def check_own(options: argparse.Namespace) -> int:
    """Print the faults of our own gold set, and what is in it."""
    faults = list(check.faults(options.folder))
    for line in (*check.counts(options.folder), *faults):
        print(line)
    print(f"{len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


ACTIONS = {
    "run": run,
    "raise": raise_floors,
    "lower": lower_floor,
    "report": write_report,
    "calibrate": calibrate,
    "errors": list_errors,
    "check": check_own,
}


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m quality", description="The quality gate.")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that read (all cores)")
    actions = parser.add_subparsers(dest="action")
    actions.add_parser("run", help="measure, print the table, fail under a floor (what is done unless told otherwise)")
    actions.add_parser("raise", help="lift the floors to what was last measured")
    lower = actions.add_parser("lower", help="lower the floors of what has fallen")
    lower.add_argument("of", help="a task, a material or a figure, or all")
    lower.add_argument("--reason", required=True, help="why; kept in the file")
    actions.add_parser("report", help="write docs/accuracy.md")
    actions.add_parser("calibrate", help="fit the table of confidence")
    listed = actions.add_parser("errors", help="list what is missed, invented or wrong, by class")
    listed.add_argument("task", choices=[*sorted(RUBRICS), ENTRIES])
    listed.add_argument("--set", choices=("dev", "test", "all"), default="dev", help="which part (dev)")
    checked = actions.add_parser("check", help="is our own gold set sound")
    checked.add_argument("folder", nargs="?", type=Path, default=OWN_FOLDER, help="where it lies")
    return parser
