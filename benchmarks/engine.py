"""Words a second of the embedded engine on one core, tokenization and `Doc` building included.

python benchmarks/engine.py [--corpora ../shared/corpora] [--words 100000] [--profile]
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import time
from collections.abc import Iterator
from itertools import islice, zip_longest
from pathlib import Path

from talleyrand.parse.engine import Engine, load_engine


def texts(corpora: Path) -> Iterator[str]:
    """The documents of all corpora in turn, so that a part of them is a mixture."""
    files = [_documents(path) for path in sorted(corpora.glob("*/docs.jsonl"))]
    for row in zip_longest(*files):
        yield from (text for text in row if text)


def _documents(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def sample(corpora: Path, words: int) -> list[str]:
    """Documents with about so many words in all."""
    chosen: list[str] = []
    total = 0
    for text in texts(corpora):
        if total >= words:
            break
        chosen.append(text)
        total += len(text.split())
    return chosen


def measure(engine: Engine, chosen: list[str]) -> None:
    """Parses and prints words (tokens that are no white space) a second, by wall clock and by processor time."""
    begun, used = time.perf_counter(), time.process_time()
    words = sum(sum(not t.is_space for t in doc) for doc in engine.parse_many((text, ()) for text in chosen))
    wall, processor = time.perf_counter() - begun, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(chosen)} documents, {words} words: {words / wall:.0f} words/s by the clock, ", end="")
    print(f"{words / processor:.0f} words/s of processor time, {peak:.0f} MB at most")


def main() -> None:
    """Reads the arguments and measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()
    engine = load_engine()
    chosen = sample(arguments.corpora, arguments.words)
    for _ in islice(engine.parse_many((text, ()) for text in chosen[:2]), 2):
        pass
    if not arguments.profile:
        measure(engine, chosen)
        return
    profile = cProfile.Profile()
    profile.runcall(measure, engine, chosen)
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


main()
