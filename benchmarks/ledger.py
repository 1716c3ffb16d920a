"""How long the ledger's commands take on a large ledger.

    python benchmarks/ledger.py [--documents 4000] [--records 50] [--ledger FILE]

Fills a ledger with made-up documents and records (or takes a ledger that is there), then times commands as a user runs
them, start-up included, and tells the best of three.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from talleyrand.archive.snapshots import Snapshot
from talleyrand.ledger.store import open_ledger
from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document, address
from talleyrand.model.identity import record_id
from talleyrand.model.records import Act, Record, Statement
from talleyrand.model.spans import Quote, Span

COUNTRIES = ("CHN", "RUS", "USA", "UKR", "FRA", "DEU", "IND", "GBR", "JPN", "BRA")
SENTENCE = "The minister of {a} said on day {i} that {b} had called about the grain shipments and the border. "
FIRST_DAY = date(2022, 1, 1)
COMMANDS = (
    ("--help",),
    ("show", "CHN", "--format", "table"),
    ("show", "CHN", "--toward", "RUS", "--format", "table"),
    ("timeline", "RUS", "--since", "2022-06-01"),
    ("search", "grain", "border"),
    ("export",),
    ("verify",),
)


@dataclass(frozen=True, slots=True)
class Coding:
    """What the made-up coder gives."""

    records: tuple[Record, ...]
    unsupported: tuple[tuple[Quote | None, str], ...] = ()


def actor(country: str) -> Actor:
    """Return a minister of a country."""
    return Actor(f"person:minister-{country.lower()}", f"Minister of {country}", "person", country, "Minister", "GOV")


def record(document: Document, span: Span, parties: tuple[str, str], day: date, *, act: bool) -> Record:
    """Return a statement or a call in one sentence."""
    evidence = span.quote(document.text)
    start = document.text.index("called", span.start)
    called = Span(start, start + len("called")).quote(document.text)
    payload = (
        Act("CONSULT", "phone", ("diplomatic",), "verbal cooperation", 1.5, called)
        if act
        else Statement("indirect", (evidence,), called)
    )
    when = DateInterval(day.isoformat(), day.isoformat(), "day", "publication")
    made = Record(
        "", document.id, payload, evidence, (actor(parties[0]),), (actor(parties[1]),), when, method="made.up@1"
    )
    return replace(made, id=record_id(made))


def documents(count: int, records: int) -> Iterator[tuple[Snapshot, tuple[Span, ...], Coding]]:
    """Yield made-up documents with their sentences and codings; the same for the same numbers."""
    choose = random.Random(1)  # noqa: S311 - made-up data
    for number in range(count):
        pairs = [choose.sample(COUNTRIES, 2) for _ in range(records // 2)]
        sentences = [SENTENCE.format(a=a, b=b, i=i) for i, (a, b) in enumerate(pairs)]
        text = f"Document {number}. " + "".join(sentences)
        day = FIRST_DAY + timedelta(days=number % 700)
        raw = text.encode()
        document = Document(address(raw), text, f"{number}.txt", title=f"Document {number}", published=day.isoformat())
        spans, start = [], text.index(". ") + 2
        for sentence in sentences:
            spans.append(Span(start, start + len(sentence) - 1))
            start += len(sentence)
        made = [
            record(document, span, (a, b), day, act=act)
            for span, (a, b) in zip(spans, pairs, strict=True)
            for act in (True, False)
        ]
        yield Snapshot(document, raw, "text/plain"), tuple(spans), Coding(tuple(made))


def fill(path: Path, count: int, records: int) -> None:
    """Fill a new ledger and tell how fast that went."""
    with open_ledger(path) as ledger:
        spent, entered = 0.0, 0
        for snapshot, spans, coding in documents(count, records):
            began = time.perf_counter()
            entered += ledger.add(snapshot, spans, coding).records
            spent += time.perf_counter() - began
    size = path.stat().st_size / 2**20
    print(
        f"{count:,} documents, {entered:,} records entered in {spent:.1f} s ({entered / spent:,.0f}/s), {size:.0f} MB"
    )


def timed(path: Path, command: tuple[str, ...]) -> float:
    """Return the seconds that a command takes, the best of three."""
    program = [sys.executable, "-c", "from talleyrand.cli.main import main; main()", *command]
    line = program if command == ("--help",) else [*program, "--ledger", str(path)]
    return min(_once(line) for _ in range(3))


def _once(line: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=4000)
    parser.add_argument("--records", type=int, default=50)
    parser.add_argument("--ledger", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder, "talleyrand.db")
        if not path.exists():
            fill(path, options.documents, options.records)
        for command in COMMANDS:
            print(f"{timed(path, command):6.2f} s  talleyrand {' '.join(command)}", flush=True)


if __name__ == "__main__":
    main()
