"""`talleyrand gap` and `talleyrand balance`."""

import json

import pytest

TEXT = "China called Russia on Friday. France refused to call Russia. France called China."


def lines(done):
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_gap_toward_one_actor(asked):
    rows = lines(asked("gap", "CHN", "--toward", "RUS", "--delta", "0.3"))
    assert [(row["period"], row["words"], row["deeds"], row["of_words"]) for row in rows] == [
        ("all", 0.15, None, 1),
        ("2022-02", 0.15, None, 1),
    ]
    (reason,) = lines(asked("why", rows[0]["why"]))
    assert reason["evidence"] == "China called Russia on Friday."


def test_the_gap_toward_all_and_its_parts(asked):
    whole = json.loads(asked("gap", "CHN", "--format", "json").stdout)
    assert whole["rows"] == []
    assert list(whole["parts"]) == ["reference", "commitments", "fulfilment"]
    assert whole["question"] == "Do the deeds of China match its words?"


def test_balance_counts_contacts_when_asked(asked):
    assert "no two states" in asked("balance").stderr
    edges = lines(asked("balance", "--contacts", "--part", "edges"))
    assert {(row["actor"], row["other"]) for row in edges} == {("CHN", "RUS"), ("CHN", "FRA")}
    (reason,) = lines(asked("why", edges[0]["why"]))
    assert reason["note"].endswith("CONSULT")


def test_balance_of_an_actor_and_a_chart(asked, tmp_path):
    done = asked("balance", "CHN", "--contacts", "--chart", "a.svg")
    assert done.exit_code == 0, done.stderr
    assert "Whose goals can China not reconcile?" in (tmp_path / "a.svg").read_text()
    assert "no triads" in done.stderr


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("gap", "Frence"), "did you mean France"),
        (("balance", "Frence"), "did you mean France"),
        (("gap", "FRA", "--since", "2022-03-01", "--until", "2022-02-01"), "before it begins"),
        (("balance", "--top", "2"), "--top"),
        (("balance", "--channel", "votes"), "--channel"),
        (("balance", "FRA", "--part", "late"), "its parts are straddle, exits, edges, camps, whole"),
    ],
)
def test_what_can_not_be_answered_is_one_line(asked, command, said):
    done = asked(*command)
    assert done.exit_code != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
