"""How much memory a long run takes: many short documents, the real engine, what every process holds as it goes.

    python -m benchmarks memory [--documents 100000] [--workers 2] [--corpora ../shared/corpora]

Documents are pairs of sentences of the corpora, put together at random (seeded): a hundred thousand of them are coded
in a quarter of an hour, and what a run keeps for each document shows. Tells the peak of all processes together, and how
much it grew from the first tenth of the run to the last. More than `MOST` MiB fails.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, note

MOST = 1536
EVERY = 5.0
"""Seconds between two looks at the memory."""
SENTENCES = 2


def documents(corpora: Path, count: int) -> Iterator[dict[str, str]]:
    """Yield made-up documents; the same for the same corpora and count."""
    pool: list[str] = []
    for file in sorted(corpora.glob("*/docs.jsonl")):
        for line in file.read_text("utf-8").splitlines()[:200]:
            pool += [part for part in json.loads(line)["text"].split(". ") if 60 < len(part) < 300 and "\n" not in part]
    choose = random.Random(6)  # noqa: S311 - made-up data
    for number in range(count):
        sentences = choose.sample(pool, SENTENCES)
        yield {"id": str(number), "date": "2022-03-01", "text": ". ".join(sentences) + f". This was number {number}."}


def resident(pid: int) -> float:
    """Return the resident memory of a process and all below it, in MiB; pages that they share are counted in each."""
    total, waiting = 0.0, [pid]
    while waiting:
        process = Path(f"/proc/{waiting.pop()}")
        try:
            total += int((process / "statm").read_text().split()[1]) * 4096 / 2**20
            for task in (process / "task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except (OSError, ValueError):
            continue
    return total


def watch(command: list[str]) -> tuple[list[float], float]:
    """Run a command; return the memory of its processes as it went, and the seconds it took."""
    began = time.monotonic()
    seen: list[float] = []
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            seen.append(resident(running.pid))
            time.sleep(EVERY)
    if running.returncode:
        raise SystemExit(f"the run ended with {running.returncode}")
    return seen, time.monotonic() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.jsonl"
        with made.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(one) + "\n" for one in documents(options.corpora, options.documents))
        ledger, workers = str(Path(folder) / "b.db"), str(options.workers)
        command = [sys.executable, "-m", "talleyrand", "read", str(made), "--ledger", ledger, "--workers", workers]
        seen, seconds = watch(command)
    tenth = max(1, len(seen) // 10)
    early, late = max(seen[tenth : 2 * tenth]), max(seen[-tenth:])
    name = f"run over {options.documents:,} documents, {options.workers} workers"
    note(
        Figure("memory", f"peak memory of a {name}", max(seen), "MiB", most=MOST),
        Figure("memory", "growth from the second tenth of the run to the last", late - early, "MiB"),
        Figure("memory", f"speed of the {name}", options.documents / seconds, "documents/s"),
    )
    if max(seen) > MOST:
        raise SystemExit(f"more than {MOST} MiB")


if __name__ == "__main__":
    main()
