"""Dates that drafts share: of one event, of one trigger, of what is said and the saying of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from talleyrand.model.dates import DateInterval
from talleyrand.model.drafts import Draft
from talleyrand.model.records import Act, Forecast, Framing, Statement
from talleyrand.resolve.date_syntax import tense

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PRECISIONS = ("day", "week", "month", "year", "unknown")
_BASES = ("stated", "relative", "inferred", "publication")


def share(drafts: Sequence[Draft], stated: Sequence[DateInterval | None]) -> list[DateInterval | None]:
    """Give drafts of one event that have no date of their own the most exact date of the others."""
    best: dict[int, DateInterval] = {}
    for draft, found in zip(drafts, stated, strict=True):
        group = draft.same_event
        if group is not None and found is not None and (group not in best or exactness(found) < exactness(best[group])):
            best[group] = found
    return [
        found or (handed_on(best[draft.same_event]) if draft.same_event in best else None)
        for draft, found in zip(drafts, stated, strict=True)
    ]


def exactness(found: DateInterval) -> tuple[int, int]:
    """Rank an interval: the most exact first, and among those the best founded."""
    return _PRECISIONS.index(found.precision), _BASES.index(found.basis)


def handed_on(found: DateInterval) -> DateInterval:
    """Return a date as one that is inferred from another draft."""
    return found if found.basis == "publication" else replace(found, basis="inferred")


def is_cueless(draft: Draft) -> bool:
    """Tell whether a draft is a statement without a cue: an author's own words, or a quotation that goes on."""
    return isinstance(draft.payload, Statement) and draft.payload.cue is None


def of_one_trigger(drafts: Sequence[Draft], found: Sequence[DateInterval]) -> list[DateInterval]:
    """Give drafts that one word tells (a statement that is an act) one date, the best founded of theirs."""
    best: dict[tuple[int, str], DateInterval] = {}
    for draft, date in zip(drafts, found, strict=True):
        key = draft.anchor, draft.factuality
        if key not in best or _founded(date) < _founded(best[key]):
            best[key] = date
    cueless = [is_cueless(draft) for draft in drafts]
    return [
        date if own else best[draft.anchor, draft.factuality]
        for draft, date, own in zip(drafts, found, cueless, strict=True)
    ]


def _founded(found: DateInterval) -> tuple[int, int]:
    return _BASES.index(found.basis), _PRECISIONS.index(found.precision)


def with_saying(drafts: Sequence[Draft], found: Sequence[DateInterval], doc: Doc) -> list[DateInterval]:
    """Give forecasts, terms and present-tense acts that stand in what somebody says the date of the saying."""
    said = [
        (quote.start, quote.end, date)
        for draft, date in zip(drafts, found, strict=True)
        if isinstance(draft.payload, Statement)
        for quote in draft.payload.content
    ]
    result = list(found)
    for index, draft in enumerate(drafts):
        if _is_of_saying(draft, found[index], doc):
            place = doc[draft.anchor].idx
            around = [date for start, end, date in said if start <= place < end]
            result[index] = handed_on(min(around, key=exactness)) if around else found[index]
    return result


def _is_of_saying(draft: Draft, found: DateInterval, doc: Doc) -> bool:
    if found.basis != "publication" or isinstance(draft.payload, Forecast | Framing):
        return found.basis == "publication"
    acts_now = isinstance(draft.payload, Act) and draft.factuality == "actual"
    return acts_now and tense(doc[draft.anchor]) == "present"
