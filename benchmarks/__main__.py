"""`python -m benchmarks [NAME [OPTION ...]]`: every benchmark in turn, or one with its options, on a quiet machine.

Without a name the figures are kept and become docs/performance.md; a benchmark that misses its target does not keep the
others from running, and is told at the end.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import VARIABLE

NAMES = ("pipeline", "ray", "peers", "writes", "copies", "ingestion", "queries", "memory")
"""What `make bench` measures for docs/performance.md."""
OTHERS = ("engine", "ledger", "linear", "analysis", "web", "scale")
"""Benchmarks with a page of their own, or none."""
ON_MATERIAL = ("accounts", "contacts", "formulations", "general_debate", "turning", "web_ledger", "report")
"""Benchmarks of what is measured on given files; they run when asked by name."""


def run(name: str, options: list[str]) -> bool:
    """Run one benchmark; tells whether it ended well."""
    print(f"\n{name}", flush=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *options], check=False).returncode == 0


def run_all() -> list[str]:
    """Run every benchmark and write the page; returns those that failed."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.jsonl"
        os.environ[VARIABLE] = str(figures)
        failed = [name for name in (*NAMES, *OTHERS) if not run(name, [])]
        return failed if run("report", [str(figures)]) else [*failed, "report"]


def main() -> None:
    """Run what was asked."""
    asked, options = sys.argv[1:2], sys.argv[2:]
    known = (*NAMES, *OTHERS, *ON_MATERIAL)
    if asked and asked[0] not in known:
        sys.exit(f"{asked[0]}: no such benchmark (one of {', '.join(known)})")
    failed = run_all() if not asked else [name for name in asked if not run(name, options)]
    if failed:
        sys.exit(f"missed or failed: {', '.join(failed)}")


main()
