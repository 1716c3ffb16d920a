"""Which records are asked for: a selection; what reads or counts it stands beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict

from talleyrand.model.cases import Case
from talleyrand.model.records import Factuality, Kind, ReviewStatus

Part = Literal["actor", "any"]
Source = Literal["named", "anonymous", "institution", "outlet", "document", "none"]
"""The types of source in a record's chain; `none` where nobody but the document vouches for it."""


DataChoice = Literal["without", "with", "only"]
"""Whether records of event data count: none of them, they too, or they alone."""


class Choice(TypedDict, total=False):
    """The fields of `Selection` as keyword arguments."""

    actor: str | None
    toward: str | None
    kind: Kind | None
    since: str | None
    until: str | None
    limit: int | None
    part: Part
    rejected: bool
    undated: bool
    min_confidence: float | None
    max_confidence: float | None
    types: tuple[str, ...]
    factualities: tuple[Factuality, ...]
    documents: tuple[str, ...]
    stretch: tuple[int, int] | None
    ids: tuple[str, ...] | None
    reviewed: bool
    between: bool
    bare: bool
    kinds: tuple[Kind, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    parties: tuple[str, ...]
    sources: tuple[Source, ...]
    outlets: tuple[str, ...]
    statuses: tuple[ReviewStatus, ...]
    words: str
    within: Case | None
    data: DataChoice


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records: by actor, the one they are directed at, kind and days (inclusive, `YYYY-MM-DD` or a part of it).

    `actor` and `toward` are a country's ISO alpha-3 code, which takes in its persons and organs, an actor id, or a
    name. `part` tells whether `actor` acts or speaks, or takes any part (is addressed, receives). `limit` keeps the
    newest. Records that a person rejected are left out unless `rejected` is asked for; `since` and `until` leave out
    the undated unless `undated` is. `min_confidence` and `max_confidence` (0 to 1, inclusive) keep the sure or the
    doubtful. `types` keeps acts of those PLOVER types, `factualities` what has one of those standings, `documents` what
    stands in those documents (ids), `stretch` what has evidence between two offsets of them, `ids` the records with
    exactly these ids, `reviewed` what a person has judged, `between` what has a recipient or several actors. `bare`
    gives acts without their words (evidence, trigger, mentions, sources), read in half the time.

    Of several values one must hold: `kinds`; `actors` who act or speak, `recipients` who receive or are addressed,
    `parties` who take any part; `sources` in the chain; `outlets` (or authors) of the document; `statuses` of review,
    which take in the rejected when named. `words` keeps what rests on a sentence with all those words and "phrases";
    `within` what belongs to a case. Records of event data, which rest on no text, come only when `data` says
    so.
    """

    actor: str | None = None
    toward: str | None = None
    kind: Kind | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    part: Part = "actor"
    rejected: bool = False
    undated: bool = False
    min_confidence: float | None = None
    max_confidence: float | None = None
    types: tuple[str, ...] = ()
    factualities: tuple[Factuality, ...] = ()
    documents: tuple[str, ...] = ()
    stretch: tuple[int, int] | None = None
    ids: tuple[str, ...] | None = None
    reviewed: bool = False
    between: bool = False
    bare: bool = False
    kinds: tuple[Kind, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    outlets: tuple[str, ...] = ()
    statuses: tuple[ReviewStatus, ...] = ()
    words: str = ""
    within: Case | None = None
    data: DataChoice = "without"
