"""`agree` and `accounts` on the command line."""

import json
from dataclasses import replace

import pytest

from talleyrand.ledger.store import open_ledger

ONE = "China called Russia on Friday. France refused to call China."
OTHER = "Russia called China on Friday. The ministry told reporters so."


@pytest.fixture
def asked(talleyrand, tmp_path):
    """A folder with a ledger of two documents."""
    for name, text in (("a.txt", ONE), ("b.txt", OTHER)):
        (tmp_path / name).write_text(text)
        assert talleyrand("read", name, "--date", "2022-02-26").exit_code == 0
    return talleyrand


def lines(done):
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def judge(tmp_path, verdicts):
    with open_ledger(tmp_path / "talleyrand.db") as ledger:
        for at, (record, status, reviewer) in enumerate(verdicts):
            ledger.revise(record, status, reviewer=reviewer, at=f"2022-03-01T10:00:{at:02}", note="seen")
        return list(ledger.reviews())


def test_two_accounts_of_one_call_are_compared(asked):
    (row,) = lines(asked("accounts", "CHN", "--toward", "RUS"))
    assert (row["accounts"], row["independent"], row["contradicted"]) == (2, 2, [])
    opened = lines(asked("why", row["why"]))
    assert {reason["evidence"] for reason in opened} == {
        "China called Russia on Friday.",
        "Russia called China on Friday.",
    }
    fields = lines(asked("accounts", "--event", row["event"], "--part", "fields"))
    assert {field["field"] for field in fields} >= {"factuality", "date", "participants", "mode"}


def test_an_event_that_is_none_is_one_clear_line(asked):
    done = asked("accounts", "--event", "zzzz")
    assert done.exit_code == 2
    assert done.stderr == (
        "talleyrand: zzzz: no event of several accounts has this id (accounts without it lists them)\n"
    )


def test_the_reviews_of_a_ledger_tell_how_often_the_machine_is_right(asked, tmp_path):
    records = [row["id"] for row in lines(asked("export"))]
    given = judge(tmp_path, [(records[0], "accepted", "anna"), (records[1], "rejected", "anna")])
    assert [(review.status, review.reviewer, review.note) for review in given] == [
        ("accepted", "anna", "seen"),
        ("rejected", "anna", "seen"),
    ]
    (row,) = lines(asked("agree"))
    assert (row["coefficient"], row["value"], row["units"]) == ("share accepted", 0.5, 2)
    assert {reason["record"] for reason in lines(asked("why", row["why"]))} == set(records[:2])
    assert lines(asked("agree", "--random", "--part", "totals")) == []  # two reviewed are too few


def test_two_exports_are_compared(asked, tmp_path):
    rows = asked("export").stdout
    (tmp_path / "anna.jsonl").write_text(rows)
    (tmp_path / "ben.jsonl").write_text(rows.replace('"refused"', '"negated"'))
    found = {row["field"]: row for row in lines(asked("agree", "anna.jsonl", "ben.jsonl"))}
    assert found["factuality"]["between"] == "anna and ben"
    assert found["factuality"]["value"] < 1
    disputes = lines(asked("agree", "anna.jsonl", "ben.jsonl", "--part", "disputes"))
    assert [row["values"] for row in disputes] == [["refused", "negated"]]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("a.txt",), "1 file given, two are compared (talleyrand agree A.jsonl B.jsonl)"),
        (("a.txt", "b.txt"), "a.txt:1: no record of the export's form (talleyrand export --format jsonl writes them)"),
        (("a.txt", "none.jsonl", "--random"), "--random: two exports have no reviews and no ledger"),
        (("none.jsonl", "a.txt"), "none.jsonl: it can't be read (give an export in JSON lines)"),
    ],
)
def test_bad_input_is_one_clear_line(asked, arguments, line):
    done = asked("agree", *arguments)
    assert done.exit_code in {2, 3}
    assert done.stderr == f"talleyrand: {line}\n"


def test_the_fields_that_persons_corrected_are_compared_with_what_the_machine_said(asked, tmp_path):
    records = [row["id"] for row in lines(asked("export"))]
    with open_ledger(tmp_path / "talleyrand.db") as ledger:
        for at, (id, who, second) in enumerate(
            [(records[0], "anna", False), (records[1], "anna", False), (records[0], "ben", True)]
        ):
            signed = {"reviewer": who, "at": f"2022-03-01T10:00:{at:02}", "second": second}
            record = ledger.review.proposed(id)
            if at == 1:
                ledger.revise(id, "accepted", **signed)
            else:
                ledger.review.correct(id, replace(record, factuality=("planned", "", "possible")[at]), **signed)
        ledger.revise(records[0], "accepted", reviewer="eve", at="2022-03-02")
    (share, *_) = lines(asked("agree"))
    assert (share["coefficient"], share["units"]) == ("share accepted", 2)
    assert share["value"] == 0.5  # whoever accepts a correction does not accept what the machine proposed
    fields = {
        (row["between"], row["field"], row["coefficient"]): row for row in lines(asked("agree", "--part", "fields"))
    }
    assert fields["machine and reviewers", "event type", "kappa"]["units"] == 4
    assert fields["machine and reviewers", "factuality", "kappa"]["value"] < 0.5
    assert ("anna and ben", "factuality", "kappa") in fields
    disputed = lines(asked("agree", "--part", "disputes"))
    assert ["planned", "possible"] in [row["values"] for row in disputed]


def test_a_random_sample_is_kept_to(asked, tmp_path):
    with open_ledger(tmp_path / "talleyrand.db") as ledger:
        drawn, *others = ledger.review.sample(99)
        ledger.revise(drawn, "accepted", reviewer="anna", at="2022-03-01")
        ledger.revise(others[0], "rejected", reviewer="anna", at="2022-03-01")
    (row,) = lines(asked("agree", "--sample", "1"))
    assert (row["value"], row["units"]) == (1.0, 1)
    assert [reason["record"] for reason in lines(asked("why", row["why"]))] == [drawn]
    assert lines(asked("agree", "--sample", "2"))[0]["value"] == 0.5
