"""`python -m benchmarks [NAME [OPTION ...]]`: every benchmark in turn, or one with its options, on a quiet machine."""

from __future__ import annotations

import subprocess
import sys

NAMES = ("engine", "pipeline", "copies", "ray", "ledger", "linear", "analysis", "web")
ON_MATERIAL = ("accounts", "contacts", "formulations", "general_debate", "turning", "web_ledger")
"""Benchmarks of what is measured on given files; they run when asked by name."""

asked, options = sys.argv[1:2], sys.argv[2:]
for name in asked or NAMES:
    if name not in (*NAMES, *ON_MATERIAL):
        sys.exit(f"{name}: no such benchmark (one of {', '.join((*NAMES, *ON_MATERIAL))})")
    print(f"\n{name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *options], check=True)
