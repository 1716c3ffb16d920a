"""The commands: formats, exit codes, data on stdout and messages on stderr."""

import csv
import io
import json
import sqlite3
import subprocess
import sys

import pytest

from talleyrand.errors import NotFoundError
from talleyrand.model.contract import record_from_json

TEXT = "China called Russia on Friday. France refused to call Russia."


@pytest.fixture
def read(talleyrand, tmp_path):
    """A folder with a ledger of one document."""
    (tmp_path / "a.txt").write_text(TEXT)
    done = talleyrand("read", "a.txt", "--date", "2022-02-26", "--outlet", "Example Wire")
    assert done.exit_code == 0, done.stderr
    return talleyrand


def lines(done):
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_reading_tells_counts_on_stdout_and_a_summary_on_stderr(talleyrand, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    done = talleyrand("read", "a.txt", "--date", "2022-02-26")
    (counts,) = lines(done)
    assert (counts["documents"], counts["act"]) == (1, 2)
    assert "1 document read, 0 already known, 0 not readable" in done.stderr
    assert "2 records entered: 2 acts" in done.stderr
    assert (tmp_path / "talleyrand.db").exists()


def test_reading_twice_adds_nothing(read):
    (counts,) = lines(read("read", "a.txt", "--date", "2022-02-26", "--outlet", "Example Wire"))
    assert (counts["documents"], counts["known"], counts["differing"]) == (0, 1, 0)


def test_the_ledger_comes_from_the_option_the_environment_or_the_settings(talleyrand, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "talleyrand.toml").write_text('ledger = "set.db"\nworkers = 1\n')
    talleyrand("read", "a.txt")
    monkeypatch.setenv("TALLEYRAND_LEDGER", "environment.db")
    talleyrand("read", "a.txt")
    talleyrand("read", "a.txt", "--ledger", "option.db")
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["environment.db", "option.db", "set.db"]


def test_export_writes_the_contract_and_it_reads_back(read):
    (first, second) = lines(read("export"))
    assert first["document"]["outlet"] == "Example Wire"
    assert record_from_json(second).factuality == "refused"
    assert json.loads(read("export", "--format", "json").stdout) == [first, second]


def test_sure_and_doubtful_records_are_told_apart(read):
    assert lines(read("export", "--min-confidence", "0.6")) == []
    assert len(lines(read("export", "--max-confidence", "0.6"))) == 2
    assert lines(read("show", "CHN", "--min-confidence", "0.6")) == []
    assert read("show", "CHN", "--min-confidence", "2").exit_code == 2


def test_export_to_csv_is_flat_and_has_no_formulas(read, tmp_path):
    (tmp_path / "b.txt").write_text("=1 China called Russia.")
    read("read", "b.txt")
    rows = list(csv.DictReader(io.StringIO(read("export", "--format", "csv").stdout)))
    assert {row["evidence"] for row in rows} == {"'=1 China called Russia.", *TEXT.replace(". ", ".|").split("|")}


def test_show_tells_what_an_actor_did_and_what_was_done_to_it(read):
    assert [row["actors"][0]["country"] for row in lines(read("show", "RUS"))] == ["CHN", "FRA"]
    assert [row["id"] for row in lines(read("show", "France"))] == [row["id"] for row in lines(read("show", "FRA"))]
    assert len(lines(read("show", "RUS", "--toward", "CHN"))) == 1
    assert lines(read("show", "RUS", "--since", "2022-03-01")) == []


def test_show_as_a_table_is_the_dossier(read):
    done = read("show", "CHN", "--format", "table")
    assert done.exit_code == 0, done.stderr
    assert "China" in done.stdout
    assert "Contacts" in done.stdout


def test_show_says_when_it_takes_the_newest_only(read):
    done = read("show", "RUS", "--limit", "1")
    assert len(lines(done)) == 1
    assert "newest 1 records; --limit 0 takes all" in done.stderr


def test_timeline_is_in_order_of_date(read, tmp_path):
    (tmp_path / "b.txt").write_text("China called France.")
    read("read", "b.txt", "--date", "2022-01-05")
    assert [row["date"]["start"] for row in lines(read("timeline", "CHN"))] == ["2022-01-05", "2022-02-26"]
    assert "called" in read("timeline", "CHN", "--format", "table").stdout


def test_search_finds_sentences(read):
    (hit,) = lines(read("search", "refuse", "call"))
    assert hit["snippet"] == "France [refused] to [call] Russia."
    assert "[refused]" in read("search", "refused", "--format", "table").stdout


def test_why_tells_the_story_of_a_record(read):
    first, _ = lines(read("export"))
    (story,) = lines(read("why", first["id"][:10]))
    assert story["evidence"] == first["evidence"]
    assert story["context"] == {"before": "", "after": " France refused to call Russia."}
    assert story["source"] == {"sha256": first["document"]["id"], "paths": ["a.txt"]}
    assert story["history"][0]["by"] == "fake 1"
    assert "test.call@1" in read("why", first["id"], "--format", "table").stdout


def test_why_offers_ids_near_one_that_is_none(read):
    first, _ = lines(read("export"))
    done = read("why", "zz" + first["id"])
    assert done.exit_code == 2
    assert first["id"] in done.stderr
    assert done.stdout == ""


def test_an_actor_nobody_knows_is_told_with_names_near_it(read):
    done = read("show", "Rusia")
    assert done.exit_code == 2
    assert "did you mean Russia" in done.stderr


def test_a_dossier_is_one_page(read, tmp_path):
    done = read("dossier", "CHN", "-o", "china.html")
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "china.html").read_text().lstrip().lower().startswith("<!doctype html>")
    assert read("dossier", "CHN", "-o", "none/china.html").exit_code == 3


