"""A session that ends in the middle of reviewing: what was decided is kept, and sent after logging in again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from playwright.sync_api import Page, expect
from sqlalchemy import text

from talleyrand.ledger.store import open_ledger
from talleyrand.web.auth import accounts
from talleyrand.web.auth.accounts import By

PASSWORD = "four words nobody links"  # noqa: S105


def enter(page: Page) -> None:
    """Fill in the form for logging in and send it."""
    page.locator("input[name=name]").fill("ada")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")


def test_a_decision_outlives_a_lost_session(
    page: Page, case: Path, tmp_path: Path, serve: Callable[..., AbstractContextManager[str]]
) -> None:
    path = Path(shutil.copy(case, tmp_path / "talleyrand.db"))
    with open_ledger(path) as ledger:
        accounts.add_person(ledger, "ada", "admin", PASSWORD, By("terminal", "", "2026-01-01T00:00:00+00:00"))
    with serve(path) as address:
        page.goto(f"{address}/login?next=/review")
        enter(page)
        page.wait_for_url("**/review")
        page.wait_for_load_state("networkidle")
        one = page.locator("#review [data-card]").get_attribute("data-record") or ""
        with open_ledger(path) as ledger, ledger.transaction() as connection:
            connection.execute(text("DELETE FROM session"))
        page.keyboard.press("a")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("You are no longer logged in")
        with page.context.expect_page() as opened:
            dialog.get_by_text("Log in in a new tab").click()
        enter(opened.value)
        opened.value.wait_for_url("**/account")
        opened.value.close()
        dialog.get_by_text("Send again").click()
        expect(page.locator("#said")).to_contain_text("Saved: accepted")
        page.goto("about:blank")
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.record(one).review == "accepted"
