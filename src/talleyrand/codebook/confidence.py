"""How sure a record is: which share of the records like it was right when the gold sets were measured.

`confidence.toml` holds log-odds, fitted by logistic regression with few parameters (`python -m quality calibrate`): one
for each kind, one for each rule and family of rules that was seen often enough, one for each sign that a record bears.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import read_toml
from talleyrand.model.actors import Actor
from talleyrand.model.records import Act, Forecast, Record, Statement, Vote

LEAST, MOST = 0.05, 0.98
"""No machine's row is hopeless or certain."""
LONG = 250
"""Characters of evidence from which on a sentence is long."""
PRONOUNS = frozenset("he she they it we i him her them us".split())
_OF_NO_STATE = frozenset({"igo", "bloc"})
STATED = frozenset({"stated", "relative"})


@dataclass(frozen=True, slots=True)
class Reliability:
    """The log-odds of a kind of record, and what rules and signs add to them."""

    base: float
    rules: Mapping[str, float]
    signs: Mapping[str, float]

    def likelihood(self, rules: Iterable[str], signs: Iterable[str]) -> float:
        """Return how likely a record with these rules and signs is right, from `LEAST` to `MOST`."""
        added = sum(self.rules.get(rule, 0.0) for rule in rules) + sum(self.signs.get(sign, 0.0) for sign in signs)
        return min(MOST, max(LEAST, 1 / (1 + math.exp(-self.base - added))))


@cache
def load_reliability() -> dict[str, Reliability]:
    """Return the table by kind of record."""
    data = read_toml("confidence.toml")
    return {kind: Reliability(part["base"], part["rules"], part["signs"]) for kind, part in data.items()}


def confidence_of(record: Record) -> float:
    """Return how likely the record is right, 0 to 1, with two decimals. Its own `confidence` is not looked at."""
    return round(load_reliability()[record.kind].likelihood(rules_of(record), signs_of(record)), 2)


def rules_of(record: Record) -> tuple[str, ...]:
    """Return the rule that made the record and the family of rules it belongs to, without the version."""
    rule = record.method.partition("@")[0]
    return rule.partition(".")[0], rule


def signs_of(record: Record) -> Iterator[str]:
    """Yield what can be seen of a record and tells something of its being right."""
    yield from (sign for sign, holds in _SIGNS if holds(record))
    yield f"in {record.block}"
    yield record.factuality
    if isinstance(record.payload, Statement):
        yield record.payload.form


def _unknown(record: Record) -> bool:
    return any(actor.type == "unknown" for actor in record.actors)


def _group(record: Record) -> bool:
    return any(actor.type == "group" for actor in record.actors)


def _pronoun(record: Record) -> bool:
    return any(_said(actor) in PRONOUNS for actor in record.actors)


def _said(actor: Actor) -> str:
    return actor.mention.text.lower() if actor.mention else ""


def _understood(record: Record) -> bool:
    return any(actor.mention is None for actor in record.actors)


def _alone(record: Record) -> bool:
    return isinstance(record.payload, Act) and not record.recipients


def _many(record: Record) -> bool:
    return len(record.actors) + len(record.recipients) > 2


def _stateless(record: Record) -> bool:
    return any(actor.country is None and actor.type not in _OF_NO_STATE for actor in record.actors)


def _nobody(record: Record) -> bool:
    return any(actor.type == "unknown" for actor in record.recipients)


def _incomplete(record: Record) -> bool:
    payload = record.payload
    if isinstance(payload, Vote):
        return payload.body is None
    if isinstance(payload, Forecast):
        return payload.probability is None
    return isinstance(payload, Statement) and payload.cue is None


_SIGNS: tuple[tuple[str, Callable[[Record], bool]], ...] = (
    ("actor unknown", _unknown),
    ("actor a group", _group),
    ("actor a pronoun", _pronoun),
    ("actor understood", _understood),
    ("no recipient", _alone),
    ("many parties", _many),
    ("actor of no state", _stateless),
    ("recipient unknown", _nobody),
    ("a field is missing", _incomplete),
    ("reported by others", lambda record: bool(record.reported_by)),
    ("day stated", lambda record: record.date.basis in STATED),
    ("long sentence", lambda record: record.evidence.end - record.evidence.start > LONG),
)
