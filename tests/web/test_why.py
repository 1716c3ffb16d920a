"""Why a figure is what it is: its row, and the records behind it by weight."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

NOW = "positions/now?actor=CHN&target=RUS#words"


def test_a_figure_is_opened_to_the_records_behind_it(reading: TestClient) -> None:
    found = reading.get("/why.json", params={"of": NOW}).json()
    assert {"name": "channel", "value": "words"} in found["row"]
    assert found["records"] >= found["independent"] > 5
    weights = [report["weight"] for report in found["reports"]]
    assert weights == sorted(weights, reverse=True)
    assert sum(weights) == pytest.approx(found["weight"])
    row = found["reports"][0]["reasons"][0]["row"]
    assert row["evidence"]
    assert row["chain"]


def test_every_row_of_an_answer_can_be_opened(reading: TestClient) -> None:
    rows = reading.get("/answers/contacts.json", params={"actor": "CHN"}).json()["rows"]
    for row in rows:
        assert reading.get("/why.json", params={"of": row["why"]}).json()["records"] > 0


def test_the_page_shows_sentences_and_leads_to_their_records(reading: TestClient) -> None:
    page = reading.get("/why", params={"of": NOW}).text
    ident = reading.get("/why.json", params={"of": NOW}).json()["reports"][0]["reasons"][0]["why"]["record"]
    assert f'href="/records/{ident}"' in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("nothing?actor=CHN#all", 404),
        ("gap?actor=CHN&target=RUS", 400),
        ("gap?actor=CHN&target=RUS#1999-01", 404),
        ("gap/none?actor=CHN&target=RUS#all", 404),
        ("gap?actor=CHN&colour=red#all", 400),
        ("gap?actor=Nobody Atall#all", 404),
        ("#", 400),
    ],
)
def test_a_stale_or_wrong_address_is_told_as_such(reading: TestClient, address: str, status: int) -> None:
    answer = reading.get("/why.json", params={"of": address})
    assert answer.status_code == status
    assert answer.json()["what"]


def test_pages_go_on_after_the_last_record(reading: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = reading.get("/why.json", params={"of": NOW}).json()
    monkeypatch.setattr("talleyrand.web.reasons.ON_A_PAGE", 3)
    seen: list[str] = []
    after = ""
    while after is not None:
        found = reading.get("/why.json", params={"of": NOW, "after": after}).json()
        seen += [one["why"]["record"] for report in found["reports"] for one in report["reasons"]]
        after = found["after"]
    assert seen == [one["why"]["record"] for report in whole["reports"] for one in report["reasons"]]
    assert reading.get("/why.json", params={"of": NOW, "after": "x/y"}).status_code == 404


def test_why_opens_beside_the_page(page: Page, server: str) -> None:
    page.goto(f"{server}/answers/gap?actor=CHN&target=RUS")
    page.locator("main a", has_text="why").first.click()
    page.wait_for_selector("dialog#reasons .report")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
