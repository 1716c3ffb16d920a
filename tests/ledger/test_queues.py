"""What waits for a person, in which order; and that a random sample is one."""

import itertools
from collections import Counter
from dataclasses import replace

import pytest

from making import Coding, calls, snapshot
from talleyrand.errors import OptionError
from talleyrand.ledger import open_ledger
from talleyrand.ledger.review import queues
from talleyrand.ledger.selecting import listing

AT = "2022-03-01T00:00:00+00:00"
STATES = ("China", "Russia", "France")


@pytest.fixture
def ledger(address):
    """Forty records of as many documents, each a little surer than the one before."""
    with open_ledger(address) as opened:
        with opened.transaction():
            for number in range(40):
                first, second = list(itertools.permutations(STATES, 2))[number % 6]
                made = snapshot(f"{first} called {second}. {number}")
                (record,) = calls(made.document)
                opened.add(made, (), Coding((replace(record, confidence=number // 2 / 20),)))
        yield opened


@pytest.fixture(params=["few", "many"])
def size(request, monkeypatch):
    """The same queues when all records are sorted and when an index is followed."""
    if request.param == "many":
        monkeypatch.setattr(queues, "STEPS", 7)
        monkeypatch.setattr(listing, "SMALL", 1)


def drained(ledger, order, **waiting):
    """All of a queue, three at a time."""
    found, after = [], None
    while more := ledger.review.queue(order, after=after, limit=3, **waiting):
        found += [one.record for one in more]
        after = more[-1].cursor
    return found


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("order", ["uncertain", "random"])
@pytest.mark.parametrize(
    "choice", [{}, {"actor": "CHN"}, {"actor": "CHN", "part": "any"}, {"kind": "vote"}, {"max_confidence": 0.3}]
)
def test_a_queue_gives_every_record_that_waits_once(ledger, order, choice):
    judged = next(ledger.records(**choice), None)
    if judged:
        ledger.revise(judged.id, "accepted", reviewer="ann", at=AT)
    found = [record.id for record in drained(ledger, order, choice=choice)]
    assert len(found) == len(set(found))
    assert set(found) == {record.id for record in ledger.records(**choice)} - {judged.id if judged else ""}


@pytest.mark.usefixtures("size")
def test_the_least_sure_come_first(ledger):
    found = [record.confidence for record in drained(ledger, "uncertain")]
    assert found == sorted(found)


def test_the_shuffle_is_the_same_however_the_records_are_found_and_another_with_each_seed(ledger, monkeypatch):
    whole = drained(ledger, "random", seed=1)
    monkeypatch.setattr(queues, "STEPS", 7)
    assert drained(ledger, "random", seed=1) == whole
    assert drained(ledger, "random", seed=2) != whole


def test_a_sample_grows_and_keeps_what_it_has(ledger):
    assert ledger.review.sample(20)[:5] == ledger.review.sample(5)
    assert sorted(ledger.review.sample(99)) == sorted(record.id for record in ledger.records())


def test_a_sample_holds_what_was_judged_already_and_rejected(ledger):
    before = ledger.review.sample(5)
    for id, status in zip(before, ("accepted", "rejected"), strict=False):
        ledger.revise(id, status, reviewer="ann", at=AT)
    assert ledger.review.sample(5) == before
    assert [one.record.id for one in ledger.review.queue("random", limit=3)] == before[2:]


def test_every_record_is_as_likely_to_be_drawn(ledger):
    """Of 400 samples of 10 in 40, each record is in 100, give or take what chance allows (chi-squared, 39 df)."""
    draws = 400
    drawn = Counter(id for seed in range(draws) for id in ledger.review.sample(10, seed=seed))
    expected = draws * 10 / 40
    assert len(drawn) == 40
    spread = sum((n - expected) ** 2 / (expected * (1 - 10 / 40)) for n in drawn.values())
    assert spread < 72.1  # 99.9 %


def test_disputed_records_wait_until_they_are_settled(ledger):
    first, second, *_ = (record.id for record in ledger.records())
    for id in (first, second):
        ledger.revise(id, "disputed", reviewer="ann", at=AT)
    assert {one.record.id for one in ledger.review.queue("disputed")} == {first, second}
    ledger.revise(first, "accepted", reviewer="eve", at=AT)
    assert [one.record.id for one in ledger.review.queue("disputed")] == [second]


def test_a_second_person_sees_what_was_proposed_and_not_what_the_first_decided(ledger):
    first, second, third, *_ = ledger.records()
    ledger.review.correct(first.id, replace(first, factuality="planned"), reviewer="ann", at=AT)
    ledger.revise(second.id, "rejected", reviewer="ann", at=AT)
    ledger.revise(third.id, "accepted", reviewer="ben", at=AT)
    waiting = {one.record.id: one.record for one in ledger.review.queue("second", reviewer="ben")}
    assert waiting == {first.id: first, second.id: second}
    ledger.revise(second.id, "rejected", second=True, reviewer="ben", at=AT)
    assert [one.record.id for one in ledger.review.queue("second", reviewer="ben")] == [first.id]
    assert [one.record.id for one in ledger.review.queue("second", reviewer="ann")] == [third.id]


def test_progress_counts_what_holds_and_who_judged(ledger):
    first, second, third, *_ = (record.id for record in ledger.records())
    ledger.revise(first, "accepted", reviewer="ann", at=AT)
    ledger.revise(first, "accepted", second=True, reviewer="ben", at=AT)
    ledger.revise(second, "rejected", reviewer="ann", at=AT)
    ledger.review.annotate(third, note="hm", reviewer="eve", at=AT)
    ledger.revise(third, "accepted", reviewer="ben", at=AT)
    ledger.review.undo(third, reviewer="ben", at=AT)
    found = ledger.review.progress()
    assert (found.records, found.judged) == (40, 2)
    assert found.by_status == {"proposed": 38, "accepted": 1, "corrected": 0, "rejected": 1, "disputed": 0}
    assert found.by_reviewer == {"ann": 2, "ben": 1}
    assert ledger.review.progress({"kind": "vote"}).records == 0


@pytest.mark.parametrize("after", ["x", "0.1~", "0.1~zz", "nan~0123456789abcdef", "'; --", "٣~0123456789abcdef"])
def test_what_is_no_place_in_the_queue_is_refused(ledger, after):
    with pytest.raises(OptionError, match="no place"):
        ledger.review.queue("uncertain", after=after)
    with pytest.raises(OptionError, match="no order"):
        ledger.review.queue("alphabetical")
