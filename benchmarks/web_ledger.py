"""How fast the table of records, its facets, finding and completion come, for forty questions.

    python -m benchmarks.web_ledger [--ledger FILE] [--records 100000] [--rounds 5]

Takes a copy of a ledger that is there (its sentences must be indexed for words to be found), or fills one with made-up
records, and asks every address in this process; "first" is before anything is known of it, the others are of the rounds
after. Counts of facets that take longer than a page may are fetched after it and stand by themselves.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from fastapi.testclient import TestClient

from benchmarks.made_up import fill
from talleyrand.ledger.store import open_ledger
from talleyrand.web.app import create_app
from talleyrand.web.site import make_site

HOME = "http://127.0.0.1"
_STATES = "SELECT key FROM actor_tally WHERE NOT instr(key, ':') ORDER BY records DESC"
_OTHERS = "SELECT key FROM actor_tally WHERE instr(key, ':') ORDER BY records DESC"
_OUTLETS = "SELECT outlet, count(*) FROM document WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY 2 DESC"
_SENTENCES = 'INSERT INTO sentence(document, start, "end") SELECT DISTINCT document, start, "end" FROM record'
_WORDS = "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, sentence_index, row)"


def index_sentences(path: Path) -> None:
    """Give a made-up ledger the sentences that its records rest on."""
    open_ledger(path).close()
    with sqlite3.connect(path) as connection:
        if connection.execute("SELECT 1 FROM sentence LIMIT 1").fetchone() is None:
            connection.execute(_SENTENCES)
            connection.execute("INSERT INTO sentence_index(sentence_index) VALUES('rebuild')")


def questions(path: Path) -> Iterator[str]:
    """Yield the queries of the table: common and rare, alone and together."""
    connection = sqlite3.connect(path)
    states = [row[0] for row in connection.execute(_STATES)]
    others = [row[0] for row in connection.execute(_OTHERS)]
    outlets = [row[0] for row in connection.execute(_OUTLETS)] or ["none"]
    connection.execute(_WORDS)
    ranked = "SELECT term FROM temp.words ORDER BY doc DESC LIMIT 1 OFFSET ?"
    words = [connection.execute(ranked, (at,)).fetchone()[0] for at in (0, 30, 300, 2000)]
    rare, middle = states[-1], states[len(states) // 2]
    yield from ("", "order=oldest", "order=surest", "order=doubtful", "order=last-entered", "order=first-entered")
    yield from ("kind=act", "kind=vote", "kind=vote&order=surest", "kind=framing&kind=forecast", "factuality=refused")
    yield from ("factuality=negated&factuality=refused&kind=act", "type=PROTEST", "type=PROTEST&factuality=refused")
    yield from (f"actor={states[0]}", f"actor={states[1]}&kind=act", f"actor={rare}", f"actor={middle}&order=doubtful")
    yield from (f"recipient={states[0]}", f"recipient={rare}", f"actor={states[0]}&recipient={states[1]}")
    yield from (f"actor={states[2]}&recipient={rare}", f"party={states[0]}&order=surest", f"actor={others[0]}")
    yield from (f"actor={states[0]}&actor={states[1]}&actor={states[2]}&kind=act", f"actor={others[-1]}")
    yield from ("source=institution", "source=anonymous", f"outlet={outlets[0]}", f"outlet={outlets[-1]}&kind=act")
    yield from ("since=2022-02-01&until=2022-02-28", "until=1990-01-01", "min_confidence=0.95&kind=act")
    yield from ("max_confidence=0.2&review=accepted", "review=rejected", "since=2021-06-01&order=oldest")
    yield from (f"words={word}" for word in words)
    yield f"words={words[1]}+{words[2]}&kind=act"
    yield f"words={words[0]}&actor={states[0]}&order=surest"


def timed(client: TestClient, address: str) -> float:
    """Return the milliseconds that an address takes; what is no page ends the benchmark."""
    began = time.perf_counter()
    answer = client.get(address, headers={"Accept": "text/html"})
    answer.raise_for_status()
    return (time.perf_counter() - began) * 1000


def tell(name: str, times: list[float]) -> None:
    """Print the median, the 95th percentile and the slowest."""
    high = statistics.quantiles(times, n=20)[-1]
    print(f"{name:34}{statistics.median(times):8.0f}{high:8.0f}{max(times):8.0f}")


def measure(path: Path, rounds: int) -> None:
    """Ask everything and tell how long it took."""
    asked = list(questions(path))
    with TestClient(create_app(make_site(path, workers=0)), base_url=HOME) as client:
        client.get("/find", params={"q": "nobody at all"})
        print(f"{'milliseconds':34}{'median':>8}{'p95':>8}{'max':>8}")
        first = {query: timed(client, f"/ledger?{query}") for query in asked}
        tell("table, first", list(first.values()))
        for query, spent in sorted(first.items(), key=lambda one: -one[1])[:5]:
            print(f"    {spent:6.0f} {query}")
        tell("table", [timed(client, f"/ledger?{query}") for _ in range(rounds) for query in asked])
        counts = {query: timed(client, f"/ledger/panel?{query}") for query in asked}
        tell("counts of facets, first", list(counts.values()))
        for query, spent in sorted(counts.items(), key=lambda one: -one[1])[:5]:
            print(f"    {spent:6.0f} {query}")
        typed = ("a", "m", "pr", "pres", "min", "minister f", "ger", "u", "united", "xyz")
        tell("completion", [timed(client, f"/actors/complete.json?q={q}") for _ in range(rounds) for q in typed])
        tell(
            "actors", [timed(client, f"/actors?{q}") for _ in range(rounds) for q in ("", "type=person", "country=DEU")]
        )
        tell("find", [timed(client, f"/find?q={q}") for _ in range(rounds) for q in ("pres", "minister", "phone+call")])


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        if given.ledger:
            shutil.copy(given.ledger, path)
        else:
            fill(path, given.records)
        index_sentences(path)
        measure(path, given.rounds)


if __name__ == "__main__":
    main()
