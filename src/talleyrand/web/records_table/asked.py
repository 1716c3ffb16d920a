"""What the table of records is asked: from an address to a selection and an order, and back to an address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query
from pydantic import BeforeValidator, StringConstraints

from talleyrand.ledger.search import match
from talleyrand.ledger.selecting.listing import Cut, Sorting, place_of
from talleyrand.ledger.selecting.selection import Choice, Selection, Source
from talleyrand.model.cases import Case
from talleyrand.model.records import Factuality, Kind, ReviewStatus
from talleyrand.web.scope import Day, TheScope, checked

PAGE = 50
"""Rows of a page."""
MOST = 20
"""Values that may be chosen of one facet."""
SORTINGS: dict[Sorting, str] = {
    "newest": "newest first",
    "oldest": "oldest first",
    "last-entered": "last entered first",
    "first-entered": "first entered first",
    "surest": "surest first",
    "doubtful": "most doubtful first",
}
_WORDS = 300
_NAME = 200
_LISTS = {
    "kind": "kinds",
    "actor": "actors",
    "recipient": "recipients",
    "party": "parties",
    "type": "types",
    "factuality": "factualities",
    "source": "sources",
    "outlet": "outlets",
    "document": "documents",
    "review": "statuses",
}
"""Parameters of an address that may stand several times, with the selection's fields."""


def _several(description: str) -> Any:
    return Query(description=description, max_length=MOST)


_GIVEN = BeforeValidator(lambda values: tuple(value for value in values if value != ""))
"""Leaves out the empty fields of a form."""
Name = Annotated[str, StringConstraints(max_length=_NAME, strip_whitespace=True)]
Names = Annotated[tuple[Name, ...], _GIVEN, _several("Codes, ids or names, of which one must hold")]
Sure = Annotated[
    float | None,
    BeforeValidator(lambda value: None if value == "" else value),
    Query(ge=0, le=1, description="A confidence, 0 to 1, inclusive"),
]
Key = Annotated[str, Query(max_length=60, description="The place of a row, as the page's links have it")]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the table is asked: lists of which one value must hold, days, words, an order, the place of the page.

    Every name is that of an address's parameter, so that what is asked and its address are the same.
    """

    words: str = ""
    kind: tuple[Kind, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    factuality: tuple[Factuality, ...] = ()
    source: tuple[Source, ...] = ()
    outlet: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    review: tuple[ReviewStatus, ...] = ()
    since: str | None = None
    until: str | None = None
    min_confidence: float | None = None
    max_confidence: float | None = None
    order: Sorting = "newest"
    after: str = ""
    before: str = ""
    case: str | None = None
    within: Case | None = None

    @property
    def selection(self) -> Selection:
        """The records asked for."""
        lists = {field: getattr(self, name) for name, field in _LISTS.items()}
        chosen: Choice = {
            "since": self.since,
            "until": self.until,
            "min_confidence": self.min_confidence,
            "max_confidence": self.max_confidence,
            "words": self.words,
            "within": self.within,
            **lists,  # type: ignore[typeddict-item]
        }
        return Selection(**chosen)

    @property
    def cut(self) -> Cut:
        """The page asked for."""
        return Cut(self.order, PAGE, self.before or self.after, back=bool(self.before))

    def pairs(self, **changes: Any) -> list[tuple[str, str]]:
        """Return the parameters of an address, in their order, nothing that is empty or as usual among them."""
        asked = replace(self, **changes) if changes else self
        found: list[tuple[str, str]] = []
        for name in (*_SINGLE_BEFORE, *_LISTS, *_SINGLE_AFTER):
            value = getattr(asked, name)
            values = value if isinstance(value, tuple) else (value,)
            found += [(name, _plain(one)) for one in values if one not in (None, "", _USUAL.get(name))]
        return found

    def address(self, path: str = "/ledger", **changes: Any) -> str:
        """Return the address of the table with changes; it begins at the start of the table unless they say where."""
        query = urlencode(self.pairs(**{"after": "", "before": "", **changes}))
        return f"{path}?{query}" if query else path


_SINGLE_BEFORE = ("words",)
_SINGLE_AFTER = ("since", "until", "min_confidence", "max_confidence", "order", "after", "before", "case")
_USUAL = {"order": "newest"}


def asked_of(
    scope: TheScope,
    since: Day = None,
    until: Day = None,
    words: Annotated[str, Query(max_length=_WORDS, description='Words and "phrases" of the sentences')] = "",
    kind: Annotated[tuple[Kind, ...], _GIVEN, _several("Kinds of records")] = (),
    actor: Names = (),
    recipient: Names = (),
    party: Names = (),
    type: Names = (),
    factuality: Annotated[tuple[Factuality, ...], _GIVEN, _several("Whether it was done")] = (),
    source: Annotated[tuple[Source, ...], _GIVEN, _several("Types of source in the chain")] = (),
    outlet: Names = (),
    document: Names = (),
    review: Annotated[tuple[ReviewStatus, ...], _GIVEN, _several("What a person made of it")] = (),
    min_confidence: Sure = None,
    max_confidence: Sure = None,
    order: Sorting = "newest",
    after: Key = "",
    before: Key = "",
) -> Asked:
    """Return what an address asks; raises OptionError for words or a place that are none."""
    if words.strip():
        match(words)
    asked = Asked(
        " ".join(words.split()),
        kind,
        actor,
        recipient,
        party,
        type,
        factuality,
        source,
        outlet,
        document,
        review,
        checked(since, "since"),
        checked(until, "until"),
        min_confidence,
        max_confidence,
        order,
        "" if before else after,
        before,
        scope.case,
        scope.within,
    )
    for key in (after, before):
        if key:
            place_of(key, order)
    return asked


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


TheAsked = Annotated[Asked, Depends(asked_of)]
"""The parameter of a view that shows the table, or a part of it."""
