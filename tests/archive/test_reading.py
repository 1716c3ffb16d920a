"""Reading files and folders: one snapshot a document, one error an input that can't be read."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import pytest

from talleyrand.archive.metering import Meter
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import read_paths, size_of
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import DateError, InputError

PAGE = """<!doctype html><html><head><title>Talks end in Geneva</title>
<meta property="og:site_name" content="Example Wire">
<meta property="article:published_time" content="2022-03-03T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Talks end in Geneva</h1>
<p>The foreign ministers of Freedonia and Sylvania ended
two days of talks in Geneva on Thursday without an agreement, officials of both sides said.</p>
<p>They will meet again in April, the Freedonian minister told reporters after the last session at the lake.</p>
</article><footer>All rights reserved.</footer></body></html>"""


def read(*paths: Path, **options: str | int) -> tuple[list[Snapshot], list[InputError]]:
    outcomes = list(read_paths(paths, ReadOptions(**options)))  # type: ignore[arg-type]
    snapshots = [outcome for outcome in outcomes if isinstance(outcome, Snapshot)]
    return snapshots, [outcome for outcome in outcomes if isinstance(outcome, InputError)]


def write_lines(path: Path, lines: Iterable[str]) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8", newline="")
    return path


def test_a_text_keeps_its_characters_and_is_addressed_by_its_bytes(tmp_path: Path) -> None:
    raw = "\ufeff  Talks end\r\n\r\n“No,” she said. \n".encode()
    file = tmp_path / "a.txt"
    file.write_bytes(raw)
    (snapshot,), errors = read(file)
    assert not errors
    assert snapshot.raw == raw
    assert snapshot.document.text.encode() == raw
    assert snapshot.document.id == "sha256:" + hashlib.sha256(raw).hexdigest()
    assert snapshot.document.title == "Talks end"


def test_the_path_stays_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/a.txt").write_text("China abstained.")
    (snapshot,), _ = read(Path("news"))
    assert snapshot.document.path == "news/a.txt"


def test_front_matter_gives_the_metadata_and_stays_in_the_text(tmp_path: Path) -> None:
    file = write_lines(
        tmp_path / "a.md",
        ['---', 'title: "Remarks: the talks"', "date: 2022-03-03", "outlet: Example Government", "speaker: Jane Doe",
         "iso3: FRA", "post: Foreign Minister", "---", "", "We want peace."],
    )  # fmt: skip
    (snapshot,), _ = read(file)
    document = snapshot.document
    assert document.title == "Remarks: the talks"
    assert (document.published, document.published_basis) == ("2022-03-03", "metadata")
    assert document.author is not None
    assert (document.author.name, document.author.country) == ("Jane Doe", "FRA")
    assert document.text.startswith("---\n")
    assert snapshot.media_type == "text/markdown"


def test_an_option_wins_over_metadata_and_metadata_over_inference(tmp_path: Path) -> None:
    text = "Published March 1, 2022\n\nThe talks ended."
    file = write_lines(tmp_path / "a.jsonl", [json.dumps({"text": text, "date": day}) for day in ("2022-03-02", None)])
    (stated, silent), _ = read(file)
    assert (stated.document.published, stated.document.published_basis) == ("2022-03-02", "metadata")
    assert (silent.document.published, silent.document.published_basis) == ("2022-03-01", "inferred")
    (given, _), _ = read(file, published="2022-03", outlet="Example Wire")
    assert (given.document.published, given.document.published_basis) == ("2022-03", "given")
    assert given.document.outlet == "Example Wire"


def test_a_line_of_json_lines_is_a_document_with_its_own_bytes(tmp_path: Path) -> None:
    line = '{"id": 7, "text": " Peace, \\u201cnow\\u201d.\\n", "date": null, "date_approx": "2014-09", "iso3": "NOR",'
    line += ' "speaker": "Jane Doe", "post": "Prime Minister ", "url": "https://example.org/7", "title": "Debate"}'
    file = tmp_path / "docs.jsonl"
    file.write_bytes(line.encode() + b"\r\n\r\n")
    (snapshot,), errors = read(file)
    document = snapshot.document
    assert not errors
    assert snapshot.raw == line.encode()
    assert document.text == " Peace, “now”.\n"
    assert (document.external_id, document.title, document.url) == ("7", "Debate", "https://example.org/7")
    assert (document.published, document.published_basis) == ("2014-09", "metadata")
    assert document.author is not None
    assert document.author.role == "Prime Minister"


def test_a_broken_line_is_told_with_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    bad = ['{"text": "a', "[1]", '{"title": "x"}', '{"text": 3}', '{"text": ""}', '{"text": "\\ud800"}',
           "[" * 100_000, '{"text": "x", "date": "2022-13-45"}',
           '{"text": "x", "date": true}', '{"text": "x", "title": {}}']  # fmt: skip
    file = write_lines(tmp_path / "docs.jsonl", ['{"text": "first"}', *bad, '{"text": "last"}'])
    snapshots, errors = read(file)
    assert [snapshot.document.text for snapshot in snapshots] == ["first", "last"]
    assert [error.where for error in errors] == [f"{file}:{number}" for number in range(2, len(bad) + 2)]


def test_a_line_over_the_limit_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "docs.jsonl", [json.dumps({"text": "x" * 3000}), '{"text": "short"}'])
    (snapshot,), (error,) = read(file, max_bytes=1000)
    assert snapshot.document.text == "short"
    assert error.line() == f"{file}:1: the line is longer than 1,000 bytes (raise the limit)"


def test_a_json_file_holds_one_object_or_a_list(tmp_path: Path) -> None:
    one = write_lines(tmp_path / "one.json", ['{"text": "alone"}'])
    many = write_lines(tmp_path / "many.json", ['[{"text": "a, ]b"},', ' {"text": "c"}, 5]'])
    snapshots, (error,) = read(one, many)
    assert [snapshot.document.text for snapshot in snapshots] == ["alone", "a, ]b", "c"]
    assert snapshots[1].raw == b'{"text": "a, ]b"}'
    assert error.where == f"{many}[2]"


def test_a_page_gives_its_main_text_and_metadata(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE)
    (snapshot,), errors = read(file)
    document = snapshot.document
    assert not errors
    assert document.title == "Talks end in Geneva"
    assert (document.outlet, document.published) == ("Example Wire", "2022-03-03")
    assert "ended two days of talks in Geneva" in document.text
    assert "Home" not in document.text
    assert snapshot.raw == PAGE.encode()


def test_a_lead_that_the_page_marks_as_its_description_is_kept(tmp_path: Path) -> None:
    lead = "The head of state spoke by telephone with the Sylvanian President."
    file = tmp_path / "page.html"
    file.write_text(PAGE.replace("</h1>", f'</h1><div itemprop="description"><p>{lead}</p></div>'))
    (snapshot,), _ = read(file)
    assert snapshot.document.text.count(lead) == 1


@pytest.mark.parametrize(
    ("name", "raw", "what"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\x00\x01", "binary"),
        ("a.html", b"<html><body><script>1</script></body></html>", "no article text"),
        ("a.html", b"<div>" * 50_000, "no article text"),
        ("a.odt", b"PK\x03\x04", "unknown kind of file"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"\x00\x00\n" * 9, "binary"),
        ("a.jsonl", '{"text": "x"}'.encode("utf-16"), "UTF-16"),
        ("a.json", b'{"text":', "broken JSON"),
        ("a.json", b"[]", "the list is empty"),
        ("a.txt", b"x" * 2000, "larger than 1,000 bytes"),
        ("a.txt", b"---\ndate: 2022-02-30\n---\nText.", "is no date"),
    ],
)
def test_an_unreadable_file_is_one_error_with_a_hint(tmp_path: Path, name: str, raw: bytes, what: str) -> None:
    file = tmp_path / name
    file.write_bytes(raw)
    limit = 1000 if "larger" in what else 10_000_000
    snapshots, (error,) = read(file, max_bytes=limit)
    assert not snapshots
    assert what in error.line()
    assert error.where == str(file)
    assert error.hint
    assert "\n" not in error.line()


def test_a_folder_is_read_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden.txt", "sub/c.txt", "sub/.git/d.txt", "z.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("China abstained.")
    snapshots, (error,) = read(tmp_path)
    names = [os.path.relpath(snapshot.document.path or "", tmp_path) for snapshot in snapshots]
    assert names == ["a.md", "b.txt", "sub/c.txt"]
    assert error.where == str(tmp_path / "z.pdf")


def test_missing_empty_and_looping_paths_are_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "loop").symlink_to(tmp_path)
    (tmp_path / "full" / "a.txt").write_text("China abstained.")
    snapshots, errors = read(tmp_path / "none.txt", tmp_path / "empty", tmp_path / "full")
    assert len(snapshots) == 1
    expected = ["no such file or folder", "the folder has no files", "a link to a folder is not followed"]
    assert [error.what for error in errors] == expected


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("China abstained.")
    opened = Meter.open

    def refuse(meter: Meter, file: Path) -> BinaryIO:
        if file.name == "a.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return opened(meter, file)

    monkeypatch.setattr(Meter, "open", refuse)
    snapshots, (error,) = read(tmp_path)
    assert len(snapshots) == 1
    assert error.line() == f"{tmp_path / 'a.txt'}: permission denied (may you read it?)"


def test_a_given_date_that_is_none_stops_at_once() -> None:
    with pytest.raises(DateError, match="yesterday"):
        read_paths([], ReadOptions(published="yesterday"))


def test_a_meter_tells_how_much_of_the_files_is_read(tmp_path: Path) -> None:
    write_lines(tmp_path / "docs.jsonl", ['{"text": "a"}', "", '{"text": "b"}'])
    (tmp_path / "a.txt").write_text("China abstained.")
    paths = [tmp_path, tmp_path / "none.txt"]
    meter = Meter(size_of(paths))
    shares = [meter.share for _ in read_paths(paths, ReadOptions(), meter)]
    assert meter.total == sum(file.stat().st_size for file in tmp_path.iterdir())
    assert shares == sorted(shares)
    assert 0 < shares[0] < 1 == shares[-1]


def test_a_meter_of_nothing_knows_no_share() -> None:
    assert Meter().share is None