def test_verify_tells_when_all_is_well(read):
    done = read("verify")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "1 sources and 2 records checked, nothing differs" in done.stderr


def test_verify_ends_with_4_when_something_differs(read, tmp_path):
    connection = sqlite3.connect(tmp_path / "talleyrand.db")
    connection.execute("DROP TRIGGER source_refuses_update")
    connection.execute("UPDATE source SET size = 1")
    connection.commit()
    connection.close()
    done = read("verify")
    assert done.exit_code == 4
    assert "bytes instead of 1" in json.loads(done.stdout)["what"]


def test_verify_lists_inputs_that_could_not_be_read(read):
    assert read("read", "none.txt").exit_code == 3
    assert [row["place"] for row in lines(read("verify", "--errors"))] == ["none.txt"]
    assert lines(read("verify", "--unsupported")) == []


def test_verify_lists_what_is_in_another_language(read, tmp_path):
    words = "Le ministre a déclaré que les négociations reprendraient vendredi à Genève, sans autre précision."
    (tmp_path / "french.txt").write_text(words)
    done = read("read", tmp_path / "french.txt")
    assert "1 document is not in English: archived, not coded" in done.stderr
    (row,) = lines(read("verify", "--not-english"))
    assert (row["language"], row["document_id"][:7]) == ("French", "sha256:")
    assert "in French, not coded" in read("search", "négociations", "--format", "table").stdout
    assert "1 document is not in English and has no records" in read("export").stderr
    done = read("read", tmp_path / "french.txt", "--language", "English")
    assert done.exit_code == 2
    assert "no code of a language" in done.stderr


@pytest.mark.parametrize(
    "command", [["show", "CHN"], ["timeline", "CHN"], ["search", "x"], ["why", "ab"], ["export"], ["verify"]]
)
def test_without_a_ledger_every_command_says_how_to_make_one(talleyrand, command, tmp_path):
    done = talleyrand(*command)
    assert done.exit_code == 3
    assert (
        done.stderr == "talleyrand: talleyrand.db: no ledger there (talleyrand read PATH makes one, or give --ledger)\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_day_that_is_none_is_a_matter_of_usage(read):
    done = read("show", "CHN", "--since", "lately")
    assert done.exit_code == 2
    assert "write YYYY-MM-DD" in done.stderr


def test_an_unknown_setting_is_told(talleyrand, tmp_path):
    (tmp_path / "talleyrand.toml").write_text('leger = "x.db"\n')
    done = talleyrand("export")
    assert done.exit_code == 2
    assert "known are ledger" in done.stderr


def test_ctrl_c_ends_with_130_and_says_that_nothing_is_lost(talleyrand, tmp_path, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.setattr("talleyrand.pipeline.jobs.read", interrupted)
    done = talleyrand("read", "a.txt")
    assert done.exit_code == 130
    assert "what was entered is kept" in done.stderr


def test_names_in_a_message_can_not_steer_the_terminal(talleyrand):
    done = talleyrand("read", "\x1b[31mred.txt")
    assert "\x1b" not in done.stderr
    assert "red.txt" in done.stderr


def test_nothing_heavy_is_imported_for_help(talleyrand):
    code = "import sys, talleyrand.cli.main; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "numpy", "sqlalchemy", "onnxruntime", "trafilatura", "rich", "jinja2", "msgspec"} & set(loaded)
    ours = tuple(f"talleyrand.{stage}" for stage in ("archive", "analyse", "ledger", "pipeline", "present", "web"))
    assert not [name for name in loaded if name.startswith(ours)]


def test_an_error_shows_what_where_and_what_to_do():
    assert NotFoundError("nobody", where="X", hint="try Y").line() == "X: nobody (try Y)"
