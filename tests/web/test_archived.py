"""Sources as archived: the bytes to save, the page to look at; and the list of documents."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from making import add, snapshot
from talleyrand.ledger.documents.shelf import Wanted, shelved
from talleyrand.ledger.store import open_ledger
from talleyrand.model.documents import address

_OF_KIND = "SELECT d.id FROM document d JOIN source s ON s.sha256 = d.source WHERE s.media_type = ? LIMIT 1"


def _of_kind(case: Any, media_type: str) -> str:
    with open_ledger(case, read_only=True) as ledger:
        return str(ledger.connection.execute(_OF_KIND, (media_type,)).fetchone()[0])


@pytest.mark.parametrize("kind", ["text/html", "text/markdown", "application/json", "text/plain"])
def test_a_source_is_saved_byte_for_byte(reading: TestClient, case: Any, kind: str) -> None:
    ident = _of_kind(case, kind)
    answer = reading.get(f"/documents/{ident}/raw")
    assert address(answer.content) == ident
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"].startswith('attachment; filename="')
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_snapshot_may_be_framed_by_this_site_and_do_nothing(reading: TestClient, case: Any) -> None:
    answer = reading.get(f"/documents/{_of_kind(case, 'text/html')}/snapshot")
    policy = answer.headers["content-security-policy"]
    for part in ("default-src 'none'", "sandbox", "img-src data:", "frame-ancestors 'self'"):
        assert part in policy
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.text.count('<mark id="found">') == 1
    assert "<script" not in answer.text


def test_the_snapshot_of_a_text_is_text(reading: TestClient, case: Any) -> None:
    answer = reading.get(f"/documents/{_of_kind(case, 'text/markdown')}/snapshot")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_page_stands_beside_its_text(page: Page, server: str, case: Any) -> None:
    page.goto(f"{server}/documents/{_of_kind(case, 'text/html')}?beside=true")
    frame = page.frame_locator("aside iframe")
    frame.locator("mark").first.wait_for()
    assert page.locator("[data-document] mark").count() > 0


def test_documents_are_listed_the_newest_first_and_go_on(reading: TestClient) -> None:
    first = reading.get("/documents.json").json()
    days = [each["published"] or "" for each in first["documents"]]
    assert days == sorted(days, reverse=True)
    assert sum(each["records"] for each in first["documents"]) == reading.get("/home.json").json()["glance"]["records"]
    place = first["documents"][4]["place"]
    rest = reading.get("/documents.json", params={"after": f"{place['published']}~{place['seq']}"}).json()
    assert rest["documents"] == first["documents"][5:]


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("outlet=lantern", "outlet", "Lantern Daily"),
        ("author=RUS", "author", "Kremlin"),
        ("author=kremlin", "author", "Kremlin"),
    ],
)
def test_documents_are_chosen_by_outlet_and_author(reading: TestClient, query: str, field: str, value: str) -> None:
    found = reading.get(f"/documents.json?{query}").json()["documents"]
    assert found
    assert {each[field] for each in found} == {value}


def test_documents_without_a_day_are_of_no_period(address: str) -> None:
    with open_ledger(address) as ledger:
        for number, day in enumerate(("2022-02-26", "2022-03", None)):
            add(ledger, snapshot(f"China called Russia {number}.", published=day))

        def days(**wanted: Any) -> list[str | None]:
            return [one.published for one in shelved(ledger.connection, Wanted(**wanted), None, 9)]

        assert days() == ["2022-03", "2022-02-26", None]
        assert days(until="2022-12-31") == ["2022-03", "2022-02-26"]
        assert days(since="2022-02-27", words="China") == ["2022-03"]
        assert days(since="2022-02-26", until="2022-02-26") == ["2022-02-26"]


def test_documents_are_chosen_by_days_and_words(reading: TestClient) -> None:
    found = reading.get("/documents.json?since=2022-03-01&until=2022-03-02&words=assembly").json()["documents"]
    assert {each["published"] for each in found} == {"2022-03-02"}
    assert reading.get("/documents.json?outlet=100%25").json()["documents"] == []
    assert "could not be read" in reading.get("/documents?unreadable=true").text


@pytest.mark.parametrize("query", ["after=x", "after=~²", "since=x", f"words={'x' * 300}", "words=%00", "words=%22"])
def test_odd_lists_are_refused(reading: TestClient, query: str) -> None:
    assert reading.get(f"/documents?{query}").status_code in (200, 400, 404, 422)
    assert reading.get(f"/documents?{query}").status_code != 500
