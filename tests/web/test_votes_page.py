"""Votes in the browser: roll calls, likeness, blocs, ideal points, and one roll call on the map."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from talleyrand.ledger.store import open_ledger
from talleyrand.pipeline.votes.importing import import_votes
from talleyrand.web.app import create_app
from talleyrand.web.site import make_site

STATES = ("France", "Germany", "Italy", "Poland", "Malta", "Singapore", "China", "Russia", "Belarus", "Cuba", "Syria")
WEST = STATES[:6]


def roll_calls() -> str:
    """Twelve roll calls in which two blocs part, and one state abstains now and then."""
    lines = ["resolution,date,country,vote,title"]
    for at in range(12):
        for state in STATES:
            choice = "yes" if (state in WEST) == (at % 3 > 0) else "no"
            if state == "China" and at % 4 == 0:
                choice = "abstain"
            lines.append(f"A/RES/70/{at + 1},201{5 + at % 5}-03-0{at % 9 + 1},{state},{choice},Matter number {at + 1}")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def voting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The application over a ledger of roll calls alone."""
    folder = tmp_path_factory.mktemp("votes")
    (folder / "votes.csv").write_text(roll_calls(), "utf-8")
    with open_ledger(folder / "votes.db") as ledger:
        import_votes([folder / "votes.csv"], ledger)
    with TestClient(create_app(make_site(folder / "votes.db", workers=0)), base_url="http://127.0.0.1") as client:
        yield client


def told(client: TestClient, path: str, what: str = "board", **parameters: str) -> Any:
    """A page's data once it is worked out."""
    for _ in range(200):
        found = client.get(path, params=parameters).json()
        if found[what] is not None or found["piece"]["state"] == "refused":
            return found
        time.sleep(0.05)
    return pytest.fail("the answer never came")


def test_roll_calls_are_listed_the_newest_first_with_their_result(voting: TestClient) -> None:
    board = told(voting, "/votes.json")["board"]
    assert board["roll_calls"] == 12
    days = [call["day"] for call in board["calls"]]
    assert days == sorted(days, reverse=True)
    assert {bloc["members"] for bloc in board["blocs"]} >= {6}
    text = voting.get("/votes").text
    assert "Which states vote as a bloc" in text
    assert 'data-state="MLT"' in text


def test_a_state_has_its_own_votes_its_like_and_a_map(voting: TestClient) -> None:
    board = told(voting, "/votes.json", actor="France")["board"]
    assert {call["choice"] for call in board["calls"]} == {"yes", "no"}
    assert board["most"][0]["agreement"] == 1.0
    assert board["world"]["places"]["RUS"]["kind"] == "against-2"
    assert "France" in voting.get("/votes?actor=FRA").text


def test_words_choose_roll_calls_and_pages_go_on_by_name(voting: TestClient) -> None:
    board = told(voting, "/votes.json", words="70/7")["board"]
    assert [call["name"] for call in board["calls"]] == ["A/RES/70/7"]
    second = told(voting, "/votes.json")["board"]["calls"][4]["name"]
    assert told(voting, "/votes.json", after=second)["board"]["calls"][0]["name"] == second


def test_one_roll_call_tells_who_voted_how_with_evidence(voting: TestClient) -> None:
    board = told(voting, "/votes/roll-call.json", call="A/RES/70/1", on="2015-03-01")["board"]
    sides = {side["choice"]: [one["code"] for one in side["ballots"]] for side in board["sides"]}
    assert sides["abstain"] == ["CHN"]
    assert "FRA" in sides["no"]
    text = voting.get("/votes/roll-call?call=A/RES/70/1&on=2015-03-01").text
    assert text.count(">evidence<") == len(STATES)
    assert 'class="land choice-abstain"' in text


def test_blocs_are_split_in_a_roll_call(voting: TestClient) -> None:
    found = told(voting, "/votes/roll-call/blocs.json", "splits", call="A/RES/70/1", on="2015-03-01")["splits"]
    assert sum(sum(one["votes"]) for one in found) == len(STATES)


def test_ideal_points_place_states_in_order(voting: TestClient) -> None:
    board = told(voting, "/votes/ideal-points.json")["board"]
    values = [point["value"] for point in board["points"]]
    assert values == sorted(values, reverse=True)
    assert all(point["low"] < point["value"] < point["high"] for point in board["points"])


def test_positions_toward_a_target_stand_on_the_map(reading: TestClient) -> None:
    board = told(reading, "/votes/positions.json", target="Russia")["board"]
    values = [one["value"] for one in board["states"]]
    assert values == sorted(values, reverse=True)
    assert {"UKR", "USA"} <= {one["code"] for one in board["states"]}
    assert board["world"]["places"]["RUS"]["kind"] == "own"
    assert "/actors/UKR/toward/RUS" in reading.get("/votes/positions?target=RUS").text


def test_without_a_target_nothing_is_worked_out(reading: TestClient) -> None:
    assert reading.get("/votes/positions.json").json()["piece"] is None
    assert "Name a state" in reading.get("/votes/positions").text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/votes?target=CHN", 400),
        ("/votes?actor=Nowhere", 404),
        ("/votes?body=" + "x" * 300, 422),
        ("/votes/roll-call", 422),
        ("/votes/roll-call?call=x&on=soon", 400),
    ],
)
def test_odd_questions_are_refused_in_words(voting: TestClient, address: str, status: int) -> None:
    assert voting.get(address).status_code == status


def test_an_unknown_roll_call_says_so_where_it_would_stand(voting: TestClient) -> None:
    found = told(voting, "/votes/roll-call.json", call="A/RES/70/99")
    assert "no such roll call" in found["piece"]["problem"]


def test_a_ledger_with_few_votes_has_a_page_too(reading: TestClient) -> None:
    board = told(reading, "/votes.json")["board"]
    assert 0 < board["roll_calls"] < 30
    assert "Too few votes" in " ".join(board["bloc_notes"]) or "too few votes" in reading.get("/votes").text


def test_a_roll_call_is_opened_from_the_table(page: Page, server: str) -> None:
    page.goto(f"{server}/votes")
    page.locator(".calls tbody th a").first.click()
    page.wait_for_selector(".world svg")
    assert page.locator(".world a[data-state]").count() >= 1
