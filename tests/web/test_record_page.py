"""The page of a record: its sentence, its fields, its chain and its address."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from talleyrand.ledger.store import open_ledger
from talleyrand.model.records import KINDS, Kind, Record


def _record(case: Any, kind: Kind) -> Record:
    with open_ledger(case, read_only=True) as ledger:
        return next(iter(ledger.records(kind=kind, undated=True)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_every_kind_has_its_page(reading: TestClient, case: Any, kind: Kind) -> None:
    record = _record(case, kind)
    answer = reading.get(f"/records/{record.id}")
    assert answer.status_code == 200
    for words in ("Who says so?", "What the record says", record.method, "History"):
        assert words in answer.text


def test_its_data_are_the_exported_record_with_context_and_history(reading: TestClient, case: Any) -> None:
    record = _record(case, "act")
    data = reading.get(f"/records/{record.id}.json").json()
    assert (data["schema"], data["id"]) == ("talleyrand.record/1", record.id)
    assert data["evidence"]["text"] == record.evidence.text
    assert data["history"][0]["what"] == "entered"
    assert set(data["context"]) == {"before", "after"}


def test_what_a_person_decided_stands_in_its_history(client: TestClient, ledger_file: Any) -> None:
    ident = _record(ledger_file, "act").id
    with open_ledger(ledger_file) as ledger:
        ledger.revise(ident, "rejected", note="Not <b>said</b>.", reviewer="anna", at="2022-04-01T10:00:00+00:00")
    page = client.get(f"/records/{ident}").text
    for words in ("it counts nowhere", "Not &lt;b&gt;said&lt;/b&gt;.", "by anna", "1 Apr 2022, 10:00 UTC"):
        assert words in page
    assert client.get(f"/records/{ident}.json").json()["history"][-1]["what"] == "rejected"


def test_the_beginning_of_an_id_leads_to_the_whole(reading: TestClient, case: Any) -> None:
    ident = _record(case, "act").id
    answer = reading.get(f"/records/{ident[:12]}?case=x", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/records/{ident}?case=x")
    data = reading.get(f"/records/{ident[:12].upper()}.json", follow_redirects=False)
    assert data.headers["location"] == f"/records/{ident}.json"


@pytest.mark.parametrize(
    ("suffix", "media", "words"),
    [
        ("txt", "text/plain", "(archived as sha256:"),
        ("bib", "application/x-bibtex", "@article{"),
        ("json", "application/vnd.citationstyles.csl+json", '"article-newspaper"'),
    ],
)
def test_a_record_is_cited_at_its_own_address(
    reading: TestClient, case: Any, suffix: str, media: str, words: str
) -> None:
    with open_ledger(case, read_only=True) as ledger:
        record = next(record for record, document in ledger.entries(kind="act") if document.author is None)
    answer = reading.get(f"/records/{record.id}/citation.{suffix}")
    assert answer.headers["content-type"].startswith(media)
    assert words in answer.text
    assert record.evidence.text.split(",")[0][:40] in answer.text


def test_several_records_are_cited_at_once_each_once(reading: TestClient, case: Any) -> None:
    first, second = _record(case, "act"), _record(case, "vote")
    asked = {"records": f"{first.id}, {second.id},{first.id[:14]}", "format": "csl"}
    items = reading.get("/citations", params=asked).json()
    assert [item["custom"]["record"] for item in items] == [first.id, second.id]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("records=", 400),
        ("records=zzzz", 404),
        ("records=a&format=mla", 422),
        (f"records={'a,' * 501}", 400),
        ("", 422),
    ],
)
def test_what_can_not_be_cited_is_refused(reading: TestClient, query: str, status: int) -> None:
    assert reading.get(f"/citations?{query}").status_code == status


def test_a_document_is_cited_as_a_whole(reading: TestClient, case: Any) -> None:
    ident = _record(case, "act").document_id
    assert "(archived as sha256:" in reading.get(f"/documents/{ident}/citation.txt").text
    assert reading.get("/documents/sha256:0/citation.txt").status_code == 404


def test_a_record_and_its_document_are_accessible_and_fit_a_phone(browser: Browser, server: str, case: Any) -> None:
    record = _record(case, "act")
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True, base_url=server)
    page = context.new_page()
    for address in (f"/records/{record.id}", f"/documents/{record.document_id}?record={record.id}"):
        page.goto(address, timeout=90_000)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert {one["id"]: one["nodes"] for one in found if one["impact"] in ("serious", "critical")} == {}
    context.close()


def test_a_citation_is_copied_with_a_button(page: Page, server: str, case: Any) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server}/records/{_record(case, 'act').id}")
    page.locator("[data-copy=cite-note]").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#cite-note").text_content()


def test_an_unknown_id_is_answered_with_those_near_it(reading: TestClient) -> None:
    answer = reading.get("/records/zzzz.json")
    assert answer.status_code == 404
    assert "near it are" in answer.json()["hint"]
