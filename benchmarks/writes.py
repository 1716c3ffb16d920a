"""How fast records are written, beside SQLite given the very same rows.

    python -m benchmarks writes [--documents 800] [--records 50] [--times 3]

"raw" is one `executemany` a table, from rows that lie ready in memory, into a database with the ledger's tables and
indexes, in one transaction: what no program can beat. "bare" is the same into tables without an index. Ours checks
every quote, makes the rows out of records, compresses the sources, lists and counts, a batch a transaction. Seconds are
the processor's, the best of `--times` with the three ways taking turns; a record comes with its share of documents,
sentences, parties and words for the search.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, note
from benchmarks.ledger import documents
from talleyrand.ledger.inputs import Entry
from talleyrand.ledger.store import open_ledger

LEAST = 1 / 3
"""Of raw SQLite's rate."""
BATCH = 10
"""Documents entered together, as many as a batch of coding holds."""
Rows = dict[str, list[tuple[Any, ...]]]
TABLES = tuple(
    "source document document_path reading sentence actor record record_actor record_facet actor_tally".split()
)


def ours(path: Path, entries: Sequence[Entry]) -> float:
    """Enter everything; return records a second."""
    with open_ledger(path) as ledger:
        began = time.process_time()
        count = 0
        for start in range(0, len(entries), BATCH):
            count += sum(added.records for added in ledger.add_all(entries[start : start + BATCH]))  # type: ignore[union-attr]
        return count / (time.process_time() - began)


def rows_of(path: Path) -> Rows:
    """Return the rows that a ledger's tables hold, and the sentences' words."""
    with closing(sqlite3.connect(path)) as connection:
        found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}  # noqa: S608
        words = connection.execute("SELECT seq, text FROM sentence_text").fetchall()
        return {**found, "sentence_index(rowid, text)": words}


def raw(path: Path, rows: Rows, prepare: Callable[[sqlite3.Connection], None]) -> float:
    """Insert the rows into a new database; return records a second."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        prepare(connection)
        began = time.process_time()
        connection.execute("BEGIN")
        for table, content in rows.items():
            places = ", ".join("?" * len(content[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({places})", content)  # noqa: S608 - constant names
        connection.execute("COMMIT")
        return len(rows["record"]) / (time.process_time() - began)


def _without_triggers(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO run(seq, arguments, version, started) VALUES (1, '', '', '')")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")


def _bare(model: Path) -> Callable[[sqlite3.Connection], None]:
    def prepare(connection: sqlite3.Connection) -> None:
        with closing(sqlite3.connect(model)) as other:
            for (sql,) in other.execute(
                "SELECT sql FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
            ):
                if sql.split()[2] in TABLES:
                    connection.execute(sql)

    return prepare


def _rates(folder: Path, entries: Sequence[Entry]) -> tuple[float, float, float]:
    """Write everything the three ways, each into a new file; return their records a second."""
    folder.mkdir()
    model, twin, bare = (folder / f"{name}.db" for name in ("ours", "raw", "bare"))
    speed = ours(model, entries)
    rows = rows_of(model)
    open_ledger(twin).close()
    indexed = raw(twin, rows, _without_triggers)
    del rows["sentence_index(rowid, text)"]
    return speed, indexed, raw(bare, rows, _bare(model))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=800)
    parser.add_argument("--records", type=int, default=50)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    made = documents(options.documents, options.records)
    entries = [Entry(snapshot, spans, coding, ("made up", "1")) for snapshot, spans, coding in made]
    with tempfile.TemporaryDirectory() as scratch:
        ours(Path(scratch, "first.db"), entries[:1])  # what is loaded with the first writing is no part of it
        rates = [_rates(Path(scratch, str(time_)), entries) for time_ in range(options.times)]
    speed, indexed, plain = map(max, zip(*rates, strict=True))
    note(
        Figure("writes", "ours", speed, "records/s"),
        Figure("writes", "SQLite, the same rows, indexes and search index", indexed, "records/s"),
        Figure("writes", "SQLite, the same rows without any index", plain, "records/s"),
        Figure("writes", "ours of SQLite's with indexes", speed / indexed, "x", least=LEAST),
    )


if __name__ == "__main__":
    main()
