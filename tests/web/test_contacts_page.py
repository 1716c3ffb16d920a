"""Contacts in the browser: the matrix, the calendar, each contact, the silences, and whom never."""

from __future__ import annotations

import re
import time

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page


def told(client: TestClient, path: str, **parameters: str) -> dict[str, object]:
    """The data of a page once its answers are worked out."""
    for _ in range(100):
        found: dict[str, object] = client.get(path, params=parameters).json()
        if found.get("board", found.get("never")) is not None:
            return found
        time.sleep(0.1)
    pytest.fail("the answer never came")


def test_the_whole_ledger_is_a_matrix_with_the_day_of_each_last_contact(reading: TestClient) -> None:
    board = told(reading, "/contacts.json")["board"]
    lines = board["matrix"]["lines"]  # type: ignore[index]
    codes = [line["code"] for line in lines]
    assert codes[0] == "RUS"
    cell = lines[0]["cells"][codes.index("CHN")]
    assert cell["contacts"] >= 3
    assert cell["last"] == "2022-03-30"
    assert lines[codes.index("CHN")]["cells"][0]["contacts"] == cell["contacts"]
    text = reading.get("/contacts").text
    assert re.search(r'aria-label="Russia and China: \d+ contacts, the last on 30 Mar 2022', text)


def test_an_actor_has_counterparts_a_calendar_and_those_never_talked_to(reading: TestClient) -> None:
    board = told(reading, "/contacts.json", actor="China")["board"]
    never = told(reading, "/contacts/never.json", actor="China")["never"]
    others = {one["other"] for one in board["counterparts"]}  # type: ignore[index]
    assert "RUS" in others
    assert board["matrix"] is None  # type: ignore[index]
    assert never
    assert not others & {one["code"] for one in never}  # type: ignore[union-attr]
    months = board["calendar"]["months"]  # type: ignore[index]
    assert [len(month["days"]) for month in months if month["month"] == "2022-02"] == [28]
    assert "With whom never" in reading.get("/contacts", params={"actor": "CHN"}).text


def test_each_contact_opens_its_evidence_and_quotes_it(reading: TestClient) -> None:
    found = told(reading, "/contacts.json", actor="RUS", target="CHN")
    first = found["board"]["lines"][0]  # type: ignore[index]
    assert found["quotes"][first["records"][0]]["text"]  # type: ignore[index]
    assert f'href="/records/{first["records"][0]}"' in reading.get("/contacts?actor=RUS&target=CHN").text


def test_a_denied_contact_is_listed_apart(reading: TestClient) -> None:
    silences = told(reading, "/contacts.json")["board"]["silences"]  # type: ignore[index]
    assert {one["standing"] for one in silences} <= {"denied", "refused"}
    assert {"CHN", "UKR"} in [{one["one"], one["other"]} for one in silences]
    assert "Said not to have talked" in reading.get("/contacts").text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("actor=Nowhere", 404),
        ("since=soon", 400),
        ("target=CHN", 400),
        ("level=king", 422),
        ("actor=" + "x" * 999, 422),
    ],
)
def test_odd_questions_are_refused_in_words(reading: TestClient, query: str, status: int) -> None:
    answer = reading.get(f"/contacts?{query}")
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_days_without_contacts_say_so(reading: TestClient) -> None:
    days = {"since": "1999-01-01", "until": "1999-01-02", "level": "envoy"}
    told(reading, "/contacts.json", **days)
    assert "No contact is reported on these days" in reading.get("/contacts", params=days).text


def test_the_matrix_is_walked_with_the_arrow_keys(page: Page, server: str) -> None:
    page.goto(f"{server}/contacts")
    page.wait_for_selector(".matrix[data-ready]")
    page.locator(".matrix td a").first.focus()
    before = page.evaluate("document.activeElement.title")
    page.keyboard.press("ArrowRight")
    after = page.evaluate("document.activeElement.title")
    assert before != after
    assert page.locator(".matrix td a[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**target=*")
    page.wait_for_selector(".contacts li")
