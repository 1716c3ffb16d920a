"""Whose words a place in a document is: the speaker of the direct speech around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from talleyrand.model.drafts import Draft, Mention
from talleyrand.model.records import Statement


@dataclass(frozen=True, slots=True)
class Speeches:
    """The stretches of direct speech of a document in text order, each with the mention of who says it."""

    stretches: tuple[tuple[int, int, Mention], ...] = ()
    _starts: list[int] = field(init=False, default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._starts.extend(start for start, _, _ in self.stretches)

    def speaker(self, offset: int) -> Mention | None:
        """Return the mention of the speaker whose direct speech holds `offset`, None outside speech."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        _, end, mention = self.stretches[at]
        return mention if offset < end else None


def read_speeches(drafts: Iterable[Draft]) -> Speeches:
    """Collect the direct speech that the drafts of a document report; the author's own words are no speech in them."""
    found = {}
    for draft in drafts:
        if isinstance(draft.payload, Statement) and draft.payload.form == "direct" and len(draft.actors) == 1:
            speaker = draft.actors[0]
            apart = [q for q in draft.payload.content if not q.start <= speaker.start < q.end]
            for quote in apart if speaker.kind != "author" else ():
                found[quote.start] = (quote.start, quote.end, speaker)
    return Speeches(tuple(found[start] for start in sorted(found)))
