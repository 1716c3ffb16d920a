"""The command line of the gate."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from quality import check
from quality.catalogue import MATERIALS, OWN
from quality.listing import own_errors
from quality.places import OWN as OWN_FOLDER
from quality.running import figures_of, read_all
from quality.scorers.own_records import RUBRICS


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; returns the exit code: 0 done, 1 a figure under its floor or a fault."""
    options = _parser().parse_args(arguments)
    actions = {"run": run, "errors": errors, "check": check_own}
    return actions[options.action or "run"](options)


def run(options: argparse.Namespace) -> int:
    """Measure everything and print the table."""
    for loaded in read_all(MATERIALS, options.workers):
        for figure in figures_of(loaded):
            print(figure.task, figure.material, figure.name, figure.value, figure.of)
    return 0


def errors(options: argparse.Namespace) -> int:
    """Print the errors of a task on our own set, by class."""
    material = next(m for m in MATERIALS if m.name == OWN)
    for loaded in read_all([material], 1):
        chosen = [(t, r) for t, r in zip(loaded.items, loaded.readings, strict=True) if options.set in (t.split, "all")]
        for line in own_errors(options.task, [t for t, _ in chosen], [r for _, r in chosen]):
            print(line)
    return 0


def check_own(options: argparse.Namespace) -> int:
    """Print the faults of our own gold set, and what is in it."""
    folder = options.folder
    faults = list(check.faults(folder))
    for line in (*check.counts(folder), *faults):
        print(line)
    print(f"{len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m quality", description="The quality gate.")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that read (all cores)")
    actions = parser.add_subparsers(dest="action")
    actions.add_parser("run", help="measure, print the table, fail under a floor (what is done unless told otherwise)")
    listed = actions.add_parser("errors", help="list what is missed, invented or wrong, by class")
    listed.add_argument("task", choices=sorted(RUBRICS))
    listed.add_argument("--set", choices=("dev", "test", "all"), default="dev", help="which part (dev)")
    checked = actions.add_parser("check", help="is our own gold set sound")
    checked.add_argument("folder", nargs="?", type=Path, default=OWN_FOLDER, help="where it lies")
    return parser
