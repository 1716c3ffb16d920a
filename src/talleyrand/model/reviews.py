"""Reviews: what persons decided on records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talleyrand.model.records import ReviewStatus

Decided = Literal["verdict", "correction", "addition", "second", "note", "undo"]
"""What a person did: judged a record, corrected it, added one that was missed, judged one that another had judged
without seeing how (`second`), noted something, or took a decision back."""

PERSON = "person:"
"""How the engine of a record begins that says what a person said: `person:anna`."""


@dataclass(frozen=True, slots=True)
class Review:
    """One decision on a record: by whom, when (ISO 8601), with which note.

    `status` is what the person judged (for a note or an undo: what holds after it); `proposed` takes an earlier verdict
    back. `standing` is False for what was taken back since. `body` is what the record says by this person (the body
    of contract 1 as JSON), None where it says what was proposed.
    """

    record: str
    status: ReviewStatus
    reviewer: str
    at: str
    note: str = ""
    what: Decided = "verdict"
    standing: bool = True
    body: str | None = None

    @property
    def judges(self) -> bool:
        """Whether it is a standing judgement of what was proposed."""
        return self.standing and self.what in ("verdict", "correction", "second")


def by_person(engine: str) -> bool:
    """Tell whether a record's engine is a person.

    >>> by_person("person:anna"), by_person("embedded 1")
    (True, False)
    """
    return engine.startswith(PERSON)
