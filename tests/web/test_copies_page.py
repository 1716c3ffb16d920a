"""Pages of what several outlets print of one text, and of event data: which reports are one story, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from making import add, snapshot
from talleyrand.codebook.event_formats import POLECAT_COLUMNS
from talleyrand.ledger.store import open_ledger
from talleyrand.parse.blocks import find_blocks
from talleyrand.pipeline.copies import keep_copies
from talleyrand.pipeline.event_data.importing import import_events
from talleyrand.pipeline.sketching import sketch_of
from talleyrand.web.app import create_app
from talleyrand.web.site import make_site

STORY = "\n\n".join(
    f"China called Russia on the {number} day of the talks, and the envoys of both weighed point {number} of a plan "
    f"for the {number} city, which the {number} convoy would leave at the {number} hour."
    for number in ("first", "second", "third", "fourth", "fifth", "sixth")
)
ROWS = (
    {"Event ID": "e1", "Event Date": "2022-02-25", "Event Type": "CONSULT", "Actor Name": "Xi Jinping",
     "Actor Country": "CHN", "Recipient Country": "RUS", "Source": "Example Wire"},
    {"Event ID": "e2", "Event Date": "2022-02-26", "Event Type": "ACCUSE", "Actor Country": "UKR",
     "Recipient Country": "RUS"},
)  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a story that three documents tell, one that nobody copies, and a file of event data."""
    folder = tmp_path_factory.mktemp("copies")
    part, address = STORY.rpartition("\n\n")[0], "https://www.daily.example/1"
    made = [
        snapshot(STORY, outlet="Wire", title="Talks", published="2022-03-01"),
        snapshot(part, title="Talks go on", url=address, published="2022-03-02"),
        snapshot(f"Late news.\n\n{STORY}", path="in/weekly.txt", published="2022-03-03"),
        snapshot("France called Japan, and that was all that there was to tell on that day.", outlet="Other"),
        snapshot("Переговоры в Женеве продолжены.", path="in/ru.txt", language="ru"),
    ]  # fmt: skip
    with open_ledger(folder / "a.db") as ledger:
        ledger.start_run({}, version="1", at="2022-03-04T00:00:00+00:00")
        for one in made:
            add(ledger, one)
        with ledger.transaction() as connection:
            sketches = [(one.document.id, sketch_of(one.document, find_blocks(one.document))) for one in made]
            keep_copies(connection, sketches)
        cells = ["\t".join(row.get(column, "None") for column in POLECAT_COLUMNS) for row in ROWS]
        (folder / "polecat.tsv").write_text("\n".join(["\t".join(POLECAT_COLUMNS), *cells]) + "\n")
        import_events([folder / "polecat.tsv"], ledger)
    return folder / "a.db"


@pytest.fixture(scope="module")
def asked(told: Path) -> Iterator[TestClient]:
    with TestClient(create_app(make_site(told, workers=0)), base_url="http://127.0.0.1:8765") as made:
        yield made


