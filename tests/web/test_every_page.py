"""Every page in a browser: no serious fault of accessibility, no sideways scrolling on a phone, a title, one h1."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

NOWHERE = "/nowhere"
PAGES = (
    "/",
    "/ledger",
    "/ledger?actor=CHN&kind=act",
    "/find?q=sanctions",
    "/actors",
    "/actors/CHN",
    "/actors/CHN/toward/RUS",
    "/contacts",
    "/contacts?actor=CHN",
    "/contacts/never",
    "/contacts/never?actor=CHN",
    "/votes",
    "/votes/ideal-points",
    "/votes/positions",
    "/votes/positions?target=RUS",
    "/formulations?actor=CHN",
    "/forecasts",
    "/accounts",
    "/network",
    "/sources",
    "/documents",
    "/copies",
    "/data",
    "/review",
    "/review/agreement",
    "/brief",
    "/unread",
    "/brief?actors=CHN,RUS&since=2022-02-01&until=2022-03-31",
    "/cases",
    "/accuracy",
    "/answers/positions?actor=CHN&target=RUS",
    "/answers/non-acts?actor=CHN",
    "/why?of=gap%3Factor%3DCHN%26target%3DRUS%23RUS%3Ball",
    "/people",
    "/account",
    NOWHERE,
)
PHONE = 390
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def wide(browser: Browser, server: str) -> Iterator[Page]:
    """A page on a desk. The policy is set aside, since the checker brings its own script."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True, base_url=server)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def narrow(browser: Browser, server: str) -> Iterator[Page]:
    """A page on a phone."""
    context = browser.new_context(viewport={"width": PHONE, "height": 844}, base_url=server)
    yield context.new_page()
    context.close()


def settled(page: Page, address: str) -> None:
    """Open a page and wait until what it still asks for has come."""
    answered = page.goto(address)
    assert answered is not None
    assert answered.status == (404 if address == NOWHERE else 200), address
    page.wait_for_selector("[data-panel]", state="detached")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible(wide: Page, address: str) -> None:
    settled(wide, address)
    found = Axe().run(wide, options={"resultTypes": ["violations"]}).response["violations"]
    grave = {one["id"]: [node["target"] for node in one["nodes"]] for one in found if one["impact"] in GRAVE}
    assert grave == {}
    assert wide.title()
    assert wide.locator("h1").count() == 1


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_a_phone(narrow: Page, address: str) -> None:
    settled(narrow, address)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= PHONE
