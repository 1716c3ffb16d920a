"""The web application over the example case: as a client in the process, and as a real server in a browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, sync_playwright

from talleyrand.ledger.store import open_ledger
from talleyrand.pipeline.demo import demo_case
from talleyrand.pipeline.jobs import read
from talleyrand.web.app import create_app
from talleyrand.web.site import Site, make_site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
START = 120
"""Seconds that a server on a busy machine may take to answer first."""
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the example case, read by the embedded engine; never written to."""
    path = tmp_path_factory.mktemp("case") / "case.db"
    with open_ledger(path) as ledger:
        read(demo_case(), ledger)
    return path


@pytest.fixture
def ledger_file(case: Path, tmp_path: Path) -> Path:
    """A copy of the example case to write to."""
    return Path(shutil.copy(case, tmp_path / "talleyrand.db"))


@pytest.fixture(scope="session")
def reading(case: Path) -> Iterator[TestClient]:
    """The application in this process, over the example case, for tests that write nothing."""
    with asking(make_site(case, workers=0)) as client:
        yield client


@pytest.fixture
def client(ledger_file: Path) -> Iterator[TestClient]:
    """The application in this process, over a copy of the example case."""
    with asking(make_site(ledger_file, workers=0)) as made:
        yield made


@contextmanager
def asking(site: Site) -> Iterator[TestClient]:
    """A client of a site at this machine, with the form token that changes have to carry."""
    with TestClient(create_app(site), base_url="http://127.0.0.1:8765") as made:
        session = made.get("/session.json")
        made.headers["X-Form-Token"] = session.json().get("form_token", "")
        yield made


@contextmanager
def serving(path: Path, *options: str) -> Iterator[str]:
    """Run `talleyrand serve` on a free port; yields its address when it answers."""
    command = (sys.executable, "-m", "talleyrand.cli", "serve", "--ledger", str(path), "--port", "0", *options)
    environ = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environ) as server:
        try:
            assert server.stderr is not None
            for line in server.stderr:
                found = ADDRESS.search(line)
                if found:
                    httpx.get(f"{found[0]}/static/site.css", timeout=START)
                    yield found[0]
                    break
            else:
                pytest.fail("the server ended before it told its address")
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[str]]:
    """Give tests a server over a ledger of their own."""
    return serving


@pytest.fixture(scope="module")
def server(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a copy of the example case, shared by the tests of a module."""
    path = Path(shutil.copy(case, tmp_path_factory.mktemp("served") / "talleyrand.db"))
    with serving(path) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a new visitor. What it asks for outside this machine, and what its console complains of, fails."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    outside: list[str] = []
    complaints: list[str] = []
    made.on("request", lambda asked: None if _own(asked.url) else outside.append(asked.url))
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield made
    context.close()
    assert outside == []
    assert [words for words in complaints if "status of 4" not in words] == []


def _own(address: str) -> bool:
    return urlsplit(address).hostname == "127.0.0.1" or address.startswith(("data:", "blob:"))
