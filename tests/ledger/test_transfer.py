"""A ledger that is copied, from a file to a server and back, is the same ledger."""

import subprocess
import sys
from dataclasses import replace

import pytest

from making import NewerCoder, add, calls, snapshot
from talleyrand.errors import LedgerError
from talleyrand.ledger import canonical_dump, open_ledger
from talleyrand.ledger.location import located
from talleyrand.ledger.selecting.listing import Cut
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.ledger.transfer import copy
from talleyrand.model.cases import Case

ANN = {"reviewer": "Ann", "at": "2022-03-01T00:00:00+00:00"}
TEXT = "China called Russia on Friday. France refused to call Russia. Everybody sanctioned the “déjà-vu”. No \x00 more."
ROWS = ("record_facet", "actor_tally", "record", "record_actor", "revision", "reading", "source", "sentence", "run")


def fill(location):
    """What persons and two coders leave in a ledger."""
    with open_ledger(location) as ledger:
        made = snapshot(TEXT, title="Calls", outlet="Example Wire")
        add(ledger, made)
        add(ledger, snapshot("Russia called France.", published=None, published_basis="unknown", path="b.txt"))
        first, second = calls(made.document)
        ledger.review.correct(first.id, replace(first, factuality="planned"), **ANN)
        ledger.review.undo(first.id, **ANN)
        ledger.revise(second.id, "accepted", **ANN)
        add(ledger, made, coder=NewerCoder(), recode=True)
        ledger.cases.keep(Case("", "Calls", actors=("CHN",)), author="Ann", at=ANN["at"])


def told(location):
    """All that a ledger says, by rows and by questions."""
    with open_ledger(location, read_only=True) as ledger:
        columns = {
            "rows": {name: sorted(ledger.connection.execute(f"SELECT * FROM {name}")) for name in ROWS},  # noqa: S608
            "dump": list(canonical_dump(ledger)),
            "found": list(ledger.search("sanctions")) + list(ledger.search('"called russia" OR fri*')),
            "page": ledger.page(Selection(words="called"), Cut()),
            "facets": ledger.facets(Selection()),
            "glance": ledger.glance(),
            "actors": [ledger.directory.complete(typed) for typed in ("", "fr", "RUSS", "chi")],
            "reviews": list(ledger.reviews()),
            "cases": ledger.cases.every(),
            "findings": list(ledger.verify()),
        }
    assert columns["findings"] == []
    return columns


def quiet(_table, _rows):
    pass


def test_there_and_back_again_it_says_the_same(postgresql, tmp_path):
    here, there, back = (str(tmp_path / "a.db"), postgresql.address(postgresql.emptied()), str(tmp_path / "b.db"))
    fill(here)
    assert copy(located(here), located(there), told=quiet)["record"] == 6
    assert told(there) == told(here)
    copy(located(there), located(back), told=quiet)
    assert told(back) == told(here)


def test_both_say_the_same_of_what_was_entered_in_each(postgresql, tmp_path):
    here, there = str(tmp_path / "a.db"), postgresql.address(postgresql.emptied())
    for location in (here, there):
        fill(location)
    assert told(there) == told(here)


def test_a_copy_goes_on_where_the_ledger_ended(address, tmp_path):
    fill(str(tmp_path / "a.db"))
    copy(located(str(tmp_path / "a.db")), located(address), told=quiet)
    with open_ledger(address) as ledger:
        add(ledger, snapshot("China called France about nothing."))
        assert ledger.rows() == 7
        assert ledger.directory.tally("FRA").records == 3


DYING = """
import os, sys
from talleyrand.ledger.location import located
from talleyrand.ledger.transfer import copy
def die(table, rows):
    if table == "record":
        os._exit(9)
copy(located(sys.argv[1]), located(sys.argv[2]), told=die)
"""


@pytest.mark.parametrize("kind", ["file", "server"])
def test_who_dies_while_copying_leaves_no_ledger(request, tmp_path, kind):
    fill(str(tmp_path / "a.db"))
    target = str(tmp_path / "b.db") if kind == "file" else new_database(request.getfixturevalue("postgresql"))
    assert subprocess.run([sys.executable, "-c", DYING, tmp_path / "a.db", target], check=False).returncode == 9
    with pytest.raises(LedgerError, match="no ledger there"):
        open_ledger(target, read_only=True)
    assert copy(located(str(tmp_path / "a.db")), located(target), told=quiet)["document"] == 2


def new_database(server):
    return server.address(server.database())


def test_what_is_not_empty_is_refused(address, tmp_path):
    fill(str(tmp_path / "a.db"))
    fill(address) if "://" in address else fill(str(tmp_path / "b.db"))
    target = address if "://" in address else str(tmp_path / "b.db")
    with pytest.raises(LedgerError, match="not empty"):
        copy(located(str(tmp_path / "a.db")), located(target), told=quiet)


def test_an_interrupted_copy_leaves_nothing_and_can_be_repeated(address, tmp_path):
    fill(str(tmp_path / "a.db"))

    def stop(table, _):
        if table == "record":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(located(str(tmp_path / "a.db")), located(address), told=stop)
    assert copy(located(str(tmp_path / "a.db")), located(address), told=quiet)["document"] == 2
