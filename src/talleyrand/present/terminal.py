"""The ledger on a terminal: the dossier's sections and words as tables that fit 80 columns and survive a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Protocol

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from talleyrand.model.changes import Change
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.present.documents.context import paragraphs
from talleyrand.present.documents.document import not_coded_words
from talleyrand.present.event_rows import row_words
from talleyrand.present.groups import EntryView
from talleyrand.present.kinds import ForecastView, StatementView, TermView, VoteView
from talleyrand.present.plain import clip, count, day_words, line, shown
from talleyrand.present.rows import Direction, RowView, row_of
from talleyrand.present.sourcing import SourceView
from talleyrand.present.views import DossierView

STYLES: dict[Direction, str] = {"friendly": "blue", "neutral": "", "hostile": "red"}
LEGEND = "● actual  ○ negated, refused, avoided  ◐ planned  ◌ called for, possible    + friendly  0 neutral  − hostile"
ID_LENGTH = 8
LONGEST_DATE = 26
GAP = 2


class HitView(Protocol):
    """What a search for words returns; `snippet` has the words found in square brackets."""

    @property
    def document_id(self) -> str: ...
    @property
    def snippet(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def language(self) -> str | None: ...


class StepView(Protocol):
    """One step of a record's history."""

    @property
    def what(self) -> str: ...
    @property
    def at(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def changes(self) -> Sequence[Change]: ...


def print_dossier(view: DossierView, console: Console) -> None:
    """Print the dossier, section by section as on the page; empty sections say so in one line."""
    _print_head(view, console)
    _print_entries("Said and done", view.done, console)
    _print_entries("Not done, not said", view.not_done, console)
    _print_entries("Planned, called for, possible", view.ahead, console)
    _section("Contacts", len(view.contacts), _contacts(view), console)
    if view.silences:
        _print_entries("Silences", view.silences, console)
    _section("Votes", len(view.votes), _votes(view.votes), console)
    _section("Statements and who says so", len(view.statements), _statements(view.statements), console)
    _section("Words used, avoided, rejected", len(view.terms), _terms(view.terms), console)
    _section("Forecasts", len(view.forecasts), _forecasts(view.forecasts), console)
    _print_entries("By others", view.received, console)
    _section("Sources", len(view.sources), _sources(view.sources), console)
    console.print(Text(f"\n{LEGEND}", style="dim"))
    _print_note(view, console)


def print_rows(rows: Iterable[RowView], console: Console) -> None:
    """Print rows in the order given: date, mark, sentence, and below it the sources and the record's id."""
    _print_lines([(row, "") for row in rows], console)
    console.print(Text(LEGEND, style="dim"))


def print_record(record: Record, document: Document, console: Console, history: Sequence[StepView] = ()) -> None:
    """Print one record: its sentence in words, the evidence in its paragraph, how it came to be, and its history."""
    row = row_of(record, document)
    console.print(
        Text.assemble((f"{row.symbol} {row.sign} ", STYLES[row.direction]), (row.who, "bold"), f" {row.what}")
    )
    console.print()
    console.print(Padding(_in_paragraph(record, document), (0, 0, 0, 2)))
    console.print()
    console.print(_facts(row, record, document))
    print_history(history, console)


def print_history(history: Sequence[StepView], console: Console) -> None:
    """Print the steps of a record's history, each with the fields that it changed."""
    for step in history:
        note = f": {line(step.note)}" if step.note else ""
        console.print(Text(f"  {line(step.at)}  {line(step.what)} by {line(step.by)}{note}"))
        for one in step.changes:
            before, after = (line(value or "nothing") for value in (one.before, one.after))
            console.print(Text(f"      {one.field}: {before} → {after}", style="dim"))


def print_hits(hits: Iterable[HitView], console: Console) -> None:
    """Print the sentences that a search found, each with its source."""
    found = list(hits)
    for hit in found:
        told = (line(hit.title or ""), day_words(hit.published or ""), not_coded_words(hit.language), _short(hit))
        source = " · ".join(part for part in told if part)
        console.print(Text(line(hit.snippet)))
        console.print(Text(f"  {source}", style="dim"))
    console.print(Text(count(len(found), "sentence"), style="dim"))


def _short(hit: HitView) -> str:
    return hit.document_id[: len("sha256:") + ID_LENGTH]


def _print_head(view: DossierView, console: Console) -> None:
    toward = f" toward {view.toward}" if view.toward else ""
    console.print(Text(f"{view.actor}{toward}", style="bold"))
    asked = f" (asked for: {view.asked_period})" if view.asked_period else ""
    found = f"{count(view.records, 'record')} of {count(view.events, 'event')} from {count(view.documents, 'document')}"
    console.print(Text(f"{view.period}{asked}. {found}."))
    kinds = ", ".join(count(row.n, row.kind) for row in view.counts if row.n)
    console.print(Text(f"{kinds or 'no records'}; {view.reviewed} reviewed", style="dim"))


def _print_note(view: DossierView, console: Console) -> None:
    parts = (f"{view.undated} undated", f"{view.unresolved} with an actor not resolved")
    console.print(
        Text(f"{', '.join(parts)}, {len(view.unsupported)} unsupported. Made by {view.generated}.", style="dim")
    )


def _section(title: str, n: int, table: Table, console: Console) -> None:
    _print_title(title, n, console)
    if n:
        console.print(table)
    else:
        console.print(Text("nothing on record", style="dim"))


def _print_title(title: str, n: int, console: Console) -> None:
    console.print(Text.assemble("\n", (title, "bold"), (f"  n = {n}", "dim")))


def _print_entries(title: str, entries: Sequence[EntryView], console: Console) -> None:
    _print_title(title, len(entries), console)
    rows = [(entry.lead, f"n = {entry.documents}" if entry.documents > 1 else "") for entry in entries]
    if rows:
        _print_lines(rows, console)
    else:
        console.print(Text("nothing on record", style="dim"))


def _print_lines(rows: Sequence[tuple[RowView, str]], console: Console) -> None:
    """Print rows under each other: date, mark, sentence, and below it the sources.

    Laid out by hand, for a table of rich takes most of a second over some hundred rows.
    """
    margin = min(LONGEST_DATE, max((len(row.date) for row, _ in rows), default=0)) + GAP
    for row, n in rows:
        console.print(_row_text(row, n, margin, max(console.width, margin + 24)), soft_wrap=True)


def _row_text(row: RowView, n: str, margin: int, width: int) -> Text:
    indent = margin + len(row.symbol + row.sign) + GAP
    first, *rest = _wrapped(row.sentence, width - indent)
    text = Text(row.date.ljust(margin))
    text.append(row.symbol + row.sign, STYLES[row.direction]).append(" " * GAP)
    whole = _at("\n".join([first, *rest]), indent)
    text.append(whole[: len(row.who)], "bold").append(whole[len(row.who) :])
    return text.append("\n" + " " * indent + _at("\n".join(_wrapped(_source(row, n), width - indent)), indent), "dim")


def _wrapped(words: str, width: int) -> list[str]:
    return textwrap.wrap(words, width, break_on_hyphens=False) or [""]


def _at(lines: str, indent: int) -> str:
    return lines.replace("\n", "\n" + " " * indent)


def _source(row: RowView, n: str) -> str:
    tick = "✓ reviewed" if row.reviewed else ""
    return ", ".join(part for part in (row.chain, row.published, n, tick, row.record_id[:ID_LENGTH]) if part)


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _add(table: Table, *cells: str) -> None:
    table.add_row(*(Text(cell) for cell in cells))


def _contacts(view: DossierView) -> Table:
    table = _table("With", "Times", "Last", "How", f"For {view.actor}", "Reported by")
    table.columns[2].no_wrap = True
    for contact in view.contacts:
        reported = f"{clip(contact.reported_by, 90)} (n = {contact.documents})"
        times, how = str(len(contact.entries)), contact.how
        _add(table, contact.name, times, contact.last, how, contact.own_side, reported)
    return table


def _votes(votes: Sequence[VoteView]) -> Table:
    table = _table("Day", "Vote", "Body", "Matter", "Source")
    table.columns[0].no_wrap = True
    for vote in votes:
        lead = vote.entry.lead
        choice = vote.choice if lead.factuality == "actual" else f"{vote.choice} ({lead.factuality})"
        _add(table, lead.date, choice, vote.body, clip(vote.subject, 90), f"{lead.chain} (n = {vote.entry.documents})")
    return table


def _statements(statements: Sequence[StatementView]) -> Table:
    table = _table("Day", "Speaker", "Content", "Chain, nearest first")
    table.columns[0].no_wrap = True
    for said in statements:
        content = f"“{said.content}”" if said.form == "direct" else said.content
        chain = " → ".join(f"{link.name} ({link.type_words})" for link in said.links)
        _add(table, said.entry.lead.date, said.speaker, content, chain)
    return table


def _terms(terms: Sequence[TermView]) -> Table:
    table = _table("Term", "Matter", "Uses it", "Avoids it", "Rejects it")
    for term in terms:
        cells = (
            "; ".join(_who_and_when(entry) for entry in found) for found in (term.used, term.avoided, term.rejected)
        )
        _add(table, f"‘{term.term}’", term.frame, *cells)
    return table


def _who_and_when(entry: EntryView) -> str:
    return f"{entry.lead.who}, {entry.lead.date}"


def _forecasts(forecasts: Sequence[ForecastView]) -> Table:
    table = _table("Day", "Who", "Forecast", "Likelihood", "Horizon", "Outcome")
    table.columns[0].no_wrap = True
    for forecast in forecasts:
        lead = forecast.entry.lead
        likelihood = forecast.likelihood or "not given"
        _add(table, lead.date, lead.who, forecast.proposition, likelihood, forecast.horizon, forecast.outcome)
    return table


def _sources(sources: Sequence[SourceView]) -> Table:
    table = _table("Type", "Source", "Records", "Documents")
    for source in sources:
        _add(table, source.type_words, source.name, str(source.records), str(source.documents))
    return table


def _in_paragraph(record: Record, document: Document) -> Text:
    """Return the paragraphs that hold the evidence, the evidence itself in bold; what stands in its place for a row."""
    if record.row is not None:
        return Text(row_words(record.row), style="bold")
    safe, start, end = shown(document.text), record.evidence.start, record.evidence.end
    spans = [span for span in paragraphs(safe) if span.start < end and start < span.end]
    if not spans:
        return Text(shown(record.evidence.text), style="bold")
    text = Text(safe[spans[0].start : spans[-1].end])
    text.stylize("bold underline", start - spans[0].start, end - spans[0].start)
    return text


def _place(record: Record) -> str:
    if record.row is not None:
        return f"line {record.row.line:,}"
    return f"characters {record.evidence.start}–{record.evidence.end}"


def _facts(row: RowView, record: Record, document: Document) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    published = f"{row.published} ({document.published_basis})" if document.published else row.published
    facts = {
        "record": record.id,
        "code": f"{record.kind}, {row.code}, {row.factuality}, {row.direction}",
        "date": f"{row.date}, {row.date_basis}",
        "sources": row.chain,
        "document": f"{line(document.title or 'untitled')}, {row.outlet}, {published}",
        "archived as": f"{document.id}, {_place(record)}",
        "made by": ", ".join(part for part in (record.method, record.engine) if part) or "not said",
        "confidence": f"{record.confidence:.2f}",
        "review": record.review,
    }
    for name, value in facts.items():
        table.add_row(Text(name, style="dim"), Text(line(value), overflow="fold"))
    return table
