"""How much memory a long run takes: many short documents, and what every process of the run holds as it goes.

    python -m benchmarks memory [--documents 100000] [--workers 2] [--corpora ../shared/corpora]

Documents are sentences of the corpora, put together at random (seeded); `talleyrand read` codes them into a new ledger,
half an hour for 100,000. Tells the peak of all processes together, and how much it grew from the second tenth of the
run to the last. More than `MOST` MiB fails.
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
EVERY = 2.0
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
        call = f"The minister of China had called the minister of France about note {number}."
        yield {"id": str(number), "date": "2022-03-01", "text": f"{'. '.join(sentences)}. {call}"}


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
        given = ["read", str(made), "--ledger", str(Path(folder) / "b.db"), "--workers", str(options.workers)]
        seen, seconds = watch([sys.executable, "-m", "talleyrand", *given])
    tenth = max(1, len(seen) // 10)
    growth = max(seen[-tenth:]) - max(seen[tenth : 2 * tenth])
    name = f"{options.documents:,} documents coded, {options.workers} workers"
    note(
        Figure("memory", f"{name}: peak", max(seen), "MiB", most=MOST),
        Figure("memory", f"{name}: growth", growth, "MiB"),
        Figure("memory", f"{name}: speed", options.documents / seconds, "documents/s"),
    )
    if max(seen) > MOST:
        raise SystemExit(f"more than {MOST} MiB")


if __name__ == "__main__":
    main()
