"""What every page of the web application shares: its head, its policy, its problems, its data."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from talleyrand.errors import NotFoundError, OptionError
from talleyrand.web.border.headers import POLICY
from talleyrand.web.refusals import Forbidden, status_of
from talleyrand.web.visitors import Visitor


def test_a_page_is_drawn_from_its_data(reading: TestClient) -> None:
    counts = reading.get("/home.json").json()["glance"]
    assert counts["documents"] > 20
    assert f"{counts['records']:,}" in reading.get("/").text


def test_every_answer_says_what_a_page_may_load(reading: TestClient) -> None:
    for address in ("/", "/home.json", "/nowhere", "/static/site.css"):
        assert reading.get(address).headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY


def test_what_is_not_there_is_a_page_that_says_so(reading: TestClient) -> None:
    answer = reading.get("/nowhere")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text
    assert reading.get("/nowhere.json").json() == {
        "status": 404,
        "what": "There is no such page",
        "where": "/nowhere.json",
        "hint": "",
    }


def test_an_unknown_actor_is_named_with_what_is_near(reading: TestClient) -> None:
    answer = reading.get("/answers/positions.json", params={"actor": "Chima", "target": "RUS"})
    assert answer.status_code == 404
    assert answer.json()["where"] == "Chima"


def test_errors_have_their_status() -> None:
    errors = (NotFoundError("x"), OptionError("x"), Forbidden("x"))
    assert [status_of(error) for error in errors] == [404, 400, 403]


@pytest.mark.parametrize(("role", "may"), [("reader", False), ("coder", True), ("admin", True)])
def test_a_role_has_the_rights_of_those_before_it(role: str, may: bool) -> None:
    assert Visitor("anna", role).may("coder") is may  # type: ignore[arg-type]


def test_a_chart_is_drawn_in_the_browser_under_the_policy(page: Page, server: str) -> None:
    page.goto(f"{server}/answers/positions?actor=CHN&target=RUS")
    page.wait_for_selector("figure.chart.drawn svg")
    assert page.locator("table.figures").first.is_visible()
