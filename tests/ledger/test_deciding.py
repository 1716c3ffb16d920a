"""Decisions of persons: nothing is lost, everything can be taken back, and nobody overwrites another unknowing."""

import re
import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import NewerCoder, add, calls, make_older, snapshot
from random_records import relaxed
from talleyrand.errors import ConflictError, CorrectionError, EvidenceError, LedgerError, NotFoundError
from talleyrand.ledger import canonical_dump, open_ledger
from talleyrand.model.actors import Actor
from talleyrand.model.identity import record_id
from talleyrand.model.spans import Quote

TEXT = "China called Russia on Friday. France refused to call Russia."
AT = "2022-03-01T00:00:00+00:00"
ANN = {"reviewer": "ann", "at": AT}
BEN = {"reviewer": "ben", "at": AT}
MADE = snapshot(TEXT)
FIRST, SECOND = calls(MADE.document)
JAPAN = Actor("country:JPN", "Japan", "state", "JPN")


@pytest.fixture
def ledger(address):
    with open_ledger(address) as opened:
        add(opened, MADE, made_by=("fake 1", "1"))
        yield opened


def to_japan(record):
    return replace(record, recipients=(JAPAN,))


def planned(record):
    return replace(record, factuality="planned")


def added():
    """A record that the coder missed: Friday is when France refused, too."""
    return replace(FIRST, evidence=Quote(0, 12, "China called"), recipients=())


def test_a_corrected_record_is_found_by_what_it_says_now_and_keeps_its_id(ledger):
    made = ledger.review.correct(FIRST.id, to_japan(FIRST), note="it was Japan", **ANN)
    assert (made.id, made.review, made.recipients, made.confidence, made.engine) == (
        FIRST.id,
        "corrected",
        (JAPAN,),
        1.0,
        "person:ann",
    )
    assert [record.id for record in ledger.records(toward="JPN")] == [FIRST.id]
    assert [record.id for record in ledger.records(toward="RUS")] == [SECOND.id]
    assert ledger.count() == 2


def test_the_history_tells_who_changed_what_when_and_why(ledger):
    ledger.review.correct(FIRST.id, planned(to_japan(FIRST)), note="it was Japan", **ANN)
    ledger.review.undo(FIRST.id, **BEN)
    entered, corrected, undone = ledger.history(FIRST.id)
    assert (entered.what, entered.by) == ("entered", "fake 1")
    assert (corrected.what, corrected.by, corrected.at, corrected.note) == ("corrected", "ann", AT, "it was Japan")
    assert [(one.field, one.before, one.after) for one in corrected.changes] == [
        ("recipients", "Russia (country:RUS)", "Japan (country:JPN)"),
        ("factuality", "actual", "planned"),
    ]
    assert (undone.what, undone.by, undone.changes[1].after) == ("taken back", "ben", "actual")


def test_an_added_record_is_entered_once_and_taken_back_whole(ledger):
    made = ledger.review.enter(added(), note="missed", **ANN)
    assert (made.id, made.review, made.method) == (record_id(added()), "accepted", FIRST.method)
    assert ledger.count() == 3
    with pytest.raises(ConflictError, match="says this already"):
        ledger.review.enter(added(), **BEN)
    ledger.review.undo(made.id, **ANN)
    assert ledger.count() == 2
    ledger.review.enter(added(), **BEN)
    assert [event.what for event in ledger.history(made.id)] == ["added", "taken back", "added"]


@pytest.mark.parametrize("decide", ["correct", "enter"])
def test_what_the_text_does_not_bear_out_is_refused(ledger, decide):
    wrong = replace(FIRST, evidence=Quote(0, 12, "Japan called"))
    with pytest.raises(EvidenceError, match="Japan called"):
        ledger.review.enter(wrong, **ANN) if decide == "enter" else ledger.review.correct(FIRST.id, wrong, **ANN)
    assert list(ledger.reviews()) == []


def test_a_correction_that_changes_nothing_or_makes_a_twin_is_refused(ledger):
    with pytest.raises(CorrectionError, match="nothing is changed"):
        ledger.review.correct(FIRST.id, replace(FIRST, confidence=0.1), **ANN)
    with pytest.raises(ConflictError, match=SECOND.id):
        ledger.review.correct(FIRST.id, SECOND, **ANN)


def test_two_who_decide_at_once_do_not_overwrite_each_other(ledger):
    seen = ledger.review.mark(FIRST.id)
    ledger.revise(FIRST.id, "rejected", note="no call", expects=seen, **ANN)
    before = list(canonical_dump(ledger))
    for decide in (
        lambda: ledger.revise(FIRST.id, "accepted", expects=seen, **BEN),
        lambda: ledger.review.correct(FIRST.id, to_japan(FIRST), expects=seen, **BEN),
        lambda: ledger.review.undo(FIRST.id, expects=seen, **BEN),
        lambda: ledger.review.annotate(FIRST.id, note="hm", expects=seen, **BEN),
    ):
        with pytest.raises(ConflictError, match=re.escape(f"record {FIRST.id}: ann rejected it at {AT}: no call")):
            decide()
    assert list(canonical_dump(ledger)) == before
    ledger.revise(FIRST.id, "accepted", expects=ledger.review.mark(FIRST.id), **BEN)


