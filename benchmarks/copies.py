"""What it costs to find which of many documents copy which, from the texts to the rows of the ledger.

    python -m benchmarks.copies [--corpora ../shared/corpora] [--documents 100000] [--workers 2]

The documents are put together from stretches of four to twelve words of the corpora, each as long as one of theirs, a
thousand a day; every fifth is a copy of one of the day before, cut or with a word in thirty changed. They stand in a
ledger before the clock starts; what is measured is signature, candidates, decision and rows. Their bodies' paragraphs
are not looked for: coding has done that. Times are of the wall and, for a machine that is not quiet, of processors.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import insert

from benchmarks.figures import Figure, note
from talleyrand.archive.near_duplicates import Sketch, sketch
from talleyrand.archive.reading import ReadOptions, read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.ledger.store import Ledger, open_ledger
from talleyrand.ledger.tables import schema
from talleyrand.ledger.tables.columns import document_row
from talleyrand.model.copies import stories_of
from talleyrand.model.documents import Document
from talleyrand.pipeline.copies import AT_ONCE, Recent, keep_copies

TARGET_DOCUMENTS, TARGET_SECONDS = 100_000, 180.0
SEED = 17
A_DAY = 1_000
COPIES = 5
"""One document in so many is a copy."""
TABLES = ("document_sketch", "document_key", "document_copy")
AHEAD = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What was found and what it took: seconds of the wall and of processors, MiB at most, bytes of each table."""

    documents: int
    words: int
    wall: float
    processor: float
    memory: float
    bytes: dict[str, int]
    rules: dict[str, int]
    found: float


