"""Cases: made, changed without losing another's change, scoping every page, taken along as one file."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from talleyrand.ledger.store import open_ledger
from talleyrand.web.app import create_app
from talleyrand.web.site import make_site

CALLS = {
    "title": "Calls to Kyiv",
    "description": "Who called whom.",
    "actors": ["Ukraine", "CHN"],
    "since": "2022-02-20",
    "until": "2022-03-31",
}


def make(client: TestClient, **changes: object) -> str:
    """Make a case and return its id."""
    answer = client.post("/cases", json=CALLS | changes)
    assert answer.status_code == 201, answer.text
    made: str = answer.json()["id"]
    return made


def records(client: TestClient, query: str = "") -> list[str]:
    """The ids of the records of a table."""
    lines = client.get(f"/ledger/export.jsonl?{query}").text.splitlines()
    return [json.loads(line)["id"] for line in lines]


def test_a_case_is_made_with_keys_in_place_of_names(client: TestClient) -> None:
    id = make(client)
    found = client.get(f"/cases/{id}.json").json()["found"]
    assert id == "calls-to-kyiv"
    assert [one["key"] for one in found["actors"]] == ["UKR", "CHN"]
    assert "Calls to Kyiv" in client.get("/cases").text
    assert make(client) == "calls-to-kyiv-2"


def test_a_case_chooses_records_by_actors_days_and_words(client: TestClient) -> None:
    wide, narrow = make(client), make(client, together=True, words="call*")
    both = set(records(client, "party=UKR")) | set(records(client, "party=CHN"))
    chosen = records(client, f"case={wide}")
    assert set(chosen) <= both
    assert 0 < len(records(client, f"case={narrow}")) < len(chosen) < len(both)


def test_a_case_scopes_measures_and_goes_along_with_every_link(client: TestClient) -> None:
    id = make(client, together=True)
    whole = client.get("/answers/contacts.json?actor=CHN").json()
    scoped = client.get(f"/answers/contacts.json?actor=CHN&case={id}").json()
    assert scoped["records"] < whole["records"]
    assert f"case={id}" in scoped["address"]
    page = client.get(f"/ledger?case={id}").text
    assert "Calls to Kyiv" in page
    assert f'href="/actors?case={id}"' in page
    assert 'href="/ledger">Leave it' in page


def test_an_unknown_case_is_refused(client: TestClient) -> None:
    assert client.get("/ledger?case=nothing").status_code == 404
    assert client.get("/answers/contacts.json?actor=CHN&case=nothing").status_code == 404
    assert client.get("/cases/nothing").status_code == 404


def test_two_who_change_a_case_never_lose_each_others_work(client: TestClient) -> None:
    id = make(client)
    first = client.put(f"/cases/{id}", json=CALLS | {"title": "Calls", "version": 1})
    assert first.json() == {"id": id, "version": 2}
    second = client.put(f"/cases/{id}", json=CALLS | {"title": "Mine", "version": 1})
    assert second.status_code == 409
    assert "changed the case" in second.json()["what"]
    assert client.get(f"/cases/{id}.json").json()["found"]["title"] == "Calls"
    assert client.delete(f"/cases/{id}?version=1").status_code == 409
    assert client.delete(f"/cases/{id}?version=2").status_code == 204
    assert client.get(f"/cases/{id}").status_code == 404


def test_what_is_chosen_is_counted_before_it_is_kept(client: TestClient) -> None:
    chosen = {"actors": ["Xi Jinping"], "words": "Russia"}
    found = client.post("/cases/count", json=chosen).json()
    assert found["actors"] == ["person:xi-jinping"]
    assert found["records"].endswith("records")


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"title": ""}, 422),
        ({"title": "x" * 500}, 422),
        ({"actors": ["Chima"]}, 404),
        ({"since": "soon"}, 400),
        ({"since": "2022-03-01", "until": "2022-02-01"}, 400),
        ({"words": "++"}, 404),
        ({"what": "more"}, 422),
    ],
)
def test_what_is_no_case_is_refused(client: TestClient, changes: dict[str, object], status: int) -> None:
    assert client.post("/cases", json=CALLS | changes).status_code == status


def test_a_case_goes_into_another_ledger_as_one_file(client: TestClient, tmp_path: Path) -> None:
    id = make(client, together=True)
    chosen = records(client, f"case={id}")
    judged = client.post(f"/review/records/{chosen[0]}/verdict", json={"status": "accepted"})
    assert judged.status_code == 200
    file = client.get(f"/cases/{id}/export.zip").content
    other = tmp_path / "other.db"
    open_ledger(other).close()
    with TestClient(create_app(make_site(other, workers=0)), base_url="http://127.0.0.1") as there:
        there.headers["X-Form-Token"] = there.get("/session.json").json()["form_token"]
        sent = {"Content-Type": "application/zip"}
        first = there.post("/cases/import", content=file, headers=sent).json()
        assert (first["id"], first["records"], first["problems"]) == (id, len(chosen), [])
        assert records(there, f"case={id}") == chosen
        assert records(there, "review=accepted") == [chosen[0]]
        again = there.post("/cases/import", content=file, headers=sent).json()
        assert (again["id"], again["records"], again["documents"]) == (id, 0, 0)
    with open_ledger(other, read_only=True) as ledger:
        assert list(ledger.verify()) == []


def archive(members: dict[str, bytes]) -> bytes:
    """A ZIP file of members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return target.getvalue()


