"""Where every state stands toward one target."""

from __future__ import annotations

import pytest

from recording import act
from talleyrand.analyse.positions.measure import positions
from talleyrand.analyse.positions.standings import standings


def on(source, kind, day, target="RUS"):
    return act(source, target, kind, day, document=f"{source} {day}")


RECORDS = [
    *(on("USA", "SANCTION", f"2022-03-{day:02}") for day in range(1, 9)),
    *(on("CHN", "COOPERATE", f"2022-03-{day:02}") for day in range(1, 9)),
    on("FRA", "ACCUSE", "2022-03-02"),
    on("FRA", "AID", "2022-03-02", target="UKR"),
]


def test_states_stand_in_order_each_as_its_own_position_says() -> None:
    result = standings(RECORDS, target="RUS")
    assert [row.state for row in result] == ["CHN", "FRA", "USA"]
    alone = positions([record for record in RECORDS if record.actors[0].country == "USA"], actor="USA", target="RUS")
    (now,) = [row for row in alone.parts["now"] if row.channel == "all"]
    assert result[2].value == pytest.approx(now.value)
    assert (result[2].low, result[2].high) == (now.low, now.high)


def test_reasons_are_the_records_behind_a_state() -> None:
    result = standings(RECORDS, target="RUS")
    assert [reason.record for reason in result.why("FRA")] == [RECORDS[16].id]
    assert "1 of 3 states rest on one independent report" in result.notes[-1]


def test_the_target_itself_and_what_is_of_others_are_left_out() -> None:
    records = [*RECORDS, on("RUS", "THREATEN", "2022-03-03", target="UKR")]
    assert [row.state for row in standings(records, target="RUS")] == ["CHN", "FRA", "USA"]
    assert [row.state for row in standings(records, target="UKR")] == ["FRA", "RUS"]


def test_nothing_told_is_said() -> None:
    assert standings([], target="RUS").notes == ("no dated record of what a state did toward Russia in this period",)
