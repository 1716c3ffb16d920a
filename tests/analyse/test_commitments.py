"""Commitments and what came of them."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import vl_convert
from dyads import act, plan
from scipy.stats import beta

from talleyrand.analyse.gap.commitments import commitments
from talleyrand.model.actors import Attribution

LATER = act("USA", "FRA", "CONSULT", "2022-12-31")
"""Something on record long after, so that days named have passed."""


def outcome(*records, **options):
    """The only commitment of the United States in these records."""
    (row,) = commitments([*records, LATER], actor="USA", **options)
    return row


def test_a_promise_is_kept_by_the_act_promised():
    row = outcome(plan("USA", "UKR", "AID", "2022-02-01"), kept := act("USA", "UKR", "AID", "2022-02-11"))
    assert (row.kind, row.event_type, row.recipient, row.pledged) == ("promise", "AID", "UKR", date(2022, 2, 1))
    assert (row.status, row.act, row.done, row.lag) == ("kept", kept.id, date(2022, 2, 11), 10)


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ((), "open"),
        ((act("USA", "POL", "AID", "2022-02-11"),), "open"),
        ((act("UKR", "USA", "AID", "2022-02-11"),), "open"),
        ((act("USA", "UKR", "AID", "2022-01-11"),), "open"),
        ((act("USA", "UKR", "AID", "2023-04-11"),), "open"),
        ((act("USA", "UKR", "SUPPORT", "2022-02-11"),), "open"),
        ((act("USA", "UKR", "COOPERATE", "2022-02-11"),), "partly"),
        ((act("USA", "UKR", "COOPERATE", "2022-02-11"), act("USA", "UKR", "AID", "2022-03-11")), "kept"),
        ((act("USA", "UKR", "AID", "2022-02-11", factuality="refused"),), "broken"),
        ((act("USA", "UKR", "AID", "2022-02-11", factuality="possible"),), "open"),
        ((act("USA", "UKR", "SANCTION", "2022-02-11"),), "broken"),
        ((act("USA", "UKR", "AID", "2022-02-11"), act("USA", "UKR", "SANCTION", "2022-02-12")), "kept"),
    ],
)
def test_what_came_of_a_promise_of_aid(later, status):
    assert outcome(plan("USA", "UKR", "AID", "2022-02-01"), *later).status == status


@pytest.mark.parametrize(
    ("days", "status"),
    [(("2022-02-20",), "kept"), (("2022-02-28",), "kept"), (("2022-03-20",), "partly"), ((), "open")],
)
def test_a_day_that_was_named(days, status):
    pledge = plan("USA", "UKR", "CONSULT", "2022-02-01", "2022-02-28", document_id="d")
    told = act("USA", "FRA", "SUPPORT", "2022-02-01", document_id="d")
    told = replace(told, date=replace(told.date, basis="publication"))
    row = outcome(pledge, told, *(act("USA", "UKR", "CONSULT", day) for day in days))
    assert (row.pledged, row.due, row.status) == (date(2022, 2, 1), date(2022, 2, 28), status)


def test_a_day_that_passed_in_silence_breaks_it_only_where_the_two_are_on_record():
    pledge, other = (
        plan("USA", "UKR", "CONSULT", "2022-02-01", "2022-02-28"),
        act("USA", "UKR", "SUPPORT", "2022-03-10"),
    )
    assert outcome(pledge).status == "open"
    assert outcome(pledge, other).status == "broken"


def test_what_was_refused_may_still_be_kept():
    pledge, refused = (
        plan("USA", "RUS", "CONSULT", "2022-02-01"),
        act("USA", "RUS", "CONSULT", "2022-02-03", factuality="refused"),
    )
    assert outcome(pledge, refused).status == "broken"
    assert outcome(pledge, refused, act("USA", "RUS", "CONSULT", "2022-02-12")).status == "kept"


def test_a_day_that_has_not_come():
    made = [plan("USA", "UKR", "AID", "2022-02-01", "2022-06-01"), act("USA", "FRA", "SUPPORT", "2022-03-01")]
    found = commitments(made, actor="USA")
    assert [row.status for row in found] == ["not yet due"]
    assert found.notes == (
        "judged by what is on record up to 2022-03-01",
        "one commitment: what happened, not a tendency",
    )
    assert found.parts["fulfilment"][0].rate is None


def test_a_visit_promised_is_partly_kept_by_a_call():
    pledge = plan("USA", "UKR", "CONSULT", "2022-02-01", mode="visit")
    assert outcome(pledge, act("USA", "UKR", "CONSULT", "2022-02-05", mode="phone")).status == "partly"


@pytest.mark.parametrize(("later", "status"), [("SANCTION", "kept"), ("RETREAT", "broken"), ("AID", "open")])
def test_a_threat(later, status):
    row = outcome(plan("USA", "RUS", "SANCTION", "2022-02-01"), act("USA", "RUS", later, "2022-02-22"))
    assert (row.kind, row.status) == ("threat", status)


def test_a_threat_whose_content_is_its_mode():
    pledge = act("USA", "RUS", "THREATEN", "2022-02-01", mode="restrict")
    assert outcome(pledge, act("USA", "RUS", "SANCTION", "2022-02-22")).status == "kept"
    assert outcome(pledge, act("USA", "RUS", "ASSAULT", "2022-02-22")).status == "open"


def test_an_intent_denied_is_broken_by_the_act():
    words = "Russia has no plans to invade Ukraine."
    denied = act("RUS", "UKR", "ASSAULT", "2022-02-01", text=words, verb="invade", factuality="negated")
    invaded = act("RUS", "UKR", "ASSAULT", "2022-02-24")
    (row,) = commitments([denied, invaded], actor="RUS")
    assert (row.kind, row.status, row.act, row.lag) == ("denial", "broken", invaded.id, 23)
    (row,) = commitments([denied, act("RUS", "POL", "ASSAULT", "2022-02-24")], actor="RUS")
    assert row.status == "open"


def test_what_merely_did_not_happen_commits_to_nothing():
    words = "Russia did not invade Ukraine."
    denied = act("RUS", "UKR", "ASSAULT", "2022-02-01", text=words, verb="invade", factuality="negated")
    assert not len(commitments([denied], actor="RUS"))


def test_an_agreement_without_content_stays_open():
    made = [act("USA", "UKR", "AGREE", "2022-02-01"), act("USA", "UKR", "AID", "2022-02-05")]
    found = commitments(made, actor="USA")
    assert [(row.kind, row.status) for row in found] == [("promise", "open")]
    assert "1 agreements whose content is not coded can't be checked: they stay open" in found.notes


def test_one_hostile_act_among_much_help_breaks_no_promise():
    pledge, attack = plan("USA", "UKR", "AID", "2022-02-01"), act("USA", "UKR", "ASSAULT", "2022-02-05")
    help_ = [act("USA", "UKR", "COOPERATE", "2022-02-07"), act("USA", "UKR", "AID", "2022-02-09")]
    assert outcome(pledge, attack).status == "broken"
    assert outcome(pledge, attack, *help_).status == "kept"


def test_forces_sent_break_no_promise():
    assert (
        outcome(plan("USA", "UKR", "AID", "2022-02-01"), act("USA", "UKR", "MOBILIZE", "2022-02-05")).status == "open"
    )


def test_an_agreement_whose_sentence_says_to_what_is_left_to_that():
    agreed = act("USA", "UKR", "AGREE", "2022-02-01", document_id="d")
    given = plan("USA", "UKR", "AID", "2022-02-01", document_id="d")
    assert outcome(agreed, given).event_type == "AID"


def test_what_others_say_that_one_plans_is_no_commitment_unless_asked_for():
    claimed = plan("RUS", "UKR", "ASSAULT", "2022-02-01", says="USA")
    assert not len(commitments([claimed], actor="RUS"))
    (row,) = commitments([claimed], actor="RUS", reported=True)
    assert row.voice == "reported"


def test_reports_of_one_day_are_one_commitment():
    row = outcome(*(plan("USA", "UKR", "AID", "2022-02-01") for _ in range(3)))
    assert (row.records, row.independent) == (3, 3)


def test_parties_known_by_description_alone_are_left_out():
    someone = replace(act("USA", "UKR", "AID").recipients[0], id="unknown:partners", type="unknown", country=None)
    pledge = replace(plan("USA", "UKR", "AID", "2022-02-01"), recipients=(someone,))
    assert not len(commitments([pledge], actor="USA"))


def test_the_rate_by_hand():
    """Two kept, one partly, one broken of four due, one open: (2 + 0.5) / 4 = 0.625, Beta(3, 2) for the bounds."""
    targets = {"UKR": "AID", "POL": "AID", "FRA": "COOPERATE", "DEU": "SANCTION", "ITA": None}
    made = [plan("USA", target, "AID", "2022-02-01") for target in targets]
    made += [act("USA", target, kind, "2022-03-01") for target, kind in targets.items() if kind]
    found = commitments(made, actor="USA").parts["fulfilment"]
    promise = found[0]
    assert (promise.kind, promise.pledged, promise.due, promise.open) == ("promise", 5, 4, 1)
    assert (promise.kept, promise.partly, promise.broken) == (2, 1, 1)
    assert promise.rate == pytest.approx(0.625)
    assert (promise.low, promise.high) == tuple(pytest.approx(beta.ppf(p, 3, 2)) for p in (0.05, 0.95))
    assert len(found.why("all")) == 9


def test_the_interval_of_the_rate_covers_the_truth():
    """Jeffreys' interval at 90 % over rates drawn evenly and twelve commitments each."""
    draw = np.random.default_rng(9)
    truth = draw.uniform(0, 1, 4000)
    kept = draw.binomial(12, truth)
    low, high = beta.ppf(0.05, kept + 0.5, 12.5 - kept), beta.ppf(0.95, kept + 0.5, 12.5 - kept)
    assert 0.87 <= ((low <= truth) & (truth <= high)).mean() <= 0.93
    some = {target: bool(at % 3) for at, target in enumerate(("UKR", "POL", "FRA", "DEU", "ITA", "ESP"))}
    made = [plan("USA", target, "AID", "2022-02-01") for target in some]
    made += [act("USA", t, "AID" if good else "SANCTION", "2022-03-01") for t, good in some.items()]
    row = commitments(made, actor="USA").parts["fulfilment"][0]
    assert (row.low, row.high) == (pytest.approx(beta.ppf(0.05, 4.5, 2.5)), pytest.approx(beta.ppf(0.95, 4.5, 2.5)))


def test_the_chart_says_n_and_what_came_of_each():
    made = [plan("USA", "UKR", "AID", "2022-02-01"), act("USA", "UKR", "AID", "2022-02-11")]
    svg = vl_convert.vegalite_to_svg(commitments(made, actor="USA").chart())
    assert "n = 1 commitments (1 records), 2022-02-01 to 2022-02-01" in svg
    assert "Ukraine" in svg
    assert commitments([], actor="USA").chart() == {}


def test_a_commitment_given_before_the_period_is_left_out():
    pledge = plan("USA", "UKR", "AID", "2022-02-01")
    assert len(commitments([pledge], actor="USA", since="2022-01-01")) == 1
    assert len(commitments([pledge], actor="USA", since="2022-02-15")) == 0


def test_nothing_and_the_unattributed():
    assert commitments([], actor="USA").notes == ("no commitment toward anybody is on record",)
    assert len(commitments([], actor="USA").parts["fulfilment"]) == 0
    assert outcome(plan("USA", "UKR", "AID", "2022-02-01", reported_by=())).voice == "own"
    outlet = (Attribution("outlet", "outlet:x", "X"),)
    assert outcome(plan("USA", "UKR", "AID", "2022-02-01", reported_by=outlet)).voice == "own"
