"""Pages of papers: shown as they look, the evidence of records outlined, by a server that no paper can fell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from making import FakeCoder
from paper_making import talks
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.paper.pictures import draw_page
from talleyrand.errors import InputError
from talleyrand.ledger.store import open_ledger
from talleyrand.pipeline.jobs import Job, read
from talleyrand.web.app import create_app
from talleyrand.web.caches import pictures
from talleyrand.web.site import make_site


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("papers")
    (folder / "talks.pdf").write_bytes(talks())
    (folder / "note.txt").write_text("Russia called France.")
    path = folder / "papers.db"
    with open_ledger(path) as ledger:
        job = Job(ReadOptions(published="2022-02-26"), make_coder=FakeCoder)
        read([folder / "talks.pdf", folder / "note.txt"], ledger, job=job)
    with TestClient(create_app(make_site(path, workers=0)), base_url="http://127.0.0.1:8765") as client:
        yield client


def paper(client: TestClient, name: str = "talks.pdf") -> str:
    found = client.get("/documents.json").json()["documents"]
    paths = {each["id"]: client.get(f"/documents/{each['id']}.json").json()["about"]["paths"] for each in found}
    return next(ident for ident, named in paths.items() if named[0].endswith(name))


def test_a_page_is_a_picture_with_the_evidence_outlined(papers: TestClient) -> None:
    ident = paper(papers)
    data = papers.get(f"/documents/{ident}/pages/1.json").json()
    assert (data["of"], data["silent"]) == (3, [2])
    (mark,) = data["sheet"]["marks"]
    assert mark["row"]["evidence"] == "China called Russia."
    (outline,) = mark["outlines"]
    assert outline["left"] == pytest.approx(70 - 1.5, abs=1)
    shown = papers.get(f"/documents/{ident}/pages/1").text
    assert f'href="/records/{mark["row"]["record_id"]}"' in shown
    assert "style=" not in shown
    drawn = papers.get(f"/documents/{ident}/pages/1/picture")
    assert drawn.headers["content-type"] == "image/png"
    across, down = (int.from_bytes(drawn.content[at : at + 4], "big") for at in (16, 20))
    assert across == pytest.approx(800, abs=2)
    assert down == pytest.approx(800 * 842 / 595, abs=2)


def test_a_page_on_its_side_has_its_outlines_where_its_words_are(papers: TestClient) -> None:
    sheet = papers.get(f"/documents/{paper(papers)}/pages/3.json").json()["sheet"]
    assert (sheet["width"], sheet["height"]) == (842, 595)
    outline = sheet["marks"][0]["outlines"][0]
    assert outline["height"] > outline["width"]
    assert outline["left"] + outline["width"] == pytest.approx(700 + 10, abs=4)


def test_a_page_without_text_says_so(papers: TestClient) -> None:
    assert "a picture without text" in papers.get(f"/documents/{paper(papers)}/pages/2").text


def test_a_record_and_a_document_lead_to_the_page(papers: TestClient) -> None:
    ident = paper(papers)
    marks = papers.get(f"/documents/{ident}/pages/3.json").json()["sheet"]["marks"]
    record = marks[0]["row"]["record_id"]
    way = f"/documents/{ident}/pages/3?record={record}".replace(":", "%3A")
    assert way in papers.get(f"/records/{record}").text
    assert way in papers.get(f"/evidence/{record}").text
    assert way in papers.get(f"/documents/{ident}?record={record}").text
    assert 'class="outlined on"' in papers.get(f"/documents/{ident}/pages/3?record={record}").text


def test_pages_stand_beside_the_text(papers: TestClient) -> None:
    shown = papers.get(f"/documents/{paper(papers)}?beside=true").text
    assert shown.count("<figure") == 2
    assert "1 of them without text" in shown


def test_the_snapshot_of_a_paper_is_its_first_page(papers: TestClient) -> None:
    answer = papers.get(f"/documents/{paper(papers)}/snapshot", follow_redirects=False)
    assert answer.headers["location"].endswith("/pages/1")


def test_what_has_no_such_page_is_not_found(papers: TestClient) -> None:
    assert papers.get(f"/documents/{paper(papers)}/pages/4.json").json()["what"] == "there is no page 4"
    text = paper(papers, "note.txt")
    for kind in ("1.json", "1/picture"):
        answer = papers.get(f"/documents/{text}/pages/{kind}")
        assert (answer.status_code, answer.json()["what"]) == (404, "that source has no pages")


def test_a_picture_is_drawn_once(papers: TestClient) -> None:
    address = f"/documents/{paper(papers)}/pages/1/picture"
    first = papers.get(address)
    assert papers.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    kept = pictures.Pictures()
    assert [kept.of(("a", 1, 800), made) for made in (lambda: b"one", lambda: b"two")] == [b"one", b"one"]


def test_pictures_take_no_more_than_their_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "ROOM", 10)
    kept = pictures.Pictures()
    for number in range(5):
        kept.of(("a", number, 800), lambda: b"1234")
    assert kept.of(("a", 4, 800), lambda: b"new") == b"1234"
    assert kept.of(("a", 0, 800), lambda: b"new") == b"new"


def test_what_cannot_be_drawn_is_told() -> None:
    with pytest.raises(InputError, match="page 7 can't be drawn"):
        draw_page(talks(), 7, 800)
    with pytest.raises(InputError, match="page 1 can't be drawn"):
        draw_page(b"no paper", 1, 800)
