"""Verification finds what differs from what was archived, and nothing else."""

import sqlite3
import zlib

import pytest

from making import add, snapshot
from talleyrand.ledger import open_ledger

TEXT = "China called Russia on Friday."


def damaged(path, *statements):
    """Make a ledger, and change it behind its back."""
    with open_ledger(path) as ledger:
        add(ledger, snapshot(TEXT))
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (trigger,) in triggers:
        connection.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        connection.execute(*statement)
    connection.commit()
    connection.close()
    with open_ledger(path, read_only=True) as ledger:
        return [finding.what for finding in ledger.verify()]


def test_a_sound_ledger_has_no_findings(tmp_path):
    assert damaged(tmp_path / "test.db") == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (("UPDATE source SET raw = ?", (zlib.compress(b"other"),)), "another hash"),
        (("UPDATE source SET raw = ?", (b"noise",)), "can't be unpacked"),
        (("UPDATE source SET size = 1",), "bytes instead of 1"),
        (("UPDATE document SET text = replace(text, 'China', 'Japan')",), "not the one that was entered"),
        (("UPDATE record SET body = replace(body, 'China', 'Japan')",), "the text differs"),
        (("DELETE FROM source",), "not there"),
    ],
)
def test_what_was_changed_is_told(tmp_path, statement, told):
    assert any(told in finding for finding in damaged(tmp_path / "test.db", statement))
