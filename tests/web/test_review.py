"""Review: the queue, its records, decisions on them, what is refused, completion of names, adding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from talleyrand.ledger.store import open_ledger
from talleyrand.model.cases import Case

JSON = dict[str, Any]


def first(client: TestClient, **parameters: str) -> JSON:
    """Return the first record of a queue."""
    card = client.get("/review.json", params=parameters).json()["card"]
    assert card is not None
    return dict(card)


def decide(client: TestClient, card: JSON, what: str = "verdict", **data: Any) -> Any:
    """Decide on a record as a person who sees it."""
    return client.post(f"/review/records/{card['record']}/{what}", json={"expects": card["mark"], **data})


def test_a_queue_begins_with_the_least_sure_and_goes_on_after_it(client: TestClient) -> None:
    one = first(client)
    other = client.get(one["next_page"].replace("/review?", "/review.json?")).json()["card"]
    assert one["row"]["confidence"] <= other["row"]["confidence"]
    assert one["record"] != other["record"]
    assert f'data-record="{one["record"]}"' in client.get(one["address"]).text


def test_a_record_stands_in_its_sentences_with_its_parts_named(client: TestClient) -> None:
    card = first(client, kind="act")
    segments = [piece for paragraph in card["passage"]["paragraphs"] for piece in paragraph["segments"]]
    evidence = "".join(piece["text"] for piece in segments if piece["evidence"])
    assert evidence.split() == card["row"]["evidence"].split()
    assert any("trigger" in piece["parts"] for piece in segments)
    for paragraph in card["passage"]["paragraphs"]:
        assert paragraph["start"] >= card["passage"]["start"]


def test_a_verdict_is_signed_and_takes_the_record_out_of_the_queue(client: TestClient) -> None:
    card = first(client)
    saved = decide(client, card, status="accepted", note="plain").json()
    assert saved["status"] == "accepted"
    assert saved["mark"] != card["mark"]
    assert first(client)["record"] != card["record"]
    again = client.get(card["address"].replace("/review?", "/review.json?")).json()["card"]
    assert [(one["by"], one["what"], one["note"]) for one in again["verdicts"]] == [("local", "accepted", "plain")]
    assert client.get("/review/progress.json").json()["coders"] == [{"name": "local", "judged": 1, "today": 1}]


def test_the_second_to_decide_is_told_who_did(client: TestClient) -> None:
    card = first(client)
    decide(client, card, status="rejected", note="he did not", **{"as": "anna"})
    late = decide(client, card, status="accepted", **{"as": "ben"})
    assert late.status_code == 409
    assert "anna rejected it" in late.json()["what"]
    assert "he did not" in late.json()["what"]


def test_a_correction_changes_what_is_given_and_shows_in_the_history(client: TestClient) -> None:
    card = first(client, kind="act")
    assert card["row"]["factuality"] != "possible"
    saved = decide(client, card, "correction", changes={"factuality": "possible", "actors": ["CHN", "country:RUS"]})
    assert saved.json()["status"] == "corrected"
    now = client.get(card["address"].replace("/review?", "/review.json?")).json()["card"]
    assert now["row"]["factuality"] == "possible"
    fields = {one["name"]: one for one in now["fields"]}
    assert [party["id"] for party in fields["actors"]["parties"]] == ["country:CHN", "country:RUS"]
    assert "factuality" in [change["field"] for change in now["history"][-1]["changes"]]


def test_a_field_that_can_not_be_is_refused_by_its_name(client: TestClient) -> None:
    card = first(client)
    refused = decide(client, card, "correction", changes={"date.start": "2022-02-30"})
    assert refused.status_code == 422
    assert refused.json()["where"] == "date.start"


def test_a_decision_is_taken_back(client: TestClient) -> None:
    card = first(client)
    saved = decide(client, card, status="rejected").json()
    undone = client.post(f"/review/records/{card['record']}/undo", json={"expects": saved["mark"]}).json()
    assert undone["status"] == "proposed"
    assert first(client)["record"] == card["record"]
    assert client.get("/review/progress.json").json()["judged"] == 0


def test_a_second_reading_shows_nothing_of_the_first_and_finds_the_difference(client: TestClient) -> None:
    card = first(client)
    decide(client, card, "correction", changes={"factuality": "possible"}, **{"as": "anna"})
    blind = first(client, order="second", **{"as": "ben"})
    assert blind["record"] == card["record"]
    assert (blind["row"]["factuality"], blind["row"]["review"]) == (card["row"]["factuality"], "proposed")
    assert (blind["verdicts"], blind["history"]) == ([], [])
    assert "anna" not in client.get(blind["piece"]).text
    decide(client, blind, status="accepted", second=True, **{"as": "ben"})
    disputes = client.get("/review/agreement.json").json()["disputes"]
    assert [one["row"]["record_id"] for one in disputes] == [card["record"]]
    assert {one["by"] for one in disputes[0]["verdicts"]} == {"anna", "ben"}


def test_a_queue_is_narrowed(client: TestClient) -> None:
    card = first(client, kind="act", type="CONSULT", actor="China", outlet="Example Wire")
    assert card["row"]["code"].startswith("CONSULT")
    assert card["row"]["outlet"] == "Example Wire"
    assert client.get("/review.json", params={"outlet": "nobody"}).json()["card"] is None


def test_a_case_narrows_its_queue(ledger_file: Path, client: TestClient) -> None:
    case = Case("", "Olympics", actors=("CHN",), words="Olympics")
    with open_ledger(ledger_file) as ledger:
        kept = ledger.cases.keep(case, author="anna", at="2026-01-01T00:00:00+00:00")
    one = client.get("/review.json", params={"case": kept.id}).json()
    assert "Olympics" in "".join(s["text"] for p in one["card"]["passage"]["paragraphs"] for s in p["segments"])
    assert f"case={kept.id}" in one["card"]["next"]
    assert 0 < one["progress"]["all"] < client.get("/review/progress.json").json()["all"]
    assert client.get("/review/agreement", params={"case": kept.id}).status_code == 200


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"kind": "rumour"}, 400),
        ({"order": "alphabetical"}, 422),
        ({"actor": "Nobody At All"}, 404),
        ({"record": "zz"}, 404),
        ({"after": "nowhere"}, 400),
        ({"as": "x" * 61}, 422),
    ],
)
def test_what_an_address_can_not_mean_is_refused(client: TestClient, parameters: dict[str, str], status: int) -> None:
    assert client.get("/review", params=parameters).status_code == status


@pytest.mark.parametrize(
    "data", [{}, {"status": "maybe"}, {"status": "accepted", "more": 1}, {"status": "accepted", "note": "x" * 5000}]
)
def test_a_verdict_that_is_none_is_refused(client: TestClient, data: JSON) -> None:
    assert decide(client, first(client), **data).status_code == 422


def test_a_record_that_was_missed_is_added_with_its_words(client: TestClient) -> None:
    card = first(client, kind="act")
    document = card["row"]["document_id"]
    start, end = card["row"]["evidence_start"], card["row"]["evidence_end"]
    given = {"document": document, "start": start, "end": end, "kind": "framing"}
    assert client.post("/review/records", json=given).json()["where"] == "actors"
    added = client.post("/review/records", json=given | {"fields": {"actors": ["RUS"], "framing.term": "operation"}})
    assert added.status_code == 201
    assert added.json()["status"] == "accepted"
    assert "operation" in client.get(f"/records/{added.json()['record']}").text
    assert (
        client.post(
            "/review/records", json=given | {"fields": {"actors": ["RUS"], "framing.term": "operation"}}
        ).status_code
        == 409
    )


def test_the_form_of_a_record_to_add_has_the_fields_of_its_kind(client: TestClient) -> None:
    document = first(client)["row"]["document_id"]
    form = client.get("/review/form", params={"document": document, "kind": "vote", "start": 0, "end": 20}).text
    assert 'data-field="vote.choice"' in form
    assert (
        client.get("/review/form", params={"document": "sha256:0", "kind": "vote", "start": 0, "end": 2}).status_code
        == 404
    )
