"""The best formulations of actors in a ledger, for a person to judge one by one, and how long they take.

Run as `python -m benchmarks.formulations LEDGER [ACTOR ...]`, or with a number of statements in place of a ledger to
make up so many: `python -m benchmarks.formulations 100000`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import numpy as np

from talleyrand.analyse.formulations.measure import formulations
from talleyrand.ledger.store import open_ledger
from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document
from talleyrand.model.records import Record, Statement
from talleyrand.model.spans import Quote

READ = 30
"""Formulations that a person reads."""
CAPITALS = ("USA", "RUS", "UKR")
WORDS, SENTENCE, DOCUMENT, PHRASES = 30_000, 24, 15, 200
"""Made up: words that there are, words of a statement, statements of a document, formulations."""


def main(ledger: str, *actors: str) -> None:
    """Print the formulations of each actor, numbered, with the seconds of one core that they took."""
    if ledger.isdigit():
        print_timed(made_up(int(ledger)), "CHN")
        return
    with open_ledger(ledger, read_only=True) as opened:
        documents = opened.bare_documents()
        for actor in actors or CAPITALS:
            print_timed(list(opened.records(actor=actor, part="any", undated=True)), actor, documents)


def print_timed(records: Iterable[Record], actor: str, documents: Mapping[str, Document] | None = None) -> None:
    """Print the best formulations of an actor and how long they took."""
    begin = time.process_time()
    found = formulations(records, actor=actor, documents=documents)
    seconds = time.process_time() - begin
    print(f"{actor}: {found.records:,} records, {found.independent:,} texts, {seconds:.2f} s")
    for at, row in enumerate(found.rows[:READ], 1):
        print(f"{at:3} {row.phrase}  ({row.independent}, {row.first} to {row.last}, {row.status})")


def made_up(statements: int) -> list[Record]:
    """Return statements of words drawn by Zipf's law, one in ten with a formulation, over a thousand days."""
    draw = np.random.default_rng(14)
    chances = 1 / np.arange(1, WORDS + 1)
    ids = draw.choice(WORDS, size=(statements, SENTENCE), p=chances / chances.sum())
    china = Actor("country:CHN", "China", "state", "CHN")
    made = []
    for at in range(statements):
        tail = f" solemn formula number{at % PHRASES} of policy{at % PHRASES}" if draw.random() < 0.1 else ""
        text = " ".join(f"w{ident}" for ident in ids[at]) + tail
        day = (date(2020, 1, 1) + timedelta(days=at * 1000 // statements)).isoformat()
        quote = Quote(at % DOCUMENT * 1000, at % DOCUMENT * 1000 + len(text), text)
        interval = DateInterval(day, day, "day", "publication")
        said = Statement("direct", (quote,))
        made.append(Record(f"{at}", f"{at // DOCUMENT}", said, quote, (china,), date=interval))
    return made


if __name__ == "__main__":
    main(*sys.argv[1:])
