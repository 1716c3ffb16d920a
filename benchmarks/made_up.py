"""Ledgers of any size made up for benchmarks: the shares of kinds, states, days and words that real ledgers have.

The shares are those of a ledger of some 2,600 official documents of three states: 66 % statements, 28 % acts, 5 %
framings, 1.4 % forecasts, a few votes, about 25 records a document. States speak with frequencies that fall as 1/rank.
One document in twenty is a near-copy of an earlier one. The same seed makes the same ledger.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from talleyrand.codebook.countries import load_countries
from talleyrand.codebook.plover import load_event_types
from talleyrand.ledger.store import open_ledger
from talleyrand.ledger.tables import lookup
from talleyrand.ledger.tables.columns import document_row, party_rows, record_row
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.contract import canonical, record_body
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document, address
from talleyrand.model.records import Act, Body, Forecast, Framing, Payload, Record, Statement, Vote
from talleyrand.model.spans import Quote

STATES = 190
A_DOCUMENT = 25
"""Records of a document on average."""
FIRST_DAY, DAYS = date(2020, 1, 1), 1461
KINDS = {"statement": 0.656, "act": 0.284, "framing": 0.045, "forecast": 0.014, "vote": 0.001}
TYPES = {
    "CONSULT": 23,
    "SUPPORT": 18,
    "ASSAULT": 14,
    "AGREE": 9,
    "REQUEST": 6,
    "AID": 5,
    "COOPERATE": 4,
    "SANCTION": 4,
    "RETREAT": 4,
    "ACCUSE": 3,
    "COERCE": 2,
    "MOBILIZE": 2,
    "CONCEDE": 2,
    "REJECT": 2,
    "THREATEN": 1,
    "PROTEST": 1,
}
FACTUALITIES = {"actual": 71, "possible": 11, "planned": 11, "negated": 3, "called-for": 3, "refused": 1}
TERMS = (
    ("war", "invasion"),
    ("war", "operation"),
    ("war", "conflict"),
    ("trade", "decoupling"),
    ("trade", "de-risking"),
)
LIKELIHOODS = (("expect", (0.55, 0.8)), ("will", (0.8, 0.95)), ("will not", (0.05, 0.2)), ("could", (0.2, 0.55)))
CHOICES = {"yes": 60, "no": 12, "abstain": 20, "absent": 8}
NEAR_COPIES = 0.05
FORETOLD, EVENTS = 0.005, ("attack", "sanction", "visit", "withdraw from")
"""Share of sentences that foretell an event between two states, and the events."""
VOCABULARY, PHRASES, WORDS = 6000, 300, 22
"""Different words, set phrases, and words of a sentence."""
_ACTORS = """
INSERT INTO actor SELECT actor, min(name), 'state', country FROM record_actor WHERE role <> 'reported_by' GROUP BY actor
"""


@dataclass(frozen=True, slots=True)
class _Made:
    """A document, and its records before their document's id is known."""

    text: str
    day: date
    outlet: str | None
    records: tuple[Record, ...]


