"""The terminal: same words and sections, 80 columns, nothing that steers the terminal."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

import fixtures
import pytest
from rich.cells import cell_len
from rich.console import Console

from talleyrand.model.documents import Document
from talleyrand.model.records import Record, Statement
from talleyrand.model.spans import Span
from talleyrand.present import story_tables, terminal
from talleyrand.present.documents.copies import StoryView
from talleyrand.present.views import build_dossier, build_rows


@dataclass(frozen=True)
class Hit:
    document_id: str
    snippet: str
    title: str | None
    published: str | None
    language: str | None = "en"


@dataclass(frozen=True)
class Step:
    what: str
    at: str
    by: str
    note: str = ""
    changes: tuple = ()


def _console(width: int = 80) -> Console:
    return Console(file=io.StringIO(), width=width)


def _text(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.fixture(scope="module")
def dossier() -> str:
    console = _console()
    terminal.print_dossier(build_dossier(fixtures.entries(), fixtures.CHINA, generated="Talleyrand test"), console)
    return _text(console)


def test_the_dossier_fits_80_columns(dossier: str) -> None:
    assert max(cell_len(line) for line in dossier.splitlines()) <= 80


def test_sections_and_their_n_are_those_of_the_page(dossier: str) -> None:
    for heading in ("Said and done  n = 31", "Not done, not said  n = 8", "Contacts  n = 7", "Votes  n = 3"):
        assert heading in dossier


@pytest.mark.parametrize(
    "mark",
    ["●0  Xi Jinping called on", "○−  China refused to criticise", "◐+  China plans", "◌+  China may hold talks"],
)
def test_marks_show_factuality_and_direction(dossier: str, mark: str) -> None:
    assert mark in dossier


def test_a_pipe_gets_no_control_sequences(dossier: str) -> None:
    assert "\x1b" not in dossier


def test_an_empty_dossier_says_that_nothing_is_on_record() -> None:
    console = _console()
    terminal.print_dossier(build_dossier([], fixtures.CHINA), console)
    assert _text(console).count("nothing on record") >= 8


@pytest.mark.parametrize("width", [20, 40, 80, 160])
def test_rows_print_at_any_width(width: int) -> None:
    console = _console(width)
    terminal.print_rows(build_rows(fixtures.entries()), console)
    assert " ".join(_text(console).split()).count("Harbour") == 12


def test_hostile_text_is_neither_markup_nor_control() -> None:
    text = "[red]Said[/red] \x1b[31m\u202e [link=x]y"
    document = Document.from_text(text, title=text, outlet=text)
    evidence = Span(0, len(text)).quote(text)
    record = Record("0" * 16, document.id, Statement("direct", (evidence,)), evidence, (fixtures.XI,))
    console = _console(200)
    terminal.print_rows(build_rows([(record, document)]), console)
    terminal.print_record(record, document, console)
    terminal.print_hits([Hit(document.id, text, text, "2022-02-26")], console)
    assert "\x1b" not in _text(console)
    assert "\u202e" not in _text(console)
    assert _text(console).count("[red]Said[/red]") >= 4


def test_a_record_shows_its_sentence_in_its_paragraph_and_how_it_came_to_be() -> None:
    record, document = fixtures.entries()[2]
    console = _console()
    terminal.print_record(record, document, console, [Step("accepted", "2026-01-02", "A. Nalyst", "checked")])
    text = " ".join(_text(console).split())
    assert "Mr. Xi said, according to the reports." in text
    assert f"characters {record.evidence.start}–{record.evidence.end}" in text
    assert "fixture.statement@1, fixture 1" in text
    assert "2026-01-02 accepted by A. Nalyst: checked" in text


def test_a_record_whose_evidence_is_out_of_place_still_prints() -> None:
    record, document = fixtures.entries()[2]
    far = replace(record, evidence=replace(record.evidence, start=10**6, end=10**6 + 5))
    console = _console()
    terminal.print_record(far, document, console)
    assert "China supports Russia" in _text(console)


def test_hits_name_their_source_and_their_number() -> None:
    console = _console()
    terminal.print_hits([Hit("sha256:0123456789ab", "China [abstained] again.", "A title", "2022-02-26")], console)
    text = _text(console)
    assert "China [abstained] again." in text
    assert "A title · 26 Feb 2022 · sha256:01234567" in text
    assert "1 sentence" in text


@pytest.mark.parametrize(
    ("copies", "line"),
    [
        (0, "51 documents, none a copy of another"),
        (1, "51 documents, 50 independent: 1 copy of 1 story"),
        (3, "51 documents, 48 independent: 3 copies of 2 stories"),
    ],
)
def test_the_copies_are_counted_in_words(copies: int, line: str) -> None:
    assert story_tables.total(51, copies, min(copies, 2)) == line


@pytest.mark.parametrize(
    ("outlets", "first", "told"),
    [(("Example Wire",), "2022-03-07", "0 documents, 1 outlet, 7 Mar 2022"), ((), "", "0 documents")],
)
def test_a_story_is_told_by_what_is_known_of_it(outlets: tuple[str, ...], first: str, told: str) -> None:
    assert story_tables.told(StoryView((), outlets, first, first)) == told
