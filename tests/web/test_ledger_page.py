"""The table of records: what narrows it, its order and pages, its links, what is exported."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page


def rows(reading: TestClient, query: str) -> list[dict[str, object]]:
    """The rows of a page of the table."""
    answer = reading.get(f"/ledger.json?{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, object]] = answer.json()["rows"]
    return found


def everything(reading: TestClient, address: str) -> list[str]:
    """The ids of all rows from an address on, page by page."""
    ids: list[str] = []
    while address:
        parts = urlsplit(address)
        found = reading.get(f"{parts.path}.json?{parts.query}").json()
        ids += [row["record_id"] for row in found["rows"]]
        address = found["next"]
    return ids


@pytest.mark.parametrize(
    ("query", "field", "expected"),
    [
        ("kind=act", "kind", {"act"}),
        ("kind=vote&kind=forecast", "kind", {"vote", "forecast"}),
        ("factuality=negated&factuality=refused", "factuality", {"negated", "refused"}),
    ],
)
def test_a_facet_keeps_what_has_one_of_its_values(
    reading: TestClient, query: str, field: str, expected: set[str]
) -> None:
    assert {row[field] for row in rows(reading, query)} == expected


def test_a_state_takes_in_all_that_act_for_it(reading: TestClient) -> None:
    assert "Xi Jinping" in {str(row["who"]) for row in rows(reading, "actor=CHN")}


def test_words_and_phrases_are_searched_in_the_sentences(reading: TestClient) -> None:
    found = rows(reading, "words=%22phone+call%22")
    assert found
    assert all("phone call" in str(row["evidence"]).lower() for row in found)


@pytest.mark.parametrize("order", ["newest", "oldest", "last-entered", "first-entered", "surest", "doubtful"])
def test_pages_of_every_order_hold_every_record_once(reading: TestClient, order: str) -> None:
    ids = everything(reading, f"/ledger?order={order}")
    exported = reading.get(f"/ledger/export.jsonl?order={order}").text.splitlines()
    assert len(ids) == len(set(ids)) > 100
    assert ids == [json.loads(line)["id"] for line in exported]


def test_the_page_before_the_next_is_this_one(reading: TestClient) -> None:
    first = reading.get("/ledger.json").json()
    after = reading.get(first["next"].replace("/ledger", "/ledger.json")).json()
    back = reading.get(after["previous"].replace("/ledger", "/ledger.json")).json()
    assert back["rows"] == first["rows"]
    assert back["previous"] == ""


def test_an_address_is_cleaned_of_what_is_empty_and_names_become_keys(reading: TestClient) -> None:
    answer = reading.get("/ledger?words=&kind=act&actor=China&since=", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/ledger?kind=act&actor=CHN"


def test_a_name_that_nobody_has_is_told_beside_the_empty_table(reading: TestClient) -> None:
    answer = reading.get("/ledger?actor=Chima")
    assert answer.status_code == 200
    assert "Nobody of that name" in answer.text


def test_a_facet_counts_what_another_choice_of_it_would_give(reading: TestClient) -> None:
    found = reading.get("/ledger/facets.json?kind=act").json()
    kinds = {one["value"]: one["records"] for one in found["facets"][0]["options"]}
    assert kinds["act"] == found["records"]
    assert kinds["statement"] == reading.get("/ledger/facets.json?kind=statement").json()["records"]


def test_every_count_of_a_facet_is_what_choosing_it_gives(reading: TestClient) -> None:
    found = reading.get("/ledger/facets.json?kind=act").json()
    for facet in found["facets"]:
        for option in facet["options"][:3]:
            kind = "" if facet["name"] == "kind" else "kind=act&"
            given = reading.get(f"/ledger/facets.json?{kind}{facet['name']}={option['value']}").json()
            assert given["records"] == option["records"], (facet["name"], option)


def test_csv_holds_what_is_shown_and_no_formula(reading: TestClient) -> None:
    answer = reading.get("/ledger/export.csv?kind=vote")
    found = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["kind"] for row in found} == {"vote"}
    assert len(found) == reading.get("/ledger/facets.json?kind=vote").json()["records"]
    assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("kind=war", 422),
        ("min_confidence=2", 422),
        ("since=yesterday", 400),
        ("after=nonsense", 400),
        ("after=2022-02-24_99999999999999999999999", 400),
        ("order=surest&after=2022-02-24_1", 400),
        ("words=%2B%2B", 404),
        ("words=" + "a" * 400, 422),
        ("type=" + "&type=".join("A" * 30), 422),
    ],
)
def test_odd_parameters_are_refused_clearly(reading: TestClient, query: str, status: int) -> None:
    assert reading.get(f"/ledger?{query}").status_code == status


def test_nothing_found_says_so(reading: TestClient) -> None:
    assert "No record is as asked for" in reading.get("/ledger?until=1990-01-01").text


def test_a_choice_takes_effect_at_once_and_is_kept_by_the_link(page: Page, server: str) -> None:
    page.goto(f"{server}/ledger")
    page.locator('#facets input[value="act"]').check()
    page.wait_for_url("**/ledger?kind=act")
    page.get_by_role("link", name="Leave out kind act").click()
    page.wait_for_url("**/ledger")
    page.get_by_label("Words in the sentence").fill('"phone call"')
    page.keyboard.press("Enter")
    page.wait_for_url("**/ledger?words=%22phone+call%22")
    page.locator(".records .open").first.click()
    page.wait_for_url("**/records/*")


def test_names_are_completed_with_their_records(reading: TestClient) -> None:
    offered = reading.get("/actors/complete.json?q=jinp").json()
    assert offered[0]["key"] == "person:xi-jinping"
    assert offered[0]["records"] > 0
    assert len(reading.get("/actors/complete.json").json()) == 12


def test_finding_an_actor_leads_to_the_dossier_and_words_to_the_sentences(reading: TestClient) -> None:
    def place(words: str) -> str:
        answer = reading.get("/find", params={"q": words}, follow_redirects=False)
        return answer.headers.get("location", str(answer.status_code))

    assert place("CHN") == "/actors/CHN"
    assert place("xi jinping") == "/actors/person%3Axi-jinping"
    assert place("sanctions") == "/ledger?words=sanctions"
    assert place("“phone call”").startswith("/ledger?words=")
    assert place("+++") == "200"


def test_actors_are_listed_and_narrowed(reading: TestClient) -> None:
    rows = reading.get("/actors.json?type=person&country=CHN").json()["rows"]
    assert "person:xi-jinping" in [row["key"] for row in rows]
    assert {row["type"] for row in rows} == {"person"}
    assert reading.get("/actors?type=&country=").status_code == 200
    assert reading.get("/actors?country=china").status_code == 422
