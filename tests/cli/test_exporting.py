"""`talleyrand export` in the formats of other programs: filters, files, what is left out."""

import csv
import json
from io import StringIO

import pytest

from talleyrand.cli import files

TEXT = "China called Russia on Friday. France refused to call Russia. Russia called China."


def ids(done):
    assert done.exit_code == 0, done.stderr
    return [json.loads(line)["id"] for line in done.stdout.splitlines()]


def test_filters_narrow_an_export(asked):
    first, refused, last = ids(asked("export"))
    assert ids(asked("export", "--actor", "CHN", "--actor", "France")) == [first, refused]
    assert ids(asked("export", "--factuality", "refused", "--type", "consult")) == [refused]
    assert ids(asked("export", "--words", "france")) == [refused]
    assert ids(asked("export", "--toward", "CHN")) == [first, last]
    assert ids(asked("export", "--outlet", "Nobody")) == ids(asked("export", "--review", "accepted")) == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--factuality", "maybe"), "--factuality: 'maybe' is none (one of actual, negated"),
        (("--type", "TALK"), "--type: 'TALK' is none (one of AGREE"),
        (("--actor", "Nobody"), "Nobody: nobody of that name"),
        (("--format", "polecat", "--non-events", "flagged"), "polecat can't flag what did not happen"),
        (("--case", "none"), "no such case"),
    ],
)
def test_what_can_not_be_asked_is_told(asked, options, told):
    done = asked("export", *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


def test_events_come_with_their_reports_in_every_form_of_the_records(asked):
    rows = [json.loads(line) for line in asked("export").stdout.splitlines()]
    assert [row["event"]["reports"] for row in rows] == [2, 1, 2]
    assert rows[0]["event"] == rows[2]["event"]
    assert asked("export", "--format", "json").stdout == json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    cells = list(csv.DictReader(StringIO(asked("export", "--format", "csv").stdout)))
    assert [(cell["id"], cell["event"]) for cell in cells] == [(row["id"], row["event"]["id"]) for row in rows]
    assert cells[0]["event_independent"] == str(rows[0]["event"]["independent"])
    assert asked("export", "--format", "json", "--outlet", "Nobody").stdout == "[]\n"


def test_no_cell_breaks_a_line_or_becomes_a_formula_and_numbers_stay_numbers(talleyrand, tmp_path):
    title = "=1+1\rof two lines"
    line = {"id": "1", "text": "China called Russia on Friday.", "title": title, "published": "2022-02-26"}
    row = {"id": "p1", "date": "2022-02-25", "source": [{"code": "CHN"}], "recipient": [{"code": "USA"}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    (tmp_path / "p.jsonl").write_text(json.dumps(row | {"event": ["ASSAULT"], "event_scale": -9.5}))
    assert talleyrand("read", "a.jsonl").exit_code == talleyrand("import", "events", "p.jsonl").exit_code == 0
    done = talleyrand("export", "--data", "with", "--format", "csv")
    text, data = csv.DictReader(StringIO(done.stdout, newline=""))
    assert text["title"] == f"'{title}"
    assert data["intensity"] == "-9.5"


@pytest.mark.parametrize("format", ["polecat", "plover", "ftm", "graphml"])
def test_what_did_not_happen_is_never_exported_as_an_event(asked, format):
    done = asked("export", "--format", format)
    assert done.exit_code == 0
    assert "left out, for the format has no place for them: refused acts (1)" in done.stderr
    assert ("--non-events flagged" in done.stderr) == (format in ("plover", "ftm"))
    assert "France" not in done.stdout


def test_plover_flags_it_when_asked(asked):
    done = asked("export", "--format", "plover", "--non-events", "flagged")
    assert [json.loads(line).get("mode") for line in done.stdout.splitlines()].count(["phone", "negation"]) == 1


def test_a_file_is_written_whole_or_not_at_all(asked, tmp_path, monkeypatch):
    whole = tmp_path / "records.jsonl"
    assert asked("export", "-o", whole).exit_code == 0
    assert whole.read_text() == asked("export").stdout
    monkeypatch.setattr("talleyrand.model.contract.record_to_json", broken)
    assert asked("export", "-o", whole).exit_code == 3
    assert len(whole.read_text().splitlines()) == 3
    assert [path.name for path in tmp_path.iterdir() if "records" in path.name] == ["records.jsonl"]


def broken(*_):
    raise OSError(28, "No space left on device")


def test_a_file_that_can_not_be_written_is_told(asked, tmp_path):
    done = asked("export", "--format", "parquet", "-o", tmp_path / "none" / "records.parquet")
    assert done.exit_code == 3
    assert "No such file or directory (choose another file with -o)" in done.stderr


def test_bytes_are_not_written_to_a_terminal(asked, monkeypatch):
    monkeypatch.setattr(files.sys, "stdout", Terminal())
    with pytest.raises(files.OptionError, match="not for a terminal"), files.binary_output(None, binary=True):
        pass


class Terminal:
    """A stdout that somebody looks at."""

    def isatty(self):
        return True


def test_events_of_a_data_set_are_imported_and_found_where_asked_for(asked, tmp_path):
    line = {"id": "p1", "date": "2022-02-25", "source": [{"code": "USA"}], "recipient": [{"code": "CHN"}]}
    (tmp_path / "p.jsonl").write_text(json.dumps(line | {"event": ["AID"]}) + "\nnone\n")
    done = asked("import", "events", "p.jsonl")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["records"] == 1
    assert "p.jsonl:2: no JSON" in done.stderr
    assert len(ids(asked("export"))) == 3
    (found,) = ids(asked("export", "--data", "only"))
    assert found in ids(asked("show", "USA", "--data", "with"))
    assert found not in ids(asked("show", "CHN"))
    assert "from event data, no text" in asked("show", "USA", "--data", "with", "--format", "table").stdout
    assert json.loads(asked("why", found[:8]).stdout)["row"]["event"] == "p1"
    shown = asked("why", found, "--format", "table").stdout
    assert "from event data, no text: PLOVER p1, line 1" in " ".join(shown.split())
    done = asked("export", "--format", "annotation", "--data", "with")
    assert len(done.stdout.splitlines()) == 3
    assert "records of event data, which have no text (1)" in done.stderr
    assert json.loads(asked("export", "--format", "plover", "--data", "only").stdout)["source"][0]["code"] == "USA"
    done = asked("export", "--format", "csl", "--data", "only")
    assert (json.loads(done.stdout), done.exit_code) == ([], 0)
    assert "records of event data, which have no text (1)" in done.stderr
    entities = [json.loads(line) for line in asked("export", "--format", "ftm", "--data", "only").stdout.splitlines()]
    assert entities[0]["schema"] == "Table"
    assert "publisher" not in entities[0]["properties"]
