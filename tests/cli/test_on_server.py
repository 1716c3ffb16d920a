"""Commands say the same of a ledger on a server as of one in a file, and `copy` moves it from one to the other."""

import sqlite3
import zlib
from contextlib import closing

import pytest

TEXT = "China called Russia on Friday. France refused to call Russia. Russia called China."
COMMANDS = (
    ("show", "CHN", "--format", "jsonl"),
    ("timeline", "CHN", "--format", "jsonl"),
    ("search", "called russia", "--format", "jsonl"),
    ("export", "--words", "france"),
    ("non-acts", "FRA", "--format", "jsonl"),
    ("contacts", "CHN", "--format", "jsonl"),
    ("copies", "--format", "jsonl"),
    ("verify",),
)


@pytest.fixture
def on_server(talleyrand, tmp_path, postgresql):
    (tmp_path / "a.txt").write_text(TEXT)
    address = postgresql.address(postgresql.emptied())
    for ledger in ("talleyrand.db", address):
        done = talleyrand("read", "a.txt", "--date", "2022-02-26", "--ledger", ledger)
        assert done.exit_code == 0, done.stderr
    return address


def test_commands_say_the_same(talleyrand, on_server):
    for command in COMMANDS:
        here, there = talleyrand(*command), talleyrand(*command, "--ledger", on_server)
        assert here.exit_code == there.exit_code == 0, (command, there.stderr)
        assert here.stdout == there.stdout, command


def test_what_was_read_is_not_read_again(talleyrand, on_server):
    before = talleyrand("export", "--ledger", on_server).stdout
    assert talleyrand("read", "a.txt", "--date", "2022-02-26", "--ledger", on_server).exit_code == 0
    assert talleyrand("export", "--ledger", on_server).stdout == before


def test_a_ledger_is_copied_into_a_file_and_verified(talleyrand, on_server):
    done = talleyrand("copy", on_server, "copy.db")
    assert done.exit_code == 0, done.stderr
    assert talleyrand("export", "--ledger", "copy.db").stdout == talleyrand("export").stdout
    again = talleyrand("copy", on_server, "copy.db")
    assert (again.exit_code, again.stdout) == (3, "")
    assert "not empty" in again.stderr


def test_of_much_that_differs_in_a_copy_some_is_told_and_the_rest_counted(talleyrand, tmp_path):
    for number in range(12):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT} It was call {number}.")
    assert talleyrand("read", tmp_path, "--date", "2022-02-26").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "talleyrand.db", isolation_level=None)) as ledger:
        for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            ledger.execute(f"DROP TRIGGER {name}")
        ledger.execute("UPDATE source SET raw = ?", (zlib.compress(b"another"),))
    done = talleyrand("copy", "talleyrand.db", "copy.db")
    assert done.exit_code == 4
    assert done.stderr.count("another hash") == 10
    assert done.stderr.splitlines()[-1] == "and 2 more: talleyrand verify --ledger copy.db"


def test_a_server_that_is_not_there_is_told(talleyrand):
    done = talleyrand("show", "CHN", "--ledger", "postgresql://ann:a-secret@127.0.0.1:1/ledger")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "can't be reached" in done.stderr
    assert "a-secret" not in done.stderr
