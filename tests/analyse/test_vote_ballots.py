"""One roll call: who voted how."""

from __future__ import annotations

import pytest
from voting_records import sheet, vote

from talleyrand.analyse.votes.ballots import roll_call
from talleyrand.errors import NotFoundError

ROWS = {"CHN": "ya", "RUS": "nn", "USA": "yx", "IND": "yy"}


def test_each_state_has_its_choice_with_the_records_behind_it() -> None:
    records = [*sheet(ROWS), vote("CHN", "abstain", "A/RES/2", document="another file")]
    result = roll_call(records, call="A/RES/2")
    assert [(row.state, row.choice) for row in result] == [
        ("IND", "yes"),
        ("RUS", "no"),
        ("CHN", "abstain"),
        ("USA", "absent"),
    ]
    assert (result[2].records, len(result.why("CHN"))) == (2, 2)
    assert (result.records, result.independent) == (5, 4)


def test_an_unknown_roll_call_offers_those_of_like_names() -> None:
    with pytest.raises(NotFoundError, match=r"A/RES/2"):
        roll_call(sheet(ROWS), call="A/RES/22")
