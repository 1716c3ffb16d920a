"""`talleyrand contacts` on the command line."""

import json

import pytest

TEXT = "China called Russia on Friday. France refused to call Russia."


@pytest.fixture
def asked(talleyrand, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    assert talleyrand("read", "a.txt", "--date", "2022-02-26", "--outlet", "Example Wire").exit_code == 0
    return talleyrand


def lines(done):
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_contacts_of_an_actor_open_to_their_records(asked):
    (row,) = lines(asked("contacts", "CHN"))
    assert (row["counterpart"], row["contacts"], row["channels"]) == ("RUS", 1, ["phone 1"])
    (reason,) = lines(asked("why", row["why"]))
    assert reason["evidence"] == "China called Russia on Friday."


def test_refusals_are_a_part(asked):
    (row,) = lines(asked("contacts", "RUS", "--part", "silences"))
    assert (row["other"], row["kind"]) == ("FRA", "refused")


def test_without_an_actor_every_two_states(asked, tmp_path):
    (row,) = lines(asked("contacts", "--chart", "matrix.svg"))
    assert (row["one"], row["other"], row["phone"]) == ("CHN", "RUS", 1)
    assert "China" in (tmp_path / "matrix.svg").read_text()


def test_a_level_that_is_none_is_refused(asked):
    done = asked("contacts", "CHN", "--level", "king")
    assert done.exit_code == 2
    assert "leader" in done.stderr


def test_sources_are_told_by_type_with_their_records(asked):
    (row,) = lines(asked("sourcing", "RUS"))
    assert (row["type"], row["records"], row["share"]) == ("report", 2, 1.0)
    assert len(lines(asked("why", row["why"]))) == 2
    (single,) = lines(asked("sourcing", "RUS", "--part", "single"))
    assert (single["what"], single["outlet"]) == ("CONSULT phone", "Example Wire")
