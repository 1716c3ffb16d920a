"""Inputs and coders for tests of data sets of records; other processes import them from here."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, get_args

from tests.making import Coding, FakeCoder, sentences

from talleyrand.errors import EngineError
from talleyrand.model.actors import Actor, Attribution, SourceType
from talleyrand.model.contract import canonical, record_to_json
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document
from talleyrand.model.identity import record_id
from talleyrand.model.records import FACTUALITIES, Act, Body, Forecast, Framing, Record, Statement, Vote
from talleyrand.model.spans import Quote, Span
from talleyrand.pipeline.coders import CodedDocument


def write_inputs(folder: Path, documents: int = 24) -> Path:
    """Write JSON Lines with a line that comes twice and a broken one, texts, and a file of no known kind."""
    folder.mkdir(parents=True)
    lines = [json.dumps(line_of(number)) for number in range(documents)]
    (folder / "b.jsonl").write_text("\n".join([*lines, lines[3], "{broken"]) + "\n")
    for number in range(3):
        (folder / f"a{number}.txt").write_text(f"Russia called China, item {number % 2}.\n")
    (folder / "c.txt").write_text("Russia called China, item 1.\n")
    (folder / "d.unknown").write_text("?")
    return folder


def line_of(number: int) -> dict[str, str]:
    day = f"2022-{number % 3 + 1:02}-{number % 27 + 1:02}"
    text = f"China called Russia about talks number {number}.\n\nRussia refused to call France."
    return {"text": text, "date": day, "id": str(number), "outlet": f"Wire {number % 2}"}


def contract(records) -> list[str]:
    """Return all records as they are exported, in order."""
    return [canonical(record_to_json(*entry)) for entry in records.entries(undated=True)]


class SlowCoder(FakeCoder):
    """Takes so long over a batch that there is time to kill the node that it runs on."""

    def code(self, documents):
        time.sleep(0.4)
        return super().code(documents)


class RefusingCoder(FakeCoder):
    """An engine that can't be loaded."""

    def __init__(self):
        raise EngineError("no such model", where="xx", hint="install it")


PARTIES = (
    Actor("country:CHN", "China", "state", "CHN"),
    Actor("person:xi-jinping", "Xi Jinping", "person", "CHN"),
    Actor("country:RUS", "Russia", "state", "RUS"),
    Actor("organ:RUS-kremlin", "the Kremlin", "organ", "RUS"),
    Actor("igo:NATO", "NATO", "igo"),
    Actor("unknown:somebody", "Somebody", "unknown"),
)
SOURCES = tuple(Attribution(kind, f"source:{kind}", kind) for kind in get_args(SourceType))


class VariedCoder(FakeCoder):
    """Makes four records of every sort of each document, by chance that the document's id decides."""

    made_by = "varied 1"

    def code(self, documents):
        for document in documents:
            chance = Random(document.id)  # noqa: S311  no secret
            records = tuple(varied(document, chance) for _ in range(4))
            yield CodedDocument(tuple(sentences(document.text)), Coding(records, ((None, "no party"),)))


def varied(document: Document, chance: Random) -> Record:
    """Return a record of any sort."""
    start = chance.randrange(len(document.text) - 8)
    evidence = Span(start, start + 8).quote(document.text)
    record = Record(
        id="",
        document_id=document.id,
        payload=chance.choice(payloads(chance, evidence)),
        evidence=evidence,
        actors=some(chance, PARTIES),
        recipients=some(chance, PARTIES),
        date=interval(chance),
        factuality=chance.choice(FACTUALITIES),
        reported_by=some(chance, SOURCES),
        confidence=round(chance.random(), 2),
        method="test.varied@1",
        engine="varied 1",
    )
    return replace(record, id=record_id(record))


def payloads(chance: Random, quote: Quote) -> tuple[Any, ...]:
    """Return a payload of each kind."""
    return (
        Statement("direct", (quote,), None, some(chance, PARTIES)),
        Act(chance.choice(("CONSULT", "SANCTION")), None, (), "verbal cooperation", 1.0, quote),
        Vote(Body("org:unsc", "Security Council"), chance.choice(("yes", "abstain"))),
        Forecast(quote, None, (0.2, 0.4)),
        Framing("war", "special operation", "used"),
    )


def some(chance: Random, pool: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(chance.sample(pool, chance.choice((0, 1, 1, 2))))


def interval(chance: Random) -> DateInterval:
    """Return a day, some days, an open time or none."""
    first = f"2022-{chance.randint(1, 3):02}-{chance.randint(1, 28):02}"
    last = f"2022-{chance.randint(3, 4):02}-{chance.randint(28, 30):02}"
    days = ((first, first), (first, first), (first, last), (first, None), (None, None))
    return DateInterval(*chance.choice(days))
