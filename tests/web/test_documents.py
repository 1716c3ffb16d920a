"""The page of a document: its text character by character, the evidence in it, what else tells the same."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from talleyrand.ledger.store import open_ledger
from talleyrand.model.documents import Document
from talleyrand.model.spans import Span
from talleyrand.present.documents.reading import PART, part_at, parts_of
from talleyrand.present.plain import shown


def _document(case: Any) -> Document:
    with open_ledger(case, read_only=True) as ledger:
        busy = "SELECT d.id FROM document d JOIN record r ON r.document = d.seq GROUP BY d.id ORDER BY count(*) DESC"
        return ledger.document(ledger.connection.execute(busy).fetchone()[0])


def test_every_paragraph_is_the_text_at_its_offset(reading: TestClient, case: Any) -> None:
    document = _document(case)
    found = reading.get(f"/documents/{document.id}.json").json()
    assert found["about"]["characters"] == len(document.text)
    for passage in found["passages"]:
        words = "".join(stretch["text"] for stretch in passage["stretches"])
        assert words == shown(document.text)[passage["start"] : passage["end"]]


def test_evidence_is_marked_and_its_record_noted_once(reading: TestClient, case: Any) -> None:
    document = _document(case)
    found = reading.get(f"/documents/{document.id}.json").json()
    noted = [note["row"]["record_id"] for passage in found["passages"] for note in passage["notes"]]
    marked = {ident for passage in found["passages"] for part in passage["stretches"] for ident in part["records"]}
    assert len(noted) == len(set(noted)) == found["records"]
    assert marked == set(noted)


def test_a_document_and_an_actor_that_are_not_there_say_so(reading: TestClient) -> None:
    assert reading.get("/documents/sha256:0").status_code == 404
    assert reading.get("/documents/sha256:0.json").json()["what"] == "no such document in the ledger"


def test_the_beginning_of_an_id_leads_to_the_whole(reading: TestClient, case: Any) -> None:
    ident = _document(case).id
    for kind in ("", ".json"):
        answer = reading.get(f"/documents/{ident[:19]}{kind}?at=5", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (307, f"/documents/{ident}{kind}?at=5")
    assert reading.get("/documents/sha256:").status_code == 404


def test_a_record_of_another_document_is_refused(reading: TestClient, case: Any) -> None:
    document = _document(case)
    with open_ledger(case, read_only=True) as ledger:
        other = next(record.id for record in ledger.records() if record.document_id != document.id)
    assert reading.get(f"/documents/{document.id}?record={other}").status_code == 404


@pytest.mark.parametrize("query", ["at=-1", "at=x", "at=99999999999999999999", f"record={'x' * 200}"])
def test_odd_parameters_are_refused(reading: TestClient, case: Any, query: str) -> None:
    assert reading.get(f"/documents/{_document(case).id}?{query}").status_code in (400, 404, 422)


def test_the_same_event_in_other_documents_is_shown_with_their_words(reading: TestClient, case: Any) -> None:
    with open_ledger(case, read_only=True) as ledger:
        idents = [ident for (ident,) in ledger.connection.execute("SELECT id FROM document")]
    pages = [reading.get(f"/documents/{ident}.json").json() for ident in idents]
    events = [(page["about"]["id"], event) for page in pages for event in page["events"]]
    assert events
    for ident, event in events:
        assert all(account["row"]["document_id"] != ident for account in event["others"])
        assert {row["code"].split()[0] for row in event["own"]} == {
            account["row"]["code"].split()[0] for account in event["others"]
        }


def test_a_long_text_is_read_in_parts_that_join() -> None:
    text = "\n\n".join(f"Paragraph {n} says something of its own." for n in range(4000))
    parts = parts_of(text, [])
    assert len(parts) > 4
    assert all(part.end - part.start < PART + 100 for part in parts)
    assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]
    assert (parts[0].start, parts[-1].end) == (0, len(text))
    middle = part_at(parts, parts[2].start + 5)
    assert (middle.number, middle.before, middle.after) == (3, parts[1].start, parts[3].start)
    assert part_at(parts, 10**12).number == len(parts)


def test_a_crowd_of_records_ends_a_part() -> None:
    text = "\n\n".join("Few words." for _ in range(1000))
    assert len(parts_of(text, [12 * n for n in range(1000)])) >= 8
    assert parts_of("", []) == (Span(0, 0),)


def test_words_and_notes_light_each_other(page: Page, server: str, case: Any) -> None:
    document = _document(case)
    page.goto(f"{server}/documents/{document.id}")
    page.locator("[data-note]").first.hover()
    assert page.locator("mark.near").count() > 0
    start = page.locator("[data-document] [data-start]").nth(2)
    offset = int(start.get_attribute("data-start") or "")
    words = start.evaluate("node => node.textContent")
    assert document.text[offset : offset + len(words)] == words
