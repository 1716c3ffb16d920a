"""What coding on a Ray cluster costs beside plain worker processes, with the same packs, coder and number of workers.

    python -m benchmarks.ray [--corpora ../shared/corpora] [--documents 150] [--workers 2] [--times 3]

The clock runs from the moment when every worker has its engine until the data set is complete, so that starting is
apart; it is told beside. The best of `--times` runs counts, the two ways taking turns. More than `MOST` fails.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks.figures import Figure, note
from benchmarks.pipeline import sample
from benchmarks.waiting import WaitingCoder
from talleyrand.pipeline.datasets.engines import Run, in_processes
from talleyrand.pipeline.datasets.on_ray import on_ray
from talleyrand.pipeline.datasets.running import read_into_dataset
from talleyrand.pipeline.jobs import Job

MOST = 1.15
"""How many times plain workers' time a cluster's may be."""


def seconds(run: Run, folder: Path, inputs: Path, workers: int) -> tuple[float, float]:
    """Return seconds until all workers have their engine, and from then on until the data set is complete."""
    meeting = folder / "meeting"
    meeting.mkdir(parents=True)
    job = Job(workers=workers, make_coder=partial(WaitingCoder, str(meeting), workers))
    start = time.time()
    read_into_dataset([str(inputs)], str(folder / "out"), job=job, run=run)
    end = time.time()
    ready = max(file.stat().st_mtime for file in meeting.iterdir())
    return ready - start, end - ready


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--documents", type=int, default=150)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    documents = sample(options.corpora, options.documents)
    print(f"{len(documents)} documents, {sum(len(d.text) for d in documents):,} characters, {options.workers} workers")
    ways = {"plain workers": in_processes(options.workers), "a Ray cluster": on_ray(options.workers)}
    spent: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
    with tempfile.TemporaryDirectory() as scratch:
        inputs = Path(scratch) / "sample.jsonl"
        lines = (json.dumps({"text": d.text, "date": d.published, "id": d.id}) + "\n" for d in documents)
        inputs.write_text("".join(lines), "utf-8")
        for time_ in range(options.times):
            for way, run in ways.items():
                spent[way].append(seconds(run, Path(scratch) / f"{time_} {way}", inputs, options.workers))
    for way, times in spent.items():
        print(f"{way:<16} {min(coding for _, coding in times):6.1f} s, after {min(s for s, _ in times):.1f} s to start")
    plain, cluster = (min(coding for _, coding in times) for times in spent.values())
    note(
        Figure("ray", "plain workers, start-up apart", plain, "s"),
        Figure("ray", "a Ray cluster, start-up apart", cluster, "s"),
        Figure("ray", "Ray's time of plain workers'", cluster / plain, "x", most=MOST),
    )
    if cluster > MOST * plain:
        raise SystemExit(f"a Ray cluster takes more than {MOST:g} times plain workers")


if __name__ == "__main__":
    main()
