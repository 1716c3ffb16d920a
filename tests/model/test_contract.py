"""Contract 1: records as JSON and back, their ids, and flat rows."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given

from random_records import DOCUMENT, TEXT, anything, relaxed
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.contract import canonical, record_from_json, record_id, record_to_json
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document
from talleyrand.model.flat import COLUMNS, flat_row, safe_cell
from talleyrand.model.records import Act, DataRow, Record
from talleyrand.model.spans import Quote

CALL = Record(
    id="",
    document_id=DOCUMENT.id,
    payload=Act("CONSULT", "phone", ("diplomatic",), "verbal cooperation", 1.5, Quote(6, 12, "called")),
    evidence=Quote(0, 20, TEXT),
    actors=(Actor("country:CHN", "China", "state", "CHN", mention=Quote(0, 5, "China")),),
    recipients=(Actor("country:RUS", "Russia", "state", "RUS"),),
    date=DateInterval("2022-02-25", "2022-02-25", "day", "relative", "Friday"),
    confidence=0.8,
    method="consult.call@1",
    engine="test 1",
)


@relaxed
@given(anything)
def test_a_record_survives_the_way_to_json_and_back(record):
    line = json.dumps(record_to_json(record, DOCUMENT))
    assert record_from_json(json.loads(line)) == record


def test_the_object_has_the_fields_of_the_contract():
    data = record_to_json(replace(CALL, id="0" * 16), DOCUMENT)
    assert list(data) == [
        *("schema", "id", "kind", "basis", "document", "evidence", "actors", "recipients", "date", "factuality"),
        *("reported_by", "act", "confidence", "method", "engine", "review"),
    ]
    assert data["schema"] == "talleyrand.record/1"
    assert data["document"] == {
        "id": DOCUMENT.id,
        "external_id": None,
        "path": None,
        "title": "=Calls",
        "outlet": "Example Wire",
        "url": None,
        "author": None,
        "published": "2022-02-26",
        "published_basis": "given",
        "language": None,
    }
    assert data["evidence"] == {"start": 0, "end": 20, "text": TEXT, "role": "body"}
    assert data["actors"][0]["mention"] == {"start": 0, "end": 5, "text": "China"}
    assert data["act"]["trigger"] == {"start": 6, "end": 12, "text": "called"}
    assert data["review"] == {"status": "proposed"}


def test_another_schema_is_refused():
    with pytest.raises(ValueError, match="record/2"):
        record_from_json({"schema": "talleyrand.record/2"})


def test_a_record_goes_with_its_own_document_only():
    with pytest.raises(ValueError, match="belongs to"):
        record_to_json(CALL, Document.from_text("other"))


def test_canonical_json_keeps_characters_and_has_no_spaces():
    assert canonical({"a": ["é", 1]}) == '{"a":["é",1]}'


def test_an_id_is_sixteen_hex_digits_and_does_not_count_itself():
    made = record_id(CALL)
    assert len(made) == 16
    assert int(made, 16) >= 0
    assert record_id(replace(CALL, id=made)) == made


SAME = {
    "row": DataRow("POLECAT", 2, "e1"),
    "confidence": 0.1,
    "method": "consult.call@2",
    "engine": "test 2",
    "review": "accepted",
    "story": "sha256:1",
    "block": "caption",
    "reported_by": (Attribution("outlet", "o", "Example Wire"),),
    "date": DateInterval("2022-03-04", "2022-03-04", "day", "relative", "Friday"),
}
OTHER = {
    "document_id": "sha256:0",
    "payload": replace(CALL.payload, mode="video"),
    "evidence": Quote(0, 19, TEXT[:-1]),
    "actors": CALL.recipients,
    "recipients": CALL.actors,
    "factuality": "refused",
}


@pytest.mark.parametrize("field", SAME)
def test_a_finding_resolved_better_keeps_its_id(field):
    assert record_id(replace(CALL, **{field: SAME[field]})) == record_id(CALL)


@pytest.mark.parametrize("field", OTHER)
def test_another_finding_has_another_id(field):
    assert record_id(replace(CALL, **{field: OTHER[field]})) != record_id(CALL)


def test_two_calls_on_two_days_in_one_sentence_are_two():
    other = replace(CALL, date=replace(CALL.date, text="Monday"))
    assert record_id(other) != record_id(CALL)


def test_every_field_of_a_record_is_known_to_be_in_its_id_or_not():
    assert {field.name for field in fields(Record)} == {"id", *SAME, *OTHER}


@relaxed
@given(anything)
def test_a_flat_row_has_every_column_and_no_formula(record):
    row = flat_row(record, DOCUMENT)
    assert list(row) == list(COLUMNS)
    for column, cell in row.items():
        if column not in {"intensity", "confidence", "probability_low", "probability_high"}:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_flat_row_tells_who_did_what():
    row = flat_row(CALL, DOCUMENT)
    assert (row["actors"], row["recipients"], row["event_type"], row["trigger"]) == (
        "China",
        "Russia",
        "CONSULT",
        "called",
    )
    assert row["title"] == "'=Calls"


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), (-1.5, "-1.5"), (True, "true")],
)
def test_formulas_are_neutralised_and_numbers_stay(value, cell):
    assert safe_cell(value) == cell
