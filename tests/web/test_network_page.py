"""The signed network in the browser."""

from __future__ import annotations

import time
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page


def told(client: TestClient, **parameters: str) -> Any:
    """The network page's board once it is worked out."""
    for _ in range(200):
        found = client.get("/network.json", params=parameters).json()
        if found["board"] is not None:
            return found
        time.sleep(0.05)
    return pytest.fail("the answer never came")


def test_the_network_has_parties_ties_and_triads(reading: TestClient) -> None:
    board = told(reading)["board"]
    assert {"RUS", "UKR"} <= {node["id"] for node in board["nodes"]}
    assert any(tie["stance"] < 0 for tie in board["ties"])
    text = reading.get("/network").text
    assert 'data-node="RUS"' in text
    assert "Triads in tension" in text


def test_fewer_parties_and_words_alone_can_be_asked_for(reading: TestClient) -> None:
    board = told(reading, top="8", channel="words")["board"]
    assert 0 < len(board["nodes"]) <= 8


def test_windows_of_time_lie_side_by_side(reading: TestClient) -> None:
    found = told(reading, since="2022-02-01", until="2022-02-28")
    assert found["before"] == {"since": "2022-01-04", "until": "2022-01-31"}
    assert found["after"] == {"since": "2022-03-01", "until": "2022-03-28"}
    assert "Before: 4 Jan 2022" in reading.get("/network?since=2022-02-01&until=2022-02-28").text


@pytest.mark.parametrize(
    ("query", "status"),
    [("top=999", 422), ("actor=Nowhere", 404), ("channel=rumours", 422), ("since=0001-01-01&until=9999-12-31", 200)],
)
def test_odd_questions_are_answered_or_refused(reading: TestClient, query: str, status: int) -> None:
    assert reading.get(f"/network?{query}").status_code == status


def test_reaching_a_party_leaves_its_own_ties(page: Page, server: str) -> None:
    page.goto(f"{server}/network")
    page.wait_for_selector("[data-network][data-ready]")
    page.locator("[data-node='RUS']").focus()
    assert page.locator(".network svg.dim").count() == 1
    lit = page.locator(".tie.lit")
    assert lit.count() == page.locator("[data-one='RUS'], [data-other='RUS']").count() > 0
