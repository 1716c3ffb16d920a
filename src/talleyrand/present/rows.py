"""Rows: one line per record, as terminal, page and notebook show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Entry, Factuality, Framing, Kind, Record, ReviewStatus, Statement, Vote
from talleyrand.present.event_rows import row_words
from talleyrand.present.parties import other_side, who
from talleyrand.present.plain import basis_words, capital, date_words, day_words, line, names
from talleyrand.present.sourcing import chain_words, outlet_words
from talleyrand.present.words import what

Direction = Literal["friendly", "neutral", "hostile"]
Lane = Literal["words", "deeds"]
Standing = Literal["done", "not", "ahead"]

# PLOVER's intensity runs from -10 to +10; a request for talks scores between -1 and +1 and has no direction.
NEUTRAL_BAND = 1.0
SYMBOLS: dict[Factuality, str] = {
    "actual": "●",
    "negated": "○",
    "refused": "○",
    "planned": "◐",
    "called-for": "◌",
    "possible": "◌",
}
SIGNS: dict[Direction, str] = {"friendly": "+", "neutral": "0", "hostile": "−"}


@dataclass(frozen=True, slots=True)
class RowView:
    """One record in words. `start` and `end` are ISO days or None; `standing` is done, not done, or ahead."""

    record_id: str
    document_id: str
    kind: Kind
    date: str
    date_basis: str
    precision: str
    start: str | None
    end: str | None
    who: str
    what: str
    to: str
    parties: tuple[str, ...]
    factuality: Factuality
    direction: Direction
    lane: Lane
    standing: Standing
    chain: str
    outlet: str
    published: str
    evidence: str
    evidence_start: int
    evidence_end: int
    confidence: float
    review: ReviewStatus
    method: str
    code: str

    @property
    def symbol(self) -> str:
        """The factuality as one character; the tables' legend names them."""
        return "○" if self.standing == "not" else SYMBOLS[self.factuality]

    @property
    def sign(self) -> str:
        """The direction as one character: +, 0 or −."""
        return SIGNS[self.direction]

    @property
    def sentence(self) -> str:
        """Who and what in one."""
        return f"{self.who} {self.what}"

    @property
    def reviewed(self) -> bool:
        """Whether a person has accepted or corrected the record."""
        return self.review in ("accepted", "corrected")


def build_rows(entries: Iterable[Entry]) -> list[RowView]:
    """Return one row per record, in the order given.

    `date` says the day no more precisely than it is known, `date_basis` how it is known; `chain` names the sources from
    the nearest to the event to the farthest.
    """
    return [row_of(record, document) for record, document in entries]


RowOf = Callable[[Record, Document], RowView]
"""What makes the row of a record and its document."""


def rows_once() -> RowOf:
    """Return what makes rows as `row_of` does, each record's once: a dossier shows most in several places."""
    known: dict[str, RowView] = {}

    def row(record: Record, document: Document) -> RowView:
        if record.id not in known:
            known[record.id] = row_of(record, document)
        return known[record.id]

    return row


def row_of(record: Record, document: Document) -> RowView:
    """Return the row of one record and the document that it is from."""
    return RowView(
        record_id=record.id,
        document_id=document.id,
        kind=record.kind,
        date=date_words(record.date),
        date_basis=basis_words(record.date),
        precision=record.date.precision,
        start=record.date.start,
        end=record.date.end,
        who=capital(who(record)),
        what=what(record),
        to=names(other_side(record)),
        parties=party_names(record),
        factuality=record.factuality,
        direction=direction_of(record),
        lane=lane_of(record),
        standing=standing_of(record),
        chain=chain_words(record, document),
        outlet=outlet_words(document),
        published=_published(record, document),
        evidence=line(record.evidence.text) if record.row is None else row_words(record.row),
        evidence_start=record.evidence.start,
        evidence_end=record.evidence.end,
        confidence=record.confidence,
        review=record.review,
        method=line(record.method),
        code=code_of(record),
    )


def _published(record: Record, document: Document) -> str:
    if record.row is not None:
        return "from event data, no text"
    return day_words(document.published) if document.published else "publication date unknown"


def party_names(record: Record) -> tuple[str, ...]:
    """Return the names of everybody in the record, each once: actors, recipients, addressees."""
    addressees = record.payload.addressees if isinstance(record.payload, Statement) else ()
    return tuple(dict.fromkeys(line(party.name) for party in (*record.actors, *record.recipients, *addressees)))


def direction_of(record: Record) -> Direction:
    """Return an act's direction by its PLOVER intensity; other kinds have none of their own and are neutral.

    The direction is that of the act named, whether it was done or not; the fill of a mark says which.
    """
    if not isinstance(record.payload, Act) or abs(record.payload.intensity) <= NEUTRAL_BAND:
        return "neutral"
    return "friendly" if record.payload.intensity > 0 else "hostile"


def lane_of(record: Record) -> Lane:
    """Return the lane: material acts and votes are deeds, everything else is words."""
    payload = record.payload
    if isinstance(payload, Act):
        return "deeds" if payload.quad.lower().startswith("material") else "words"
    return "deeds" if isinstance(payload, Vote) else "words"


def standing_of(record: Record) -> Standing:
    """Return whether the record is of something done, something not done, or something ahead or possible."""
    if record.factuality in ("negated", "refused"):
        return "not"
    if isinstance(record.payload, Framing) and record.payload.use == "avoided":
        return "not"
    return "done" if record.factuality == "actual" else "ahead"


def code_of(record: Record) -> str:
    """Return the record's code as the field writes it: `CONSULT phone`, `direct statement`, `vote abstain`."""
    payload = record.payload
    match payload:
        case Act():
            return f"{payload.event_type} {payload.mode or ''}".strip()
        case Vote():
            return f"vote {'veto' if payload.veto else payload.choice}"
        case Framing():
            return f"framing {payload.use}"
        case _:
            form = getattr(payload, "form", "")
            return f"{form} {record.kind}".strip()
