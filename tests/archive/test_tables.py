"""Tables of articles: CSV, TSV and Parquet, a document a row."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from talleyrand.archive.columns import is_table, parse_columns
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import InputError, OptionError

CSV = """ID,Headline,Published,Body,Source
1,"Talks, again",2022-02-26,"China abstained.
It called ""for restraint"".",Wire
2,Bad day,2022-13-45,Text.,Wire
3,short row,2022-02-27
4,stray,2022-02-27,"an "odd" mark,Wire
5,Written,"March 1, 2022",Fine text.,
6,never closed,2022-03-02,"no end,Wire
7,after,2022-03-02,Café talks.,Wire
"""


def read(path: Path, **options: Any) -> tuple[list[Snapshot], list[InputError]]:
    outcomes = list(read_paths([path], ReadOptions(**options)))
    snapshots = [one for one in outcomes if isinstance(one, Snapshot)]
    return snapshots, [one for one in outcomes if isinstance(one, InputError)]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_rows_are_documents_by_the_names_of_their_columns(tmp_path: Path) -> None:
    (first, written, after), _ = read(write(tmp_path / "a.csv", CSV))
    document = first.document
    assert document.text == 'China abstained.\nIt called "for restraint".'
    assert (document.external_id, document.title, document.outlet) == ("1", "Talks, again", "Wire")
    assert (document.published, document.published_basis) == ("2022-02-26", "metadata")
    assert (written.document.published, written.document.outlet) == ("2022-03-01", None)
    assert after.document.text == "Café talks."


def test_faulty_rows_are_told_with_their_lines_and_the_others_read(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", CSV)
    _, errors = read(file)
    assert [error.where for error in errors] == [f"{file}:{line}" for line in (4, 5, 6, 8)]
    assert [error.what[:12] for error in errors] == ["'2022-13-45'", "3 cells, whe", "no row of a ", "no row of a "]


def test_empty_lines_before_the_header_are_passed_over(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "\n\r\ntext,date\nTalks were held.,2022-02-26\nMore talks.,2022-13-45\n")
    (found,), (error,) = read(file)
    assert (found.document.text, found.document.published) == ("Talks were held.", "2022-02-26")
    assert error.where == f"{file}:5"


def test_a_row_is_archived_by_its_filled_cells_whatever_their_order(tmp_path: Path) -> None:
    (one,), _ = read(write(tmp_path / "a.csv", "text,note,text\nTalks ended.,,again\n"))
    assert one.raw == b'{"text":"Talks ended.","text 3":"again"}'
    (other,), _ = read(write(tmp_path / "b.tsv", "text 3\ttext\nagain\tTalks ended.\n"))
    assert other.document.id == one.document.id


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separators_and_encodings_are_told(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = [["day", "text"], ["2022-03-02", "Café “talks”."]]
    content = "\r\n".join(separator.join(row) for row in rows).encode(encoding)
    (one,), errors = read(write(tmp_path / "a.csv", content))
    assert (one.document.text, one.document.published, errors) == ("Café “talks”.", "2022-03-02", [])


def test_columns_can_be_named(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "date,day,Words said\n1,2022-03-02,Talks ended.\n")
    (error,) = read(file)[1]
    assert error.what == "no column has the text of articles"
    assert error.hint == "name it: --columns text=COLUMN; the columns are date, day, Words said"
    (one,), _ = read(file, columns=parse_columns("text=Words said, date=day"))
    assert (one.document.text, one.document.published) == ("Talks ended.", "2022-03-02")
    (error,) = read(file, columns=parse_columns("text=words"))[1]
    assert error.what == "there is no column 'words'"


@pytest.mark.parametrize("given", ["", "text", "text=", "words=body", "text=a,,"])
def test_a_mapping_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(OptionError, match="names no columns"):
        parse_columns(given)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "the input is empty"),
        ("\n \n", "the input is empty"),
        (",,,\n", "the first line names no column"),
        ("text,date\n", "the table has no rows below its header"),
        ("rcid,country,vote\n1,China,yes\n", "a table of votes, not of articles"),
        ('"text,date\n', "no row of a table: unexpected end of data"),
        ("text,date\n".encode("utf-16"), "UTF-16 can't be read line by line"),
        (b"\x00\x01\x02" * 9, "binary data, not text"),
    ],
)
def test_what_is_no_table_of_articles_is_told(tmp_path: Path, content: str | bytes, what: str) -> None:
    snapshots, (error,) = read(write(tmp_path / "a.csv", content))
    assert (snapshots, error.what) == ([], what)
    assert error.hint
    if "votes" in what:
        assert error.hint == f"talleyrand import votes {tmp_path / 'a.csv'}"


def test_a_row_over_the_limit_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    content = f'text\n"{"x" * 5000}"\nShort.\n"{"y" * 500}\n{"z" * 900}"\nLast.\n'
    snapshots, errors = read(write(tmp_path / "a.csv", content), max_bytes=1000)
    assert [one.document.text for one in snapshots][::2] == ["Short.", "Last."]
    assert errors[0].what == "the row is longer than 1,000 bytes"


def test_a_cell_may_be_longer_than_pythons_own_limit(tmp_path: Path) -> None:
    (one,), errors = read(write(tmp_path / "a.csv", f"text\n{'Talks ended. ' * 20_000}\n"))
    assert (len(one.document.text), errors) == (260_000, [])


def test_a_table_is_told_by_its_first_line() -> None:
    assert is_table(["Headline", "Full Text"])
    assert is_table(["fullText", "publishedAt"])
    assert not is_table(["text"])
    assert not is_table(["The text of the speech", " which began"])


def parquet(path: Path, columns: dict[str, Sequence[object]]) -> Path:
    arrow = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table(columns), path)
    return path


def test_parquet_rows_are_documents(tmp_path: Path) -> None:
    day = datetime.date(2022, 2, 26)
    columns = {"body": ["China abstained.", None, "Talks ended."], "date": [day] * 3, "score": [1.5, 2.0, float("nan")]}
    file = parquet(tmp_path / "a.parquet", {**columns, "tags": [["un"], [], None], "seen": [b"\x00", None, None]})
    (first, last), (error,) = read(file)
    assert (first.document.text, first.document.published) == ("China abstained.", "2022-02-26")
    assert json.loads(first.raw) == {
        "body": "China abstained.", "date": "2022-02-26", "score": 1.5, "tags": ["un"], "seen": "AA==",
    }  # fmt: skip
    assert json.loads(last.raw)["score"] is None
    assert error.where == f"{file}: row 2"


def test_parquet_and_csv_of_the_same_rows_are_the_same_documents(tmp_path: Path) -> None:
    file = parquet(tmp_path / "a.parquet", {"text": ["Talks ended."], "date": ["2022-02-26"]})
    other = write(tmp_path / "a.csv", "date,text\n2022-02-26,Talks ended.\n")
    assert read(file)[0][0].document.id == read(other)[0][0].document.id


def test_damaged_parquet_is_told(tmp_path: Path) -> None:
    raw = parquet(tmp_path / "a.parquet", {"text": ["Talks ended."] * 100}).read_bytes()
    for broken in (raw[:-20], raw[: len(raw) // 2], b"PAR1" * 30, b"", raw[:40] + b"x" * 30 + raw[70:]):
        assert read(write(tmp_path / "b.parquet", broken))[1]


def test_parquet_without_its_package_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "pyarrow.parquet", raising=False)
    (error,) = read(write(tmp_path / "a.parquet", b"PAR1"))[1]
    assert error.hint == "pip install 'talleyrand[tables]'"
