"""The date of an event: what its sentence says, what the story says before it, or the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from talleyrand.codebook.dates import date_words
from talleyrand.model.dates import DateInterval, DateMention
from talleyrand.model.documents import Document
from talleyrand.model.drafts import Draft
from talleyrand.model.records import Forecast, Statement
from talleyrand.resolve.date_discourse import Frame, inherit
from talleyrand.resolve.date_governor import governed, range_end
from talleyrand.resolve.date_interval import from_publication, interval, publication, until_publication
from talleyrand.resolve.date_sharing import is_cueless, of_one_trigger, share, with_saying
from talleyrand.resolve.date_syntax import attachments, is_background, tense
from talleyrand.resolve.dates import find_dates

if TYPE_CHECKING:
    from spacy.tokens import Doc

LEAD = 3  # sentences whose undated past events are the news of the day
_WEEKDAY = re.compile(r"(?i)^(?:on\s+|late\s+|early\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_OPEN_PAST = ("perfect", "pluperfect")


class EventDater:
    """Dates the drafts of one document; `doc.text` is `document.text`, parsed with Universal Dependencies labels."""

    def __init__(self, doc: Doc, document: Document, mentions: Sequence[DateMention] | None = None) -> None:
        known = find_dates(document.text, document.published) if mentions is None else mentions
        self.doc = doc
        self.published = document.published
        self.official = document.author is not None
        self.found = attachments(doc, list(known))
        self.frame = Frame(doc, self.found, official=self.official, published=document.published)

    def stated(self, draft: Draft) -> DateInterval | None:
        """Return the interval that an expression of its own clause gives a draft, None when there is none."""
        best = None if is_cueless(draft) else governed(self.doc, draft, self.found)
        if best is None:
            return None
        one, words = best
        if isinstance(draft.payload, Forecast) and "by" in words:
            return None  # by when the event comes, not when it was foretold
        last = range_end(self.doc, one, self.found)
        if last is None or last.mention.end_day is None:
            return _ahead(interval(one.mention, words, self.published), draft, self.published)
        text = self.doc.text[one.mention.start : last.mention.end]
        return interval(replace(one.mention, end_day=last.mention.end_day, text=text), set(), self.published)

    def date(self, draft: Draft) -> DateInterval:
        """Return the date of a draft by itself: stated in its clause, else what tense and publication allow."""
        return self.stated(draft) or self.default(draft)

    def default(self, draft: Draft) -> DateInterval:
        """Return the date of a draft that no expression dates: publication, or an open interval beside it."""
        anchor = self.doc[draft.anchor]
        form = tense(anchor)
        if is_cueless(draft) or anchor.pos_ == "ADP" or anchor.lower_ == "according":
            return publication(self.published)
        if draft.factuality == "planned" or (form == "future" and not isinstance(draft.payload, Statement)):
            return from_publication(self.published)
        if form in _OPEN_PAST or draft.block == "caption" or self._is_pending(draft):
            return until_publication(self.published)
        if form == "past" and (is_background(anchor) or not self._is_news(draft)):
            return until_publication(self.published)
        return publication(self.published)

    def _is_pending(self, draft: Draft) -> bool:
        """Tell whether a thing has "yet" to be done: it holds up to publication."""
        anchor = self.doc[draft.anchor]
        near = {child.lower_ for token in (anchor, anchor.head) for child in token.children}
        return draft.factuality in ("negated", "refused") and "yet" in near

    def _is_news(self, draft: Draft) -> bool:
        """Tell whether an undated past event is news of the day: the lead, a short account, what the press was told."""
        words = date_words().discourse
        anchor = self.doc[draft.anchor]
        if {child.lower_ for child in anchor.children} & words["before"]:
            return False
        if self.frame.sentence(draft) < LEAD or self.frame.account:
            return True
        if not isinstance(draft.payload, Statement):
            return False
        if self.official:
            return any(actor.kind == "author" for actor in draft.actors)
        return draft.payload.form != "indirect" or anchor.lemma_.lower() in words["saying"]


def _ahead(found: DateInterval, draft: Draft, published: str | None) -> DateInterval:
    """The weekday of a plan lies ahead: one read as the last Thursday is the next."""
    if (
        draft.factuality != "planned"
        or found.basis != "relative"
        or found.precision != "day"
        or not (found.known and published)
    ):
        return found
    if found.start != found.end or not _WEEKDAY.search(found.text or "") or str(found.start) >= published[:10]:
        return found
    day = (date.fromisoformat(str(found.start)) + timedelta(days=7)).isoformat()
    return replace(found, start=day, end=day)


def date_drafts(drafts: Sequence[Draft], doc: Doc, document: Document) -> list[DateInterval]:
    """Date all drafts of a document, in order: by their own words, by their event, by the story, by publication."""
    dater = EventDater(doc, document)
    stated = share(drafts, [dater.stated(draft) for draft in drafts])
    told = share(drafts, inherit(drafts, stated, dater.frame))
    found = [one or dater.default(draft) for draft, one in zip(drafts, told, strict=True)]
    return with_saying(drafts, of_one_trigger(drafts, found), doc)
