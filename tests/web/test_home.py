"""The first page: the ledger at a glance."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient
from tests.making import add, snapshot

from talleyrand.errors import InputError
from talleyrand.ledger.store import open_ledger
from talleyrand.web.app import create_app
from talleyrand.web.site import make_site


def test_the_first_page_tells_what_was_read(reading: TestClient) -> None:
    found = reading.get("/home.json").json()
    assert found["glance"]["documents"] > 20
    assert sum(kind["n"] for kind in found["glance"]["kinds"]) == found["glance"]["records"]
    page = reading.get("/").text
    assert f"{found['glance']['records']:,} records" in page
    assert 'href="/actors/CHN"' in page


def test_months_are_those_between_the_first_and_the_last_document(reading: TestClient) -> None:
    found = reading.get("/home.json").json()["glance"]
    assert [month["month"] for month in found["months"]] == ["2022-02", "2022-03"]
    dated = sum(month["records"] for month in found["months"]) + found["earlier"] + found["later"]
    assert dated + found["undated_records"] == found["records"]
    assert 'href="/ledger?since=2022-02-01&amp;until=2022-02-28"' in reading.get("/").text


def test_what_could_not_be_read_is_listed_with_its_reason(client: TestClient, ledger_file: Path) -> None:
    with open_ledger(ledger_file) as ledger:
        ledger.note_error(InputError("it is no text", where="<b>odd</b>.bin", hint="convert it"))
    page = client.get("/").text
    assert "&lt;b&gt;odd&lt;/b&gt;.bin" in page
    assert "it is no text" in page
    assert "convert it" in client.get("/unread", params={"sort": "inputs"}).text


def test_findings_that_were_not_entered_are_listed_with_their_reason(reading: TestClient) -> None:
    n = reading.get("/home.json").json()["glance"]["unsupported"]
    found = reading.get("/unread.json").json()
    assert len(found["things"]) == n
    assert all(one["why"] and one["document"] for one in found["things"])
    assert (
        reading.get("/unread.json", params={"after": found["things"][0]["seq"]}).json()["things"] == found["things"][1:]
    )
    assert "not resolved" in reading.get("/unread").text
    assert reading.get("/unread", params={"sort": "undated"}).status_code == 200
    assert reading.get("/unread", params={"sort": "odd"}).status_code == 422


def test_an_empty_ledger_says_how_to_begin(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    open_ledger(path).close()
    with TestClient(create_app(make_site(path, workers=0)), base_url="http://127.0.0.1") as client:
        page = client.get("/").text
    assert "Nothing has been read yet" in page
    assert "talleyrand read" in page


def test_the_glance_is_renewed_when_the_ledger_says_more(client: TestClient, ledger_file: Path) -> None:
    assert client.get("/home.json").json()["glance"]["reviewed"] == 0
    with open_ledger(ledger_file) as ledger:
        record = next(ledger.records(kind="act"))
        ledger.revise(record.id, "accepted", reviewer="anna", at="2026-01-01T00:00:00+00:00")
    assert client.get("/home.json").json()["glance"]["reviewed"] == 1


def test_what_moved_lately_is_told_of_the_most_frequent_actors(reading: TestClient) -> None:
    moved = reading.get("/home.json").json()["moved"]
    assert [one["actor"] for one in moved][:2] == ["CHN", "RUS"]
    assert moved[0]["panel"]["parameters"] == {"actor": "CHN", "since": "2022-03-01", "until": "2022-03-31"}
    days = {"since": "2022-02-01", "until": "2022-03-31"}
    piece = reading.get("/home/moved", params={"actor": "CHN", "wait": 20, **days})
    assert piece.status_code == 200
    assert "abstained" in piece.text
    assert "/why?of=changes%3Factor%3DCHN" in piece.text


def test_documents_in_other_languages_are_told_and_listed(tmp_path: Path) -> None:
    path = tmp_path / "french.db"
    found = snapshot("Le ministre a parlé.", language="fr", title="Au ministère")
    with open_ledger(path) as ledger:
        add(ledger, found)
    with TestClient(create_app(make_site(path, workers=0)), base_url="http://127.0.0.1") as client:
        assert "Documents in other languages, not coded" in client.get("/").text
        page = client.get("/unread", params={"sort": "languages"}).text
        assert "Au ministère" in page
        assert "French" in page
        assert "French: archived and searched, not coded" in client.get(f"/documents/{found.document.id}").text
