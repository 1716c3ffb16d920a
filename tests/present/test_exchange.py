"""Records in the formats of other programs."""

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from datetime import date

import networkx
import pytest
from hypothesis import given

from random_records import DOCUMENT, anything, relaxed
from recording import act, party, record
from talleyrand.codebook.event_formats import GDELT_COLUMNS, POLECAT_COLUMNS
from talleyrand.model.contract import record_to_json
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document
from talleyrand.model.records import Framing
from talleyrand.model.spans import Quote
from talleyrand.present.exchange import annotation, ftm, graphml, parquet, plover, polecat
from talleyrand.present.exchange.events import told

DAY = "2022-02-25"
XI = party("person:xi-jinping/CHN")
TEXT = "A smile \U0001f600. China called Russia. Then more was said of it, at length and by many."


def documents(*records, **metadata):
    """Each record with a document of that id."""
    return [(one, Document(one.document_id, TEXT, "a.txt", **metadata)) for one in records]


CALL = act(XI, ("RUS", "igo:NATO"), "CONSULT", DAY, mode="phone")
REFUSED = act("CHN", "RUS", "AID", DAY, factuality="refused")
UNDATED = act("CHN", "RUS", "AID", None)
TERM = record("CHN", Framing("war", "operation", "used"), DAY, "It was an operation.")
MIXED = (CALL, REFUSED, UNDATED, TERM, replace(act("USA", "RUS", "ACCUSE", DAY), review="rejected"))


def rows(*records, **metadata):
    text = "".join(polecat.polecat_lines(documents(*records, **metadata), Counter(), version="test"))
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def lines(pieces):
    return [json.loads(line) for line in pieces]


def test_the_formats_have_as_many_columns_as_their_files():
    assert (len(POLECAT_COLUMNS), len(set(POLECAT_COLUMNS)), len(GDELT_COLUMNS)) == (40, 40, 61)


def test_polecat_has_a_row_for_each_act_that_happened():
    (row,) = rows(*MIXED, outlet="Example Wire", published="2022-02-26")
    assert list(row) == list(POLECAT_COLUMNS)
    assert {name: value for name, value in row.items() if value} == {
        "Event ID": CALL.id,
        "Event Date": DAY,
        "Event Type": "CONSULT",
        "Event Mode": "phone",
        "Intensity": "1.5",
        "Quad Code": "VERBAL COOPERATION",
        "Actor Name": "Xi Jinping",
        "Actor Country": "CHN",
        "Primary Actor Sector": "GOV",
        "Actor Sectors": "GOV",
        "Recipient Name": "RUS; Nato",
        "Recipient Country": "RUS; IGO",
        "Source": "Example Wire",
        "Publication Date": "2022-02-26",
        "Version": "test",
    }


def test_what_an_event_file_leaves_out_is_counted_and_told():
    left_out = Counter()
    assert len(list(polecat.polecat_lines(documents(*MIXED), left_out, version="test"))) == 2
    assert left_out == {"refused acts": 1, "acts without a date": 1, "framings": 1, "rejected by a person": 1}
    assert told(left_out).endswith("framings (1), refused acts (1), rejected by a person (1)")
    assert told({}) is None


def test_a_year_does_not_become_its_first_day():
    year = act("CHN", "RUS", "AID", ("2021-01-01", "2021-12-31"))
    week = act("CHN", "RUS", "AID", ("2021-01-04", "2021-01-10"))
    left_out = Counter()
    found = list(polecat.polecat_lines(documents(year, week), left_out, version="test"))
    assert ["2021-01-04" in line for line in found[1:]] == [True]
    assert left_out == {"acts whose week is not known": 1}


def test_cells_hold_no_formulas_tabs_or_lines():
    odd = replace(XI, name="=HYPERLINK()\tx\ny", role="+1")
    (row,) = rows(act(odd, "RUS", "ASSAULT", DAY), outlet="@wire")
    assert (row["Actor Name"], row["Actor Title"], row["Source"]) == ("'=HYPERLINK() x y", "'+1", "'@wire")
    assert float(row["Intensity"]) == -9


def test_plover_says_where_its_words_stand():
    evidence = Quote(11, 31, "China called Russia.")
    (line,) = lines(plover.plover_lines(documents(replace(CALL, evidence=evidence)), Counter(), version="test"))
    assert (line["event"], line["mode"], line["quad_code"], line["event_scale"]) == (["CONSULT"], ["phone"], 1, 1.5)
    assert TEXT[line["text_info"]["start"] : line["text_info"]["end"]] == line["text"] == evidence.text
    assert [actor["code"] for actor in line["recipient"]] == ["RUS", "IGO"]
    assert line["cite_info"]["citation"] == CALL.document_id


def test_plover_flags_what_did_not_happen_when_asked_to():
    left_out = Counter()
    assert len(lines(plover.plover_lines(documents(CALL, REFUSED), left_out, version="test"))) == 1
    flagged = lines(plover.plover_lines(documents(CALL, REFUSED), Counter(), version="test", flagged=True))
    assert left_out == {"refused acts": 1}
    assert (flagged[1]["mode"], flagged[1]["factuality"]) == (["negation"], "refused")


def parquet_rows(entries):
    file = io.BytesIO()
    parquet.write_parquet(entries, file)
    table = pytest.importorskip("pyarrow.parquet").read_table(io.BytesIO(file.getvalue()))
    return table.to_pylist(), file.getvalue()


