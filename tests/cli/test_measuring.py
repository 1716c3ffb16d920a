"""Answers of measures on the command line: formats, parts, charts, and the records behind a row."""

import json

import pytest

TEXT = "China called Russia on Friday. France refused to call Russia. France refused to call China."


def lines(done):
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_pipe_gets_rows_with_addresses_and_stderr_the_counts(asked):
    done = asked("non-acts", "FRA")
    rows = lines(done)
    assert [row["sort"] for row in rows] == ["no contact", "no contact"]
    assert rows[0]["why"].startswith("non_acts?actor=FRA#")
    assert "2 records, 2 independent reports" in done.stderr


def test_an_address_opens_the_records_behind_a_row(asked):
    row = lines(asked("non-acts", "FRA", "--toward", "RUS", "--min-confidence", "0.1"))[0]
    assert "min_confidence=0.1" in row["why"]
    (reason,) = lines(asked("why", row["why"]))
    assert reason["record"] == row["record"]
    assert reason["evidence"] == "France refused to call Russia."


def test_the_beginning_of_a_rows_name_is_enough(asked):
    row = lines(asked("non-acts", "FRA", "--toward", "RUS"))[0]
    (reason,) = lines(asked("non-acts", "FRA", "--why", row["record"][:8]))
    assert reason["record"] == row["record"]


def test_a_part_is_printed_in_place_of_the_main_table(asked):
    assert [(row["sort"], row["things"]) for row in lines(asked("non-acts", "FRA", "--part", "by_sort"))] == [
        ("no contact", 2)
    ]
    (reason, _) = lines(asked("why", "non_acts/by_sort?actor=FRA#no contact"))
    assert reason["note"] == "leads"


def test_json_is_the_whole_answer_and_a_table_has_its_question(asked):
    whole = json.loads(asked("non-acts", "FRA", "--format", "json").stdout)
    assert (whole["question"], list(whole["parts"])) == ("What has France not done or said?", ["by_sort"])
    table = asked("non-acts", "FRA", "--format", "table").stdout
    assert table.startswith("What has France not done or said?")
    assert "why: talleyrand why 'non_acts?actor=FRA#ROW'" in table


def test_a_chart_is_written_beside(asked, tmp_path):
    done = asked("non-acts", "FRA", "--chart", "a.svg")
    assert done.exit_code == 0
    assert "What has France not done or said?" in (tmp_path / "a.svg").read_text()
    assert asked("timeline", "CHN", "--chart", "b.json").exit_code == 0
    assert json.loads((tmp_path / "b.json").read_text())["title"]["text"] == "What did China say and do, and when?"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("non-acts", "Frence"), "did you mean France"),
        (("non-acts", "FRA", "--since", "2022-03-01", "--until", "2022-02-01"), "before it begins"),
        (("non-acts", "FRA", "--since", "soon"), "'soon' is no day"),
        (("non-acts", "FRA", "--part", "late"), "its parts are by_sort"),
        (("non-acts", "FRA", "--why", "zz"), "no such row"),
        (("non-acts", "FRA", "--chart", "a.gif"), "one of .json, .svg, .png, .html"),
        (("why", "opinions?actor=FRA#1"), "no such measure"),
        (("why", "non_acts?actor=FRA&colour=red#1"), "no option 'colour'"),
        (("why", "non_acts?actor=FRA&records=1#1"), "no option 'records'"),
        (("why", "accounts?actor=FRA&whole=1#1"), "no option 'whole'"),
        (("why", "positions?actor=FRA#words"), "positions needs target"),
        (("why", "non_acts?actor=FRA&min_confidence=high#1"), "'high' is no confidence"),
        (("why", "gap?actor=FRA&level=2#1"), "level: 2 is no probability"),
        (("why", "agreement?random=maybe#1"), "'maybe' is neither True nor False"),
        (("positions", "FRA", "--toward", "France"), "no two parties"),
        (("framing", "FRA", "--against", "FRA"), "no two parties"),
        (("framing", "--against", "FRA"), "name two actors"),
        (("framing", "FRA", "--before", "soon"), "before: 'soon' is no day"),
    ],
)
def test_what_cannot_be_answered_is_one_line_that_says_what_to_do(asked, command, said):
    done = asked(*command)
    assert done.exit_code in (2, 3)
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_nothing_in_a_period_is_said_and_not_an_error(asked):
    done = asked("non-acts", "FRA", "--since", "2023-01-01", "--until", "2023-02-01")
    assert lines(done) == []
    assert "not to say there was none" in done.stderr


def test_addresses_leave_out_what_is_as_usual_and_lists_are_json_in_csv(asked):
    row = lines(asked("gap", "CHN", "--fewest", "1", "--part", "reference"))[0]
    assert row["why"].split("#")[0] == "gap/reference?actor=CHN&fewest=1"
    printed = asked("non-acts", "FRA", "--format", "csv").stdout
    assert '"[""France""]"' in printed and "('France'" not in printed
