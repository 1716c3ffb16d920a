"""`review`: by keys at a terminal, from a file, and as a list in a pipe."""

import io
import itertools
import json

import pytest
from rich.console import Console

from making import add, snapshot
from talleyrand.cli.review_desk import Desk, review
from talleyrand.ledger.store import open_ledger

TEXT = "China called Russia on Friday. France refused to call China. Russia called France."


def lines(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "t.db") as opened:
        add(opened, snapshot(TEXT))
        yield opened


def desk(ledger, keys, answers=(), **more):
    """A desk at which `keys` are pressed one after the other and `answers` typed; the keys end with q."""
    pressed, typed, out = itertools.chain(keys, "qq"), iter(answers), io.StringIO()
    made = Desk(
        ledger,
        more.pop("order", "uncertain"),
        more.pop("reviewer", "ann"),
        Console(file=out, width=100),
        lambda: next(pressed),
        lambda _: next(typed),
        lambda: "2022-03-01T00:00:00+00:00",
        **more,
    )
    review(made)
    return made, out.getvalue()


def statuses(ledger):
    return [record.review for record in sorted(ledger.records(rejected=True), key=lambda r: r.evidence.start)]


def test_each_key_decides_and_goes_on(ledger):
    made, shown = desk(ledger, "ard")
    assert sorted(statuses(ledger)) == ["accepted", "disputed", "rejected"]
    assert len(made.made) == 3
    assert "Nothing more waits" in shown
    assert "ann: 0 judged by you, 0 of 3 in all" in shown
    assert "ann: 2 judged by you, 2 of 3 in all" in shown


def test_a_field_is_corrected_by_number_or_name_and_a_wrong_value_is_told(ledger):
    answers = ["factuality", "maybe", "factuality", "planned", "5", "2022-02-20", "", "see the next line"]
    _, shown = desk(ledger, "c", answers)
    (record,) = [one for one in ledger.records() if one.review == "corrected"]
    assert (record.factuality, record.date.start) == ("planned", "2022-02-20")
    assert "'maybe' is not allowed here" in shown
    history = ledger.history(record.id)[-1]
    assert (history.note, {one.field for one in history.changes} >= {"factuality", "date.start"}) == (
        "see the next line",
        True,
    )


def test_a_correction_that_is_dropped_changes_nothing(ledger):
    desk(ledger, "c", ["factuality", "planned", "q"])
    assert statuses(ledger) == ["proposed"] * 3


def test_undo_takes_the_last_decision_back_and_shows_its_record_again(ledger):
    made, _ = desk(ledger, "aru")
    assert sorted(statuses(ledger)) == ["accepted", "proposed", "proposed"]
    assert len(made.made) == 1


def test_skipping_and_going_back_decide_nothing(ledger):
    _, shown = desk(ledger, ["s", "b", "b", "x", "s", "s", "s"])
    assert statuses(ledger) == ["proposed"] * 3
    assert "this is the first one" in shown


def test_a_note_is_kept_with_the_history_and_shown(ledger):
    _, shown = desk(ledger, ["n", "h", "x"], ["what does it mean?"])
    assert "noted by ann: what does it mean?" in shown


def test_undoing_where_nothing_was_decided_and_an_unknown_key_are_told(ledger):
    _, shown = desk(ledger, ["u", "x", "z", "x"])
    assert "no decision on it to take back" in shown
    assert "keys: a accept" in shown


def test_what_another_decided_meanwhile_is_told_and_nothing_overwritten(ledger):
    def meanwhile():
        record = ledger.review.queue("uncertain", limit=1)[0].record
        ledger.revise(record.id, "rejected", reviewer="ben", at="2022-03-02")
        yield "a"
        yield "x"

    _, shown = desk(ledger, meanwhile())
    assert "ben rejected it at 2022-03-02" in shown
    assert sorted(statuses(ledger)) == ["proposed", "proposed", "rejected"]


def test_a_second_person_is_shown_what_was_proposed_and_no_verdict(ledger):
    desk(ledger, "c", ["factuality", "planned", "", ""])
    _, shown = desk(ledger, ["h", "x", "a"], order="second", reviewer="ben")
    assert "planned" not in shown
    assert "nothing is told before you judge" in shown
    assert sorted(statuses(ledger)) == ["disputed", "proposed", "proposed"]


def test_a_random_sample_ends_with_its_last_record(ledger):
    sample = tuple(ledger.review.sample(2))
    _, shown = desk(ledger, "aaa", order="random", sample=sample)
    assert {record.id for record in ledger.records() if record.review == "accepted"} == set(sample)
    assert "ann: 1 of a random sample of 2 judged" in shown


