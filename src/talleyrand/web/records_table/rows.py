"""The page of the table of records: its rows, what is chosen, and the addresses that lead on from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from talleyrand.errors import NotFoundError
from talleyrand.ledger.inputs import Page
from talleyrand.ledger.selecting.listing import Sorting
from talleyrand.ledger.store import Ledger
from talleyrand.pipeline.asking import find_actor
from talleyrand.pipeline.views import actor_key, resolve
from talleyrand.present.event_rows import left_out_words
from talleyrand.present.plain import clip, day_words, line
from talleyrand.present.rows import RowView, build_rows
from talleyrand.web.records_table.asked import PAGE, SORTINGS, Asked
from talleyrand.web.records_table.facets import SOURCES, FacetsView, actor_name

FORMATS = ("jsonl", "csv", "json")
_ROLES = {"actor": "by", "recipient": "to", "party": "with"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice that narrows the table: in words, and the address of the table without it."""

    what: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column that sorts: the way it runs now (empty: not by it), and the address of the table sorted by it."""

    sorted: str
    address: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A page of the table of records, and what it is a page of.

    `previous` and `next` are addresses of the pages before and after, empty where there are none; `exports` those of
    all that is selected, by format. `facets` say what is selected; `chosen` what narrows it.
    """

    asked: Asked
    rows: tuple[RowView, ...]
    facets: FacetsView
    chosen: tuple[Chosen, ...]
    orders: dict[Sorting, str]
    by_date: Column
    by_confidence: Column
    previous: str
    next: str
    size: int
    exports: dict[str, str]
    panel: str
    notes: tuple[str, ...]
    left_out: str = ""
    """How many records of event data are not among those that can be selected; empty for none."""


def page_of(ledger: Ledger, asked: Asked, facets: FacetsView, notes: tuple[str, ...]) -> LedgerPage:
    """Return the page that is asked for."""
    found = ledger.page(asked.selection, asked.cut)
    exports = {kind: asked.address(f"/ledger/export.{kind}") for kind in FORMATS}
    return LedgerPage(
        asked,
        tuple(build_rows(found.entries)),
        facets,
        tuple(_chosen(ledger, asked)),
        SORTINGS,
        _column(asked, "newest", "oldest"),
        _column(asked, "surest", "doubtful"),
        *_around(asked, found),
        PAGE,
        exports,
        asked.address("/ledger/panel"),
        notes,
        left_out_words(*ledger.event_data.size()),
    )


def with_keys(asked: Asked, ledger: Ledger) -> tuple[Asked, tuple[str, ...]]:
    """Return what is asked with actors' keys in place of names, and a note for each name that nobody has."""
    notes: list[str] = []

    def keys(given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_key(words, ledger, notes) for words in given))

    known = replace(asked, actor=keys(asked.actor), recipient=keys(asked.recipient), party=keys(asked.party))
    return known, tuple(notes)


def _key(words: str, ledger: Ledger, notes: list[str]) -> str:
    try:
        return actor_key(find_actor(words, ledger, resolve))
    except NotFoundError as error:
        notes.append(f"{error.what}: “{clip(line(words), 60)}”; {error.hint}")
        return words


def _around(asked: Asked, found: Page) -> tuple[str, str]:
    before = asked.address(before=found.before) if found.before else ""
    return before, asked.address(after=found.after) if found.after else ""


def _column(asked: Asked, first: Sorting, other: Sorting) -> Column:
    descending = asked.order == first
    sorted_so = "descending" if descending else "ascending" if asked.order == other else ""
    return Column(sorted_so, asked.address(order=other if descending else first))


def _chosen(ledger: Ledger, asked: Asked) -> Iterator[Chosen]:
    if asked.words:
        yield Chosen("words", line(asked.words), asked.address(words=""))
    for name in ("kind", "actor", "recipient", "party", "type", "factuality", "source", "outlet", "document", "review"):
        values: tuple[str, ...] = getattr(asked, name)
        for value in values:
            rest = tuple(one for one in values if one != value)
            without: dict[str, Any] = {name: rest}
            yield Chosen(_ROLES.get(name, name), _in_words(name, value, ledger), asked.address(**without))
    if asked.since:
        yield Chosen("since", day_words(asked.since), asked.address(since=None))
    if asked.until:
        yield Chosen("until", day_words(asked.until), asked.address(until=None))
    if asked.min_confidence is not None:
        yield Chosen("confidence from", f"{asked.min_confidence:g}", asked.address(min_confidence=None))
    if asked.max_confidence is not None:
        yield Chosen("confidence to", f"{asked.max_confidence:g}", asked.address(max_confidence=None))


def _in_words(name: str, value: str, ledger: Ledger) -> str:
    if name in _ROLES:
        return actor_name(value, ledger)
    if name == "source":
        return dict(SOURCES.items())[value]  # type: ignore[index]
    if name == "document":
        return _title(value, ledger)
    return line(value)


def _title(document_id: str, ledger: Ledger) -> str:
    try:
        title = ledger.document(document_id).title
    except NotFoundError:
        return "one that is not in the ledger"
    return clip(line(title), 60) if title else document_id[:15]
