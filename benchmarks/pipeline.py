"""What coding costs beside parsing, what two workers gain, and how much memory a long run takes.

    python -m benchmarks.pipeline [--corpora ../shared/corpora] [--documents 120] [--all]

The ratio is of processor time on one core, parsing and everything after it in the same process; more than `MOST` fails.
Beside it stand the published speeds of pipelines that only parse. The gain is of wall time of the command as a user
runs it, start-up included. `--all` reads every corpus once and tells the peak of memory.
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

from talleyrand.archive.reading import ReadOptions, read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.model.documents import Document
from talleyrand.parse.blocks import breaks_of, find_blocks
from talleyrand.parse.engine import Engine, load_engine
from talleyrand.pipeline.code import code_parsed
from talleyrand.resolve.records import Manner

MOST = 2.0
"""How many times parsing alone the whole pipeline may take."""
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


def ratio(engine: Engine, documents: list[Document]) -> tuple[float, float, int]:
    """Return seconds of parsing, seconds of everything after it, and the number of words."""
    parsing = coding = 0.0
    words = 0
    _code(engine, documents[0])  # tables are read at the first document
    for document in documents:
        spent = _code(engine, document)
        parsing, coding, words = parsing + spent[0], coding + spent[1], words + spent[2]
    return parsing, coding, words


def _code(engine: Engine, document: Document) -> tuple[float, float, int]:
    start = time.process_time()
    blocks = find_blocks(document)
    found = time.process_time()
    doc = engine.parse(document.text, breaks_of(blocks))
    parsed = time.process_time()
    code_parsed(document, doc, Manner("benchmark"), blocks)
    return parsed - found, time.process_time() - parsed + found - start, len(doc)


def table(parsing: float, whole: float) -> Iterator[str]:
    """Yield the lines of the table: words a second of parsing alone, of the whole pipeline, and of peers that parse."""
    times = f"{parsing / whole:.2f} x parsing (at most {MOST:g})"
    rows = [("ours, parsing alone", parsing), (f"ours, whole: {times}", whole)]
    for what, speed in (*rows, *((f"{peer}, parsing alone", speed) for peer, speed in PEERS)):
        yield f"{what:<50}{speed:>8,.0f} words/s"


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
    parser.add_argument("--documents", type=int, default=120)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    documents = sample(options.corpora, options.documents)
    parsing, coding, words = ratio(load_engine(), documents)
    print(f"{len(documents)} documents, {words} words")
    for line in table(words / parsing, words / (parsing + coding)):
        print(line)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.jsonl"
        path.write_text(
            "".join(json.dumps({"text": d.text, "date": d.published, "id": d.id}) + "\n" for d in documents)
        )
        one, two = read_seconds([str(path)], 1)[0], read_seconds([str(path)], 2)[0]
    print(f"read: {one:.1f} s with one worker, {two:.1f} s with two: {one / two:.2f} times as fast")
    if options.all:
        paths = [str(p) for p in sorted(options.corpora.glob("*/docs.jsonl"))]
        seconds, memory = read_seconds(paths, 1)
        print(f"all corpora: {seconds:.0f} s, peak {memory:.0f} MiB")
    if parsing + coding > MOST * parsing:
        raise SystemExit(f"the pipeline takes more than {MOST:g} times parsing alone")


if __name__ == "__main__":
    main()
