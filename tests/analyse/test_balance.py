"""The straddle, triads in tension and balance of a network of records."""

import json
from dataclasses import replace

import pytest
import vl_convert
from dyads import act

from talleyrand.analyse.balance.measure import balance

DAYS = [f"2022-03-{day:02}" for day in range(1, 21)]


def straddle_case():
    """China is a friend of Russia and of Ukraine, who are enemies; the EU is with Ukraine, against Russia."""
    pairs = {
        "CHN-RUS": "COOPERATE",
        "CHN-UKR": "AID",
        "RUS-UKR": "ASSAULT",
        "EU-UKR": "AID",
        "EU-RUS": "SANCTION",
        "CHN-EU": "COOPERATE",
    }
    return [act(*pair.split("-"), kind, day) for pair, kind in pairs.items() for day in DAYS]


def test_the_friend_of_two_enemies_is_found():
    found = balance(straddle_case(), actor="CHN")
    assert [(row.second, row.third, row.pattern) for row in found] == [
        ("UKR", "RUS", "between enemies"),
        ("RUS", "igo:EU", "between enemies"),
    ]
    assert all(row.tension > 0.99 for row in found)
    assert found[0].independent == 60
    assert found.question == "Whose goals can China not reconcile?"


def test_its_straddle_and_its_way_out():
    """CHN-EU-UKR is in balance, the two triads with Russia are not: falling out with Russia ends all tension."""
    found = balance(straddle_case(), actor="CHN")
    (row,) = (row for row in found.parts["straddle"] if row.actor == "CHN")
    assert 0.55 < row.straddle < 0.67
    assert (row.triads, row.exit, row.then) == (3, "RUS", pytest.approx(0, abs=1e-6))
    assert row.low <= row.straddle <= row.high
    best = found.parts["exits"][0]
    assert (best.other, best.cost) == ("RUS", pytest.approx(row.cost))
    assert best.change == pytest.approx(-row.straddle)


def test_the_whole_and_its_camps():
    found = balance(straddle_case())
    whole = {row.index: row.value for row in found.parts["whole"]}
    assert whole["triangles"] == pytest.approx(0.5, abs=0.01)
    assert (whole["frustration"], whole["edges"]) == (1, 6)
    assert [row.other for row in found.parts["edges"] if row.flip] == ["RUS"]
    camps = {row.actor: row.camp for row in found.parts["camps"]}
    assert camps["CHN"] == camps["UKR"] == camps["igo:EU"] != camps["RUS"]


def test_organs_count_as_their_organisation_and_officials_as_their_state():
    made = [act("COM", "RUS", "SANCTION", day) for day in DAYS]
    (edge,) = balance(made).parts["edges"]
    assert {edge.actor, edge.other} == {"igo:EU", "RUS"}


def test_reports_of_one_day_are_one_occasion():
    made = [act("RUS", "UKR", "ASSAULT", "2022-03-01") for _ in range(5)]
    (edge,) = balance(made).parts["edges"]
    assert (edge.records, edge.independent) == (5, 1)
    assert edge.friendly > balance([act("RUS", "UKR", "ASSAULT", day) for day in DAYS]).parts["edges"][0].friendly


def test_what_is_done_together_counts_once():
    (edge,) = balance([act("CHN+RUS", "", "COOPERATE"), act("RUS", "CHN", "COOPERATE")]).parts["edges"]
    assert (edge.records, edge.independent) == (2, 1)


def test_contacts_are_no_friendship_unless_asked_for():
    made = [act("USA", "RUS", "CONSULT", day) for day in DAYS]
    assert balance(made).notes == ("no two states or organisations say or do anything to each other in these records",)
    assert len(balance(made, contacts=True).parts["edges"]) == 1


def test_words_and_deeds_apart():
    made = [*(act("USA", "RUS", "SANCTION", day) for day in DAYS), *(act("USA", "RUS", "SUPPORT", day) for day in DAYS)]
    stance = {channel: balance(made, channel=channel).parts["edges"][0].stance for channel in ("words", "deeds", None)}
    assert stance["deeds"] < stance[None] < stance["words"]


def test_what_did_not_happen_and_what_was_rejected_do_not_count():
    made = [replace(one, factuality="negated") for one in straddle_case()]
    assert not balance(made).parts["edges"]
    assert not balance([replace(one, review="rejected") for one in straddle_case()]).parts["edges"]


def test_nothing_one_record_and_an_actor_that_is_not_there():
    assert len(balance([])) == 0
    assert balance([]).chart() == {}
    one = balance([act("RUS", "UKR", "ASSAULT")], actor="CHN")
    assert one.notes[1] == "CHN says and does nothing to another party, or is neither a state nor an organisation"
    assert "no three parties" in balance([act("RUS", "UKR", "ASSAULT")]).notes[1]


def test_the_actor_is_kept_when_only_the_most_active_are():
    made = [*straddle_case(), act("MLT", "RUS", "SANCTION"), act("MLT", "UKR", "AID")]
    found = balance(made, actor="MLT", top=4)
    assert "MLT" in {row.actor for row in found.parts["straddle"]}
    assert "1 less active parties are left out" in found.notes


def test_why_gives_the_records_of_the_three_edges():
    made = straddle_case()
    found = balance(made, actor="CHN")
    reasons = found.why("CHN;UKR;RUS")
    assert len(reasons) == found[0].records == 60
    for pair in ("CHN and RUS", "CHN and UKR", "RUS and UKR"):
        weights = [one.weight for one in reasons if one.note.startswith(pair)]
        assert (len(weights), sum(weights)) == (20, pytest.approx(1))
    assert len(found.parts["edges"].why("RUS;UKR")) == 20
    assert len(found.parts["straddle"].why("CHN")) == 60
    assert len(found.parts["whole"].why("frustration")) == 20


def test_the_same_records_in_another_order_give_the_same_answer():
    made = straddle_case()
    assert balance(made).rows == balance(made).rows
    back = balance(reversed(made))
    assert [row.tension for row in back] == pytest.approx([row.tension for row in balance(made)])


def test_the_chart_has_the_network_and_the_straddles():
    spec = balance(straddle_case(), actor="CHN").chart()
    svg = vl_convert.vegalite_to_svg(spec)
    assert "Whose goals can China not reconcile?" in svg
    assert "n = 120 records (120 independent)" in svg
    assert {"China", "Russia", "Ukraine", "EU"} <= {part.split("<")[0] for part in svg.split(">")}
    json.dumps(spec)


def test_what_has_no_day_is_told_to_count_in_every_period():
    made = [act("RUS", "UKR", "ASSAULT", "2022-03-01"), act("RUS", "UKR", "ASSAULT", None)]
    assert "1 records without a day count in every period" in balance(made, since="2022-02-01").notes
    assert not any("without a day" in note for note in balance(made[:1]).notes)


def test_a_record_that_tells_of_two_edges_counts_once():
    both = act("FRA+DEU", "RUS", "SANCTION", "2022-03-01")
    found = balance([both, act("FRA", "DEU", "AID", "2022-03-01")])
    assert (found.records, found.independent) == (2, 2)
    (straddle,) = [row for row in found.parts["straddle"] if row.actor == "RUS"]
    assert straddle.records == len({reason.record for reason in found.parts["straddle"].why("RUS")}) == 1
