"""What coding costs beside parsing, what two workers gain, and how much memory a long run takes.

    python -m benchmarks.pipeline [--corpora ../shared/corpora] [--documents 240] [--all]

The ratio is of processor time on one core, everything that `talleyrand read` does (archive, parse, extract, resolve,
sketch for near-duplicates, enter) against parsing the same texts; more than `MOST` fails. Beside it stand the published
speeds of pipelines that only parse. The gain of two workers is of the wall time of the command as a user runs it: with
its start-up, and without it, which is what the first of the documents takes by itself.
`--all` reads every corpus once and tells the peak of memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, note
from talleyrand.archive.reading import ReadOptions, read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.ledger.store import open_ledger
from talleyrand.model.documents import Document
from talleyrand.parse.blocks import breaks_of, find_blocks
from talleyrand.parse.engine import Engine, load_engine
from talleyrand.pipeline.coders import Coder, EngineCoder
from talleyrand.pipeline.jobs import Job, read

MOST = 1.5
"""How many times parsing alone the whole pipeline may take."""
GAIN = 1.8
"""How many times as fast as one worker two must be."""
PARTS = 8
PEERS = (
    ("spaCy en_core_web_lg", 10_014),
    ("UDPipe english-ewt-ud-2.5", 1_101),
    ("Stanza en_ewt", 878),
    ("spaCy en_core_web_trf", 684),
    ("Flair pos-fast and ner-fast", 323),
)
"""Words a second of pipelines that tag, parse and find names, and code nothing. Source: spaCy's documentation, Facts &
Figures (website/docs/usage/facts-figures.mdx), 10,000 comments, the machine is not described."""


def sample(corpora: Path, documents: int) -> list[Document]:
    """Documents spread evenly over all corpora, the longest twentieth left out."""
    found = [
        s.document for s in read_paths(sorted(corpora.glob("*/docs.jsonl")), ReadOptions()) if isinstance(s, Snapshot)
    ]
    found = sorted(found, key=lambda d: len(d.text))[: len(found) * 19 // 20]
    found.sort(key=lambda d: d.id)
    return found[:: max(1, len(found) // documents)]


def parsing_alone(engine: Engine, documents: list[Document]) -> tuple[float, int]:
    """Return the seconds that parsing takes, and the number of words."""
    began = time.process_time()
    words = sum(len(engine.parse(one.text, breaks_of(find_blocks(one)))) for one in documents)
    return time.process_time() - began, words


def whole(coder: Coder, path: Path) -> float:
    """Return the seconds of reading a file into a fresh ledger: archive, parse, code, sketch, enter."""
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "b.db") as ledger:
        began = time.process_time()
        read([path], ledger, job=Job(make_coder=lambda: coder))
        return time.process_time() - began


def _written(folder: str, documents: list[Document]) -> Path:
    path = Path(folder) / "sample.jsonl"
    lines = (json.dumps({"text": d.text, "date": d.published, "id": d.id}) + "\n" for d in documents)
    path.write_text("".join(lines), "utf-8")
    return path


def figures(parsing: float, all_of_it: float, words: int) -> Iterator[Figure]:
    """Yield the speeds of parsing alone, of the whole pipeline, and of peers that parse."""
    yield Figure("pipeline", "ours, parsing alone", words / parsing, "words/s")
    yield Figure("pipeline", "ours, the whole pipeline", words / all_of_it, "words/s")
    yield Figure("pipeline", "the whole pipeline of parsing alone", all_of_it / parsing, "x", most=MOST)
    for peer, speed in PEERS:
        yield Figure("published", f"{peer}, parsing alone", speed, "words/s")


def read_seconds(paths: list[str], workers: int) -> tuple[float, float]:
    """Return wall seconds of a read into a fresh ledger, and the peak of resident memory of its processes in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "talleyrand",
            "read",
            *paths,
            "--ledger",
            f"{folder}/b.db",
            "--workers",
            str(workers),
        ]
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)
        return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--documents", type=int, default=240)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    documents = sample(options.corpora, options.documents)
    coder = EngineCoder()
    with tempfile.TemporaryDirectory() as folder:
        whole(coder, _written(folder, documents[:1]))  # tables are read at the first document
        parsing, spent, words = 0.0, 0.0, 0
        for part in range(PARTS):  # in turns, for a machine is not as fast at all times
            seconds, found = parsing_alone(load_engine(), documents[part::PARTS])
            parsing, words = parsing + seconds, words + found
            spent += whole(coder, _written(folder, documents[part::PARTS]))
        path = _written(folder, documents)
        print(f"{len(documents)} documents, {words} words")
        note(*figures(parsing, spent, words))
        one, two = (read_seconds([str(path)], workers)[0] for workers in (1, 2))
        first = _written(folder, documents[:1])
        starts = [read_seconds([str(first)], workers)[0] for workers in (1, 2)]
    gain = (one - starts[0]) / (two - starts[1])
    note(
        Figure("workers", f"{len(documents)} documents with one worker, start-up included", one, "s"),
        Figure("workers", f"{len(documents)} documents with two workers, start-up included", two, "s"),
        Figure("workers", "speed of two workers of that of one, start-up included", one / two, "x"),
        Figure("workers", "start-up with two workers", starts[1], "s"),
        Figure("workers", "speed of two workers of that of one", gain, "x", least=GAIN),
    )
    if options.all:
        paths = [str(p) for p in sorted(options.corpora.glob("*/docs.jsonl"))]
        seconds, memory = read_seconds(paths, 1)
        print(f"all corpora: {seconds:.0f} s, peak {memory:.0f} MiB")
    if spent > MOST * parsing:
        raise SystemExit(f"the pipeline takes more than {MOST:g} times parsing alone")


if __name__ == "__main__":
    main()
