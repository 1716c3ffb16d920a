"""Words against deeds, toward one target and toward all."""

from dataclasses import replace

import numpy as np
import pytest
import vl_convert
from dyads import act, plan

from talleyrand.analyse.gap.measure import gap

OTHERS = ("FRA", "DEU", "ITA", "ESP", "POL", "JPN")


def dyad(target, words, deeds, month="2022-03"):
    """Three verbal and three material acts of China toward a target, on different days."""
    days = [f"{month}-{day:02}" for day in (1, 5, 9, 13, 17, 21)]
    made = [act("CHN", target, kind, day) for kind, day in zip(words, days, strict=False)]
    return made + [act("CHN", target, kind, day) for kind, day in zip(deeds, days[::-1], strict=False)]


def world():
    """China is as good as its word toward five states; Poland it praises and sanctions."""
    kinds = {
        "FRA": ("SUPPORT", "COOPERATE"),
        "DEU": ("AGREE", "RETREAT"),
        "ITA": ("ACCUSE", "SANCTION"),
        "ESP": ("REJECT", "SANCTION"),
        "POL": ("SUPPORT", "SANCTION"),
        "JPN": ("CONCEDE", "AID"),
    }
    return [one for target, (words, deeds) in kinds.items() for one in dyad(target, [words] * 3, [deeds] * 3)]


def test_the_raw_gap_by_hand():
    """Words SUPPORT +0.5, deeds SANCTION -0.6: with one target there is no scale, the gap is 0.5 + 0.6 = 1.1."""
    found = gap(dyad("POL", ["SUPPORT"] * 3, ["SANCTION"] * 3), actor="CHN", target="POL")
    whole, march = found
    assert (whole.period, whole.words, whole.deeds) == ("all", pytest.approx(0.5), pytest.approx(-0.6))
    assert whole.gap == march.gap == pytest.approx(1.1)
    assert whole.low < 1.1 < whole.high
    assert (march.period, str(march.start), march.of_words, march.of_deeds) == ("2022-03", "2022-03-01", 3, 3)
    assert found.notes[0].startswith("too few targets")
    assert (found.records, found.independent) == (6, 6)


def test_a_standardised_gap_by_hand():
    """Words 0.5, 0.25, -0.3, -0.2, 0.5, 0.45: mean 0.2, sd 0.36194; deeds 0.95, 0.65, -0.6, -0.6, -0.6, 1.0.

    Their mean is 0.13333, sd 0.81220. Poland: z(words) = 0.3 / 0.36194 = 0.829, z(deeds) = -0.73333 / 0.81220 = -0.903.
    """
    words = np.array([0.5, 0.25, -0.3, -0.2, 0.5, 0.45])
    assert (words.mean(), words.std(ddof=1)) == (pytest.approx(0.2), pytest.approx(0.36194, abs=1e-5))
    found = gap(world(), actor="CHN")
    row = found[0]
    assert (row.target, row.period) == ("POL", "all")
    assert row.gap == pytest.approx(0.829 + 0.903, abs=1e-3)
    reference = {one.channel: (one.mean, one.deviation, one.dyads) for one in found.parts["reference"]}
    assert reference["words"] == (pytest.approx(0.2), pytest.approx(0.36194, abs=1e-5), 6)
    assert reference["deeds"] == (pytest.approx(0.13333, abs=1e-5), pytest.approx(0.81220, abs=1e-5), 6)
    assert sum(one.gap for one in found) == pytest.approx(0)
    assert [one.gap for one in found] == sorted((one.gap for one in found), reverse=True)


def test_one_target_is_on_the_scale_of_all():
    all_targets = {row.target: row.gap for row in gap(world(), actor="CHN")}
    assert gap(world(), actor="CHN", target="POL")[0].gap == pytest.approx(all_targets["POL"])


def test_probabilities():
    row = gap(world(), actor="CHN")[0]
    assert row.probability == pytest.approx(row.words_warmer, abs=0.05)
    assert row.probability > gap(world(), actor="CHN", delta=1.5)[0].probability