@pytest.fixture(scope="module")
def served(told: Path, serve: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    with serve(told) as address:
        yield address


def by_day(asked: TestClient) -> list[str]:
    """The documents of the story, the earliest first."""
    (story,) = asked.get("/copies.json").json()["stories"]
    return [copy["document"]["id"] for copy in story["documents"]]


def data_record(asked: TestClient) -> tuple[str, str]:
    """The file of event data, and a record of it."""
    (file,) = asked.get("/data.json").json()["files"]
    rows = asked.get(f"/data/{file['id']}.json").json()["rows"]
    return file["id"], rows[0]["row"]["record_id"]


def test_a_story_has_its_first_day_its_outlets_and_the_rule_and_score_of_each_copy(asked: TestClient) -> None:
    found = asked.get("/copies.json").json()
    (story,) = found["stories"]
    assert (found["documents"], found["copies"], found["next"]) == (5, 2, "")
    assert (story["first"], story["outlets"]) == ("2022-03-01", ["Wire", "daily.example"])
    assert [copy["document"]["outlet"] for copy in story["documents"]] == [
        "Wire",
        "daily.example",
        "outlet unknown, weekly.txt",
    ]
    assert all(copy["rule"] and 0.5 < copy["score"] <= 1 for copy in story["documents"][1:])


@pytest.mark.parametrize(
    ("after", "stories"), [("2022-03-02~1", 1), ("2022-03-01~9", 1), ("2022-03-01~1", 0), ("~9", 0)]
)
def test_the_list_goes_on_behind_a_place(asked: TestClient, after: str, stories: int) -> None:
    assert len(asked.get("/copies.json", params={"after": after}).json()["stories"]) == stories


def test_two_texts_stand_side_by_side_with_what_both_say_marked(asked: TestClient) -> None:
    first, second, third = by_day(asked)
    found = asked.get(f"/copies/{third}.json").json()
    assert (found["left"]["document"]["id"], found["right"]["document"]["id"]) == (third, first)
    alone = [piece["text"] for side in found["left"]["paragraphs"] for piece in side if not piece["shared"]]
    assert alone == ["Late news.", "."]
    assert found["right"]["share"] > 0.98
    assert "are the same" in found["how"] or "stand" in found["how"]
    assert asked.get(f"/copies/{first}.json").json()["right"]["document"]["id"] == second
    assert asked.get(f"/copies/{second}.json", params={"beside": third}).json()["how"] == ""


def test_what_tells_another_story_is_not_set_beside_it(asked: TestClient) -> None:
    first, *_ = by_day(asked)
    (other,) = [each["id"] for each in asked.get("/documents.json?outlet=Other").json()["documents"]]
    assert asked.get(f"/copies/{other}").status_code == 404
    assert asked.get(f"/copies/{first}", params={"beside": other}).status_code == 404
    assert asked.get("/copies", params={"after": "x"}).status_code == 400


def test_a_document_and_a_record_lead_to_the_copies(asked: TestClient) -> None:
    first, second, _ = by_day(asked)
    page = asked.get(f"/documents/{second}").text
    assert f'href="/copies/{second}?beside={first}"'.replace("sha256:", "sha256%3A") in page
    (record, *_) = asked.get(f"/documents/{second}.json").json()["passages"][0]["notes"]
    text = asked.get(f"/records/{record['row']['record_id']}").text
    assert f'<a href="/copies/{second.replace(":", "%3A")}">other documents with this text</a>' in text


def test_a_document_without_an_outlet_is_listed_by_its_host_or_file(asked: TestClient) -> None:
    page = asked.get("/documents").text
    assert "<bdi>daily.example</bdi>" in page
    assert "<bdi>weekly.txt</bdi>" in page


def test_what_is_not_coded_says_so_in_lists_and_is_found_by_its_words(asked: TestClient) -> None:
    assert "in Russian, not coded" in asked.get("/documents").text
    found = asked.get("/find", params={"q": "переговоры"}, follow_redirects=False)
    assert found.status_code == 200
    assert "in Russian, not coded" in found.text


def test_a_file_of_event_data_says_what_it_is_and_leads_to_its_records(asked: TestClient) -> None:
    file, record = data_record(asked)
    found = asked.get(f"/documents/{file}.json").json()
    assert (found["file"]["data_set"], found["lines"], found["records"]) == ("POLECAT", 3, 2)
    assert [(row["line"], row["event"]) for row in found["rows"]] == [(2, "e1"), (3, "e2")]
    assert f'href="/records/{record}"' in asked.get(f"/data/{file}").text
    later = asked.get(f"/data/{file}.json", params={"record": found["rows"][1]["row"]["record_id"]}).json()
    assert [row["event"] for row in later["rows"]] == ["e2"]
    assert asked.get(f"/data/{file}/raw").text.count("\n") == 3
    assert asked.get("/data/sha256:0").status_code == 404


def test_a_record_of_event_data_shows_its_row_and_offers_no_review(asked: TestClient) -> None:
    file, record = data_record(asked)
    page = asked.get(f"/records/{record}").text
    assert "Review it" not in page
    assert "How is it cited?" not in page
    assert "Example Wire" in page
    assert f"/data/{file.replace(':', '%3A')}?record={record}" in page
    assert "not what the archived source says" not in asked.get(f"/evidence/{record}").text
    assert asked.get(f"/records/{record}/citation.txt").status_code == 404
    token = {"X-Form-Token": asked.get("/session.json").json()["form_token"]}
    judged = asked.post(f"/review/records/{record}/verdict", json={"status": "accepted"}, headers=token)
    assert (judged.status_code, "rests on no text" in judged.text) == (422, True)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_are_accessible_and_fit_a_phone(browser: Browser, served: str, asked: TestClient, width: int) -> None:
    file, record = data_record(asked)
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True, base_url=served)
    page = context.new_page()
    for address in ("/copies", f"/copies/{by_day(asked)[1]}", "/data", f"/data/{file}", f"/records/{record}"):
        page.goto(address)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == [], address
    context.close()
