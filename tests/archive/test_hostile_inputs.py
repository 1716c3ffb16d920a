"""Inputs made to fell a run, or that do it by ill luck: each is told in a line, in little time and memory."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from talleyrand.archive import inputs, reading, streams
from talleyrand.archive.kinds import KINDS
from talleyrand.archive.readers import html_pages, tables
from talleyrand.archive.reading import ReadOptions, read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import InputError

GOOD = "China called Russia on Friday."


def told(folder: Path, name: str, raw: bytes) -> tuple[list[str], int]:
    """Return what is said of a file that lies beside a good one, and how many documents were read."""
    (folder / name).write_bytes(raw)
    (folder / "zz.txt").write_text(GOOD)
    outcomes = list(read_paths([folder], ReadOptions()))
    lines = [one.line() for one in outcomes if isinstance(one, InputError)]
    return lines, sum(isinstance(one, Snapshot) for one in outcomes)


@pytest.mark.parametrize("name", ["deep", "deep.other", "deep.json", "deep.jsonl"])
def test_json_nested_beyond_all_bounds(tmp_path: Path, name: str) -> None:
    (line,), documents = told(tmp_path, name, b'{"":' + b"[" * 100_000)
    assert "broken JSON" in line
    assert documents == 1


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + b"=?utf-8?b?////?= " * 20_000,
        b"From: " + b"(a" * 20_000,
        b"Content-Type: text/plain; " + b"a=b; " * 20_000,
    ],
    ids=["subject", "sender", "type"],
)
def test_a_header_of_a_letter_is_read_within_bounds(tmp_path: Path, header: bytes) -> None:
    lines, documents = told(tmp_path, "a.eml", header + b"\nX-Other: 1\n\nFrance called China.")
    assert lines == []
    assert documents == 2


def test_utf_32_is_told(tmp_path: Path) -> None:
    (line,), documents = told(tmp_path, "a.txt", GOOD.encode("utf-32"))
    assert "UTF-32" in line
    assert documents == 1


def test_a_quotation_mark_that_is_never_closed_holds_so_many_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_MOST_LINES", 100)
    lines, documents = told(tmp_path, "a.csv", b'text,date\n"' + b"a,\n" * 200)
    assert len(lines) == 1
    assert "a.csv:2: the row is longer than" in lines[0]
    assert documents == 200


def test_what_is_unreadable_for_long_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ON_END", 20)
    line = b'{"text": "France called China."}\n'
    lines, documents = told(tmp_path, "a.jsonl", b"no\n" * 19 + line + b"no\n" * 50)
    assert len(lines) == 19 + 20 + 1
    assert "a.jsonl: 20 on end can't be read, the rest is left out" in lines[-1]
    assert documents == 2


def test_a_table_that_says_one_thing_a_thousand_times_is_a_bomb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "FLOOR", 1_000_000)
    text = pa.array(["France called China. " * 10_000])
    rows = pa.DictionaryArray.from_arrays(pa.array([0] * 1000, pa.int32()), text)
    packed = io.BytesIO()
    pq.write_table(pa.table({"text": rows}), packed, compression="zstd", store_schema=False)
    lines, documents = told(tmp_path, "a.parquet", packed.getvalue())
    assert len(lines) == 1
    assert "far more than its size calls for" in lines[0]
    assert documents < 50


def test_a_page_of_many_megabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_pages, "MAX_BYTES", 1000)
    (line,), documents = told(tmp_path, "a.html", b"<html><body>" + b"<p>China called Russia.</p>" * 100)
    assert "larger than 1,000 bytes" in line
    assert documents == 1


def test_a_member_of_an_archive_without_a_name(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        nameless = zipfile.ZipInfo("x")
        nameless.filename = ""
        with archive.open(nameless, "w") as member:
            member.write(b"nothing")
        archive.writestr("a.txt", b"France called China.")
    (line,), documents = told(tmp_path, "a.zip", packed.getvalue())
    assert "a member has no name" in line
    assert documents == 2


def test_whatever_a_reader_fails_with_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Iterator[Snapshot]:
        raise KeyError("nowhere")
        yield

    monkeypatch.setattr(reading, "kind_of", lambda source: _kind(source.name, failing))
    (line,), documents = told(tmp_path, "a.html", b"<p>China called Russia.")
    assert "a.html: the program failed over this file: KeyError: 'nowhere'" in line
    assert documents == 1


def _kind(name: str, failing: object) -> object:
    return replace(KINDS[0], read=failing) if name == "a.html" else KINDS[0]


def test_a_name_that_is_no_text_is_told_and_kept_as_one(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"talks\xff.txt")).write_text(GOOD)
    (tmp_path / os.fsdecode(b"list\xff.json")).write_text("[")
    bad, document = read_paths([tmp_path], ReadOptions())
    assert isinstance(bad, InputError)
    assert bad.where == f"{tmp_path}/list\\xff.json"
    assert isinstance(document, Snapshot)
    assert document.document.path == f"{tmp_path}/talks\\xff.txt"


def test_standard_input_may_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    (error,) = read_paths([Path("-")], ReadOptions())
    assert isinstance(error, InputError)
    assert "standard input is closed" in error.line()


class Endless(io.RawIOBase):
    """What says the same for ever, behind a beginning."""

    def __init__(self, beginning: bytes, again: bytes) -> None:
        super().__init__()
        self._beginning, self._again = beginning, again

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        content, self._beginning = self._beginning, b""
        content = content or self._again * (len(buffer) // len(self._again))
        buffer[: len(content)] = content
        return len(content)


@pytest.mark.parametrize(
    ("name", "beginning", "again"),
    [
        ("x.tar", b"", bytes(512)),
        ("x.mbox", b"From a@b.example\nSubject: x\n\n", b"y\n"),
        ("x.warc", b"WARC/1.0\r\nContent-Length: 99999999999999\r\n\r\n", b"y\n"),
        ("x.warc", b"WARC/1.0\r\n", b"A: b\r\n"),
        ("x.zip", b"PK\3\4", bytes(512)),
    ],
)
def test_standard_input_that_never_ends_is_left(
    monkeypatch: pytest.MonkeyPatch, name: str, beginning: bytes, again: bytes
) -> None:
    monkeypatch.setattr(inputs, "LONGEST_SILENCE", 10_000_000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Endless(beginning, again))))
    *_, error = read_paths([Path("-")], ReadOptions(stdin_name=name))
    assert isinstance(error, InputError)
    assert "10,000,000 bytes on end give no document" in error.line()


def test_standard_input_may_be_as_long_as_it_gives_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "LONGEST_SILENCE", 300_000)
    lines = b'{"text": "France called China."}\n' * 20_000
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    outcomes = list(read_paths([Path("-")], ReadOptions(stdin_name="x.jsonl")))
    assert all(isinstance(one, Snapshot) for one in outcomes)
