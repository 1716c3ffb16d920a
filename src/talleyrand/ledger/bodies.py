"""Bodies of records from JSON straight into the dataclasses of `model`, as `record_from_body` builds them.

msgspec decodes into the frozen dataclasses with no dictionaries between, several times faster than `json` and Python.
`record_from_body` stays the reference, which a test compares. Fields that a body lacks get their defaults.

A bare act is an act without words: who did what to whom, when and how surely, but no sentence, trigger, mentions, or
sources. Measures that count the acts of a whole ledger need no more. It takes half the time, and little memory: what
acts have in common (the same party, the same day, the same type) is one object for all of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from msgspec import MsgspecError, Struct, defstruct
from msgspec.json import Decoder

from talleyrand.errors import LedgerError
from talleyrand.model.actors import Actor, ActorType, Attribution
from talleyrand.model.dates import DateBasis, DateInterval, Precision
from talleyrand.model.documents import BlockRole
from talleyrand.model.records import Act, DataRow, Factuality, Forecast, Framing, Record, ReviewStatus, Statement, Vote
from talleyrand.model.spans import NO_WORDS, Quote

SHARED = 1 << 16
"""Parties, days and types of bare acts that are kept to be shared."""


class _Evidence(Struct, gc=False):
    start: int
    end: int
    text: str
    role: BlockRole = "body"


class _Body(Struct, kw_only=True):
    evidence: _Evidence
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: DateInterval
    factuality: Factuality
    reported_by: tuple[Attribution, ...]
    confidence: float
    method: str
    engine: str = ""
    row: DataRow | None = None


def _decoder(kind: str, payload: type) -> Decoder[Any]:
    """A decoder of bodies whose payload stands under the name of its kind."""
    body = defstruct(f"_{kind}", [("payload", payload)], bases=(_Body,), kw_only=True, rename={"payload": kind})
    return Decoder(body)


_DECODERS = {
    kind: _decoder(kind, payload)
    for kind, payload in {
        "statement": Statement,
        "act": Act,
        "vote": Vote,
        "forecast": Forecast,
        "framing": Framing,
    }.items()
}


def record_from(id: str, document_id: str, kind: str, body: str, review: ReviewStatus) -> Record:
    """Return the record of a body as the ledger keeps it; raises LedgerError for one that is damaged."""
    try:
        read = _DECODERS[kind].decode(body)
    except (KeyError, MsgspecError) as error:
        raise _damaged(id, error) from error
    evidence = read.evidence
    return Record(
        id,
        document_id,
        read.payload,
        Quote(evidence.start, evidence.end, evidence.text),
        read.actors,
        read.recipients,
        read.date,
        read.factuality,
        read.reported_by,
        read.confidence,
        read.method,
        read.engine,
        evidence.role,
        review,
        row=read.row,
    )


class _Party(Struct, frozen=True, gc=False):
    id: str
    name: str
    type: ActorType
    country: str | None = None
    role: str | None = None
    sector: str | None = None


class _Days(Struct, frozen=True, gc=False):
    start: str | None = None
    end: str | None = None
    precision: Precision = "unknown"
    basis: DateBasis = "inferred"


class _Deed(Struct, frozen=True, gc=False):
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: str
    intensity: float


class _BareBody(Struct, gc=False):
    act: _Deed
    actors: tuple[_Party, ...]
    recipients: tuple[_Party, ...]
    date: _Days
    factuality: Factuality
    confidence: float


_BARE = Decoder(_BareBody)


@lru_cache(maxsize=SHARED)
def _parties(parties: tuple[_Party, ...]) -> tuple[Actor, ...]:
    return tuple(Actor(one.id, one.name, one.type, one.country, one.role, one.sector) for one in parties)


@lru_cache(maxsize=SHARED)
def _days(days: _Days) -> DateInterval:
    return DateInterval(days.start, days.end, days.precision, days.basis)


@lru_cache(maxsize=SHARED)
def _act(deed: _Deed) -> Act:
    return Act(deed.event_type, deed.mode, deed.contexts, deed.quad, deed.intensity, NO_WORDS)


def bare_record_from(id: str, document_id: str, kind: str, body: str, review: ReviewStatus) -> Record:
    """Return the record of a body, an act without its words; raises LedgerError for one that is damaged."""
    if kind != "act":
        return record_from(id, document_id, kind, body, review)
    try:
        read = _BARE.decode(body)
    except MsgspecError as error:
        raise _damaged(id, error) from error
    return Record(
        id,
        document_id,
        _act(read.act),
        NO_WORDS,
        _parties(read.actors),
        _parties(read.recipients),
        _days(read.date),
        read.factuality,
        confidence=read.confidence,
        review=review,
    )


def _damaged(id: str, error: Exception) -> LedgerError:
    return LedgerError(f"what it says can't be read: {error}", where=f"record {id}")
