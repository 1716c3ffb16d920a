"""What an input is, told by its first bytes."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from pathlib import Path

import pytest

from talleyrand.archive.inputs import STANDARD_INPUT
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.archive.sniffing import sniff
from talleyrand.errors import InputError

LETTER = b"""Return-Path: <a@b.example>\r
Date: Fri, 25 Feb 2022 10:00:00 +0000\r
From: a@b.example\r
Subject: Talks\r
\r
They ended."""


@pytest.mark.parametrize(
    ("head", "unnamed", "named"),
    [
        (b"%PDF-1.7", ".pdf", ".pdf"),
        (b"PK\x03\x04\x14\x00", ".zip", ""),
        (b"PK\x03\x04......word/document.xml", ".docx", ".docx"),
        (gzip.compress(b"x", mtime=0), ".gz", ".gz"),
        (b"BZh91AY", ".bz2", ".bz2"),
        (b"\xfd7zXZ\x00", ".xz", ".xz"),
        (b"\0" * 257 + b"ustar\x0000", ".tar", ".tar"),
        (b"WARC/1.0\r\n", ".warc", ".warc"),
        (b"filedesc://a.arc 0.0.0.0", ".arc", ".arc"),
        (b"PAR1\x15", ".parquet", ".parquet"),
        (b"<?xml version='1.0'?><rss version='2.0'>", ".xml", ".xml"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', ".xml", ".xml"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML><html>", ".html", ".html"),
        (b"<?xml version='1.0'?><html>", ".html", ".html"),
        (b"<?xml version='1.0'?><urlset>", ".xml", ".xml"),
        (b'{"text": "a"}\n{"text": "b"}', ".jsonl", ".jsonl"),
        (b'{"text": "' + b"a" * 5000, ".jsonl", ".jsonl"),
        (b'{\n  "text": "a"\n}', ".json", ".json"),
        (b'{"version": "https://jsonfeed.org/version/1.1"', ".json", ".json"),
        (b'[\n {"text": "a"}]', ".json", ".json"),
        (LETTER, ".eml", ".eml"),
        (b"From a@b.example Fri Feb 25 10:00:00 2022\n" + LETTER, ".mbox", ".mbox"),
        (b"title,date,text\nTalks,2022-03-01,Ended.", ".csv", ""),
        (b"From Geneva: the talks ended.\nBoth sides left.", ".txt", ""),
        (b"[Applause] Thank you.", ".txt", ""),
        ("Café".encode()[:-1], ".txt", ""),
        (b"\x89PNG\r\n\x1a\n\x00", "", ""),
        (b"", "", ""),
    ],
)
def test_the_first_bytes_tell_the_kind(head: bytes, unnamed: str, named: str) -> None:
    assert sniff(head, named=False) == unnamed
    assert sniff(head, named=True) == named


@pytest.mark.parametrize("name", ["talks", "talks.download"])
def test_a_file_of_unknown_name_is_read_by_what_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b'{"text": "One."}\n'))
    (found,) = read_paths([tmp_path / name], ReadOptions())
    assert isinstance(found, Snapshot)
    assert found.document.text == "One."


def test_a_program_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("print('talks')\n")
    (found,) = read_paths([tmp_path / "a.py"], ReadOptions())
    assert isinstance(found, InputError)
    assert found.what == "unknown kind of file '.py'"


@pytest.mark.parametrize(("name", "path"), [(None, "-"), ("speech.txt", "speech.txt")])
def test_standard_input_is_read_under_the_name_that_it_is_given(
    monkeypatch: pytest.MonkeyPatch, name: str | None, path: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"China abstained.")))
    (found,) = read_paths([STANDARD_INPUT], ReadOptions(stdin_name=name))
    assert isinstance(found, Snapshot)
    assert (found.document.text, found.document.path) == ("China abstained.", path)


def test_empty_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    (found,) = read_paths([STANDARD_INPUT], ReadOptions())
    assert isinstance(found, InputError)
    assert found.line() == "-: the input is empty (nothing to read)"


STREAMING = """
import sys
from talleyrand.archive.inputs import STANDARD_INPUT
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import read_paths
for found in read_paths([STANDARD_INPUT], ReadOptions()):
    print(found.document.text, flush=True)
"""


def test_json_lines_on_a_pipe_are_read_as_they_come() -> None:
    command = [sys.executable, "-c", STREAMING]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        assert process.stdin and process.stdout
        for word in ("One.", "Two."):
            process.stdin.write(f'{{"text": "{word}"}}\n')
            process.stdin.flush()
            assert process.stdout.readline() == f"{word}\n"  # before the pipe is closed
        process.stdin.close()
        assert process.stdout.read() == ""