def without_nothing(data):
    """A JSON object without the kinds that are not its own, days as text."""
    dated = data["date"] | {
        name: day and day.isoformat() for name, day in data["date"].items() if name in ("start", "end")
    }
    filled = {name: value for name, value in data.items() if value is not None}
    for payload in (filled.get("vote"), filled.get("statement")):
        if payload and payload.get("roll_call", "") is None:
            del payload["roll_call"]
    return filled | {"date": dated}


@relaxed
@given(anything)
def test_parquet_reads_back_as_the_contract(one):
    one = replace(one, date=replace(one.date, start=None, end=DAY))
    ((row,), _) = parquet_rows([(one, DOCUMENT)])
    assert without_nothing(row) == record_to_json(one, DOCUMENT)


def test_parquet_is_typed_and_the_same_each_time():
    entries = documents(CALL, TERM)
    found, raw = parquet_rows(entries)
    assert found[0]["date"]["start"] == date(2022, 2, 25)
    assert found[1]["framing"] == {"frame": "war", "term": "operation", "use": "used"}
    assert parquet_rows(entries)[1] == raw


def test_parquet_writes_group_by_group(monkeypatch):
    monkeypatch.setattr(parquet, "GROUP", 2)
    monkeypatch.setattr(parquet, "AT_ONCE", 1)
    found, raw = parquet_rows(iter(documents(*MIXED)))
    assert [row["id"] for row in found] == [one.id for one in MIXED]
    metadata = pytest.importorskip("pyarrow.parquet").read_metadata(io.BytesIO(raw))
    groups = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
    assert groups == [2] * (len(MIXED) // 2) + [1] * (len(MIXED) % 2)


def test_annotations_select_the_evidence_in_code_points():
    evidence = Quote(11, 31, "China called Russia.")
    (made,) = lines(
        annotation.annotation_lines(documents(replace(CALL, evidence=evidence), url="https://e.example/a"), Counter())
    )
    archived, page = made["target"]
    position, quoted = archived["selector"]
    assert TEXT[position["start"] : position["end"]] == quoted["exact"]
    assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in TEXT
    assert archived["source"]["id"].endswith(CALL.document_id)
    assert (page["source"], page["selector"]) == ("https://e.example/a", quoted)
    assert made["talleyrand:record"]["@value"]["id"] == CALL.id


def graph_of(*records):
    left_out = Counter()
    text = "".join(graphml.graphml(documents(*records), left_out))
    return networkx.parse_graphml(text), left_out


def test_graphml_counts_what_each_did_to_whom():
    graph, left_out = graph_of(CALL, act("CHN", "RUS", "AID", DAY), act("CHN", "RUS", "AID", "2022-03-01"), REFUSED)
    edges = {(one, other, data["event_type"]): data for one, other, data in graph.edges(data=True)}
    aid = edges["country:CHN", "country:RUS", "AID"]
    assert (aid["records"], aid["intensity"], aid["first"], aid["last"]) == (2, 10.0, DAY, "2022-03-01")
    assert ("person:xi-jinping", "igo:NATO", "CONSULT") in edges
    assert graph.nodes["person:xi-jinping"] == {"name": "Xi Jinping", "type": "person", "country": "CHN"}
    assert left_out == {"refused acts": 1}


def test_graphml_joins_those_who_met_once():
    graph, _ = graph_of(act(("RUS", "CHN", "FRA"), (), "CONSULT", DAY))
    assert [(one, other) for one, other in graph.edges()] == [
        ("country:CHN", "country:FRA"),
        ("country:CHN", "country:RUS"),
        ("country:FRA", "country:RUS"),
    ]
    assert all(data["mutual"] for *_, data in graph.edges(data=True))


def entities(*records, **options):
    left_out = Counter()
    return lines(ftm.ftm_lines(documents(*records), left_out, **options)), left_out


def test_ftm_names_parties_and_documents_once():
    found, left_out = entities(CALL, act(XI, "RUS", "AID", DAY), REFUSED)
    assert Counter(one["schema"] for one in found) == {
        "Article": 1,
        "Person": 1,
        "PublicBody": 1,
        "Organization": 1,
        "Event": 2,
        "UnknownLink": 3,
    }
    events = [one["properties"] for one in found if one["schema"] == "Event"]
    assert events[0]["involved"] == ["talleyrand-actor-person-xi-jinping", *events[0]["involved"][1:]]
    assert left_out == {"refused acts": 1}


def test_ftm_flags_what_did_not_happen_and_links_nobody():
    found, left_out = entities(REFUSED, flagged=True)
    (event,) = (one["properties"] for one in found if one["schema"] == "Event")
    assert event["name"][0].startswith("[refused] ")
    assert not left_out and not any(one["schema"] == "UnknownLink" for one in found)


@relaxed
@given(anything)
def test_ftm_fits_the_model(one):
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    dated = replace(one, date=DateInterval(DAY, DAY, "day"))
    for entity in ftm.entities(dated, DOCUMENT):
        proxy = model.get_proxy(entity, cleaned=True)
        proxy.schema.validate(entity)
        for name, values in entity["properties"].items():
            assert name in proxy.schema.properties
            assert all(proxy.schema.properties[name].type.validate(value) for value in values if name != "name")