class _World:
    """What the made-up texts are made of."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - made-up data
        self.states = sorted(load_countries())[:STATES]
        self.random.shuffle(self.states)
        self._weights = list(accumulate(1 / rank for rank in range(1, STATES + 1)))
        syllables = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "in", "or", "ul")]
        words = ["".join(self.random.choices(syllables, k=self.random.randint(1, 4))) for _ in range(VOCABULARY)]
        self._words = words
        self._often = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self._phrases = [" ".join(self.random.choices(words, k=5)) for _ in range(PHRASES)]

    def state(self) -> str:
        return self.random.choices(self.states, cum_weights=self._weights)[0]

    def weighted(self, shares: dict[str, Any]) -> str:
        return self.random.choices(list(shares), list(shares.values()))[0]

    def sentence(self) -> str:
        if self.random.random() < FORETOLD:
            by, toward = (load_countries()[self.state()].name for _ in range(2))
            return f"{by} will {self.random.choice(EVENTS)} {toward} {self.random.choice(self._phrases)}."
        words = self.random.choices(self._words, cum_weights=self._often, k=self.random.randint(8, WORDS + 14))
        if self.random.random() < 0.3:
            words.insert(len(words) // 2, self.random.choice(self._phrases))
        return " ".join(words).capitalize() + "."

    def actor(self, state: str, mention: Quote | None) -> Actor:
        """The state, its president, a minister, or a ministry."""
        draw, code = self.random.random(), state.lower()
        if draw < 0.3:
            return Actor(f"country:{state}", load_countries()[state].name, "state", state, mention=mention)
        if draw < 0.65:
            return Actor(f"person:president-{code}", f"President {state}", "person", state, "President", "GOV", mention)
        if draw < 0.85:
            return Actor(f"person:minister-{code}", f"Minister {state}", "person", state, "Minister", "GOV", mention)
        return Actor(f"organ:{state}-ministry", f"Ministry {state}", "organ", state, None, "GOV", mention)


def _payload(world: _World, kind: str, evidence: Quote) -> Payload:
    draw = world.random
    first = Quote(evidence.start, evidence.start + 4, evidence.text[:4])
    if kind == "statement":
        to = (world.actor(world.state(), None),) if draw.random() < 0.02 else ()
        return Statement("direct" if draw.random() < 0.7 else "indirect", (evidence,), first, to)
    if kind == "act":
        name = world.weighted(TYPES)
        type = load_event_types()[name]
        mode = draw.choice(list(type.modes)) if type.modes and draw.random() < 0.25 else None
        return Act(name, mode, ("diplomatic",), type.quad, type.intensity(mode), first)
    if kind == "framing":
        return Framing(*draw.choice(TERMS), "used" if draw.random() < 0.95 else "rejected")
    if kind == "forecast":
        return Forecast(evidence, *draw.choice(LIKELIHOODS))
    subject = f"resolution {draw.randint(1, 200)}"
    return Vote(Body("body:unga", "UN General Assembly"), world.weighted(CHOICES), False, subject)  # type: ignore[arg-type]


def _date(world: _World, day: date) -> DateInterval:
    """The day of publication, one before it, a year, or nothing."""
    draw = world.random.random()
    if draw < 0.1:
        return DateInterval()
    if draw < 0.13:
        return DateInterval(f"{day.year}-01-01", f"{day.year}-12-31", "year", "stated", str(day.year))
    stated = day - timedelta(days=world.random.randint(0, 7)) if draw < 0.4 else day
    return DateInterval(stated.isoformat(), stated.isoformat(), "day", "publication")


def _record(world: _World, author: str, day: date, evidence: Quote) -> Record:
    kind = "forecast" if " will " in evidence.text else world.weighted(KINDS)
    source = author if world.random.random() < 0.6 else world.state()
    mention = Quote(evidence.start, evidence.start + 6, evidence.text[:6])
    payload = _payload(world, kind, evidence)
    acts = kind == "act"
    toward = (world.actor(world.state(), mention),) if acts and world.random.random() < 0.75 else ()
    chain = (Attribution("institution", f"organ:{author}-ministry", f"Ministry {author}", author),)
    return Record(
        id=f"{world.random.getrandbits(64):016x}",
        document_id="",
        payload=payload,
        evidence=evidence,
        actors=(world.actor(source, mention),),
        recipients=toward,
        date=_date(world, day),
        factuality=world.weighted(FACTUALITIES) if acts else "actual",  # type: ignore[arg-type]
        reported_by=chain if world.random.random() < 0.5 else (),
        confidence=round(world.random.betavariate(6, 3), 2),
        method=f"{kind}.made-up@1",
        engine="made-up 1",
    )


def _document(world: _World) -> _Made:
    """Make a document of one author on one day, one or two records from a sentence."""
    author, day = world.state(), FIRST_DAY + timedelta(days=world.random.randrange(DAYS))
    records: list[Record] = []
    sentences: list[str] = []
    start = 0
    for _ in range(max(1, min(120, int(world.random.expovariate(1 / A_DOCUMENT))))):
        if not sentences or world.random.random() < 0.7:
            start += len(sentences[-1]) + 1 if sentences else 0
            sentences.append(world.sentence())
        words = sentences[-1]
        records.append(_record(world, author, day, Quote(start, start + len(words), words)))
    return _Made(" ".join(sentences), day, None if world.random.random() < 0.8 else f"Wire {author}", tuple(records))


def _copy(world: _World, made: _Made) -> _Made:
    """Another outlet's print of a document: the same records under a longer text."""
    records = tuple(replace(record, id=f"{world.random.getrandbits(64):016x}") for record in made.records)
    return _Made(f"{made.text} {world.sentence()}", made.day, f"Wire {world.state()}", records)


def documents(count: int, seed: int = 1) -> Iterator[tuple[Document, list[Record]]]:
    """Yield made-up documents with their records, `count` records in all."""
    world = _World(seed)
    last: _Made | None = None
    while count > 0:
        made = _copy(world, last) if last and world.random.random() < NEAR_COPIES else _document(world)
        last = made
        ident = address(f"{made.text}{made.outlet}".encode())
        records = [replace(record, document_id=ident) for record in made.records[:count]]
        count -= len(records)
        yield Document(ident, made.text, outlet=made.outlet, published=made.day.isoformat()), records


def fill(path: Path, count: int, seed: int = 1) -> None:
    """Make a ledger of `count` records, written straight into its tables."""
    open_ledger(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    connection.execute("INSERT INTO run (arguments, version, started) VALUES ('{}', '', '')")
    seq = 0
    for number, (document, records) in enumerate(documents(count, seed), start=1):
        _enter_document(connection, number, document)
        rows = [
            {"seq": at, "document": number, "reading": number, **record_row(record, canonical(record_body(record)))}
            for at, record in enumerate(records, start=seq + 1)
        ]
        _insert(connection, "record", rows)
        parties = [row for at, record in enumerate(records, start=seq + 1) for row in party_rows(at, record)]
        _insert(connection, "record_actor", parties)
        seq += len(records)
    connection.execute(_ACTORS)
    for statement in lookup.FILL:
        connection.execute(statement, {"first": 1, "last": seq})
    connection.execute("COMMIT")
    connection.close()


def _enter_document(connection: sqlite3.Connection, number: int, document: Document) -> None:
    _insert(connection, "source", [{"sha256": document.id, "media_type": "text/plain", "size": 0, "raw": b""}])
    _insert(connection, "document", [{"seq": number, **document_row(document)}])
    reading = {"seq": number, "document": number, "run": 1, "metadata": "{}", "engine": "made-up 1", "version": "1"}
    _insert(connection, "reading", [reading])


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        names = list(rows[0])
        columns, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" for _ in names)
        sql = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - constant names
        connection.executemany(sql, ([row[name] for name in names] for row in rows))
