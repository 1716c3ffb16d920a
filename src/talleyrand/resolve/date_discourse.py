"""Dates that a story hands on: within one event, and from a dated event to those told right after it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from talleyrand.model.dates import DateInterval
from talleyrand.model.drafts import Draft
from talleyrand.resolve.date_syntax import Attachment, is_background, is_main, tense

if TYPE_CHECKING:
    from spacy.tokens import Doc

REACH = 3  # sentences over which a date is handed on
WINDOW = 6  # dated events that are looked back at
LEADING = 5  # words of a sentence within which an expression opens it
_TITLES = frozenset(
    {"Mr", "Mrs", "Ms", "Dr", "Mr.", "Mrs.", "Ms.", "Dr.", "President", "Prime", "Minister", "The", "Foreign"}
)


class Frame:
    """A parsed document with its date expressions: what tells where a story changes its time."""

    def __init__(self, doc: Doc, found: Sequence[Attachment]) -> None:
        self.doc = doc
        self.starts = [sent.start for sent in doc.sents]
        self.opened = {
            bisect_right(self.starts, one.first) - 1: one.mention.start_day for one in found if self._opens(one)
        }

    def sentence(self, draft: Draft) -> int:
        """Return the index of the sentence that a draft's anchor stands in."""
        return bisect_right(self.starts, draft.anchor) - 1

    def changes_time(self, first: int, last: int, day: str | None) -> bool:
        """Tell whether a sentence from `first` to `last` opens with a date that is not `day` ("In recent years")."""
        return any(self.opened.get(index, day) != day for index in range(first, last + 1))

    def _opens(self, one: Attachment) -> bool:
        start = self.starts[bisect_right(self.starts, one.first) - 1]
        return one.mention.type != "SET" and 0 <= one.first - start < LEADING


def share(drafts: Sequence[Draft], stated: Sequence[DateInterval | None]) -> list[DateInterval | None]:
    """Give drafts of one event that have no date of their own the most exact date of the others."""
    best: dict[int, DateInterval] = {}
    for draft, found in zip(drafts, stated, strict=True):
        group = draft.same_event
        if (
            group is not None
            and found is not None
            and (group not in best or _exactness(found) < _exactness(best[group]))
        ):
            best[group] = found
    return [
        found or (_handed_on(best[draft.same_event]) if draft.same_event in best else None)
        for draft, found in zip(drafts, stated, strict=True)
    ]


def _exactness(found: DateInterval) -> int:
    return ("day", "week", "month", "year", "unknown").index(found.precision)


def _handed_on(found: DateInterval) -> DateInterval:
    return replace(found, basis="inferred")


def inherit(drafts: Sequence[Draft], stated: Sequence[DateInterval | None], frame: Frame) -> list[DateInterval | None]:
    """Hand the day of a main-clause event on to undated past events of the same participants told right after it."""
    result = list(stated)
    told: list[tuple[Draft, DateInterval]] = []
    for index in sorted(range(len(drafts)), key=lambda i: drafts[i].anchor):
        draft, found = drafts[index], result[index]
        if found is None:
            before = (day for other, day in reversed(told[-WINDOW:]) if _continues(other, day, draft, frame))
            source = next(before, None)
            result[index] = found = _handed_on(source) if source else None
        if found is not None and _is_told(draft, found, frame):
            told.append((draft, found))
    return result


def _is_told(draft: Draft, found: DateInterval, frame: Frame) -> bool:
    """Only a day of a main clause moves a story on; captions and what is planned do not."""
    actual = draft.factuality in ("actual", "negated", "refused") and draft.block == "body"
    return actual and found.precision == "day" and is_main(frame.doc[draft.anchor])


def _continues(before: Draft, found: DateInterval, draft: Draft, frame: Frame) -> bool:
    if draft.block != "body" or draft.factuality not in ("actual", "negated", "refused", "called-for"):
        return False
    start, end = frame.sentence(before), frame.sentence(draft)
    if not 0 <= end - start <= REACH or tense(frame.doc[draft.anchor]) not in ("past", "none"):
        return False
    if is_background(frame.doc[draft.anchor]) or frame.changes_time(start + 1, end, found.start):
        return False
    return bool(participants(before) & participants(draft))


def participants(draft: Draft) -> set[str]:
    """Return the names in a draft's actors, recipients and addressees, titles left out."""
    mentions = (*draft.actors, *draft.recipients, *draft.addressees)
    words = (
        word.strip(".,;:’'\"")
        for mention in mentions
        for word in mention.text.replace("’s", "").replace("'s", "").split()
    )
    return {word for word in words if word[:1].isupper() and word not in _TITLES}
