"""Makes this folder importable, so that tests share `making`; ledgers in a file and on a server to test with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from loopback import FakeTime, Site, serving
from servers import PostgresServer, a_server
from talleyrand.ledger import open_ledger

settings.register_profile("untimed", deadline=None)  # how long an example takes on a busy machine says nothing
settings.load_profile("untimed")


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Name bytes by their number: packed ones hold the time, and every process must collect the same names."""
    return f"{argname}-of-{len(val)}" if isinstance(val, bytes) and not val.isascii() else None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresServer]:
    """A PostgreSQL server with a database `template` that is an empty ledger."""
    with a_server() as server:
        server.run("CREATE DATABASE template")
        open_ledger(server.address("template")).close()
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger of the test's own is: a file that is not there yet, then an empty ledger on a server."""
    if request.param == "sqlite":
        return str(tmp_path / "test.db")
    server: PostgresServer = request.getfixturevalue("postgresql")
    return server.address(server.emptied())


@pytest.fixture(scope="session")
def web_server() -> Iterator[Site]:
    """A web server on loopback."""
    with serving() as site:
        yield site


@pytest.fixture
def site(web_server: Site) -> Site:
    """A site on loopback that has nothing yet."""
    web_server.forget()
    return web_server


@pytest.fixture
def time() -> FakeTime:
    """A time that passes only when somebody sleeps."""
    return FakeTime()
