"""Opening: what is no ledger is refused with what to do, and a full or read-only disk loses nothing."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from making import add, make_older, snapshot
from talleyrand.errors import LedgerError
from talleyrand.ledger import open_ledger, opening
from talleyrand.ledger.tables import migrations

TEXT = "China called Russia on Friday."


def ledger_at(path: Path) -> Path:
    with open_ledger(path) as ledger:
        add(ledger, snapshot(TEXT))
    return path


def test_a_path_or_an_sqlite_address_will_do(tmp_path):
    path = ledger_at(tmp_path / "a b.db")
    with open_ledger(f"sqlite:///{path}", read_only=True) as ledger:
        assert ledger.counts()["documents"] == 1


def test_another_kind_of_address_is_refused():
    with pytest.raises(LedgerError, match="mysql is not a kind of ledger"):
        open_ledger("mysql://localhost/x")


@pytest.mark.parametrize("location", [":memory:", "sqlite://:memory:", "sqlite:///:memory:"])
def test_a_ledger_in_memory_is_refused(location):
    with pytest.raises(LedgerError, match="can't be in memory"):
        open_ledger(location)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_missing_ledger_is_told(tmp_path, read_only):
    with pytest.raises(LedgerError, match=r"no ledger there.*talleyrand read"):
        open_ledger(tmp_path / "none.db", create=False, read_only=read_only)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_database_is_refused_and_stays_as_it_is(tmp_path, read_only):
    path = tmp_path / "letter.txt"
    path.write_text("Dear Prince, " * 100)
    with pytest.raises(LedgerError, match="not a database"):
        open_ledger(path, read_only=read_only)
    assert path.read_text() == "Dear Prince, " * 100


@pytest.mark.parametrize("read_only", [True, False])
def test_another_programs_database_is_refused_and_stays_as_it_is(tmp_path, read_only):
    path = tmp_path / "songs.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE migration (version INTEGER)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="another program"):
        open_ledger(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [True, False])
def test_a_ledger_of_a_newer_program_is_refused(tmp_path, read_only):
    path = ledger_at(tmp_path / "test.db")
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO migration VALUES (99, 'later')")
    connection.commit()
    connection.close()
    with pytest.raises(LedgerError, match=r"newer Talleyrand.*99.*update"):
        open_ledger(path, read_only=read_only)


def test_an_empty_file_becomes_a_ledger(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()
    assert ledger_at(path).stat().st_size > 0


def test_an_empty_file_is_no_ledger_to_read(tmp_path):
    (tmp_path / "empty.db").touch()
    with pytest.raises(LedgerError, match=r"no ledger there, the file is empty.*talleyrand read"):
        open_ledger(tmp_path / "empty.db", read_only=True)
    with pytest.raises(LedgerError, match="no ledger there"):
        open_ledger(tmp_path / "empty.db", create=False)


def test_the_version_is_the_number_of_migrations():
    assert len(migrations.MIGRATIONS) == opening.VERSION


def test_an_older_ledger_gets_the_migrations_it_lacks(tmp_path, monkeypatch):
    path = ledger_at(tmp_path / "test.db")
    ran = []

    def newest(_):
        ran.append("newest")

    version = opening.VERSION + 1
    monkeypatch.setattr(migrations, "MIGRATIONS", [*migrations.MIGRATIONS, newest])
    monkeypatch.setattr("talleyrand.ledger.writer.VERSION", version)
    monkeypatch.setattr(opening, "VERSION", version)
    for _ in range(2):
        with open_ledger(path) as ledger:
            assert ledger.counts()["documents"] == 1
    assert ran == ["newest"]


def test_tables_are_strict(tmp_path):
    connection = sqlite3.connect(ledger_at(tmp_path / "test.db"))
    tables = dict(
        connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    )
    connection.close()
    ours = {name: strict for name, strict in tables.items() if not name.startswith("sqlite_")}
    assert len(ours) > 10
    assert all(ours.values())


def test_a_full_disk_is_told_and_keeps_what_was_entered(tmp_path):
    with open_ledger(tmp_path / "test.db") as ledger:
        add(ledger, snapshot(TEXT))
        with ledger._writing.transaction() as connection:
            (pages,) = connection.exec_driver_sql("PRAGMA page_count").one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        long = "".join(f"China called Russia on day {number}.\n" for number in range(2000))
        with pytest.raises(LedgerError, match=r"disk is full.*what was entered is kept"):
            add(ledger, snapshot(long))
    with open_ledger(tmp_path / "test.db", read_only=True) as ledger:
        assert ledger.counts()["documents"] == 1
        assert list(ledger.verify()) == []


TESTS = Path(__file__).parents[1]
UNPRIVILEGED = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from making import give_up_privileges
give_up_privileges()
from talleyrand.ledger import open_ledger
from talleyrand.errors import LedgerError
try:
    with open_ledger(sys.argv[1]) as ledger:
        ledger.start_run({}, version="", at="")
except LedgerError as error:
    print(error.line())
with open_ledger(sys.argv[1], read_only=True) as ledger:
    print(ledger.counts()["documents"])
"""


def test_a_ledger_that_may_not_be_written_can_be_read(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    path = ledger_at(folder / "test.db")
    path.chmod(0o444)
    folder.chmod(0o555)
    program = [sys.executable, "-c", UNPRIVILEGED, TESTS, path]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    folder.chmod(0o755)
    error, documents = done.stdout.splitlines()
    assert "readonly" in error
    assert "--ledger" in error
    assert documents == "1"


def test_an_older_ledger_that_is_only_read_is_told_with_what_to_do(tmp_path):
    path = ledger_at(tmp_path / "test.db")
    make_older(path, 10)
    with open_ledger(path, read_only=True) as ledger, pytest.raises(LedgerError, match="older Talleyrand made it"):
        ledger.bare_documents()


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_a_log_that_goes_away_while_it_is_written_is_told_and_what_was_entered_kept(tmp_path, ending):
    place = tmp_path / "test.db"
    with open_ledger(place) as ledger:
        add(ledger, snapshot(TEXT))
        (tmp_path / f"test.db{ending}").unlink()
        with pytest.raises(LedgerError, match=r"its log was removed.*talleyrand verify"):
            add(ledger, snapshot("China called France."))
    with open_ledger(place, read_only=True) as ledger:
        assert ledger.counts()["documents"] == 1
        assert list(ledger.verify()) == []


def test_a_ledger_that_goes_away_while_it_is_written_is_told(tmp_path):
    place = tmp_path / "gone.db"
    with open_ledger(place) as ledger:
        ledger.start_run({}, version="1", at="2022-01-01")
        place.unlink()
        with pytest.raises(LedgerError, match="the ledger is not there"):
            ledger.finish_run({}, at="2022-01-01")
