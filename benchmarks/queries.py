"""How long what a person waits for takes on ledgers of 10 thousand, 100 thousand and a million records.

    python -m benchmarks queries [--records 10000 100000 1000000] [--ledgers FOLDER] [--rounds 7]
    python -m benchmarks queries --ledger ADDRESS [--ledger ADDRESS]

Asks a ledger of made-up records (kept in FOLDER as N.db when it is given) what pages and commands ask: pages of the
table in every order and by many conditions, the newest records of an actor and of a pair, sentences by words, a record,
its history, its document, completion of a name, the list of actors. Each is asked of the third most frequent actor and
of one of middling frequency. Milliseconds of the wall, the median of the rounds after a first; the growth exponent is
the slope of log time over log records by least squares; times under half a millisecond count as that.

With --ledger, ledgers that are there are asked, in files or on a server: `talleyrand copy` brings N.db to PostgreSQL.
"""

from __future__ import annotations

import argparse
import math
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, note
from benchmarks.made_up import fill
from benchmarks.web_ledger import index_sentences
from talleyrand.ledger.directory import Wish
from talleyrand.ledger.location import Server
from talleyrand.ledger.selecting.listing import Cut
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.ledger.store import Ledger, open_ledger

SIZES = (10_000, 100_000, 1_000_000)
MOST = 100.0
"""Milliseconds at the largest size."""
EXPONENT = 1.05
LEAST = 0.5
"""Milliseconds below which a time is noise: the exponent takes it for so much."""
Ask = Callable[[], object]
_RANKED = (
    "SELECT country FROM record_actor WHERE country IS NOT NULL AND role = 'actor' "
    "GROUP BY country ORDER BY count(*) DESC LIMIT 40"
)


_WORDS = "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, sentence_index, row)"
_WORD = "SELECT term FROM temp.words ORDER BY doc DESC LIMIT 1 OFFSET ?"
_WORD_ON_SERVER = "SELECT word FROM ts_stat('SELECT words FROM sentence_index') ORDER BY ndoc DESC LIMIT 1 OFFSET ?"
_RANKS = (0, 30, 2000)
"""Of words by how many sentences have them: a frequent, a common and a rare one."""


def questions(ledger: Ledger) -> Iterator[tuple[str, Ask]]:
    """Yield what is asked, with a name each."""
    states = [row[0] for row in ledger.connection.execute(_RANKED)]
    first, second, middle = states[2], states[0], states[min(19, len(states) - 1)]
    frequent, common, rare = words(ledger)
    record = next(iter(ledger.records(limit=1)))
    selections = {
        "all, newest": Selection(),
        "acts": Selection(kind="act"),
        "refused acts": Selection(kind="act", factualities=("refused",)),
        "an actor": Selection(actors=(first,)),
        "a rarer actor": Selection(actors=(middle,)),
        "a pair": Selection(actors=(first,), recipients=(second,)),
        "a rarer pair": Selection(actors=(middle,), recipients=(first,)),
        "a month": Selection(since="2022-02-01", until="2022-02-28"),
        "doubtful": Selection(max_confidence=0.3),
        "a common word": Selection(words=common),
        "an actor and a rare word": Selection(actors=(first,), words=rare),
    }
    for name, selection in selections.items():
        yield f"table: {name}", lambda selection=selection: ledger.page(selection, Cut())  # type: ignore[misc]
    yield "table: surest", lambda: ledger.page(Selection(), Cut(order="surest"))
    for name, actor in (("an actor", first), ("a rarer actor", middle)):
        yield f"newest 50 of {name}", lambda actor=actor: list(ledger.records(actor=actor, limit=50))  # type: ignore[misc]
    yield "newest 50 of a pair", lambda: list(ledger.records(actor=first, toward=second, limit=50))
    yield "search: a frequent word", lambda: list(ledger.search(frequent))
    yield "search: two words", lambda: list(ledger.search(f"{common} {rare}"))
    yield "record by its id", lambda: ledger.record(record.id)
    yield "history of a record", lambda: ledger.history(record.id)
    yield "its document", lambda: ledger.document(record.document_id)
    yield "completion of a name", lambda: ledger.directory.complete("pres")
    yield "actors by their records", lambda: ledger.directory.listed(Wish())
    yield "what an actor is in", lambda: ledger.directory.tally(first)


def words(ledger: Ledger) -> list[str]:
    """Return words of the ledger's sentences, by `_RANKS`."""
    on_server = isinstance(ledger.location, Server)
    if not on_server:
        ledger.connection.execute(_WORDS)
    asked = _WORD_ON_SERVER if on_server else _WORD
    return [ledger.connection.execute(asked, (rank,)).fetchone()[0] for rank in _RANKS]


def median(ask: Ask, rounds: int) -> float:
    """Return the median time in milliseconds, the first asking left out."""
    ask()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def exponent(sizes: list[int], times: list[float]) -> float:
    """Return the slope of log time over log size by least squares."""
    pairs = [(math.log(size), math.log(spent)) for size, spent in zip(sizes, times, strict=True)]
    return statistics.linear_regression(*zip(*pairs, strict=True)).slope if len(pairs) > 1 else 0.0


def made_up(sizes: list[int], folder: Path) -> Iterator[str]:
    """Yield ledgers of made-up records, made where they are not there yet."""
    for size in sizes:
        path = folder / f"{size}.db"
        if not path.exists():
            fill(path, size)
        index_sentences(path)
        yield str(path)


def measure(ledgers: Iterable[str], rounds: int) -> tuple[list[int], dict[str, list[float]]]:
    """Return how many records each ledger has, and the times of each question, a ledger each."""
    sizes: list[int] = []
    times: dict[str, list[float]] = {}
    for location in ledgers:
        with open_ledger(location, read_only=True) as ledger:
            size = ledger.rows()
            sizes.append(size)
            for name, ask in questions(ledger):
                spent = median(ask, rounds)
                times.setdefault(name, []).append(spent)
                note(Figure("queries", f"{name}, {size:,} records", spent, "ms", series=name, at=size))
    return sizes, times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--ledgers", type=Path)
    parser.add_argument("--ledger", action="append", default=[])
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        ledgers = options.ledger or made_up(sorted(options.records), options.ledgers or Path(scratch))
        sizes, times = measure(ledgers, options.rounds)
    slowest = max(times, key=lambda name: times[name][-1])
    grown = {name: exponent(sizes, [max(spent, LEAST) for spent in found]) for name, found in times.items()}
    steepest = max(grown, key=lambda name: grown[name])
    note(
        Figure("queries", f"slowest at {sizes[-1]:,} records ({slowest})", times[slowest][-1], "ms", most=MOST),
        Figure("queries", f"steepest growth exponent ({steepest})", grown[steepest], "", most=EXPONENT),
    )


if __name__ == "__main__":
    main()