def test_a_note_decides_nothing_and_disturbs_nobody(ledger):
    ledger.revise(FIRST.id, "rejected", **ANN)
    seen = ledger.review.mark(FIRST.id)
    ledger.review.annotate(FIRST.id, note="see page 3", **BEN)
    assert ledger.review.mark(FIRST.id) == seen
    assert ledger.record(FIRST.id).review == "rejected"
    assert [review.judges for review in ledger.reviews()] == [True, False]
    ledger.review.undo(FIRST.id, **ANN)
    assert ledger.record(FIRST.id).review == "proposed"


def test_there_must_be_something_to_take_back(ledger):
    with pytest.raises(NotFoundError, match="no decision"):
        ledger.review.undo(FIRST.id, **ANN)


def test_a_second_judgement_that_agrees_changes_nothing_and_one_that_differs_is_a_dispute(ledger):
    ledger.review.correct(FIRST.id, to_japan(FIRST), **ANN)
    same = ledger.review.correct(FIRST.id, to_japan(ledger.review.proposed(FIRST.id)), second=True, **BEN)
    assert (same.review, same.engine) == ("corrected", "person:ann")
    ledger.review.undo(FIRST.id, **BEN)
    other = ledger.review.correct(FIRST.id, planned(ledger.review.proposed(FIRST.id)), second=True, **BEN)
    assert (other.review, other.recipients) == ("disputed", (JAPAN,))
    assert [(one.reviewer, one.status, one.what) for one in ledger.reviews() if one.judges] == [
        ("ann", "corrected", "correction"),
        ("ben", "corrected", "second"),
    ]
    settled = ledger.revise(FIRST.id, "accepted", note="Ann is right", reviewer="eve", at=AT)
    assert (settled.review, settled.recipients) == ("accepted", (JAPAN,))


def test_the_first_judgement_is_never_a_second_one(ledger):
    ledger.revise(FIRST.id, "rejected", second=True, **BEN)
    assert ledger.record(FIRST.id).review == "rejected"


def test_a_disputed_record_counts_as_it_is(ledger):
    ledger.revise(FIRST.id, "disputed", **ANN)
    assert [record.review for record in ledger.records()] == ["disputed", "proposed"]


DECISIONS = {
    "accept": lambda ledger, who: ledger.revise(FIRST.id, "accepted", **who),
    "reject": lambda ledger, who: ledger.revise(FIRST.id, "rejected", **who),
    "dispute": lambda ledger, who: ledger.revise(FIRST.id, "disputed", **who),
    "japan": lambda ledger, who: ledger.review.correct(FIRST.id, to_japan(ledger.record(FIRST.id)), **who),
    "planned": lambda ledger, who: ledger.review.correct(FIRST.id, planned(ledger.record(FIRST.id)), **who),
    "second": lambda ledger, who: ledger.revise(FIRST.id, "accepted", second=True, **who),
    "note": lambda ledger, who: ledger.review.annotate(FIRST.id, note="hm", **who),
}


@relaxed
@given(
    st.lists(st.tuples(st.sampled_from(sorted(DECISIONS)), st.sampled_from([0, 1])), max_size=6),
    st.lists(st.tuples(st.sampled_from(sorted(DECISIONS)), st.sampled_from([0, 1])), max_size=4),
)
def test_whatever_was_decided_can_be_taken_back_step_by_step(tmp_path_factory, before, after):
    """Any decisions, then further ones, then as many undos: the record is what it was, and no row was lost."""
    path = tmp_path_factory.mktemp("undo") / "test.db"
    with open_ledger(path) as ledger:
        add(ledger, MADE)
        decide(ledger, before)
        stood, rows = ledger.record(FIRST.id), list(canonical_dump(ledger))
        for _ in range(decide(ledger, after)):
            ledger.review.undo(FIRST.id, **ANN)
        assert ledger.record(FIRST.id) == stood
        assert ledger.count(rejected=True) == 2
        assert {row for row in rows if row.startswith('["revision"')} <= set(canonical_dump(ledger))
        assert list(ledger.verify()) == []
        for _ in range(len([one for one in ledger.reviews() if one.judges])):
            ledger.review.undo(FIRST.id, **BEN)
        assert ledger.record(FIRST.id) == FIRST


