"""Bodies are decoded into the very records that the reference builds, also older and damaged ones."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from random_records import DOCUMENT, anything, relaxed
from talleyrand.errors import LedgerError
from talleyrand.ledger.bodies import NO_WORDS, bare_record_from, record_from
from talleyrand.model.contract import canonical, record_body, record_from_body
from talleyrand.model.records import Act, Record


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


@relaxed
@given(anything)
def test_a_bare_act_is_the_act_without_its_words_and_other_kinds_are_whole(record):
    body = canonical(record_body(record))
    assert bare_record_from(record.id, DOCUMENT.id, record.kind, body, record.review) == _bare(record)


def _bare(record):
    if record.kind != "act":
        return record
    given = record.payload
    return Record(
        record.id,
        DOCUMENT.id,
        Act(given.event_type, given.mode, given.contexts, given.quad, given.intensity, NO_WORDS),
        NO_WORDS,
        tuple(replace(actor, mention=None) for actor in record.actors),
        tuple(replace(actor, mention=None) for actor in record.recipients),
        replace(record.date, text=None, partial=None),
        record.factuality,
        confidence=record.confidence,
        review=record.review,
    )


@pytest.mark.parametrize("read", [record_from, bare_record_from])
@pytest.mark.parametrize(("kind", "body"), [("act", "{}"), ("act", '{"evidence'), ("rumour", "{}")])
def test_a_damaged_body_is_told_by_its_record(read, kind, body):
    with pytest.raises(LedgerError, match="record 0123"):
        read("0123", DOCUMENT.id, kind, body, "proposed")
