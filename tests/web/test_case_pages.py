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


def of(client: TestClient, address: str, case_id: str) -> dict[str, Any]:
    """The data of a page with the case in force."""
    answer = client.get(address, params={"case": case_id})
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
