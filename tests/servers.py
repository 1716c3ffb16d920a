"""A PostgreSQL server of the tests' own: on loopback, in a folder of its own, gone when they end."""

# ruff: noqa: S608 - statements are put together of constants alone

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pg8000.native import Connection

from talleyrand.ledger.postgresql.connecting import SCHEMA

USER = "tally"
"""Who needs no password: to check one takes longer than most tests."""
GUARDED = "guarded"
"""Who needs one, `PostgresServer.password`."""
NEEDED = "TALLEYRAND_TESTS_NEED_POSTGRESQL"
"""Set where tests may not be skipped for want of PostgreSQL."""
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "jit=off")
_BINARIES = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/local/bin"), Path("/usr/bin"))


@dataclass
class PostgresServer:
    """A running server: its port and password, and databases on it."""

    folder: Path
    port: int
    password: str
    process: subprocess.Popen[bytes] | None = None
    reused: str = ""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def address(self, database: str, *, user: str = USER) -> str:
        """Return the address of a database as a ledger is given."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def run(self, *statements: str, database: str = "postgres") -> list[Any]:
        """Run statements, each by itself, and return the rows of the last."""
        rows: list[Any] = []
        with Connection(USER, host="127.0.0.1", port=self.port, database=database, ssl_context=False) as made:
            for statement in statements:
                rows = made.run(statement) or []
        return rows

    def database(self, template: str = "template1") -> str:
        """Make a database, a copy of another one, and return its name."""
        name = f"ledger_{next(self.numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def emptied(self) -> str:
        """Return the name of a database with an empty ledger: the same each time, which is quicker than a new one."""
        if not self.reused:
            self.reused = self.database("template")
        tables = f"SELECT tablename FROM pg_tables WHERE schemaname = '{SCHEMA}' AND tablename <> 'migration'"
        self.run(
            f"SET session_replication_role = replica; DO $$ DECLARE name text; BEGIN FOR name IN {tables} "
            f"LOOP EXECUTE format('DELETE FROM {SCHEMA}.%I', name); END LOOP; END $$",  # nothing is refused so
            database=self.reused,
        )
        return self.reused

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = [word for setting in _FAST for word in ("-c", setting)]
        listening = ["-c", "listen_addresses=127.0.0.1", "-p", str(self.port), "-k", str(self.folder)]
        command = [_binary("postgres"), "-D", str(self.folder / "data"), *listening, *settings]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, **_as_nobody_special())
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                if b"ready to accept" in (self.folder / "log").read_bytes().rpartition(b"starting PostgreSQL")[2]:
                    return
            time.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text())

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """Stop the server at once, whoever is connected; with SIGINT it writes first what it has in memory."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(30)
            self.process = None


@contextmanager
def a_server() -> Iterator[PostgresServer]:
    """Run a server; the test is skipped where there is no PostgreSQL, or fails where it is needed."""
    if _binary("initdb") == "initdb":
        missing = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        (pytest.fail if os.environ.get(NEEDED) else pytest.skip)(missing)
    folder = Path(tempfile.mkdtemp(prefix="talleyrand-postgresql-"))
    try:
        server = _made(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _made(folder: Path) -> PostgresServer:
    """Make a cluster whose order of texts is not that of their bytes, as a team's may be."""
    password = secrets.token_hex(8)
    special = _as_nobody_special()
    if special:
        os.chown(folder, special["user"], special["group"])
    order = ["--locale=C", "--locale-provider=icu", "--icu-locale=en-US", "--encoding=UTF8"]
    entering = ["-U", USER, "--auth=trust", "--no-sync"]
    command = [_binary("initdb"), "-D", str(folder / "data"), *entering, *order]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **special)
    if done.returncode:
        raise RuntimeError(done.stderr)
    rules = folder / "data" / "pg_hba.conf"
    guarded = f"host all {GUARDED} 127.0.0.1/32 scram-sha-256\n"
    rules.write_text(guarded + rules.read_text())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return PostgresServer(folder, port, password)


def _binary(name: str) -> str:
    return next((str(folder / name) for folder in _BINARIES if (folder / name).exists()), name)


def _as_nobody_special() -> dict[str, Any]:
    """Return how a process is run without privileges: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    known = {one.pw_name: one for one in pwd.getpwall()}
    one = known.get("postgres") or known["nobody"]
    return {"user": one.pw_uid, "group": one.pw_gid, "extra_groups": []}