CASE = json.dumps({"schema": "talleyrand.case/1", "title": "A case"}).encode()
EMPTY = {"case.json": CASE, "records.jsonl": b"", "reviews.jsonl": b"", "documents.jsonl": b""}


@pytest.mark.parametrize(
    "content",
    [
        b"no file at all",
        archive({"../../etc/passwd": b"x"}),
        archive(EMPTY | {"sources/../x": b"x"}),
        archive(EMPTY | {"case.json": b"[" * 100_000}),
        archive(EMPTY | {"case.json": b'{"schema": "talleyrand.case/9"}'}),
        archive(EMPTY | {"case.json": b'{"schema": "talleyrand.case/1", "title": 7}'}),
        archive(EMPTY | {"documents.jsonl": b'{"id": "sha256:00"}\n'}),
        archive(EMPTY | {"records.jsonl": b'{"schema": "talleyrand.record/1"}\n'}),
        archive({"case.json": CASE}),
    ],
)
def test_a_file_that_is_no_case_is_refused_whole(client: TestClient, content: bytes) -> None:
    sent = {"Content-Type": "application/zip"}
    before = client.get("/cases.json").json()
    assert client.post("/cases/import", content=content, headers=sent).status_code == 400
    assert client.get("/cases.json").json() == before


def test_a_file_that_unpacks_to_too_much_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talleyrand.pipeline.case_files.ONE", 1000)
    sent = {"Content-Type": "application/zip"}
    answer = client.post("/cases/import", content=archive(EMPTY | {"records.jsonl": b"\n" * 5000}), headers=sent)
    assert answer.status_code == 400
    assert "more than a case may have" in answer.json()["what"]


def test_a_case_is_made_in_the_browser_and_scopes_the_next_page(page: Page, server: str) -> None:
    page.goto(f"{server}/cases")
    page.get_by_label("Title").fill("Beijing and Moscow")
    for name in ("China", "Russia"):
        page.get_by_label("Another actor").fill(name)
        page.keyboard.press("Enter")
        page.locator(".case-actors li", has_text=name).wait_for()
    page.get_by_label("only records in which two").check()
    page.locator(".count", has_text="record").wait_for()
    page.get_by_role("button", name="Make the case").click()
    page.wait_for_url("**/cases/beijing-and-moscow")
    page.get_by_role("link", name="Ledger").last.click()
    page.wait_for_url("**/ledger?case=beijing-and-moscow")
    assert page.locator(".in-force").inner_text().startswith("Case")
    page.get_by_role("link", name="Leave it").click()
    page.wait_for_url("**/ledger")