def test_what_is_pledged_is_words_in_the_month_it_is_said():
    made = [plan("CHN", "POL", "AID", "2022-02-10"), *dyad("POL", ["SUPPORT"] * 3, ["SANCTION"] * 3)]
    rows = {row.period: row for row in gap(made, actor="CHN", target="POL")}
    assert (rows["2022-02"].of_words, rows["2022-02"].of_deeds) == (1, 0)
    assert rows["2022-02"].gap is None


def test_months_without_one_side_have_no_gap():
    found = gap([act("CHN", "POL", "SUPPORT")], actor="CHN", target="POL")
    assert [row.gap for row in found] == [None, None]
    assert "one record: what happened, not a tendency" in found.notes
    assert "no deeds are on record: no gap can be told" in found.notes


def test_what_others_do_to_the_actor_is_not_its_own():
    made = [
        *dyad("POL", ["SUPPORT"] * 3, ["AID"] * 3),
        *(act("POL", "CHN", "SANCTION", f"2022-03-0{n}") for n in "123"),
    ]
    assert gap(made, actor="CHN", target="POL")[0].deeds == pytest.approx(1.0)


def test_copies_count_once():
    """The same attack reported by two documents in the same words is one independent report."""
    one = act("CHN", "POL", "SANCTION", text="China sanctioned Polish companies over the weekend ruling")
    found = gap([one, replace(one, id="f" * 16, document_id="sha256:copy")], actor="CHN", target="POL")
    assert (found[0].records, found[0].of_deeds) == (2, 1)


def test_nothing_and_all_negated():
    assert gap([], actor="CHN").notes == ("no words or deeds are on record",)
    assert gap([], actor="CHN", target="POL").chart() == {}
    negated = [replace(one, factuality="negated") for one in world()]
    assert gap(negated, actor="CHN").notes == ("no words or deeds are on record",)
    rejected = [replace(one, review="rejected") for one in world()]
    assert len(gap(rejected, actor="CHN")) == 0


def test_undated_records_count_in_the_whole_alone():
    made = [*dyad("POL", ["SUPPORT"] * 3, ["SANCTION"] * 3), act("CHN", "POL", "AID", None)]
    found = gap(made, actor="CHN", target="POL")
    assert [row.of_deeds for row in found] == [4, 3]
    assert "1 undated or vague records count in the whole period, in no month" in found.notes


def test_why_gives_the_weights_of_words_and_of_deeds():
    found = gap(world(), actor="CHN")
    reasons = found.why("POL;all")
    for channel in ("words", "deeds"):
        weights = [one.weight for one in reasons if one.note.startswith(channel)]
        assert weights == [pytest.approx(1 / 3)] * 3
    assert sum(one.weight * one.score for one in reasons if one.note.startswith("deeds")) == pytest.approx(-0.6)


def test_a_person_is_a_target_that_the_scale_leaves_out():
    biden = replace(act("USA", "CHN", "AID").actors[0], id="person:x", name="X", type="person", sector="GOV")
    made = [
        replace(act("CHN", "USA", kind, f"2022-03-0{n}"), recipients=(biden,))
        for n, kind in enumerate(("AID", "ACCUSE"), 1)
    ]
    found = gap([*world(), *made], actor="CHN", target="person:x")
    assert (found[0].target, found[0].of_words, found[0].of_deeds) == ("person:x", 1, 1)
    assert found.parts["reference"][0].dyads == 6


def test_commitments_are_a_part():
    made = [plan("CHN", "POL", "AID", "2022-02-10"), act("CHN", "POL", "AID", "2022-03-01")]
    found = gap(made, actor="CHN", target="POL")
    (row,) = found.parts["commitments"]
    assert row.status == "kept"
    assert len(found.parts["commitments"].why(0)) == 2
    assert found.parts["commitments"].address(row).startswith("gap/commitments?actor=CHN&target=POL")
    assert [one.rate for one in found.parts["fulfilment"]] == [1.0, 1.0]


@pytest.mark.parametrize("target", [None, "POL"])
def test_the_charts_say_n(target):
    found = gap(world(), actor="CHN", target=target)
    svg = vl_convert.vegalite_to_svg(found.chart())
    assert f"n = {found.records} records ({found.independent} independent)" in svg
    assert found.question.replace("'", "&#39;") in svg or found.question in svg
