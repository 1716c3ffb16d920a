"""Records: the rows of the ledger, as in contract 1 of the design."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import BlockRole, Document
from talleyrand.model.spans import Quote

SCHEMA = "talleyrand.record/1"

Kind = Literal["statement", "act", "vote", "forecast", "framing"]
Factuality = Literal["actual", "negated", "refused", "planned", "called-for", "possible"]
Form = Literal["direct", "indirect", "mixed"]
Choice = Literal["yes", "no", "abstain", "absent"]
Outcome = Literal["pending", "true", "false", "unresolvable"]
Use = Literal["used", "avoided", "rejected"]
ReviewStatus = Literal["proposed", "accepted", "corrected", "rejected", "disputed"]
Basis = Literal["text", "data"]
Relevance = Literal["foreign", "all"]
"""`foreign`: of official texts only what concerns another state or an international body; `all`: everything found."""

KINDS: tuple[Kind, ...] = ("statement", "act", "vote", "forecast", "framing")
FACTUALITIES: tuple[Factuality, ...] = ("actual", "negated", "refused", "planned", "called-for", "possible")
RELEVANCES: tuple[Relevance, ...] = ("foreign", "all")


@dataclass(frozen=True, slots=True)
class Statement:
    """What was said. `content` are the spans of what is reported as said; none for a refusal to speak."""

    form: Form
    content: tuple[Quote, ...] = ()
    cue: Quote | None = None
    addressees: tuple[Actor, ...] = ()
    act_id: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """A PLOVER event. `intensity` runs from -10 (hostile) to +10 (friendly)."""

    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: str
    intensity: float
    trigger: Quote


@dataclass(frozen=True, slots=True)
class Body:
    """A body that votes."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote cast in a body; `subject` is what was voted on, as written.

    `roll_call` is the symbol under which the body recorded the vote (`A/RES/ES-11/1`), None where it is not known.
    """

    body: Body | None
    choice: Choice
    veto: bool = False
    subject: str | None = None
    roll_call: str | None = None


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days by which a forecast comes true or fails, inclusive, `YYYY-MM-DD`."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """A prediction. `probability` is the interval that the words of likelihood stand for, 0 to 1."""

    proposition: Quote
    expression: str | None
    probability: tuple[float, float] | None
    horizon: Horizon | None = None
    outcome: Outcome = "pending"


@dataclass(frozen=True, slots=True)
class Framing:
    """A term for a disputed matter that an actor uses, avoids or rejects. `frame` names the matter."""

    frame: str
    term: str
    use: Use


@dataclass(frozen=True, slots=True)
class DataRow:
    """The row of event data that a record rests on, where there is no text.

    `line` is its number in the file (from 1), `event` the data set's own id, `source` and `url` the report it names.
    """

    data_set: str
    line: int
    event: str
    source: str | None = None
    url: str | None = None


Payload = Statement | Act | Vote | Forecast | Framing


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the ledger: who did or said what, when, to whom, who says so, and where that is written.

    `story` is the document that its document copies or, where that is a copy itself, where the copying began; None for
    a document that copies nothing. The ledger knows it, coding does not.

    A record of event data has the `row` that it rests on, and neither evidence nor words (`NO_WORDS`).
    """

    id: str
    document_id: str
    payload: Payload
    evidence: Quote
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    date: DateInterval = field(default_factory=DateInterval)
    factuality: Factuality = "actual"
    reported_by: tuple[Attribution, ...] = ()
    confidence: float = 0.5
    method: str = ""
    engine: str = ""
    block: BlockRole = "body"
    review: ReviewStatus = "proposed"
    story: str | None = None
    row: DataRow | None = None

    @property
    def told_by(self) -> str:
        """The document that counts as its report: reports of one story count as one."""
        return self.story or self.document_id

    def id_in(self, data_set: str) -> str:
        """Return the id in a data set's form: its own for what came from there, else ours."""
        return self.row.event if self.row is not None and self.row.data_set == data_set else self.id

    @property
    def basis(self) -> Basis:
        """What the record rests on: a text, or a row of event data."""
        return "text" if self.row is None else "data"

    @property
    def kind(self) -> Kind:
        """The kind of the record, from the type of its payload."""
        return kind_of(self.payload)

    @property
    def is_unresolved(self) -> bool:
        """Whether the record has no actor, or one that is known by description only."""
        return not self.actors or any(actor.type == "unknown" for actor in self.actors)


Entry = tuple[Record, Document]
"""A record with the document that it is of."""


_KIND_OF: dict[type, Kind] = {
    Statement: "statement",
    Act: "act",
    Vote: "vote",
    Forecast: "forecast",
    Framing: "framing",
}


def kind_of(payload: Payload) -> Kind:
    """Return the record kind that `payload` belongs to."""
    return _KIND_OF[type(payload)]
