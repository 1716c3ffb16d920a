"""A second opinion on events: what is asked of a trained model, and what it answers. Whoever has none does without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

NO_ACT = "none"
"""The type of what is no act between the two parties."""

Reach = tuple[int, int]
"""A half-open interval of positions among the words of a question."""


@dataclass(frozen=True, slots=True)
class Question:
    """What happens in `words` between the party at `source` and the one at `target`; `trigger` is the event's word.

    Each of the three may be unknown.
    """

    words: tuple[str, ...]
    trigger: Reach | None = None
    source: Reach | None = None
    target: Reach | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """Probabilities: `types` over the PLOVER event types and `none`, `outcomes` over happened, uncertain, did not.

    Each of the two sums to 1.
    """

    types: Mapping[str, float]
    outcomes: Mapping[str, float]

    @property
    def best_type(self) -> str:
        """The likeliest type, `none` among them."""
        return max(self.types, key=lambda name: self.types[name])


class Judge(Protocol):
    """A model with an opinion on events."""

    def judge(self, questions: Sequence[Question]) -> list[Opinion]:
        """One opinion for each question, in order; questions of one document are asked together."""
