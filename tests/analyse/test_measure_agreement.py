"""Agreement from reviews and between two codings: shares, coefficients, totals, disputes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import vl_convert

from recording import act, forecast, statement, vote
from talleyrand.analyse.agreement.codings import match
from talleyrand.analyse.agreement.measure import agreement
from talleyrand.analyse.agreement.reviews import Judged, share_right
from talleyrand.model.identity import record_id
from talleyrand.model.records import Act
from talleyrand.model.reviews import Review
from talleyrand.model.spans import Quote

DAY = "2022-02-25"
CALLS = [
    replace(act("CHN", "RUS", "CONSULT", DAY, text=f"Call {n}.", document=str(n)), confidence=0.8) for n in range(20)
]


def review(record, status: str, reviewer: str = "anna") -> Review:
    return Review(record.id, status, reviewer, "2022-03-01T10:00:00")  # type: ignore[arg-type]


def rows(found):
    return {(row.between, row.field, row.coefficient): row for row in found}


def test_the_share_that_a_person_accepted():
    found = agreement(CALLS, reviews=[review(one, "accepted") for one in CALLS[:9]] + [review(CALLS[9], "rejected")])
    (row,) = found
    assert (row.between, row.coefficient, row.value, row.units) == ("machine and reviewers", "share accepted", 0.9, 10)
    # Jeffreys: Beta(9.5, 1.5), 5th and 95th percentiles.
    assert (row.low, row.high) == (pytest.approx(0.654, abs=0.001), pytest.approx(0.984, abs=0.001))
    assert any("judged by two persons" in note for note in found.notes)


def test_the_last_verdict_of_a_person_counts_and_one_taken_back_is_none():
    given = [review(CALLS[0], "rejected"), review(CALLS[0], "accepted"), review(CALLS[1], "rejected")]
    found = agreement(CALLS, reviews=[*given, review(CALLS[1], "proposed")])
    assert (found[0].value, found[0].units) == (1.0, 1)


def test_two_persons_have_alpha_and_kappa_and_their_disputes_are_listed():
    both = [review(one, "accepted", who) for one in CALLS[:8] for who in ("anna", "ben")]
    both += [review(CALLS[8], "rejected", who) for who in ("anna", "ben")]
    both += [review(CALLS[9], "rejected", "anna"), review(CALLS[9], "corrected", "ben")]
    found = agreement(CALLS, reviews=both)
    by_name = rows(found)
    # 20 values, 16 accepted, 3 rejected, 1 corrected. D_o = 2/20; D_e = (400 - 256 - 9 - 1) / (20 * 19) = 134/380.
    alpha = by_name["reviewers", "verdict", "alpha nominal"]
    assert alpha.value == pytest.approx(1 - 0.1 * 380 / 134)
    assert alpha.below is not None
    # p_o = 0.9; p_e = .8 * .8 + .2 * .1 = .66; kappa = .24 / .34.
    assert by_name["anna and ben", "verdict", "kappa"].value == pytest.approx(0.24 / 0.34)
    (dispute,) = found.parts["disputes"]
    assert (dispute.coders, dispute.values) == (("anna", "ben"), ("rejected", "corrected"))
    assert [reason.record for reason in found.parts["disputes"].why(0)] == [CALLS[9].id]


def test_groups_tell_where_the_machine_is_right():
    mixed = [*CALLS[:4], *(statement("CHN", f"Words {n} of the ministry.", DAY) for n in range(4))]
    found = agreement(mixed, reviews=[review(one, "accepted" if one.kind == "act" else "rejected") for one in mixed])
    shares = {(row.group, row.value): row.right for row in found.parts["groups"]}
    assert shares["kind", "act"] == 1.0
    assert shares["kind", "statement"] == 0.0
    assert shares["confidence", "0.8 to 0.9"] == 1.0


def test_totals_are_corrected_only_where_the_sample_was_random():
    given = [review(one, "accepted") for one in CALLS[:6]] + [review(one, "rejected") for one in CALLS[6:8]]
    assert "totals" not in agreement(CALLS, reviews=given).parts
    found = agreement(CALLS, reviews=given, random=True)
    total = found.parts["totals"][0]
    # Six of eight are right, every confidence is 0.8: mean 0.75 of twenty records.
    assert (total.counted, total.expected, total.reviewed) == (20, pytest.approx(16), 8)
    assert total.estimate == pytest.approx(15)
    assert total.low < 15 < total.high


def test_records_of_one_document_count_for_less():
    alone = [Judged(one, {"anna": "accepted" if at % 2 else "rejected"}) for at, one in enumerate(CALLS)]
    together = [replace(one, record=replace(one.record, document_id=str(at % 2))) for at, one in enumerate(alone)]
    plain, clustered = share_right(alone), share_right(together)
    assert plain[0] == clustered[0] == 0.5
    assert clustered[2] - clustered[1] > 2 * (plain[2] - plain[1])


def test_the_interval_of_a_share_covers_nine_times_in_ten_where_documents_differ():
    rng = np.random.default_rng(5)
    of_document = [replace(CALLS[0], document_id=str(at)) for at in range(40)]
    covered = 0
    for _ in range(150):
        chances = rng.beta(6, 2, size=40)  # the share of right records of each document; 0.75 on the whole
        judged = [
            Judged(of_document[at], {"anna": "accepted" if rng.random() < chance else "rejected"})
            for at, chance in enumerate(chances)
            for _ in range(5)
        ]
        _, low, high = share_right(judged)
        covered += low <= 0.75 <= high
    assert 0.84 <= covered / 150 <= 0.97


def coded(number: int, event_type: str, **more):
    """An act of a text, at its own place in it."""
    made = act("CHN", "RUS", event_type, DAY, text=f"Sentence {number}.", document="text", **more)
    assert isinstance(made.payload, Act)
    start = 100 * number
    payload = replace(made.payload, trigger=Quote(start, start + 8, "Sentence"))
    placed = replace(made, payload=payload, evidence=Quote(start, start + 12, made.evidence.text))
    return replace(placed, id=record_id(placed))


def test_two_codings_are_paired_by_their_words_and_compared_field_by_field():
    ours = [coded(n, "CONSULT" if n % 2 else "AGREE") for n in range(12)]
    theirs = [coded(n, "CONSULT" if n % 2 or n == 0 else "AGREE") for n in range(11)]
    found = agreement(ours, against=theirs, names=("anna", "ben"))
    by_name = rows(found)
    row = by_name["anna and ben", "event type", "alpha nominal"]
    # Eleven pairs, one of them differs: 22 values, 11 CONSULT (5 + 6) and 11 AGREE (6 + 5).
    # alpha = 1 - (2/22) / (2*11*11 / (22*21)).
    assert row.value == pytest.approx(1 - (2 / 22) / (2 * 11 * 11 / (22 * 21)))
    assert row.units == 11
    assert by_name["anna and ben", "factuality", "alpha nominal"].judgement == "no variation"
    disputes = {(d.field, d.values) for d in found.parts["disputes"]}
    assert ("event type", ("AGREE", "CONSULT")) in disputes
    assert ("found", ("act", "")) in disputes


def test_what_one_coder_left_out_lowers_agreement_on_the_units():
    ours = [coded(n, "CONSULT") for n in range(10)]
    whole = rows(agreement(ours, against=ours))["A and B", "act: boundaries", "alpha unitizing"].value
    half = rows(agreement(ours, against=ours[:5]))["A and B", "act: boundaries", "alpha unitizing"].value
    assert whole == 1.0
    assert half < 0.7


def test_documents_that_only_one_coded_are_not_held_against_the_other():
    ours, elsewhere = [coded(1, "CONSULT")], [replace(coded(1, "CONSULT"), document_id="other")]
    assert match(ours, elsewhere) == ([], [], [])
    assert any("no document was coded by both" in note for note in agreement(ours, against=elsewhere).notes)


def test_votes_are_ordered_and_probabilities_are_intervals():
    ours = [vote("CHN", choice, DAY, document=str(n)) for n, choice in enumerate(("yes", "no", "abstain"))]
    near = [replace(ours[0], payload=replace(ours[0].payload, choice="abstain")), *ours[1:]]
    far = [replace(ours[0], payload=replace(ours[0].payload, choice="no")), *ours[1:]]
    name = "A and B", "choice", "alpha ordinal"
    assert rows(agreement(ours, against=near))[name].value > rows(agreement(ours, against=far))[name].value
    told = [
        forecast("CHN", f"It will end in {n}.", DAY, probability=(0.1 * n, 0.1 * n), document=str(n)) for n in range(5)
    ]
    assert rows(agreement(told, against=told))["A and B", "probability", "alpha interval"].value == 1.0


def test_nothing_reviewed_and_nothing_drawn_is_said():
    found = agreement(CALLS)
    assert not found.rows
    assert "no record was reviewed" in found.notes[0]
    assert found.chart() == {}


def test_the_chart_has_every_coefficient_with_its_number():
    ours = [coded(n, "CONSULT" if n % 2 else "AGREE") for n in range(12)]
    svg = vl_convert.vegalite_to_svg(agreement(ours, against=[coded(n, "AGREE") for n in range(12)]).chart())
    assert "event type, alpha nominal" in svg
    assert "n = 12" in svg


def test_one_record_coded_twice_is_too_few() -> None:
    found = rows(agreement([coded(1, "CONSULT")], against=[coded(1, "AGREE")]))
    assert found["A and B", "event type", "alpha nominal"].judgement == "too few"
