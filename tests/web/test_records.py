"""The page of a record: its sentence, its fields, its chain and its address."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from talleyrand.ledger.store import open_ledger
from talleyrand.model.records import KINDS, Kind, Record


def _record(case: Any, kind: Kind) -> Record:
    with open_ledger(case, read_only=True) as ledger:
        return next(iter(ledger.records(kind=kind, undated=True)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_every_kind_has_its_page(reading: TestClient, case: Any, kind: Kind) -> None:
    record = _record(case, kind)
    answer = reading.get(f"/records/{record.id}")
    assert answer.status_code == 200
    for words in ("Who says so?", "What the record says", record.method, "History"):
        assert words in answer.text


def test_its_data_are_the_exported_record_with_context_and_history(reading: TestClient, case: Any) -> None:
    record = _record(case, "act")
    data = reading.get(f"/records/{record.id}.json").json()
    assert (data["schema"], data["id"]) == ("talleyrand.record/1", record.id)
    assert data["evidence"]["text"] == record.evidence.text
    assert data["history"][0]["what"] == "entered"
    assert set(data["context"]) == {"before", "after"}


def test_the_beginning_of_an_id_leads_to_the_whole(reading: TestClient, case: Any) -> None:
    ident = _record(case, "act").id
    answer = reading.get(f"/records/{ident[:12]}?case=x", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/records/{ident}?case=x")
    data = reading.get(f"/records/{ident[:12].upper()}.json", follow_redirects=False)
    assert data.headers["location"] == f"/records/{ident}.json"


def test_an_unknown_id_is_answered_with_those_near_it(reading: TestClient) -> None:
    answer = reading.get("/records/zzzz.json")
    assert answer.status_code == 404
    assert "near it are" in answer.json()["hint"]
