"""A ledger on a server: who may come in, what is refused and said, and several who write at once."""

import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from making import add, snapshot
from servers import GUARDED
from talleyrand.errors import ConflictError, LedgerError
from talleyrand.ledger import open_ledger
from talleyrand.ledger.location import Server, located
from talleyrand.ledger.opening import VERSION
from talleyrand.ledger.patience import TooLong
from talleyrand.ledger.postgresql import connecting, opening
from talleyrand.ledger.postgresql.connection import limited

SECRET = "a-secret"  # noqa: S105 - of a made-up address


@pytest.mark.parametrize(
    ("address", "host", "port", "user", "database"),
    [
        ("postgresql://ann:a-secret@db.example.org:5433/ledger", "db.example.org", 5433, "ann", "ledger"),
        ("postgres://db.example.org/a%20b", "db.example.org", 5432, None, "a b"),
        ("postgresql://ann@[::1]/ledger?sslmode=require", "::1", 5432, "ann", "ledger"),
    ],
)
def test_an_address_names_a_database_and_never_shows_its_password(address, host, port, user, database):
    found = located(address)
    assert isinstance(found, Server)
    assert (found.host, found.port, found.user, found.database) == (host, port, user, database)
    assert SECRET not in f"{found} {found!r}"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://a:a-secret@h/",
        "postgresql://a:a-secret@h/b/c",
        "postgresql://a:a-secret@h:x/b",
        "postgresql://a:a-secret@h/b?port=70000",
        "mysql://a:a-secret@h/b",
    ],
)
def test_an_address_that_is_none_is_told_without_its_password(address):
    with pytest.raises(LedgerError, match="give a file") as told:
        located(address)
    assert SECRET not in str(told.value)


def test_who_has_a_password_needs_the_right_one(postgresql, monkeypatch):
    name = postgresql.emptied()
    postgresql.run(f"DO $$ BEGIN CREATE ROLE {GUARDED} LOGIN SUPERUSER; EXCEPTION WHEN duplicate_object THEN END $$")
    postgresql.run(f"ALTER ROLE {GUARDED} PASSWORD '{postgresql.password}'")
    address = postgresql.address(name, user=GUARDED)
    with pytest.raises(LedgerError, match=r"password.*PGPASSWORD"):
        open_ledger(address, read_only=True)
    monkeypatch.setenv("PGPASSWORD", postgresql.password)
    with open_ledger(address, read_only=True) as ledger:
        assert ledger.rows() == 0


def test_the_password_file_is_asked_for_whom_the_environment_names(tmp_path, monkeypatch):
    file = tmp_path / "pgpass"
    file.write_text("# ours\ndb.example.org:5432:*:ann:a\\:b\n*:*:*:*:other\n")
    monkeypatch.setenv("PGPASSFILE", str(file))
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGUSER", "ann")
    assert connecting._password(located("postgresql://db.example.org/ledger")) == "a:b"
    assert connecting._password(located("postgresql://bob@db.example.org/ledger")) == "other"


def test_without_a_user_of_this_machine_the_address_has_to_name_one(monkeypatch):
    def nobody():
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.delenv("PGUSER", raising=False)
    monkeypatch.setattr("getpass.getuser", nobody)
    with pytest.raises(LedgerError, match=r"no user to connect as.*USER@host"):
        open_ledger("postgresql://db.example.org/ledger")


def test_what_is_not_there_is_told(postgresql):
    with pytest.raises(LedgerError, match=r"does not exist.*createdb"):
        open_ledger(postgresql.address("nowhere"))
    with pytest.raises(LedgerError, match=r"can't be reached"):
        open_ledger("postgresql://tally@127.0.0.1:1/ledger")
    empty = postgresql.database()
    with pytest.raises(LedgerError, match=r"no ledger there.*talleyrand read"):
        open_ledger(postgresql.address(empty), create=False)
    postgresql.run("CREATE TABLE songs (name text)", database=empty)
    for read_only in (True, False):
        with pytest.raises(LedgerError, match="another program's database"):
            open_ledger(postgresql.address(empty), read_only=read_only)


def test_a_ledger_of_a_newer_program_is_refused(postgresql):
    name = postgresql.database("template")
    postgresql.run("INSERT INTO talleyrand.migration VALUES (99, 'later')", database=name)
    with pytest.raises(LedgerError, match=rf"newer Talleyrand.*99.*{VERSION}"):
        open_ledger(postgresql.address(name), read_only=True)


def test_without_the_driver_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pg8000", None)
    with pytest.raises(LedgerError, match=r"talleyrand\[postgresql\]"):
        opening.require_driver()


def test_two_who_write_at_once_enter_everything_once(postgresql):
    address = postgresql.address(postgresql.emptied())

    def enter(_):
        with open_ledger(address) as ledger:
            return sum(add(ledger, snapshot(f"China called Russia. {number}")).records for number in range(12))

    with ThreadPoolExecutor(3) as pool:
        entered = sum(pool.map(enter, range(3)))
    with open_ledger(address, read_only=True) as ledger:
        assert entered == ledger.counts()["records"] == 12
        assert list(ledger.verify()) == []


def test_of_two_who_decide_on_what_both_saw_the_second_is_told(address):
    with open_ledger(address) as one, open_ledger(address) as other:
        (record,) = add(one, snapshot("China called Russia.")).entered
        seen = one.review.mark(record.id)
        one.revise(record.id, "accepted", reviewer="Ann", at="2022-03-01T00:00:00+00:00", expects=seen)
        with pytest.raises(ConflictError, match="Ann accepted it"):
            other.revise(record.id, "rejected", reviewer="Ben", at="2022-03-01T00:01:00+00:00", expects=seen)


def test_a_query_that_takes_too_long_is_ended(postgresql):
    with open_ledger(postgresql.address(postgresql.emptied()), read_only=True) as ledger:
        with pytest.raises(TooLong), limited(ledger.connection, 0.05):
            ledger.connection.execute("SELECT pg_sleep(5)")
        assert ledger.rows() == 0


def test_when_the_server_goes_what_was_entered_is_kept(postgresql):
    address = postgresql.address(postgresql.emptied())
    with open_ledger(address) as ledger:
        add(ledger, snapshot("China called Russia."))
        postgresql.stop(signal.SIGINT)
        try:
            assert not ledger.alive
            with pytest.raises(LedgerError, match=r"gone.*what was entered is kept"):
                add(ledger, snapshot("France called Russia."))
        finally:
            postgresql.start()
    with open_ledger(address) as ledger:
        assert ledger.counts()["documents"] == 1
        assert add(ledger, snapshot("France called Russia.")).records == 1


def test_many_rows_are_read_on_the_way_and_side_by_side(postgresql):
    with open_ledger(postgresql.address(postgresql.emptied()), read_only=True) as ledger:
        asked = "SELECT g FROM generate_series(1, ?) AS g"
        ways = [ledger.connection.stream(asked, (number,)) for number in (1200, 3)]
        assert [next(way) for way in ways] == [(1,), (1,)]
        assert [len(list(way)) for way in ways] == [1199, 2]
        assert ledger.rows() == 0
