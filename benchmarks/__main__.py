"""`python -m benchmarks`: every benchmark in turn, on a quiet machine."""

from __future__ import annotations

import subprocess
import sys

for name in ("engine", "pipeline", "ledger", "linear"):
    print(f"\n{name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
