"""How much memory long runs take: many short documents, and what every process of the run holds as it goes.

    python -m benchmarks memory [--documents 100000] [--coded 10000] [--workers 2] [--corpora ../shared/corpora]

Documents are sentences of the corpora, put together at random (seeded). `--documents` of them go through the whole run
(read, sketched, sentences and two records each entered, copies looked for) with a coder that only looks for a word, so
that what is kept for each document shows; then `--coded` more are coded by the real engine into the same ledger. Tells
the peak of all processes together, and how much it grew from the second tenth of the run to the last. More than `MOST`
MiB fails.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from benchmarks.figures import Figure, note
from benchmarks.ledger import Coding, record
from talleyrand.ledger.store import open_ledger
from talleyrand.model.documents import Document
from talleyrand.model.spans import Span
from talleyrand.parse.blocks import find_blocks
from talleyrand.pipeline.coders import CodedDocument
from talleyrand.pipeline.jobs import Job, read
from talleyrand.pipeline.sketching import sketch_of

MOST = 1536
EVERY = 2.0
"""Seconds between two looks at the memory."""
SENTENCES = 2


def documents(corpora: Path, numbers: range) -> Iterator[dict[str, str]]:
    """Yield a made-up document for each number; the same for the same corpora and numbers."""
    pool: list[str] = []
    for file in sorted(corpora.glob("*/docs.jsonl")):
        for line in file.read_text("utf-8").splitlines()[:200]:
            pool += [part for part in json.loads(line)["text"].split(". ") if 60 < len(part) < 300 and "\n" not in part]
    choose = random.Random(numbers.start)  # noqa: S311 - made-up data
    for number in numbers:
        sentences = choose.sample(pool, SENTENCES)
        call = f"The minister of China had called the minister of France about note {number}."
        yield {"id": str(number), "date": "2022-03-01", "text": f"{'. '.join(sentences)}. {call}"}


class LookingCoder:
    """A coder that makes two records of a sentence with a certain word; all else of a run is as with the engine."""

    made_by = "looking 1"

    def code(self, documents: Sequence[Document]) -> Iterator[CodedDocument]:
        """Yield what each document gives."""
        for document in documents:
            start = document.text.rindex("The minister")
            span, day = Span(start, len(document.text)), date(2022, 3, 1)
            records = tuple(record(document, span, ("CHN", "FRA"), day, act=act) for act in (True, False))
            sketch = sketch_of(document, find_blocks(document))
            yield CodedDocument((Span(0, start - 1), span), Coding(records), sketch=sketch)


def run_light(file: Path, ledger: Path, workers: int) -> None:
    """Read a file with the coder that only looks for a word."""
    with open_ledger(ledger) as opened:
        read([file], opened, job=Job(make_coder=LookingCoder, workers=workers))


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


def measure(numbers: range, folder: Path, options: argparse.Namespace) -> float:
    """Run over the documents of these numbers and note what that took; returns the peak in MiB."""
    made, ledger, workers = folder / "made.jsonl", str(folder / "b.db"), str(options.workers)
    with made.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(one) + "\n" for one in documents(options.corpora, numbers))
    light = ["benchmarks.memory", "--light", str(made), ledger]
    real = ["talleyrand", "read", str(made), "--ledger", ledger]
    seen, seconds = watch([sys.executable, "-m", *(real if numbers.start else light), "--workers", workers])
    tenth = max(1, len(seen) // 10)
    growth = max(seen[-tenth:]) - max(seen[tenth : 2 * tenth])
    kind = f"coded into a ledger of {numbers.start:,}" if numbers.start else "looked through"
    name = f"{len(numbers):,} documents {kind}, {workers} workers"
    note(
        Figure("memory", f"{name}: peak", max(seen), "MiB", most=MOST),
        Figure("memory", f"{name}: growth", growth, "MiB"),
        Figure("memory", f"{name}: speed", len(numbers) / seconds, "documents/s"),
    )
    return max(seen)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--coded", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--light", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.light:
        run_light(*options.light, options.workers)
        return
    ends = (0, options.documents, options.documents + options.coded)
    with tempfile.TemporaryDirectory() as folder:
        peaks = [measure(range(*part), Path(folder), options) for part in pairwise(ends)]
    if max(peaks) > MOST:
        raise SystemExit(f"more than {MOST} MiB")


if __name__ == "__main__":
    main()
