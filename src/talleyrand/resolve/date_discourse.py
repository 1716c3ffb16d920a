"""Dates that a story hands on from a dated event to those told right after it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from talleyrand.codebook.dates import date_words
from talleyrand.model.dates import DateInterval
from talleyrand.model.drafts import Draft
from talleyrand.model.records import Statement
from talleyrand.resolve.date_sharing import handed_on, is_cueless
from talleyrand.resolve.date_syntax import Attachment, is_background, is_main, relation, tense

if TYPE_CHECKING:
    from spacy.tokens import Doc

REACH = 3  # sentences over which a date is handed on
WINDOW = 6  # dated events that are looked back at
SHORT = 25  # sentences up to which an official text is an account of one event
NEWS = 7  # days before publication within which what is quoted is of one occasion
LEADING = 5  # words of a sentence within which an expression opens it
_NAME = re.compile(r"[A-Z][^\W\d_]+")


class Frame:
    """A parsed document with its date expressions: what tells where a story changes its time.

    `reach` is the number of sentences over which a date is handed on; an official account of one event is one story.
    """

    def __init__(
        self, doc: Doc, found: Sequence[Attachment], *, official: bool = False, published: str | None = None
    ) -> None:
        self.doc = doc
        self.since = _days_before(published, NEWS)
        self.starts = [sent.start for sent in doc.sents]
        self.account = official and len(self.starts) <= SHORT
        self.reach = SHORT if self.account else REACH
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
        attribute = bool(one.crossed) or relation(self.doc[one.head]) == "amod"
        return one.mention.type != "SET" and not attribute and 0 <= one.first - start < LEADING


def _days_before(published: str | None, days: int) -> str | None:
    if published is None or len(published) < len("2022-02-26"):
        return None
    return (date.fromisoformat(published[:10]) - timedelta(days=days)).isoformat()


def inherit(drafts: Sequence[Draft], stated: Sequence[DateInterval | None], frame: Frame) -> list[DateInterval | None]:
    """Hand the day of a main-clause event on to undated past events of the same participants told right after it."""
    result = list(stated)
    told: list[tuple[Draft, DateInterval]] = []
    for index in sorted(range(len(drafts)), key=lambda i: drafts[i].anchor):
        draft, found = drafts[index], result[index]
        if found is None:
            before = (day for other, day in reversed(told[-WINDOW:]) if _continues(other, day, draft, frame))
            source = next(before, None) or _same_speech(told, draft, frame)
            result[index] = found = handed_on(source) if source else None
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
    if not 0 <= end - start <= frame.reach:
        return False
    if is_cueless(draft):
        return bool(participants(before) & participants(draft)) and not frame.changes_time(start + 1, end, found.start)
    if tense(frame.doc[draft.anchor]) not in ("past", "none") or is_background(frame.doc[draft.anchor]):
        return False
    if frame.changes_time(start + 1, end, found.start):
        return False
    return stands_for_all(draft, frame.doc) or bool(participants(before) & participants(draft))


def _same_speech(told: Sequence[tuple[Draft, DateInterval]], draft: Draft, frame: Frame) -> DateInterval | None:
    """Return the day on which the speaker of an undated saying was last told to speak: features quote it in pieces."""
    if not isinstance(draft.payload, Statement) or is_cueless(draft) or draft.block != "body" or not draft.actors:
        return None
    if tense(frame.doc[draft.anchor]) != "past" or is_background(frame.doc[draft.anchor]):
        return None
    own = frame.sentence(draft)
    for before, day in reversed(told):
        if isinstance(before.payload, Statement) and _speakers(before) & _speakers(draft):
            recent = day.start is not None and frame.since is not None and day.start >= frame.since
            return day if recent and not frame.changes_time(own, own, day.start) else None
    return None


def _speakers(draft: Draft) -> set[str]:
    """Return the surnames, or last words, of those who speak under a name."""
    return {
        _NAME.findall(actor.text)[-1] for actor in draft.actors if actor.kind == "name" and _NAME.search(actor.text)
    }


def stands_for_all(draft: Draft, doc: Doc) -> bool:
    """Tell whether the actors are those told of before: only pronouns, or "the two leaders"."""
    words = date_words().discourse["together"]
    return bool(draft.actors) and all(
        actor.kind == "pronoun" or (actor.kind == "nominal" and doc[actor.head].lower_ in words)
        for actor in draft.actors
    )


def participants(draft: Draft) -> set[str]:
    """Return the names in a draft's actors, recipients and addressees, titles left out."""
    mentions = (*draft.actors, *draft.recipients, *draft.addressees)
    words = (word for mention in mentions for word in _NAME.findall(mention.text))
    return {word for word in words if word.lower() not in date_words().discourse["titles"]}
