"""Bodies of records from JSON straight into the dataclasses of `model`, as `record_from_body` builds them.

msgspec decodes into the frozen dataclasses with no dictionaries between, several times faster than `json` and Python.
`record_from_body` stays the reference, which a test compares. Fields that a body lacks get their defaults.
"""

from __future__ import annotations

from typing import Any

from msgspec import MsgspecError, Struct, defstruct
from msgspec.json import Decoder

from talleyrand.errors import LedgerError
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import BlockRole
from talleyrand.model.records import Act, Factuality, Forecast, Framing, Record, ReviewStatus, Statement, Vote
from talleyrand.model.spans import Quote


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
        raise LedgerError(f"what it says can't be read: {error}", where=f"record {id}") from error
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
    )
