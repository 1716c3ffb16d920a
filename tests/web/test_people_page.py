"""Logging in by a browser, and going on after the session was lost without losing what was typed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from talleyrand.ledger.store import open_ledger
from talleyrand.web.auth.accounts import By, add_person

PASSWORD = "four words nobody links"  # noqa: S105


@pytest.fixture(scope="module")
def team(
    case: Path, tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    """The address of a server over a ledger with an admin."""
    path = Path(shutil.copy(case, tmp_path_factory.mktemp("team") / "talleyrand.db"))
    with open_ledger(path) as ledger:
        add_person(ledger, "ada", "admin", PASSWORD, By("terminal", "", datetime.now(UTC).isoformat()))
    with serve(path) as address:
        yield address


def log_in(page: Page) -> None:
    """Fill in the form for logging in, and send it."""
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_who_was_logged_out_goes_on_where_they_were(page: Page, team: str) -> None:
    page.goto(f"{team}/people")
    log_in(page)
    page.wait_for_url("**/people")
    page.locator("#name").fill("zoe")
    page.locator("#password").fill(PASSWORD)
    page.context.clear_cookies()
    page.get_by_role("button", name="Add").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Log in in a new tab").click()
    log_in(opened.value)
    opened.value.wait_for_url("**/account")
    page.get_by_role("button", name="Send again").click()
    page.get_by_role("link", name="zoe").wait_for()
