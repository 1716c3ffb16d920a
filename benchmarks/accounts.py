"""How well accounts of one call from two capitals are found in a ledger of real documents.

    python -m benchmarks accounts LEDGER [--random 20]

Lists the calls and meetings that two sides tell of, each with the readouts put side by side; counts those that titles
promise (an official readout of each of two states, a day apart at most, either title naming the other state or one
of its persons) and tells how many of them were found; with `--random N`, shows N pairs to be judged by eye, with the
first sentence of each side.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from talleyrand.analyse.accounts.measure import accounts
from talleyrand.analyse.accounts.sides import SideRow
from talleyrand.codebook.countries import load_countries
from talleyrand.codebook.readouts import is_readout
from talleyrand.ledger.store import Ledger, open_ledger
from talleyrand.model.documents import Document

SEED = 20220225


@dataclass(frozen=True, slots=True)
class Promise:
    """Two readouts of different states that by their titles may be of one contact."""

    one: Document
    other: Document


def main() -> None:
    """Measure a ledger."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger")
    parser.add_argument("--random", type=int, default=0, metavar="N")
    options = parser.parse_args()
    with open_ledger(options.ledger, read_only=True) as ledger:
        documents = ledger.bare_documents()
        answer = accounts(ledger.records(undated=True), documents=documents)
        by_event: dict[str, list[SideRow]] = {}
        for side in answer.parts["sides"]:
            by_event.setdefault(side.event, []).append(side)
        print(f"{len(answer)} events told by two accounts or more, {len(by_event)} contacts told by two sides")
        for sides in by_event.values():
            print_sides(sides)
        told = {row.event: {r.record for r in answer.why(row)} for row in answer if row.event in by_event}
        found = {event: {ledger.record(record).document_id for record in records} for event, records in told.items()}
        print_promises(list(promises(documents.values())), list(found.values()))
        if options.random:
            print_pairs(ledger, list(by_event.values()), options.random)


def promises(documents: Iterable[Document]) -> Iterator[Promise]:
    """Yield pairs of readouts of two states whose titles name each other's state or leader within a day."""
    titled = [d for d in documents if d.author and d.author.country and d.published and is_readout(d.title or "")]
    by_day: dict[str, list[Document]] = {}
    for document in titled:
        by_day.setdefault(document.published[:10], []).append(document)
    for day, here in sorted(by_day.items()):
        near = [d for other, there in by_day.items() if 0 <= days_between(day, other) <= 1 for d in there]
        for one, other in combinations(sorted({*here, *near}, key=lambda d: d.id), 2):
            if day == min(one.published[:10], other.published[:10]) and name_each_other(one, other):
                yield Promise(one, other)


def days_between(first: str, second: str) -> int:
    """Return how many days the second lies after the first."""
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def name_each_other(one: Document, other: Document) -> bool:
    """Tell whether each of two titles names the other's state or its leader's surname as the titles have it."""
    return one.author.country != other.author.country and names(one, other) and names(other, one)


LEADERS = {"USA": ("Biden", "Sullivan", "Blinken"), "RUS": ("Putin", "Lavrov"), "UKR": ("Zelensky", "Yermak")}
"""Persons by whose names titles of the corpora mean the three states."""


def names(one: Document, other: Document) -> bool:
    """Tell whether a title names the state that issued another document, or one of its persons."""
    country = load_countries().get(other.author.country)
    words = (*(country.names if country else ()), *LEADERS.get(other.author.country, ()), "US ")
    usa = other.author.country == "USA"
    return any(word in (one.title or "") for word in words if usa or word != "US ")


def print_sides(sides: list[SideRow]) -> None:
    """Print a contact with its sides."""
    print(f"\n{sides[0].day}  {sides[0].what}")
    for side in sides:
        print(f"    {side.side}, {side.published}: {side.title} ({side.points} points, {side.shared} shared)")


def print_promises(promised: list[Promise], found: list[set[str]]) -> None:
    """Print how many pairs that titles promise were found, and those that were not."""
    missed = [p for p in promised if not any({p.one.id, p.other.id} <= together for together in found)]
    print(f"\n{len(promised)} pairs of readouts promised by titles, {len(promised) - len(missed)} found; missed:")
    for pair in missed:
        print(f"    {pair.one.published} {pair.one.title}\n    {pair.other.published} {pair.other.title}\n")


def print_pairs(ledger: Ledger, contacts: list[list[SideRow]], number: int) -> None:
    """Print pairs of sides drawn at random, each with the beginning of its document."""
    pairs = [pair for sides in contacts for pair in combinations(sides, 2)]
    for one, other in random.Random(SEED).sample(pairs, min(number, len(pairs))):  # noqa: S311  no secret
        print(f"\n== {one.day} {one.what}")
        for side in (one, other):
            ident = ledger.connection.execute("SELECT id FROM document WHERE id LIKE ?", (f"{side.document}%",))
            text = ledger.document(ident.fetchone()[0]).text
            print(f"  {side.side} | {side.title} | {' '.join(text[:260].split())}")


if __name__ == "__main__":
    main()
