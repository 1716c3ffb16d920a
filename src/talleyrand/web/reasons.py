"""Why a figure is what it is: its row in words, and the records behind it, independent reports together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import unquote

from talleyrand.errors import NotFoundError, OptionError
from talleyrand.ledger.store import Ledger
from talleyrand.present.rows import RowView, row_of
from talleyrand.web.answers.question import Answer, Question, Why, question_of
from talleyrand.web.site import Site

ON_A_PAGE = 40
"""Records on a page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of the figure's row under the name of its column."""

    name: str
    value: str | int | float | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Reason:
    """A record behind a figure with its weight there, `row` None where the ledger shows it no more."""

    why: Why
    row: RowView | None


@dataclass(frozen=True, slots=True)
class Report:
    """Records of one independent report, and what they weigh together; `cluster` is None for one that stands alone."""

    cluster: str | None
    weight: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class WhyPage:
    """A figure and what is behind it; `ready` is false while that is worked out.

    `reports` are those of this page, the weightiest first; `after` leads to the next page, None on the last.
    """

    of: str
    measure: str
    question: str
    answer: str
    ready: bool
    row: tuple[Cell, ...] = ()
    records: int = 0
    independent: int = 0
    weight: float = 0.0
    reports: tuple[Report, ...] = ()
    after: str | None = None


def why_of(site: Site, ledger: Ledger, of: str, after: str | None, wait: float) -> WhyPage:
    """Return what is behind the figure at an address such as `gap?actor=CHN&target=RUS#CHN;RUS;all`.

    Raises NotFoundError for measures, parts, rows and records that are not there (any more), OptionError for an address
    that names no row.
    """
    asked, part, row = _read(of)
    found = site.answers.ask(asked, ledger.version(), wait=wait).answer
    if found is None:
        return WhyPage(of, asked.measure, "", _answer(asked), ready=False)
    table = found.part(part or None)
    if table is None:
        raise NotFoundError("no such part of the answer", where=part, hint=f"one of {', '.join(found.parts)}")
    values = _values(table, row)
    reasons = site.answers.why(asked, part, _name(values), wait=max(wait, 1.0))
    if reasons is None:
        return WhyPage(of, asked.measure, table.question, _answer(asked), ready=False)
    cells = tuple(Cell(column, values[column]) for column in table.columns)  # type: ignore[arg-type]
    page = WhyPage(of, asked.measure, table.question, _answer(asked), ready=True, row=cells)
    return _with_reasons(ledger, page, reasons, after)


def _read(of: str) -> tuple[Question, str, str]:
    """Return the question of an address, the part of the answer and the name of the row."""
    asked, row = question_of(of)
    if not row:
        raise OptionError("the address names no row", where=of[:200], hint="such as gap?actor=CHN&target=RUS#all")
    measure, _, part = asked.measure.partition("/")
    return Question(measure, asked.parameters), part, row


def _answer(asked: Question) -> str:
    """Return where the whole answer stands on this site."""
    return f"/answers/{asked.address}"


def _name(values: dict[str, object]) -> str:
    return unquote(str(values["why"]).partition("#")[2])


def _values(table: Answer, row: str) -> dict[str, object]:
    """Return the row that a name or its beginning means."""
    near = [values for values in table.rows if _name(values).startswith(row)]
    exact = [values for values in near if _name(values) == row] or near
    if len(exact) != 1:
        hint = f"its rows are named {', '.join(_name(values) for values in table.rows[:3])} ..." if table.rows else ""
        raise NotFoundError("no such row in the answer, or no longer", where=row[:200], hint=hint)
    return exact[0]


def _with_reasons(ledger: Ledger, page: WhyPage, reasons: Sequence[Why], after: str | None) -> WhyPage:
    ordered = _ordered(reasons)
    start = _start(ordered, after)
    shown = ordered[start : start + ON_A_PAGE]
    more = start + ON_A_PAGE < len(ordered)
    return replace(
        page,
        records=len({one.record for one in ordered}),
        independent=len({one.cluster or one.record for one in ordered}),
        weight=sum(abs(one.weight) for one in ordered),
        reports=tuple(_reports(ledger, shown)),
        after=f"{shown[-1].cluster or ''}/{shown[-1].record}" if more else None,
    )


def _ordered(reasons: Sequence[Why]) -> list[Why]:
    """Return the records so that those of one independent report stand together, the weightiest report first."""
    weights: dict[str, float] = defaultdict(float)
    for one in reasons:
        weights[one.cluster or one.record] += abs(one.weight)

    def order(one: Why) -> tuple[float, str, float, str]:
        key = one.cluster or one.record
        return -weights[key], key, -abs(one.weight), one.record

    return sorted(reasons, key=order)


def _start(ordered: Sequence[Why], after: str | None) -> int:
    if not after:
        return 0
    places = [at for at, one in enumerate(ordered) if f"{one.cluster or ''}/{one.record}" == after]
    if not places:
        raise NotFoundError("that record is not behind the figure any more", where=after[:100], hint="begin again")
    return places[-1] + 1


def _reports(ledger: Ledger, shown: Sequence[Why]) -> list[Report]:
    reports = []
    for _, group in groupby(shown, key=lambda one: one.cluster or one.record):
        found = tuple(Reason(one, _row(ledger, one.record)) for one in group)
        reports.append(Report(found[0].why.cluster, sum(abs(one.why.weight) for one in found), found))
    return reports


def _row(ledger: Ledger, ident: str) -> RowView | None:
    try:
        record = ledger.record(ident)
        return row_of(record, ledger.document(record.document_id))
    except NotFoundError:
        return None
