"""What a reading run came to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from talleyrand.archive.snapshots import NO_ARTICLE
from talleyrand.errors import TalleyrandError
from talleyrand.ledger.inputs import Added
from talleyrand.model.documents import Document

SHOWN = 5
"""Differences that are told one by one; the rest is counted."""
NAMED = 12
"""Sorts of what was passed over that are named."""
KEPT = 1000
"""Errors and differences that a report holds one by one, so that a run's memory does not grow; the rest is counted."""


@dataclass(slots=True)
class ReadReport:
    """Counts of a run, filled while it goes on.

    `documents` are those entered or coded anew, `known` those the ledger had, `unreadable` the inputs that can't be
    read, `different` what was given otherwise for a known document and not taken over; `errors` and `differing` hold
    the first of them. `undated_documents` have no date of publication, `not_english` are archived and not coded,
    `undated` are records without days, `unresolved` records with an actor nobody knows or none. `passed_over` counts
    what is no article and no fault: requests of a crawl, hidden files, pages without article text.
    """

    documents: int = 0
    known: int = 0
    different: int = 0
    differing: list[str] = field(default_factory=list)
    unreadable: int = 0
    errors: list[TalleyrandError] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    undated_documents: int = 0
    not_english: int = 0
    undated: int = 0
    unresolved: int = 0
    unsupported: int = 0
    superseded: int = 0

    @property
    def readable(self) -> int:
        """How many documents could be read, new or known."""
        return self.documents + self.known

    def note_added(self, added: Added, document: Document) -> None:
        """Count one document that was entered, or that another run entered meanwhile."""
        if not added.documents:
            self.known += 1
            return
        self.documents += added.documents
        self.undated_documents += document.published is None
        self.not_english += not document.coded
        self.unsupported += added.unsupported
        self.superseded += added.superseded
        self.kinds.update(record.kind for record in added.entered)
        self.undated += sum(not record.date.known for record in added.entered)
        self.unresolved += sum(record.is_unresolved for record in added.entered)

    def note_error(self, error: TalleyrandError) -> None:
        """Count one input that can't be read."""
        self.unreadable += 1
        if self.unreadable <= KEPT:
            self.errors.append(error)

    def note_differing(self, lines: Iterable[str]) -> None:
        """Count what was given otherwise for a known document."""
        for line in lines:
            self.different += 1
            if self.different <= KEPT:
                self.differing.append(line)

    def include(self, other: ReadReport) -> None:
        """Add what another run, or another part of this one, came to."""
        for name in (*_PLAIN, "different", "unreadable"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("kinds", "passed_over"):
            getattr(self, name).update(getattr(other, name))
        for name in ("errors", "differing"):
            kept = getattr(self, name)
            kept.extend(getattr(other, name)[: KEPT - len(kept)])

    def counts(self) -> dict[str, int]:
        """Return the counts as the ledger keeps them."""
        plain = {name: getattr(self, name) for name in _PLAIN}
        lists = {
            "differing": self.different,
            "errors": self.unreadable,
            "passed_over": self.passed_over.total(),
            "without_article": self.passed_over[NO_ARTICLE],
        }
        return plain | lists | dict(sorted(self.kinds.items()))


_PLAIN = (
    "documents",
    "known",
    "undated_documents",
    "not_english",
    "undated",
    "unresolved",
    "unsupported",
    "superseded",
)


def summary(report: ReadReport) -> Iterator[str]:
    """Yield what a person is told at the end, a line each; what is nought is left out."""
    documents = counted(report.documents, "document")
    yield f"{documents} read, {report.known} already known, {report.unreadable} not readable"
    kinds = ", ".join(counted(count, kind) for kind, count in sorted(report.kinds.items()))
    yield f"{counted(sum(report.kinds.values()), 'record')} entered" + (f": {kinds}" if kinds else "")
    if report.superseded:
        yield f"{counted(report.superseded, 'earlier record')} superseded"
    if report.undated:
        yield f"{counted(report.undated, 'record')} without a date"
    if report.unresolved:
        yield f"{counted(report.unresolved, 'record')} with an actor nobody knows, or none"
    if report.unsupported:
        yield f"{counted(report.unsupported, 'finding')} not entered, and why: talleyrand verify --unsupported"
    if report.undated_documents:
        many = counted(report.undated_documents, "document")
        yield f"{many} of unknown date: give the day of publication with --date YYYY-MM-DD and --recode"
    if report.not_english:
        be = "is" if report.not_english == 1 else "are"
        many = counted(report.not_english, "document")
        yield f"{many} {be} not in English: archived, not coded; talleyrand verify --not-english"
    if report.passed_over:
        yield f"{report.passed_over.total():,} passed over: {_listed(report.passed_over)}"
    yield from _kept(report)


_PLURAL, _SINGULAR = re.compile(r"\b(archive|file|link|page|part|record|response)s\b"), r"\1"


def _listed(counts: Counter[str]) -> str:
    """Return the most frequent of what was counted, and how many sorts more there are."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    named = [f"{count:,} {_PLURAL.sub(_SINGULAR, what, count=1) if count == 1 else what}" for what, count in ordered]
    more = [f"{len(named) - NAMED} sorts more"] if len(named) > NAMED else []
    return ", ".join(named[:NAMED] + more)


def _kept(report: ReadReport) -> Iterator[str]:
    if report.different:
        many = counted(report.different, "difference")
        yield f"{many} to what the ledger has; it keeps its own, --recode takes the new:"
        yield from (f"  {line}" for line in report.differing[:SHOWN])
    if report.different > SHOWN:
        yield f"  and {report.different - SHOWN:,} more"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