def test_stopping_with_ctrl_c_keeps_what_was_decided(ledger):
    with pytest.raises(KeyboardInterrupt):
        desk(ledger, ["a", "\x03"])
    assert sorted(statuses(ledger)) == ["accepted", "proposed", "proposed"]


@pytest.fixture
def asked(talleyrand, tmp_path, monkeypatch):
    monkeypatch.delenv("TALLEYRAND_REVIEWER", raising=False)
    (tmp_path / "a.txt").write_text(TEXT)
    assert talleyrand("read", "a.txt", "--date", "2022-02-26").exit_code == 0
    return talleyrand


def test_into_a_pipe_the_records_that_wait_are_listed(asked):
    rows = lines(asked("review"))
    assert len(rows) == 3
    assert {"id", "evidence", "mark", "cursor"} <= rows[0].keys()
    assert [row["id"] for row in lines(asked("review", "CHN"))] == [
        row["id"] for row in rows if row["actors"][0]["country"] == "CHN"
    ]
    assert len(lines(asked("review", "--random", "2"))) == 2
    assert lines(asked("review", "--disputed")) == []


def test_decisions_come_from_a_file_and_those_that_cannot_be_made_are_told(asked, tmp_path):
    first, second, third = (row for row in lines(asked("review")))
    decisions = [
        {"record": first["id"], "decision": "accept", "expects": first["mark"]},
        {"record": first["id"], "decision": "reject", "expects": first["mark"], "reviewer": "ben"},
        {"record": second["id"], "decision": "correct", "changes": {"factuality": "possible"}, "note": "may"},
        {"record": third["id"], "decision": "note", "note": "hm"},
        {"record": third["id"], "decision": "dance"},
        {"record": "ffff", "decision": "accept"},
        {
            "decision": "add",
            "document": first["document"]["id"],
            "kind": "framing",
            "start": 0,
            "end": 12,
            "fields": {"actors": "China", "framing.term": "call"},
        },
    ]
    (tmp_path / "d.jsonl").write_text("\n".join(map(json.dumps, decisions)) + "\n\n")
    done = asked("review", "--decisions", "d.jsonl", "--as", "ann")
    assert done.exit_code == 1
    assert [row["status"] for row in lines(done)] == ["accepted", "corrected", "proposed", "accepted"]
    assert "d.jsonl:2: record" in done.stderr
    assert "ann accepted it" in done.stderr
    assert "d.jsonl:5: decision: 'dance' is no decision" in done.stderr
    assert "4 decided, 3 not" in done.stderr
    assert lines(asked("why", second["id"]))[0]["history"][-1]["changes"][0]["after"] == "possible"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "no JSON"),
        ("[1]", "no JSON object"),
        ('{"decision": "accept"}', "record: it is missing"),
        ('{"decision": "add", "document": "x", "kind": "act"}', "whole numbers"),
        ('{"decision": "correct", "record": "ffff", "changes": 3}', "no such record"),
        ('{"decision": "accept", "record": "ffff", "expects": 3}', "no mark"),
    ],
)
def test_a_line_that_is_no_decision_is_told(asked, tmp_path, line, says):
    (tmp_path / "d.jsonl").write_text(line)
    done = asked("review", "--decisions", "d.jsonl")
    assert done.exit_code in (1, 3)
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_the_reviewer_is_named_by_option_setting_or_login(asked, tmp_path, monkeypatch):
    monkeypatch.setattr("talleyrand.cli.reviewing.getuser", lambda: "login")
    (row, *_) = lines(asked("review"))
    (tmp_path / "d.jsonl").write_text(json.dumps({"record": row["id"], "decision": "accept"}))

    def name(*options):
        assert asked("review", "--decisions", "d.jsonl", *options).exit_code == 0
        return lines(asked("why", row["id"]))[0]["history"][-1]["by"]

    assert name() == "login"
    (tmp_path / "talleyrand.toml").write_text('reviewer = "setting"\n')
    assert name() == "setting"
    monkeypatch.setenv("TALLEYRAND_REVIEWER", "variable")
    assert name() == "variable"
    assert name("--as", "option") == "option"


def test_two_orders_at_once_and_a_missing_ledger_are_refused(asked):
    assert asked("review", "--disputed", "--second").exit_code == 2
    assert asked("review", "--ledger", "none.db").exit_code == 3
