"""Briefs: drafted, edited, saved by two at once, exported."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import docx
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

DAYS = {"since": "2022-02-01", "until": "2022-03-31"}
ASKED = {"actors": "CHN,RUS", **DAYS, "wait": 25}


def draft(client: TestClient, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/brief.json", params={**ASKED, **more}).json()
    return found


def test_a_draft_has_its_sections_and_every_note_a_citation(reading: TestClient) -> None:
    found = draft(reading)
    keys = [section["key"] for section in found["brief"]["sections"]]
    assert keys[0] == "summary"
    assert keys[-1] == "unknown"
    assert "position" in keys
    assert found["printed"]["title"] == "China and Russia, 1 February to 31 March 2022"
    assert all(note["cited"] or note["figure"] for note in found["printed"]["notes"])
    page = reading.get("/brief", params=ASKED).text
    assert 'href="#note-1"' in page
    assert "What no source tells is not here" in page


def test_a_draft_is_a_file_of_each_kind(reading: TestClient) -> None:
    draft(reading)
    files = {kind: reading.get(f"/brief/export.{kind}", params=ASKED) for kind in ("md", "docx", "html")}
    assert {kind: answer.status_code for kind, answer in files.items()} == {"md": 200, "docx": 200, "html": 200}
    assert files["md"].text.startswith("# China and Russia")
    assert docx.Document(BytesIO(files["docx"].content)).paragraphs[0].text.startswith("China and Russia")
    assert "Content-Security-Policy" in files["html"].text


def test_a_brief_is_saved_in_versions_and_the_second_of_two_is_told(client: TestClient) -> None:
    brief = {"title": "Ours", "actors": ["CHN"], "sections": [{"title": "S", "blocks": [{"text": "One."}]}]}
    made = client.post("/briefs", json={"brief": brief})
    assert made.status_code == 201
    ident = made.json()["id"]
    second = client.put(f"/briefs/{ident}", json={"brief": {**brief, "title": "Two"}, "version": 1})
    assert second.json()["version"] == 2
    refused = client.put(f"/briefs/{ident}", json={"brief": {**brief, "title": "Late"}, "version": 1})
    assert refused.status_code == 409
    assert "saved version 2 meanwhile" in refused.json()["what"]
    assert client.get(f"/briefs/{ident}.json").json()["brief"]["title"] == "Two"
    assert client.get(f"/briefs/{ident}.json", params={"version": 1}).json()["brief"]["title"] == "Ours"
    assert "Two" in client.get("/brief").text
    assert client.get(f"/briefs/{ident}/export.md").text.startswith("# Two")
    assert client.delete(f"/briefs/{ident}", params={"version": 2}).status_code == 200
    assert client.get(f"/briefs/{ident}").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/brief?actors=Nobodistan", 404),
        ("/brief?actors=CHN,RUS,USA,UKR,FRA", 400),
        ("/brief?actors=CHN&since=2022-13-01", 400),
        ("/brief?actors=CHN&since=2022-03-01&until=2022-02-01", 400),
        ("/briefs/ffff", 404),
        ("/briefs/xyz", 422),
        ("/brief/export.docx", 400),
        ("/brief/export.exe?actors=CHN", 422),
    ],
)
def test_what_can_not_be_drafted_says_why(reading: TestClient, address: str, status: int) -> None:
    answer = reading.get(address, params={"wait": 20} if "wait" not in address and "?" not in address else None)
    if answer.status_code == 200:
        answer = reading.get(f"{address}&wait=20")
    assert answer.status_code == status


def test_what_is_too_long_is_refused(client: TestClient) -> None:
    long = {"title": "T", "sections": [{"title": "S", "blocks": [{"text": "x" * 9000}]}]}
    assert client.post("/briefs", json={"brief": long}).status_code == 422
    assert client.post("/briefs/export.md", json=long).status_code == 422


def test_hostile_text_of_a_brief_stays_text(client: TestClient) -> None:
    hostile = {"title": "<img src=x onerror=alert(1)>", "sections": [{"title": "<b>", "blocks": [{"text": "<i>\x01"}]}]}
    ident = client.post("/briefs", json={"brief": hostile}).json()["id"]
    for address in (f"/briefs/{ident}", f"/briefs/{ident}/export.html"):
        page = client.get(address).text
        assert "<img src=x" not in page
        assert "&lt;i&gt;" in page
    assert client.get(f"/briefs/{ident}/export.docx").status_code == 200


def test_a_brief_is_edited_saved_and_kept_from_a_second_editor(page: Page, server: str) -> None:
    page.goto(f"{server}/brief?actors=CHN,RUS&since=2022-02-01&until=2022-03-31")
    page.get_by_role("button", name="Edit").click(timeout=60_000)
    first = page.get_by_label("Paragraph", exact=True).first
    first.fill("Rewritten by hand.")
    page.get_by_role("button", name="Take the section out").nth(1).click()
    page.get_by_role("button", name="Move the paragraph down").first.click()
    page.reload()
    page.get_by_role("button", name="Go on with it").click(timeout=60_000)
    assert page.get_by_label("Paragraph", exact=True).nth(1).input_value() == "Rewritten by hand."
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(re.compile(r"/briefs/[0-9a-f]+$"))
    assert page.get_by_text("Rewritten by hand.").is_visible()
    assert "version 1" in page.locator(".eyebrow").inner_text()

    other = page.context.new_page()
    other.goto(page.url)
    for one, words in ((page, "Mine."), (other, "Theirs.")):
        one.get_by_role("button", name="Edit").click()
        one.get_by_label("Paragraph", exact=True).first.fill(words)
    other.get_by_role("button", name="Save", exact=True).click()
    other.get_by_text("Theirs.").wait_for()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("saved version 2 meanwhile").wait_for()
    assert page.get_by_label("Paragraph", exact=True).first.input_value() == "Mine."
    page.get_by_role("button", name="Save mine over it").click()
    page.get_by_text("Mine.").wait_for()
    with page.expect_download() as found:
        page.get_by_role("link", name="Word", exact=True).click()
    assert docx.Document(found.value.path()).paragraphs
