"""Contacts of a ledger against a list of known calls and meetings.

Run as `python -m benchmarks.contacts LEDGER FACTS [SINCE UNTIL]`. FACTS is JSON lines with `date`, `kind` (call,
meeting), `actors` (`FRA:Emmanuel Macron`) and, where a text at hand tells of the event, `verified_in`. A fact counts as
found when a contact of its pair stands within a day of it, a pair when the two have any contact in the period. The list
is not exhaustive: pairs that only the ledger has are printed for a person to judge.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from talleyrand.analyse.contacts.measure import contacts
from talleyrand.ledger.store import open_ledger

CODE = 3
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A call or meeting of two states; `at_hand` tells whether a text that is read tells of it."""

    pair: Pair
    day: date
    at_hand: bool


def main(ledger: str, facts: str, since: str = "2022-02-01", until: str = "2022-02-28") -> None:
    """Print which facts and pairs are found, and which pairs of the matrix no fact has."""
    known = list(read_facts(Path(facts)))
    with open_ledger(ledger, read_only=True) as opened:
        records = opened.records(part="any", kind="act", since=since, until=until, undated=True)
        matrix = contacts(records, since=since, until=until, documents=opened.bare_documents())
    days: dict[Pair, list[date]] = {}
    for event in matrix.parts["events"]:
        if event.start is not None:
            days.setdefault((event.one, event.other), []).extend((event.start, event.end))
    found = [fact for fact in known if any(abs((day - fact.day).days) <= 1 for day in days.get(fact.pair, ()))]
    pairs = {fact.pair for fact in known}
    at_hand = {fact.pair for fact in known if fact.at_hand}
    hit = {row_pair for row_pair in pairs if days.get(row_pair)}
    print(f"facts found {len(found)}/{len(known)}; with a text at hand {sum(f.at_hand for f in found)}/", end="")
    print(sum(fact.at_hand for fact in known))
    print(f"pairs found {len(hit)}/{len(pairs)}; with a text at hand {len(hit & at_hand)}/{len(at_hand)}")
    for fact in known:
        if fact not in found:
            print("missed", fact.day, *fact.pair, "" if fact.at_hand else "(no text at hand)")
    for row in matrix:
        if row.contacts and (row.one, row.other) not in pairs:
            print("only here", row.one, row.other, row.contacts, row.records)


def read_facts(path: Path) -> Iterator[Fact]:
    """Yield the calls and meetings of two states."""
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        sides = sorted({actor.split(":")[0] for actor in entry["actors"]})
        if entry["kind"] in {"call", "meeting"} and len(sides) == 2 and all(len(side) == CODE for side in sides):
            yield Fact((sides[0], sides[1]), date.fromisoformat(entry["date"]), bool(entry.get("verified_in")))


if __name__ == "__main__":
    main(*sys.argv[1:])
