"""Layouts in the ledger: the place of evidence on its page survives, and what has no pages has none."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest

from making import add, make_older, snapshot
from talleyrand.errors import LedgerError
from talleyrand.ledger.layouts import pack, unpack
from talleyrand.ledger.store import open_ledger
from talleyrand.model.layouts import Box, Layout, PlacedLine, Sheet
from talleyrand.model.spans import Span

TEXT = "China called Russia."
LAYOUT = Layout(
    (Sheet(595.0, 842.0), Sheet(842.0, 595.0, turn=1, has_text=False)),
    (
        PlacedLine(0, 0, 100, 120, array("I", range(700, 700 + 60 * 13, 60))),
        PlacedLine(13, 0, 130, 150, array("I", range(700, 700 + 60 * 8, 60))),
    ),
)


IN_A_FILE = pytest.mark.parametrize("address", ["sqlite"], indirect=True)


@pytest.fixture
def path(address):
    return address


def test_a_layout_is_kept_with_its_document(path):
    made = replace(snapshot(TEXT), layout=LAYOUT)
    with open_ledger(path) as ledger:
        add(ledger, made)
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.layout(made.document.id) == LAYOUT
        (record,) = ledger.records()
        assert ledger.boxes(made.document.id, record.evidence.span) == (
            Box(1, 70.0, 10.0, 142.0, 12.0),
            Box(1, 70.0, 13.0, 112.0, 15.0),
        )
        assert ledger.boxes(made.document.id, Span(6, 12)) == (Box(1, 106.0, 10.0, 142.0, 12.0),)
        assert ledger.connection.execute("SELECT pages, silent FROM layout").fetchall() == [(2, 1)]


def test_a_document_without_pages_has_no_boxes(path):
    made = snapshot(TEXT)
    with open_ledger(path) as ledger:
        add(ledger, made)
        assert ledger.layout(made.document.id) is None
        assert ledger.boxes(made.document.id, Span(0, 5)) == ()


@IN_A_FILE
def test_an_older_ledger_gets_the_table(path):
    with open_ledger(path) as ledger:
        add(ledger, snapshot("France called China."))
    make_older(path, 8)
    made = replace(snapshot(TEXT), layout=LAYOUT)
    with open_ledger(path) as ledger:
        add(ledger, made)
        assert ledger.layout(made.document.id) == LAYOUT


def test_a_layout_is_never_changed(path):
    with open_ledger(path) as ledger:
        add(ledger, replace(snapshot(TEXT), layout=LAYOUT))
        with pytest.raises(LedgerError, match="append-only"), ledger.transaction() as connection:
            connection.exec_driver_sql("DELETE FROM layout")


def test_packing_loses_nothing():
    assert unpack(pack(LAYOUT)) == LAYOUT
    assert unpack(pack(Layout((), ()))) == Layout((), ())


@pytest.mark.parametrize(
    ("turn", "expected"),
    [(0, (10, 20, 30, 25)), (1, (575, 10, 580, 30)), (2, (570, 817, 590, 822)), (3, (20, 812, 25, 832))],
)
def test_boxes_stand_on_the_page_as_it_is_shown(turn, expected):
    line = PlacedLine(0, 0, 200, 250, array("I", [100, 300]))
    (box,) = Layout((Sheet(600, 842, turn),), (line,)).boxes(Span(0, 1))
    assert box == Box(1, *expected)
