"""Archives and crawls read into a ledger: what is passed over is counted, what is broken told, a rerun completes."""

from __future__ import annotations

from pathlib import Path

from making import FakeCoder
from reader_material import tarred, web_archive, zipped
from talleyrand.ledger.store import open_ledger
from talleyrand.pipeline.jobs import Job, read
from talleyrand.pipeline.reports import ReadReport, summary

CALLS = {f"{number}.txt": f"China called Russia on day {number}.".encode() for number in range(3)}

REQUEST = b"WARC/1.0\r\nWARC-Type: request\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: 0\r\n\r\n\r\n\r\n"


def run(tmp_path: Path, *names: str) -> ReadReport:
    with open_ledger(tmp_path / "a.db") as ledger:
        return read([tmp_path / name for name in names], ledger, job=Job(make_coder=FakeCoder))


def test_what_is_passed_over_is_counted_by_sort_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({**CALLS, ".hidden.txt": b"x", "__MACOSX/0.txt": b"x"}))
    (tmp_path / "b.warc").write_bytes(REQUEST + web_archive())
    report = run(tmp_path, "a.zip", "b.warc")
    assert (report.documents, report.errors) == (5, [])
    assert report.counts()["passed_over"] == 3
    assert "3 passed over: 2 hidden files, 1 request record" in list(summary(report))


def test_pages_without_article_text_are_counted_and_no_errors(tmp_path: Path) -> None:
    menu = b"<html><body><nav><a href='/'>Home</a></nav></body></html>"
    (tmp_path / "saved").mkdir()
    for name in ("a.html", "b.html"):
        (tmp_path / "saved" / name).write_bytes(menu)
    (tmp_path / "saved" / "c.zip").write_bytes(zipped({**CALLS, "menu.html": menu}))
    (tmp_path / "saved" / "log.warc").write_bytes(REQUEST)
    report = run(tmp_path, "saved")
    assert (report.documents, report.unreadable, report.counts()["without_article"]) == (3, 0, 3)
    told = "3 pages without article text, 1 request record, 1 web archive without pages"
    assert f"5 passed over: {told}" in list(summary(report))


def test_a_rerun_over_the_whole_archive_completes_one_that_was_cut_off(tmp_path: Path) -> None:
    whole = tarred(CALLS)
    (tmp_path / "a.tar").write_bytes(whole[:1500])
    report = run(tmp_path, "a.tar")
    assert (report.documents, len(report.errors)) == (1, 1)
    (tmp_path / "a.tar").write_bytes(whole)
    report = run(tmp_path, "a.tar")
    assert (report.documents, report.known, report.errors) == (2, 1, [])


def test_broken_and_hostile_archives_leave_the_others_to_be_read(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "a.zip").write_bytes(zipped(CALLS)[:-9])
    (tmp_path / "bad" / "b.zip").write_bytes(zipped({"../../0.txt": b"China called Russia on day 7."}))
    (tmp_path / "bad" / "c.warc").write_bytes(web_archive()[:-700])
    (tmp_path / "bad" / "d.rss").write_bytes(b"<!doctype html><html><body>Not found</body></html>")
    (tmp_path / "bad" / "e.txt").write_bytes(CALLS["0.txt"])
    report = run(tmp_path, "bad")
    assert [Path(error.where.split("!/")[0]).name for error in report.errors] == ["a.zip", "b.zip", "c.warc", "d.rss"]
    assert report.documents == 2
    assert all(error.what and error.hint for error in report.errors)
