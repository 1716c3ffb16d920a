"""The dossier of an actor and of an actor toward another: its head, its drawing, its lists; the evidence of a mark."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect


def test_a_dossier_says_who_it_is_of_and_how_much_there_is(reading: TestClient) -> None:
    found = reading.get("/actors/CHN.json").json()
    assert found["actor"] == {"key": "CHN", "name": "China", "sort": "state"}
    assert any(office.startswith("Xi Jinping, President") for office in found["offices"])
    assert found["holds"]["records"] == found["holds"]["shown"] > 100
    assert {"RUS", "USA"} <= {one["party"]["key"] for one in found["counterparts"]}


@pytest.mark.parametrize("name", ["China", "country:CHN", "china"])
def test_another_name_leads_to_the_address_of_the_actor(reading: TestClient, name: str) -> None:
    answer = reading.get(f"/actors/{name}/toward/Russia?since=2022-02-01", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == "/actors/CHN/toward/RUS?since=2022-02-01"


def test_what_is_between_two_counts_and_what_names_the_other_in_words(reading: TestClient) -> None:
    found = reading.get("/actors/CHN/toward/RUS.json").json()
    not_done = [entry["lead"]["what"] for entry in found["sections"]["not_done"]]
    assert "has not criticised Russia" in not_done
    assert found["sections"]["received"] != []


def test_days_choose_what_is_shown(reading: TestClient) -> None:
    found = reading.get("/actors/CHN/toward/RUS.json", params={"since": "2022-03-01", "until": "2022-03-20"}).json()
    days = [day for day, _ in found["holds"]["days"]]
    assert days
    assert all(day <= "2022-03-20" for day in days)
    assert all(e["lead"]["end"] >= "2022-03-01" for e in found["sections"]["done"] if e["lead"]["end"])


@pytest.mark.parametrize("days", [{"since": "0001-01-01"}, {"until": "0001-01-05"}, {"since": "9999-12-31"}])
@pytest.mark.parametrize("address", ["/actors/CHN.json", "/actors/CHN/toward/RUS.json"])
def test_days_at_the_ends_of_the_calendar_are_days(reading: TestClient, address: str, days: dict[str, str]) -> None:
    assert reading.get(address, params=days).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/actors/Nobody Atall", 404),
        ("/actors/CHN/toward/China", 400),
        ("/actors/CHN?since=yesterday", 400),
        ("/actors/CHN/toward/RUS/position?axis=abc", 400),
        ("/actors/CHN/toward/RUS/position", 422),
        ("/evidence/ffffffffffffffff", 404),
    ],
)
def test_what_can_not_be_shown_is_told_with_its_status(reading: TestClient, address: str, status: int) -> None:
    assert reading.get(address).status_code == status


def test_every_mark_is_a_link_to_its_record(reading: TestClient) -> None:
    page = reading.get("/actors/CHN/toward/RUS").text
    marks = re.findall(r'<a class="mark open [a-z]+" href="/records/([0-9a-f]{16})"', page)
    assert len(marks) > 20


def test_the_position_is_drawn_on_the_axis_of_the_page(reading: TestClient) -> None:
    page = reading.get("/actors/CHN/toward/RUS").text
    axis = re.search(r'data-axis="([^"]+)"', page)
    assert axis
    piece = reading.get("/actors/CHN/toward/RUS/position", params={"axis": axis[1], "wait": 20})
    assert piece.status_code == 200
    assert 'class="line words"' in piece.text
    assert "one record" in piece.text  # of the deeds: a dot without a line or a band


def test_evidence_is_the_sentence_in_its_context_with_its_chain(reading: TestClient) -> None:
    found = reading.get("/actors/CHN/toward/RUS.json").json()
    row = found["sections"]["not_done"][0]["lead"]
    piece = reading.get(f"/evidence/{row['record_id']}").text
    assert f"/documents/{row['document_id'].replace(':', '%3A')}" in piece
    assert '<mark class="on">' in piece


def test_a_brush_by_keyboard_is_followed_by_lists_address_and_panels(page: Page, server: str) -> None:
    page.goto(f"{server}/actors/CHN/toward/RUS")
    page.wait_for_selector(".position svg.track")
    every = page.locator(".mark:not(.off)").count()
    page.focus(".grip")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("since="))
    assert 0 < page.locator(".mark:not(.off)").count() < every
    chosen = page.input_value("input[name=since]")
    assert f"since={chosen}" in page.url
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile("RUS$"))
    assert page.locator(".mark:not(.off)").count() == every


def test_a_mark_opens_its_evidence_and_arrows_go_on(page: Page, server: str) -> None:
    page.goto(f"{server}/actors/CHN/toward/RUS")
    page.locator("a.mark").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog#evidence[open] mark.on")
    first = page.inner_text("dialog#evidence .bar p")
    page.keyboard.press("ArrowRight")
    expect(page.locator("dialog#evidence .bar p")).not_to_have_text(first)
    page.keyboard.press("Escape")
    assert page.locator("dialog#evidence[open]").count() == 0


def test_a_brush_by_mouse_chooses_days_and_a_click_beside_it_clears(page: Page, server: str) -> None:
    page.goto(f"{server}/actors/CHN/toward/RUS")
    page.wait_for_selector(".position svg.track")
    box = page.locator("svg.lanes").bounding_box()
    assert box
    middle = box["y"] + box["height"] - 12
    page.mouse.move(box["x"] + box["width"] * 0.3, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, middle, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile("since=.*until="))
    since, until = page.input_value("input[name=since]"), page.input_value("input[name=until]")
    shown = page.locator("#done .entry:not([hidden])")
    assert all(since <= (shown.nth(at).get_attribute("data-end") or "") for at in range(shown.count()))
    assert page.locator(".track .shade").count() == 2
    assert since < until
    page.mouse.click(box["x"] + box["width"] * 0.8, middle)
    page.wait_for_url(re.compile("RUS$"))


def test_all_of_it_can_be_read_without_javascript(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    made = context.new_page()
    made.goto(f"{server}/actors/CHN/toward/RUS")
    assert made.locator("a.mark").count() > 20
    assert made.locator("#not-done .entry").count() > 0
    made.fill("input[name=since]", "2022-03-01")
    made.click("text=Only these days")
    assert "since=2022-03-01" in made.url
    made.locator("#done a.open").first.click()
    assert "/records/" in made.url
    context.close()
