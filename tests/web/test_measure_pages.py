"""Accounts, forecasts, formulations, sources, accuracy: what each page shows of its measure."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from talleyrand.codebook.accuracy import load_accuracy
from talleyrand.web.answers.question import Answer
from talleyrand.web.differences import difference
from talleyrand.web.phrase_uses import WIDTH, phrase_uses

LONG = {"wait": 20}


def answer(**parts: Answer) -> Answer:
    return Answer("formulations", "?", "formulations?", (), (), (), (), (), 0, 0, {}, parts)


def uses(*days: str) -> Answer:
    rows = tuple(
        {"phrase": "win-win", "record": "0" * 16, "day": day, "speaker": "", "words": "win-win"} for day in days
    )
    return Answer("formulations/uses", "?", "formulations/uses?", (), (), (), rows, (), 0, 0, {}, {})


def test_two_readouts_of_one_call_stand_beside_each_other(reading: TestClient) -> None:
    compared = reading.get("/accounts.json", params=LONG).json()["compared"]
    sides = [{side["name"] for side in one["sides"]} for one in compared if "Joe Biden" in one["parties"]]
    assert any({"The White House", "Ministry of Foreign Affairs of China"} <= names for names in sides)
    page = reading.get("/accounts", params=LONG).text
    assert "Where do two accounts differ?" in page
    assert "also The White House" in page


def test_an_event_is_asked_for_by_its_id(reading: TestClient) -> None:
    first = reading.get("/accounts.json", params=LONG).json()["compared"][0]["event"]
    alone = reading.get("/accounts.json", params=LONG | {"event": first}).json()["compared"]
    assert [one["event"] for one in alone] == [first]
    assert reading.get("/accounts.json", params=LONG | {"event": "nothing"}).status_code == 404


def test_a_forecast_is_resolved_and_shown_so(client: TestClient) -> None:
    register = client.get("/forecasts.json", params=LONG).json()["panel"]["answer"]["rows"]
    record = register[0]["record"]
    kept = client.post(
        f"/forecasts/{record}/outcome", json={"outcome": "true", "note": "as reported"}, headers=own(client)
    )
    assert kept.json() == {"record": record, "outcome": "true"}
    again = client.get("/forecasts.json", params=LONG | {"by": "country"}).json()["panel"]["answer"]
    assert next(row["outcome"] for row in again["rows"] if row["record"] == record) == "true"
    assert "came true" in client.get("/forecasts/panel", params=LONG | {"by": "country"}).text


def test_an_outcome_that_is_none_changes_nothing(client: TestClient) -> None:
    assert client.post("/forecasts/0000/outcome", json={"outcome": "maybe"}, headers=own(client)).status_code == 422
    assert client.post("/forecasts/0000/outcome", json={"outcome": "true"}, headers=own(client)).status_code == 404


def own(client: TestClient) -> dict[str, str]:
    """The headers of a page's own request."""
    page = client.get("/forecasts").text
    return {"X-Form-Token": page.partition('name="form-token" content="')[2].partition('"')[0]}


def test_words_are_asked_of_somebody(reading: TestClient) -> None:
    assert "Choose whose words." in reading.get("/formulations").text
    found = reading.get("/formulations.json", params=LONG | {"actor": "RUS"}).json()
    assert found["framing"]["answer"]["rows"][0]["term"] == "special military operation"


def test_uses_of_a_phrase_lie_on_one_axis() -> None:
    found = phrase_uses(answer(uses=uses("2022-01-15", "2022-02-15", "2022-03-15")))
    assert found is not None
    places = [use.x for use in found.by_phrase["win-win"]]
    assert places[0] < places[1] < places[2] < WIDTH
    assert [tick.month for tick in found.ticks] == ["Feb 2022", "Mar 2022"]
    assert places[0] < found.ticks[0].x < places[1]


def test_a_phrase_used_on_one_day_has_a_place() -> None:
    found = phrase_uses(answer(uses=uses("2022-01-15")))
    assert found is not None
    assert len(found.by_phrase["win-win"]) == 1
    assert phrase_uses(answer(uses=uses())) is None


@pytest.mark.parametrize(
    ("marked", "pieces"),
    [
        ("no change", [("same", "no change")]),
        ("[-war-]{+operation+}", [("gone", "war"), ("come", "operation")]),
        ("a [-b-] c", [("same", "a "), ("gone", "b"), ("same", " c")]),
    ],
)
def test_a_difference_is_drawn_in_pieces(marked: str, pieces: list[tuple[str, str]]) -> None:
    assert list(difference(marked)) == pieces


def test_sources_are_counted_by_type(reading: TestClient) -> None:
    rows = reading.get("/sources.json", params=LONG | {"actor": "CHN"}).json()["panel"]["answer"]["rows"]
    assert {"named", "anonymous"} <= {row["type"] for row in rows}
    assert "Who says so?" in reading.get("/sources", params=LONG | {"actor": "CHN"}).text


def test_accuracy_shows_every_figure_of_the_gate(reading: TestClient) -> None:
    page = reading.get("/accuracy").text
    for one in load_accuracy().figures:
        assert f">{one.percent}<" in page or f">{one.percent}</b>" in page
