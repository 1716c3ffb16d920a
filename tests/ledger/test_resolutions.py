"""What became of forecasts: appended, read with the record, kept in its history, in older ledgers too."""

from dataclasses import replace

import pytest

from making import Coding, add, make_older, snapshot
from talleyrand.errors import LedgerError, NotFoundError
from talleyrand.ledger.store import open_ledger
from talleyrand.model.identity import record_id
from talleyrand.model.records import Forecast, Record
from talleyrand.model.spans import Quote
from talleyrand.pipeline.coders import CodedDocument

TEXT = "China called Russia. A war is unlikely."
AT = "2022-03-01T00:00:00+00:00"


class Foreteller:
    """Finds the one forecast of the text."""

    made_by = "fake 1"

    def code(self, documents):
        for document in documents:
            evidence = Quote(21, 39, document.text[21:39])
            found = Record("", document.id, Forecast(evidence, "unlikely", (0.2, 0.45)), evidence)
            yield CodedDocument((), Coding((replace(found, id=record_id(found)),)))


IN_A_FILE = pytest.mark.parametrize("address", ["sqlite"], indirect=True)


@pytest.fixture
def path(address):
    with open_ledger(address) as ledger:
        add(ledger, snapshot(TEXT), coder=Foreteller())
    return address


def outcome(ledger):
    (record,) = ledger.records()
    assert ledger.record(record.id) == record
    return record.payload.outcome


def test_the_last_word_counts_and_all_stay_in_the_history(path):
    with open_ledger(path) as ledger:
        (record,) = ledger.records()
        assert outcome(ledger) == "pending"
        ledger.resolve(record.id, "true", reviewer="Ann", at=AT)
        resolved = ledger.resolve(record.id[:6], "false", note="war began", reviewer="Ben", at=AT)
        assert resolved.payload.outcome == outcome(ledger) == "false"
        told = [(event.what, event.by, event.note) for event in ledger.history(record.id)][1:]
        assert told == [("outcome true", "Ann", ""), ("outcome false", "Ben", "war began")]


def test_resolutions_can_not_be_changed(path):
    with open_ledger(path) as ledger:
        (record,) = ledger.records()
        ledger.resolve(record.id, "true", reviewer="Ann", at=AT)
        for statement in ("UPDATE resolution SET outcome = 'false'", "DELETE FROM resolution"):
            with pytest.raises(LedgerError, match="append-only"), ledger.transaction() as connection:
                connection.exec_driver_sql(statement)


def test_what_is_no_outcome_and_what_is_no_forecast_is_refused(path, tmp_path):
    with open_ledger(path) as ledger:
        (record,) = ledger.records()
        with pytest.raises(LedgerError, match="no outcome"):
            ledger.resolve(record.id, "maybe", reviewer="Ann", at=AT)
        with pytest.raises(NotFoundError):
            ledger.resolve("ffff", "true", reviewer="Ann", at=AT)
    with open_ledger(tmp_path / "calls.db") as ledger:
        add(ledger, snapshot(TEXT))
        (call,) = ledger.records()
        with pytest.raises(LedgerError, match="no forecast"):
            ledger.resolve(call.id, "true", reviewer="Ann", at=AT)


@IN_A_FILE
def test_a_ledger_older_than_resolutions_is_read_as_it_is_and_brought_up_when_written(path):
    make_older(path, 1)
    with open_ledger(path, read_only=True) as ledger:
        assert outcome(ledger) == "pending"
        (record,) = ledger.records()
        assert len(ledger.history(record.id)) == 1
    with open_ledger(path) as ledger:
        ledger.resolve(record.id, "unresolvable", reviewer="Ann", at=AT)
        assert outcome(ledger) == "unresolvable"


class Silent(Foreteller):
    """Finds nothing any more."""

    made_by = "fake 2"

    def code(self, documents):
        for _ in documents:
            yield CodedDocument((), Coding(()))


def test_a_resolved_forecast_outlives_a_coding_that_no_longer_finds_it(path):
    with open_ledger(path) as ledger:
        (record,) = ledger.records()
        ledger.resolve(record.id, "true", reviewer="Ann", at=AT)
        add(ledger, snapshot(TEXT), coder=Silent(), recode=True)
        assert outcome(ledger) == "true"


def test_one_that_nobody_resolved_does_not(path):
    with open_ledger(path) as ledger:
        add(ledger, snapshot(TEXT), coder=Silent(), recode=True)
        assert list(ledger.records()) == []
