"""Decisions carried from one ledger to another: the same end, and nothing lost where both were judged."""

import json
from dataclasses import replace

import pytest

from making import add, calls, snapshot
from talleyrand.ledger import canonical_dump
from talleyrand.ledger.store import open_ledger

TEXT = "China called Russia on Friday. France refused to call China. Russia called France."
MADE = snapshot(TEXT)
FIRST, SECOND, THIRD = calls(MADE.document)


def signed(who, minute):
    return {"reviewer": who, "at": f"2022-03-01T10:{minute:02}:00+00:00"}


@pytest.fixture
def two(talleyrand, tmp_path):
    """Two ledgers of the same document; decisions of Anna in the first."""
    for name in ("a.db", "b.db"):
        with open_ledger(tmp_path / name) as ledger:
            add(ledger, MADE, made_by=("fake 1", "1"))
    with open_ledger(tmp_path / "a.db") as ledger:
        ledger.review.correct(FIRST.id, replace(FIRST, factuality="planned"), note="will call", **signed("anna", 1))
        ledger.revise(SECOND.id, "rejected", **signed("anna", 2))
        ledger.review.undo(SECOND.id, **signed("anna", 3))
        ledger.review.annotate(SECOND.id, note="hm", **signed("anna", 4))
        ledger.review.enter(replace(THIRD, recipients=()), **signed("anna", 5))
        ledger.revise(FIRST.id, "accepted", second=True, **signed("eve", 6))
    (tmp_path / "a.jsonl").write_text(talleyrand("export", "--format", "revisions", "--ledger", "a.db").stdout)
    return talleyrand


def carry(talleyrand, file="a.jsonl"):
    done = talleyrand("import", "revisions", file, "--ledger", "b.db")
    return done, json.loads(done.stdout)


def dump(path):
    with open_ledger(path, read_only=True) as ledger:
        return list(canonical_dump(ledger))


def test_decisions_come_to_the_same_end_in_another_ledger_and_only_once(two, tmp_path):
    done, counts = carry(two)
    assert (done.exit_code, counts) == (0, {"entered": 6, "known": 0, "conflicts": 0, "errors": 0})
    assert dump(tmp_path / "b.db") == dump(tmp_path / "a.db")
    assert carry(two)[1] == {"entered": 0, "known": 6, "conflicts": 0, "errors": 0}
    assert dump(tmp_path / "b.db") == dump(tmp_path / "a.db")


def test_what_both_ledgers_judged_is_told_and_in_dispute_where_they_differ(two, tmp_path):
    with open_ledger(tmp_path / "b.db") as ledger:
        ledger.revise(FIRST.id, "rejected", **signed("ben", 0))
    done, counts = carry(two)
    assert counts["conflicts"] == 1
    assert f"record {FIRST.id}: judged here by ben, and by anna" in done.stderr
    with open_ledger(tmp_path / "b.db", read_only=True) as ledger:
        assert ledger.record(FIRST.id).review == "disputed"
        assert [event.by for event in ledger.history(FIRST.id)] == ["fake 1", "ben", "anna", "eve"]
    assert carry(two)[1]["entered"] == 0


def test_lines_that_are_no_decisions_here_are_told_and_the_others_entered(two, tmp_path):
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    rows[0]["record"] = "0" * 16
    rows[1]["verdict"] = "maybe"
    rows[4]["body"] = {"act": 3}
    rows.append({"schema": "other"})
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, rows)))
    done, counts = carry(two, "c.jsonl")
    assert done.exit_code == 1
    assert (counts["entered"], counts["errors"]) == (2, 5)  # nothing is left to undo, either
    assert "c.jsonl:1, 0000000000000000: no such record" in done.stderr
    assert "c.jsonl:7: no decision of the export's form" in done.stderr
    assert "Traceback" not in done.stderr
