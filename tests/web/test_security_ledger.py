"""A ledger that goes wrong while it is served: a clear answer with what to do, and all is well again when it is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.making import add, snapshot

from talleyrand.errors import LedgerError
from talleyrand.ledger import open_ledger
from talleyrand.web import readers
from talleyrand.web.app import create_app
from talleyrand.web.border.limits import BODY
from talleyrand.web.site import Site, make_site

PERSON = {"name": "ada", "password": "four words nobody links", "role": "admin"}


@pytest.fixture
def site(ledger_file: Path) -> Site:
    """The site of a copy of the example case."""
    return make_site(ledger_file, workers=0)


@pytest.fixture
def asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A client of that site, which waits for nobody."""
    monkeypatch.setattr(readers, "PATIENCE", 0.05)
    with TestClient(create_app(site), base_url="http://127.0.0.1:8765") as client:
        client.headers["X-Form-Token"] = client.get("/session.json").json()["form_token"]
        yield client


def told(client: TestClient, path: Path, method: str = "GET") -> str:
    """What a page and its data say is wrong: 503, what to do, and no folder of the machine."""
    data = client.request(method, "/home.json" if method == "GET" else "/people", json=PERSON)
    page = client.get("/", headers={"Accept": "text/html"}) if method == "GET" else data
    for answer in (data, page):
        assert answer.status_code == 503
        assert str(path.parent) not in answer.text
        assert "Traceback" not in answer.text
    assert data.json()["hint"]
    return str(data.json()["what"])


def test_a_ledger_that_is_gone_is_told_and_found_again(asked: TestClient, ledger_file: Path) -> None:
    away = ledger_file.with_name("away.db")
    ledger_file.rename(away)
    assert "not there" in told(asked, ledger_file)
    away.rename(ledger_file)
    assert asked.get("/home.json").status_code == 200


def test_a_ledger_put_in_its_place_is_the_one_that_is_read(asked: TestClient, ledger_file: Path, case: Path) -> None:
    assert asked.post("/people", json=PERSON).status_code == 201
    assert asked.get("/home.json").status_code == 401
    other = Path(shutil.copy(case, ledger_file.with_name("other.db")))
    other.replace(ledger_file)
    for leftover in ledger_file.parent.glob(f"{ledger_file.name}-*"):
        leftover.unlink()
    assert asked.get("/home.json").status_code == 200
    assert asked.post("/people", json=PERSON).status_code == 201


@pytest.mark.parametrize("broken", [b"no ledger at all" * 100, b""])
def test_what_is_no_ledger_is_told_and_a_whole_one_read_again(
    asked: TestClient, ledger_file: Path, case: Path, broken: bytes
) -> None:
    new = ledger_file.with_name("broken.db")
    new.write_bytes(broken)
    new.replace(ledger_file)
    told(asked, ledger_file)
    whole = Path(shutil.copy(case, ledger_file.with_name("whole.db")))
    whole.replace(ledger_file)
    assert asked.get("/home.json").status_code == 200


def test_a_damaged_ledger_is_told_wherever_it_is_read(asked: TestClient, ledger_file: Path) -> None:
    with ledger_file.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (ledger_file.stat().st_size - 4096))
    for address in ("/home.json", "/ledger.json", "/documents.json", "/ledger", "/session.json"):
        answer = asked.get(address)
        assert answer.status_code == 503
        assert "Traceback" not in answer.text


def test_while_another_program_writes_pages_are_read_and_a_change_is_told_to_wait(
    asked: TestClient, ledger_file: Path
) -> None:
    other = sqlite3.connect(ledger_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert asked.get("/home.json").status_code == 200
    assert "locked" in told(asked, ledger_file, "POST")
    other.execute("ROLLBACK")
    other.close()
    assert asked.post("/people", json=PERSON).status_code == 201


def test_a_full_disk_is_told_and_nothing_is_half_written(asked: TestClient, site: Site) -> None:
    with site.pen.writing() as ledger, ledger.transaction() as connection:
        (record,) = ledger.records(limit=1)
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    address = f"/review/records/{record.id}/note"
    answers = [asked.post(address, json={"note": f"{number} {'x' * 1500}"}) for number in range(40)]
    refused = next(answer for answer in answers if answer.status_code != 200)
    assert refused.status_code == 503
    assert "full" in refused.json()["what"]
    assert "free some space" in refused.json()["hint"]
    assert asked.get("/home.json").status_code == 200
    written = [event for event in site_history(site, record.id) if "x" * 1500 in event]
    assert len(written) == len([answer for answer in answers if answer.status_code == 200])


def site_history(site: Site, record: str) -> list[str]:
    """The notes in a record's history."""
    with site.readers.borrow() as ledger:
        return [event.note for event in ledger.history(record)]


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_that_is_too_large_is_refused(asked: TestClient, declared: bool) -> None:
    large = b"x" * (BODY + 1)
    pieces = (large[at : at + 65536] for at in range(0, len(large), 65536))
    answer = asked.post("/people", content=large if declared else pieces, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["status"] == 413


def test_an_address_that_is_too_long_is_refused(asked: TestClient) -> None:
    assert asked.get("/ledger", params={"words": "x" * 9000}).status_code == 413
    assert asked.get("/ledger?" + "a=1&" * 300).status_code == 413


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"name": "\\ud800"}', b"[" * 5000, b"9" * 5000, b"null"])
def test_a_body_that_is_none_is_told(asked: TestClient, body: bytes) -> None:
    answer = asked.post("/people", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 422}


def test_a_log_that_is_removed_is_told_and_nothing_written_is_lost(tmp_path: Path) -> None:
    place = tmp_path / "test.db"
    open_ledger(place).close()
    pen, lent = readers.Pen(place), readers.Readers(place)
    with pen.writing() as ledger:
        add(ledger, snapshot("China called Russia."))
    with lent.borrow() as ledger:
        assert ledger.counts()["documents"] == 1
    (tmp_path / "test.db-wal").unlink()
    with pytest.raises(LedgerError, match="its log was removed"), pen.writing() as ledger:
        add(ledger, snapshot("China called France."))
    with pen.writing() as ledger:
        add(ledger, snapshot("France called Russia."))
    with lent.borrow() as ledger:
        assert ledger.counts()["documents"] == 2
    lent.close()
    pen.close()
    with open_ledger(place, read_only=True) as ledger:
        assert ledger.counts()["documents"] == 2
        assert list(ledger.verify()) == []
