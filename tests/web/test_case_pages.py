"""With a case in force, pages count and list what belongs to it alone."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from fastapi.testclient import TestClient

CALLS = {
    "title": "Calls to Kyiv",
    "actors": ["UKR", "CHN"],
    "together": True,
    "since": "2022-02-20",
    "until": "2022-03-31",
}


@pytest.fixture
def case_id(client: TestClient) -> str:
    """The id of a case: records in which Ukraine and China both take part."""
    made: str = client.post("/cases", json=CALLS).json()["id"]
    return made


@pytest.fixture
def belonging(client: TestClient, case_id: str) -> list[dict[str, Any]]:
    """The records of the case."""
    lines = client.get(f"/ledger/export.jsonl?case={case_id}").text.splitlines()
    return [json.loads(line) for line in lines]


def of(client: TestClient, address: str, case_id: str, **asked: str) -> dict[str, Any]:
    """The data of a page with the case in force."""
    answer = client.get(address, params={"case": case_id, **asked})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_the_first_page_is_about_the_case(client: TestClient, case_id: str, belonging: list[dict[str, Any]]) -> None:
    found = of(client, "/home.json", case_id)
    glance = found["glance"]
    assert glance["records"] == len(belonging)
    assert glance["documents"] == len({record["document"]["id"] for record in belonging})
    assert {kind["id"]: kind["n"] for kind in glance["kinds"]} == Counter(record["kind"] for record in belonging)
    assert sum(month["records"] for month in glance["months"]) + glance["earlier"] + glance["later"] == len(belonging)
    assert [one["actor"] for one in found["moved"]] == ["UKR", "CHN"]
    assert found["moved"][0]["panel"]["parameters"]["case"] == case_id
    assert (found["review"]["proposed"], found["review"]["judged"]) == (len(belonging), 0)
    page = client.get("/", params={"case": case_id}).text
    assert "<h1><bdi>Calls to Kyiv</bdi></h1>" in page
    assert "Of the whole ledger" in page


def test_what_is_judged_outside_the_case_is_not_counted_on_its_first_page(
    client: TestClient, case_id: str, belonging: list[dict[str, Any]]
) -> None:
    every = client.get("/ledger/export.jsonl").text.splitlines()
    inside = {record["id"] for record in belonging}
    outside = next(id for id in (json.loads(line)["id"] for line in every) if id not in inside)
    for id in (outside, belonging[0]["id"]):
        assert client.post(f"/review/records/{id}/verdict", json={"status": "accepted"}).status_code == 200
    assert client.get("/home.json").json()["review"]["judged"] == 2
    coders = of(client, "/review.json", case_id)["progress"]["coders"]
    assert [(coder["judged"], coder["today"]) for coder in coders] == [(1, 1)]
    review = of(client, "/home.json", case_id)["review"]
    assert review["judged"] == 1
    assert list(review["reviewers"].values()) == [1]


def test_a_dossier_tells_of_the_case_alone(client: TestClient, case_id: str, belonging: list[dict[str, Any]]) -> None:
    whole = client.get("/actors/UKR.json").json()["holds"]
    found = of(client, "/actors/UKR.json", case_id)
    assert found["holds"]["records"] == len(belonging) < whole["records"]
    assert all(panel["parameters"]["case"] == case_id for panel in found["panels"].values())
    assert all(one["positions"]["parameters"]["case"] == case_id for one in found["positions"])
    assert found["counterparts"][0]["party"]["key"] == "CHN"
    other = of(client, "/actors/UKR/toward/USA.json", case_id)["holds"]
    assert other["records"] < client.get("/actors/UKR/toward/USA.json").json()["holds"]["records"]


def test_a_brief_begins_with_the_actors_and_days_of_the_case(client: TestClient, case_id: str) -> None:
    found = of(client, "/brief.json", case_id)
    assert (found["offered"], found["since"], found["until"]) == ("UKR,CHN", CALLS["since"], CALLS["until"])
    page = client.get("/brief", params={"case": case_id}).text
    assert 'value="UKR,CHN"' in page
    assert 'value="2022-02-20"' in page


def test_actors_are_those_of_the_case_with_its_records(
    client: TestClient, case_id: str, belonging: list[dict[str, Any]]
) -> None:
    rows = of(client, "/actors.json", case_id)["rows"]
    assert [(row["key"], row["records"]) for row in rows[:2]] == [("UKR", len(belonging)), ("CHN", len(belonging))]
    assert all(row["records"] <= len(belonging) for row in rows)
    assert len(rows) < len(client.get("/actors.json").json()["rows"])
    offered = of(client, "/find.json", case_id, q="Ch")["actors"]
    assert {one["key"]: one["records"] for one in offered}["CHN"] == len(belonging)


def test_actors_are_sorted_by_their_last_day_a_page_at_a_time(client: TestClient) -> None:
    rows = client.get("/actors.json", params={"sort": "last"}).json()["rows"]
    first = client.get("/actors.json").json()["rows"][0]
    assert rows[0]["last"] == "31 Mar 2022"
    place = "2022-03-30_zzz"
    after = client.get("/actors.json", params={"sort": "last", "after": place}).json()
    before = client.get("/actors.json", params={"sort": "last", "before": place}).json()
    every = [row["key"] for row in (*before["rows"], *after["rows"])]
    assert len(every) == len(set(every))
    assert every[: len(rows)] == [row["key"] for row in rows[: len(every)]]
    assert "31 Mar 2022" not in [row["last"] for row in after["rows"]]
    assert {row["key"]: row for row in rows}[first["key"]] == first
    assert client.get("/actors", params={"sort": "odd"}).status_code == 422


def test_documents_and_sentences_are_those_of_the_case(
    client: TestClient, case_id: str, belonging: list[dict[str, Any]]
) -> None:
    listed = of(client, "/documents.json", case_id)["documents"]
    held = Counter(record["document"]["id"] for record in belonging)
    assert {one["id"]: one["records"] for one in listed} == held
    sentences = of(client, "/find.json", case_id, q='"Ukraine"')["sentences"]
    assert sentences
    assert {one["document_id"] for one in sentences} <= set(held)


@pytest.mark.parametrize("address", ["/contacts.json", "/network.json", "/votes.json"])
def test_pages_of_measures_ask_for_the_case(client: TestClient, case_id: str, address: str) -> None:
    assert f"case={case_id}" in of(client, address, case_id)["piece"]["address"]
