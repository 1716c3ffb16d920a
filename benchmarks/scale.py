"""What a hundred million articles and a billion records cost, and whether the model that says so holds.

    python -m benchmarks.scale [--corpora ../shared/corpora] [--documents 200] [--write docs/scale.md]

Documents of the corpora are coded, written and compared in this process, each step with the clock; a simulation of
workers and one writer with these times is compared with real runs of one and of two workers. With `--write` the tables
of the page are written anew, between its marks.
"""

from __future__ import annotations

import argparse
import io
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure, note
from benchmarks.pipeline import read_seconds
from benchmarks.scale_model import Measured, Prices, fed_workers, lines, plan, simulate
from talleyrand.archive.reading import ReadOptions, read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.ledger.inputs import Entry
from talleyrand.ledger.store import open_ledger
from talleyrand.pipeline.coders import EngineCoder
from talleyrand.pipeline.copies import keep_copies
from talleyrand.pipeline.jobs import BATCH_CHARACTERS
from talleyrand.present.exchange.parquet import write_parquet

DOCUMENTS, CORES = 100_000_000, 1_000
MARK = "<!-- measured -->"
COPY_TABLES = ("document_sketch", "document_key", "document_copy")
FULLEST = 1.25
"""How far the model may be from what a run takes."""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each batch: coding, and writing with comparing; and what it came to."""

    coding: list[float]
    writing: list[float]
    measured: Measured


def sample(corpora: Path, documents: int) -> list[Snapshot]:
    """Return documents spread evenly over the corpora, the longest twentieth left out."""
    found = [s for s in read_paths(sorted(corpora.glob("*/docs.jsonl")), ReadOptions()) if isinstance(s, Snapshot)]
    found = sorted(found, key=lambda s: len(s.document.text))[: len(found) * 19 // 20]
    found.sort(key=lambda s: s.document.id)
    return found[:: max(1, len(found) // documents)][:documents]


def batches(snapshots: Sequence[Snapshot]) -> Iterator[list[Snapshot]]:
    """Yield the documents as a run would hand them to its workers."""
    batch: list[Snapshot] = []
    for snapshot in snapshots:
        batch.append(snapshot)
        if sum(len(one.document.text) for one in batch) >= BATCH_CHARACTERS:
            yield batch
            batch = []
    if batch:
        yield batch


def measure(snapshots: Sequence[Snapshot], path: Path) -> Times:
    """Code, write and compare documents, one batch after the other, and see how large the ledger gets."""
    begun = time.perf_counter()
    coder = EngineCoder()
    list(coder.code([snapshots[0].document]))
    start = time.perf_counter() - begun
    coding, writing, comparing, records = [], [], [], 0
    with open_ledger(path) as ledger:
        ledger.start_run({}, version="", at="")
        empty, _ = _bytes(path)
        for batch in batches(snapshots):
            clock = [time.perf_counter()]
            coded = list(coder.code([one.document for one in batch]))
            clock.append(time.perf_counter())
            entries = [
                Entry(snapshot, result.sentences, result.coding, (coder.made_by, ""))
                for snapshot, result in zip(batch, coded, strict=True)
                if result.coding is not None
            ]
            ledger.add_all(entries)
            clock.append(time.perf_counter())
            with ledger.transaction() as connection:
                sketches = [(s.document.id, c.sketch) for s, c in zip(batch, coded, strict=True) if c.sketch]
                keep_copies(connection, sketches)
            clock.append(time.perf_counter())
            records += sum(len(entry.coding.records) for entry in entries)
            for times, at in ((coding, 0), (writing, 1), (comparing, 2)):
                times.append(clock[at + 1] - clock[at])
        parquet = _parquet_bytes(path)
    n = len(snapshots)
    words = sum(len(one.document.text.split()) for one in snapshots)
    size, copies = _bytes(path)
    each = (words, records, sum(coding), sum(writing), sum(comparing))
    measured = Measured(*(value / n for value in each), start, (size - empty) / n, copies / n, parquet / n)
    return Times(coding, [one + other for one, other in zip(writing, comparing, strict=True)], measured)


def _parquet_bytes(path: Path) -> int:
    with open_ledger(path, read_only=True) as ledger:
        file = io.BytesIO()
        write_parquet(ledger.entries(), file)
        return file.tell()


def _bytes(path: Path) -> tuple[int, int]:
    """Return how large a ledger is, and how much of it is kept to find copies."""
    with open_ledger(path, read_only=True) as ledger:
        query = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name"
        sizes = dict(ledger.connection.execute(query).fetchall())
    return sum(sizes.values()), sum(sizes.get(name, 0) for name in COPY_TABLES)


def compared(snapshots: Sequence[Snapshot], times: Times, folder: Path) -> Iterator[tuple[int, float, float]]:
    """Yield the number of workers, what the model says that a run takes, and what it takes."""
    little, whole = folder / "one.jsonl", folder / "all.jsonl"
    for path, some in ((little, snapshots[:1]), (whole, snapshots)):
        path.write_text("".join(json.dumps(_line(one)) + "\n" for one in some), encoding="utf-8")
    for workers in (1, 2):
        start, _ = read_seconds([str(little)], workers)
        taken, _ = read_seconds([str(whole)], workers)
        yield workers, start + simulate(times.coding[1:], times.writing[1:], workers), taken


def _line(snapshot: Snapshot) -> dict[str, str | None]:
    document, author = snapshot.document, snapshot.document.author
    line = {"text": document.text, "title": document.title, "date": document.published, "outlet": document.outlet}
    if author and author.type == "person":  # its statements are one speaker's; else they are an organisation's
        line |= {"speaker": author.name, "post": author.role, "iso3": author.country}
    return line


def page(times: Times, runs: Sequence[tuple[int, float, float]]) -> Iterator[str]:
    """Yield the measured part of the page, in Markdown."""
    m = times.measured
    yield "| measured, per document | |"
    yield "|---|---|"
    yield f"| words | {m.words:,.0f} |"
    yield f"| records | {m.records:,.1f} |"
    speed = f"{m.words / m.coding:,.0f} words a second"
    yield f"| coding, with what copies are found by | {m.coding:.3f} s of a core ({speed}) |"
    yield f"| writing | {1000 * m.writing:.1f} ms |"
    yield f"| finding copies | {1000 * m.comparing:.1f} ms |"
    yield f"| a ledger in SQLite | {m.ledger_bytes:,.0f} bytes ({m.ledger_bytes / m.records:,.0f} a record) |"
    yield f"| of it to find copies by | {m.copies_bytes:,.0f} bytes |"
    yield f"| records as Parquet | {m.parquet_bytes:,.0f} bytes ({m.parquet_bytes / m.records:,.0f} a record) |"
    yield ""
    yield f"One writer keeps up with {fed_workers(m):,.0f} workers."
    yield ""
    billion = 1e9 / m.records
    for title, documents in (("A hundred million articles", DOCUMENTS), ("A billion records", billion)):
        yield f"| {title} | |"
        yield "|---|---|"
        yield from (f"| {name} | {value} |" for name, value in lines(plan(m, Prices(), documents, CORES)))
        yield ""
    if not runs:
        yield "The model was not compared with a run on this machine, which was busy."
        return
    yield "| workers | the model says | a run takes | |"
    yield "|---|---|---|---|"
    yield from (f"| {n} | {said:.1f} s | {took:.1f} s | {said / took - 1:+.0%} |" for n, said, took in runs)


def main() -> None:
    """Measure, print, and write the page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--no-runs", action="store_true", help="do not compare the model with runs: a busy machine")
    options = parser.parse_args()
    snapshots = sample(options.corpora, options.documents)
    with tempfile.TemporaryDirectory() as folder:
        times = measure(snapshots, Path(folder) / "scale.db")
        runs = [] if options.no_runs else list(compared(snapshots, times, Path(folder)))
    told = "\n".join(page(times, runs))
    print(told)
    note(
        *(
            Figure("scale", f"model against a run, {n} workers", said / took, "x", FULLEST, 1 / FULLEST)
            for n, said, took in runs
        )
    )
    if options.write:
        before, _, rest = options.write.read_text(encoding="utf-8").partition(MARK)
        after = rest.partition(MARK)[2]
        options.write.write_text(f"{before}{MARK}\n\n{told}\n\n{MARK}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
