"""Bodies are decoded into the very records that the reference builds, also older and damaged ones."""

import json

import pytest
from hypothesis import given

from random_records import DOCUMENT, anything, relaxed
from talleyrand.errors import LedgerError
from talleyrand.ledger.bodies import record_from
from talleyrand.model.contract import canonical, record_body, record_from_body


@relaxed
@given(anything)
def test_a_body_gives_the_record_that_the_reference_builds(record):
    body = canonical(record_body(record))
    expected = record_from_body(record.id, DOCUMENT.id, record.kind, json.loads(body), record.review)
    found = record_from(record.id, DOCUMENT.id, record.kind, body, record.review)
    assert found == expected == record
    assert hash(found) == hash(expected)


@relaxed
@given(anything)
def test_fields_that_older_bodies_lack_get_their_defaults(record):
    body = record_body(record)
    for party in (*body["actors"], *body["recipients"]):
        del party["sector"]
    del body["engine"], body["evidence"]["role"], body["date"]["partial"]
    expected = record_from_body(record.id, DOCUMENT.id, record.kind, body, record.review)
    assert record_from(record.id, DOCUMENT.id, record.kind, canonical(body), record.review) == expected


@pytest.mark.parametrize(("kind", "body"), [("act", "{}"), ("act", '{"evidence'), ("rumour", "{}")])
def test_a_damaged_body_is_told_by_its_record(kind, body):
    with pytest.raises(LedgerError, match="record 0123"):
        record_from("0123", DOCUMENT.id, kind, body, "proposed")
