"""Drafts: what extraction finds, before actors and dates are resolved. Offsets point into the document's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talleyrand.model.actors import SourceType
from talleyrand.model.documents import BlockRole
from talleyrand.model.records import Act, Factuality, Forecast, Framing, Statement, Vote
from talleyrand.model.spans import Quote, Span

MentionKind = Literal["name", "nominal", "pronoun", "author"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that names an actor: its whole span, its head token, and what sort of phrase it is.

    `head` is the index of the head token in the parsed document. The `author` kind stands for the document's author
    where no words name it ("we", or a sentence of a readout that has no subject); its span may be empty. `is_we` tells
    that the text says "we", "us" or "our" for the speaker or author mentioned.
    """

    start: int
    end: int
    text: str
    head: int
    kind: MentionKind
    is_we: bool = False

    @property
    def quote(self) -> Quote:
        """The mention as a span with its characters."""
        return Quote(self.start, self.end, self.text)


@dataclass(frozen=True, slots=True)
class SourceMention:
    """One link of an attribution chain as found: a mention, what sort of source it is."""

    mention: Mention
    type: SourceType


DraftPayload = Statement | Act | Vote | Forecast | Framing


@dataclass(frozen=True, slots=True)
class Draft:
    """A record before resolution.

    `anchor` is the index of the token that the event's date hangs on (the trigger or cue), `clause` the span within
    which date
    expressions belong to it, `sentence` the index of its sentence. `addressees` are a statement's, still unresolved.
    """

    payload: DraftPayload
    evidence: Quote
    anchor: int
    clause: Span
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    addressees: tuple[Mention, ...] = ()
    factuality: Factuality = "actual"
    reported_by: tuple[SourceMention, ...] = ()
    method: str = ""
    block: BlockRole = "body"
    same_event: int | None = None
    """Group of drafts that report one event (a call, and what was said in it); they share a date."""
    remark: bool = False
    """Whether a speaker tells what somebody else holds or wants, with no word that this one said so."""