def made_up(corpora: Path, documents: int) -> Iterator[tuple[Document, str | None]]:
    """Yield documents, each with the id of the one that it copies."""
    texts = [
        s.document.text.split()
        for s in read_paths(sorted(corpora.glob("*/docs.jsonl")), ReadOptions())
        if isinstance(s, Snapshot)
    ]
    chance = random.Random(SEED)  # noqa: S311 - no secret
    before: deque[Document] = deque(maxlen=A_DAY)
    for number in range(documents):
        day = (date(2022, 1, 1) + timedelta(number // A_DAY)).isoformat()
        original = chance.choice(before) if before and number % COPIES == 0 else None
        words = _copied(original.text.split(), texts, chance) if original else _together(texts, chance)
        outlet = f"Paper {chance.randrange(200)}"
        made = Document.from_text(" ".join((*words, f"n{number}")), published=day, outlet=outlet, title=f"T {number}")
        before.append(made)
        yield made, original.id if original else None


def _together(texts: list[list[str]], chance: random.Random) -> list[str]:
    """Return as many words as a text of the corpora has, in stretches from all over them."""
    words: list[str] = []
    length = len(chance.choice(texts))
    while len(words) < length:
        text = chance.choice(texts)
        at = chance.randrange(len(text))
        words += text[at : at + chance.randrange(4, 13)]
    return words


def _copied(words: list[str], texts: list[list[str]], chance: random.Random) -> list[str]:
    if chance.random() < 0.5:
        return words[: max(60, len(words) * 2 // 3)]
    strange = chance.choice(texts)
    return [chance.choice(strange) if chance.random() < 1 / 30 else word for word in words]


def fill(ledger: Ledger, corpora: Path, documents: int) -> dict[str, str]:
    """Enter made-up documents without coding them; return which was made of which."""
    given = made_up(corpora, documents)
    copied: dict[str, str] = {}
    while chunk := list(itertools.islice(given, AT_ONCE)):
        sources = [{"sha256": d.id, "media_type": "text/plain", "size": len(d.text), "raw": b""} for d, _ in chunk]
        with ledger.transaction() as connection:
            connection.execute(insert(schema.source), sources)
            connection.execute(insert(schema.document), [document_row(document) for document, _ in chunk])
        copied.update((document.id, original) for document, original in chunk if original)
    return copied


def _sketched(texts: list[tuple[str, str]]) -> list[tuple[str, Sketch]]:
    return [(ident, sketch(text)) for ident, text in texts]


def find(path: Path, workers: int) -> tuple[float, float, int, float]:
    """Compare all documents of a ledger; return seconds of the wall and of processors, words, and MiB at most."""
    before, start = _processor(), time.perf_counter()
    words = 0
    with (
        open_ledger(path) as ledger,
        ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool,
    ):
        rows = sqlite3.connect(path).execute("SELECT id, text FROM document ORDER BY seq")
        waiting: deque[Future[list[tuple[str, Sketch]]]] = deque()
        chunks = iter(lambda: rows.fetchmany(AT_ONCE // 4), [])
        ready: list[tuple[str, Sketch]] = []
        recent = Recent()
        for chunk in itertools.chain(chunks, itertools.repeat(None, workers * AHEAD)):
            if chunk is not None:
                waiting.append(pool.submit(_sketched, chunk))
            if waiting and (chunk is None or len(waiting) > workers * AHEAD):
                ready += waiting.popleft().result()
            if len(ready) >= AT_ONCE or (chunk is None and not waiting and ready):
                words += sum(one.words for _, one in ready)
                with ledger.transaction() as connection:
                    keep_copies(connection, ready, recent)
                ready = []
    return time.perf_counter() - start, _processor() - before, words, _memory()


def measure(corpora: Path, documents: int, workers: int) -> Cost:
    """Return what it costs to find the copies among made-up documents."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copies.db"
        with open_ledger(path) as ledger:
            copied = fill(ledger, corpora, documents)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
            wall, processor, words, memory = own.submit(find, path, workers).result()
        connection = sqlite3.connect(path)
        size = {
            t: connection.execute("SELECT sum(pgsize) FROM dbstat WHERE name = ?", (t,)).fetchone()[0] for t in TABLES
        }
        rules = dict(connection.execute("SELECT rule, count(*) FROM document_copy GROUP BY rule ORDER BY rule"))
        with open_ledger(path, read_only=True) as ledger:
            story = stories_of(ledger.copies())
    found = sum(story.get(one, one) == story.get(other, other) for one, other in copied.items()) / max(1, len(copied))
    return Cost(documents, words, wall, processor, memory, size, rules, found)


def _processor() -> float:
    """Seconds of processors, of this process and of those that it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _memory() -> float:
    """MiB of resident memory at most, of this process and the largest of its workers."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(one).ru_maxrss for one in whose) / 1024


def table(cost: Cost, workers: int) -> Iterator[str]:
    """Yield the lines that tell it."""
    n = cost.documents
    yield f"{n:,} documents of {cost.words / n:,.0f} words, {workers} workers and the one that writes"
    each = 1000 * cost.processor / n
    yield f"{cost.wall:,.1f} s of the wall, {cost.processor:,.1f} s of processors: {each:.2f} ms each"
    yield f"{n / cost.wall:,.0f} documents a second; {cost.memory:,.0f} MiB at most (the writer and its largest worker)"
    yield "; ".join(f"{name} {size / n:,.0f} bytes a document" for name, size in cost.bytes.items())
    yield f"{sum(cost.rules.values()):,} copies found ({cost.rules}), {cost.found:.1%} of those made"
    scaled = cost.wall * TARGET_DOCUMENTS / n
    yield f"{TARGET_DOCUMENTS:,} documents at this rate: {scaled:,.0f} s (at most {TARGET_SECONDS:,.0f})"


def figures(cost: Cost) -> Iterator[Figure]:
    """Yield what the report shows; the target holds for as many documents as it names."""
    n = cost.documents
    most = TARGET_SECONDS if n >= TARGET_DOCUMENTS else None
    yield Figure("copies", f"near-duplicates of {n:,} documents, two workers", cost.wall, "s", most)
    yield Figure("copies", "near-duplicates, time of processors", 1000 * cost.processor / n, "ms/document")
    yield Figure("copies", "near-duplicates, index", sum(cost.bytes.values()) / n, "bytes/document")
    yield Figure("copies", "near-duplicates, memory", cost.memory, "MiB")


def main() -> None:
    """Measure, print, and fail where it takes too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--documents", type=int, default=TARGET_DOCUMENTS)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    cost = measure(options.corpora, options.documents, options.workers)
    print(*table(cost, options.workers), sep="\n")
    note(*figures(cost))
    if options.documents >= TARGET_DOCUMENTS and cost.wall > TARGET_SECONDS:
        sys.exit(f"copies: {cost.wall:,.0f} s, at most {TARGET_SECONDS:,.0f}")


if __name__ == "__main__":
    main()