def decide(ledger, steps):
    """Make decisions; returns how many there are to take back."""
    made = 0
    for step, person in steps:
        try:
            DECISIONS[step](ledger, (ANN, BEN)[person])
        except CorrectionError:
            continue
        made += step != "note"
    return made


def test_no_program_can_change_what_was_decided(ledger):
    ledger.review.correct(FIRST.id, to_japan(FIRST), **ANN)
    for statement in ("UPDATE revision SET body = NULL", "DELETE FROM revision", "DELETE FROM record"):
        with pytest.raises(LedgerError, match="append-only"), ledger.transaction() as connection:
            connection.exec_driver_sql(statement)


def test_a_correction_outlives_a_newer_coder(ledger):
    ledger.review.correct(FIRST.id, to_japan(FIRST), **ANN)
    ledger.review.correct(SECOND.id, replace(SECOND, factuality="negated"), **ANN)
    added = add(ledger, MADE, coder=NewerCoder(), made_by=("fake 2", "1"), recode=True)
    assert (added.records, added.superseded) == (0, 0)
    assert {(r.id, r.review, r.engine) for r in ledger.records()} == {
        (FIRST.id, "corrected", "person:ann"),
        (SECOND.id, "corrected", "person:ann"),
    }


class Reader(NewerCoder):
    """Finds what a person has corrected the first record to, and the second otherwise than before."""

    def code(self, documents):
        for found in super().code(documents):
            (record,) = found.coding.records
            changed = to_japan(record)
            other = replace(SECOND, factuality="negated")
            made = [replace(one, id=record_id(one)) for one in (changed, other)]
            yield replace(found, coding=replace(found.coding, records=tuple(made)))


def test_what_a_person_said_is_not_proposed_again_under_another_id(ledger):
    ledger.review.correct(FIRST.id, to_japan(FIRST), **ANN)
    ledger.revise(SECOND.id, "accepted", **ANN)
    added = add(ledger, MADE, coder=Reader(), recode=True)
    assert (added.records, added.superseded) == (0, 0)
    assert {r.id for r in ledger.records()} == {FIRST.id, SECOND.id}
    assert [one.reason for one in ledger.unsupported()] == [f"record {SECOND.id} stands there, which a person accepted"]


def test_what_a_person_rejected_stays_rejected_and_a_new_coding_of_it_is_proposed(ledger):
    ledger.revise(FIRST.id, "rejected", **ANN)
    ledger.revise(SECOND.id, "rejected", **ANN)
    add(ledger, MADE, coder=Reader(), recode=True)
    assert {r.factuality for r in ledger.records()} == {"actual", "negated"}
    add(ledger, MADE, recode=True)
    assert list(ledger.records()) == []
    assert {r.id: r.review for r in ledger.records(rejected=True)} == {FIRST.id: "rejected", SECOND.id: "rejected"}


def test_what_was_taken_back_may_be_coded_anew(ledger):
    ledger.review.correct(FIRST.id, to_japan(FIRST), **ANN)
    ledger.review.undo(FIRST.id, **ANN)
    add(ledger, MADE, coder=NewerCoder(), recode=True)
    assert {r.id: r.confidence for r in ledger.records()} == {FIRST.id: 0.9}


def test_what_a_person_added_outlives_a_newer_coder_and_coded_by_is_the_machine(ledger):
    made = ledger.review.enter(added(), **ANN)
    add(ledger, MADE, coder=NewerCoder(), made_by=("fake 2", "2"), recode=True)
    assert {r.id for r in ledger.records()} == {FIRST.id, made.id}
    assert ledger.known(MADE.document.id).engine == "fake 2"


def test_an_older_ledger_is_read_as_it_is_and_brought_up_when_written(tmp_path):
    path = tmp_path / "old.db"
    with open_ledger(path) as ledger:
        add(ledger, MADE)
    make_older(path, 2)
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO revision (record_id, status, note, reviewer, at) VALUES (?, 'accepted', '', 'ann', ?)",
        (FIRST.id, AT),
    )
    connection.commit()
    connection.close()
    with open_ledger(path, read_only=True) as ledger:
        assert [event.what for event in ledger.history(FIRST.id)] == ["entered", "accepted"]
        assert [review.judges for review in ledger.reviews()] == [True]
    with open_ledger(path) as ledger:
        ledger.review.correct(FIRST.id, to_japan(FIRST), **BEN)
        assert ledger.review.undo(FIRST.id, **BEN).review == "accepted"


def test_an_unknown_verdict_or_record_is_refused(ledger):
    with pytest.raises(LedgerError, match="no verdict"):
        ledger.revise(FIRST.id, "maybe", **ANN)
    with pytest.raises(NotFoundError):
        ledger.review.correct("ffff", FIRST, **ANN)
    with pytest.raises(NotFoundError, match="no such document"):
        ledger.review.enter(replace(FIRST, document_id="sha256:0"), **ANN)
