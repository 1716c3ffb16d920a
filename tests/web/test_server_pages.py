"""Pages of a ledger on a server say what those of a file say, and come back when the server does."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from making import add, snapshot
from servers import PostgresServer
from talleyrand.codebook.event_formats import GDELT_COLUMNS
from talleyrand.ledger import open_ledger
from talleyrand.ledger.location import located
from talleyrand.model.cases import Case
from talleyrand.model.documents import address
from talleyrand.pipeline.copies import CopyKeeper
from talleyrand.pipeline.event_data.importing import import_events
from talleyrand.web.app import create_app
from talleyrand.web.site import make_site

AT = "2022-03-01T00:00:00+00:00"
STORY = "China called Russia. " + " ".join(f"The envoys weighed point {number} of the plan." for number in range(9))
TOLD, COPY = snapshot(STORY, outlet="Wire"), snapshot(f"{STORY} That was all.", outlet="Courier")
EVENT = {"GLOBALEVENTID": "1", "SQLDATE": "20220225", "Actor1CountryCode": "USA", "Actor1Name": "UNITED STATES",
         "Actor2CountryCode": "RUS", "Actor2Name": "RUSSIA", "EventCode": "042", "GoldsteinScale": "1.9"}  # fmt: skip
ROWS = ("\t".join(EVENT.get(column, "") for column in GDELT_COLUMNS) + "\n").encode()
DATA = address(ROWS)
PAGES = (
    "/", "/ledger.json", "/ledger.json?words=called&kind=act", "/ledger.json?order=surest", "/actors.json",
    "/actors.json?order=last", "/actors/CHN.json", "/find.json?q=chi", "/documents.json",
    "/documents.json?words=called&outlet=WIRE", "/review.json", "/cases.json", "/brief.json", "/unread.json",
    "/ledger.json?case=calls", "/documents.json?case=calls", "/actors.json?case=calls&order=last", "/?case=calls",
    "/copies.json", f"/copies/{COPY.document.id}.json", "/data.json", f"/data/{DATA}.json", f"/data/{DATA}/raw",
)  # fmt: skip


def client(location: str) -> TestClient:
    return TestClient(create_app(make_site(located(location), workers=0)), base_url="http://127.0.0.1")


def filled(location: str, data: Path) -> str:
    data.write_bytes(ROWS)
    with open_ledger(location) as ledger:
        (first, _) = add(ledger, snapshot("China called Russia. France refused to call Russia.", outlet="Wire")).entered
        add(ledger, snapshot("Russia called France.", published=None, published_basis="unknown", path="b.txt"))
        ledger.revise(first.id, "accepted", reviewer="Ann", at=AT)
        ledger.cases.keep(Case("", "Calls", actors=("CHN",)), author="Ann", at=AT)
        copies = CopyKeeper(ledger)
        for one in (TOLD, COPY):
            add(ledger, one)
            copies.add(one.document, None)
        copies.flush()
        import_events([data], ledger, clock=lambda: AT)
    return location


@pytest.fixture
def on_server(postgresql: PostgresServer, tmp_path: Path) -> str:
    return filled(postgresql.address(postgresql.emptied()), tmp_path / "events.csv")


def test_pages_say_the_same_of_a_file_and_of_a_server(on_server, tmp_path):
    found = []
    for location in (filled(str(tmp_path / "ledger.db"), tmp_path / "events.csv"), on_server):
        name = located(location).name
        with client(location) as pages:
            asked = {page: pages.get(page) for page in PAGES}
        assert {page for page, answer in asked.items() if answer.status_code != 200} == set()
        found.append(
            {
                page: answer.text.replace(name, "")
                for page, answer in asked.items()
                if ".json" in page or "/data/" in page
            }
        )
        assert asked["/copies.json"].json()["copies"] == 1
    assert found[0] == found[1]


def test_a_server_that_goes_is_told_and_pages_come_back_with_it(on_server, postgresql):
    with client(on_server) as pages:
        assert pages.get("/ledger").status_code == 200
        postgresql.stop()
        try:
            gone = pages.get("/ledger.json")
        finally:
            postgresql.start()
        assert (gone.status_code, "tally" in gone.text, "127.0.0.1" in gone.text) == (503, False, False)
        assert pages.get("/ledger").status_code == 200
