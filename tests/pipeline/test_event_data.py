"""Other people's data in a ledger: what rows become, where such records are found, and where they never are."""

import gzip
import json
import zipfile
from collections import Counter
from dataclasses import replace

import pytest

import making
from making import add, snapshot
from recording import act, party
from talleyrand.archive import event_files
from talleyrand.archive.event_files import open_data_file, pieces
from talleyrand.codebook.cameo import cameo_event
from talleyrand.codebook.event_formats import GDELT_COLUMNS, POLECAT_COLUMNS
from talleyrand.codebook.plover import load_event_types
from talleyrand.errors import CorrectionError, InputError, NotFoundError, OptionError
from talleyrand.ledger.event_data import files
from talleyrand.ledger.store import open_ledger
from talleyrand.model.actors import Actor
from talleyrand.model.contract import record_from_json, record_to_json
from talleyrand.model.documents import Document
from talleyrand.pipeline.event_data.importing import import_events, summary
from talleyrand.pipeline.event_data.plover import Plover
from talleyrand.pipeline.measures import ask, parse_address
from talleyrand.pipeline.stories import story_json, story_of
from talleyrand.present.exchange.plover import plover_lines
from talleyrand.present.exchange.polecat import polecat_lines

TEXT = "China called Russia. France refused to call Russia."


@pytest.fixture
def ledger(address):
    """A ledger with two records of a text."""
    with open_ledger(address) as opened:
        opened.start_run({}, version="1", at="2022-03-01T00:00:00+00:00")
        add(opened, snapshot(TEXT))
        yield opened


def polecat(**cells):
    given = {
        "Event ID": "e1",
        "Event Date": "2022-02-25",
        "Event Type": "CONSULT",
        "Event Mode": "phone",
        "Intensity": "1.5",
        "Actor Name": "Xi Jinping",
        "Actor Country": "CHN",
        "Actor Sectors": "GOV",
        "Recipient Name": "Russia",
        "Recipient Country": "RUS",
        "Source": "Example Wire",
    }
    chosen = given | {name.replace("_", " "): value for name, value in cells.items()}
    return "\t".join(chosen.get(column, "None") for column in POLECAT_COLUMNS)


def gdelt(**cells):
    given = {
        "GLOBALEVENTID": "1",
        "SQLDATE": "20220225",
        "Actor1Code": "USA",
        "Actor1Name": "UNITED STATES",
        "Actor1CountryCode": "USA",
        "Actor2Code": "RUSGOV",
        "Actor2Name": "KREMLIN",
        "Actor2CountryCode": "RUS",
        "Actor2Type1Code": "GOV",
        "EventCode": "042",
        "GoldsteinScale": "1.9",
        "SOURCEURL": "https://e.example/1",
    }
    return "\t".join((given | cells).get(column, "") for column in GDELT_COLUMNS)


def write(path, *rows, header=False):
    lines = ["\t".join(POLECAT_COLUMNS), *rows] if header else rows
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def imported(ledger, *paths):
    return import_events(paths, ledger, clock=lambda: "2022-03-02T00:00:00+00:00")


def only(ledger, **choice):
    return list(ledger.records(data="only", **choice))


def test_a_row_of_polecat_becomes_a_record_without_text(ledger, tmp_path):
    report = imported(ledger, write(tmp_path / "a.txt", polecat(), header=True))
    assert (report.records, report.errors) == (1, [])
    (record,) = only(ledger)
    assert (record.basis, record.evidence.text, record.payload.trigger.text) == ("data", "", "")
    assert (record.payload.event_type, record.payload.mode, record.payload.intensity) == ("CONSULT", "phone", 1.5)
    assert [one.id for one in record.actors + record.recipients] == ["person:xi-jinping", "country:RUS"]
    assert (record.date.start, record.row.line, record.row.source) == ("2022-02-25", 2, "Example Wire")


def test_a_row_of_gdelt_becomes_plover(ledger, tmp_path):
    rows = [gdelt(), gdelt(GLOBALEVENTID="2", EventCode="010"), gdelt(GLOBALEVENTID="3", Actor1Code="", Actor1Name="")]
    report = imported(ledger, write(tmp_path / "a.export.CSV", *rows))
    (record,) = only(ledger)
    assert (record.payload.event_type, record.payload.mode, record.payload.quad) == (
        "CONSULT",
        "visit",
        "verbal cooperation",
    )
    assert [(one.id, one.sector) for one in record.recipients] == [("unknown:kremlin-rus-gov", "GOV")]
    assert record.row.url == "https://e.example/1"
    assert report.passed_over == {"CAMEO 01, which PLOVER dropped": 1, "events without a first actor": 1}
    assert any("CAMEO 01" in line for line in summary(report))


def test_every_cameo_code_that_plover_kept_is_an_event():
    for code in ("030", "0871", "100", "1124", "145", "190", "204", "19", "1899"):
        assert cameo_event(code) is not None
    assert cameo_event("0256") is None


def test_a_plover_record_says_whether_it_happened(ledger, tmp_path):
    line = {"id": "p1", "date": "2022-02-25", "source": [{"code": "USA"}], "recipient": [{"code": "CAN"}]}
    lines = [
        line | {"event": ["CONSULT"]},
        line | {"id": "p2", "event": "AID", "mode": ["negation"]},
        line | {"id": "p3", "has_event": False},
    ]
    report = imported(ledger, write(tmp_path / "a.jsonl", *map(json.dumps, lines)))
    assert [record.factuality for record in only(ledger)] == ["actual", "negated"]
    assert report.passed_over.total() == 1


def test_a_scale_that_plover_leaves_open_is_that_of_the_type():
    line = {"id": "1", "event": ["CONSULT"], "event_scale": None, "source": [{"code": "CHN"}], "date": "2022-03-01"}
    record = Plover("sha256:0").record(1, json.dumps(line))
    assert record.payload.intensity == load_event_types()["CONSULT"].intensity(None)
    with pytest.raises(InputError, match="'NaN' is no number"):
        Plover("sha256:0").record(1, json.dumps(line | {"event_scale": "NaN"}))


def test_records_of_data_sets_count_only_where_asked_for(ledger, tmp_path):
    before = (ledger.counts(), ledger.count(), [one.id for one in ledger.records()], ledger.version())
    imported(ledger, write(tmp_path / "a.txt", polecat(), header=True))
    assert (ledger.counts(), ledger.count(), [one.id for one in ledger.records()]) == before[:3]
    assert (ledger.count(data="with"), ledger.count(data="only")) == (3, 1)
    assert [one.basis for one in ledger.records(data="with")] == ["data", "text", "text"]
    assert [one.basis for one in ledger.records(data="with", limit=2)] == ["text", "text"]
    assert [entry[1].outlet for entry in ledger.entries(data="only")] == ["Example Wire"]


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({"actor": "CHN"}, 1),
        ({"actor": "RUS"}, 0),
        ({"actor": "RUS", "part": "any"}, 1),
        ({"toward": "RUS"}, 1),
        ({"actors": ("person:xi-jinping", "USA")}, 1),
        ({"recipients": ("USA",)}, 0),
        ({"types": ("AID",)}, 0),
        ({"kind": "statement"}, 0),
        ({"kinds": ("act", "vote")}, 1),
        ({"since": "2022-02-26"}, 0),
        ({"since": "2022-02-25", "until": "2022-02"}, 1),
        ({"min_confidence": 0.6}, 0),
        ({"outlets": ("Example Wire",)}, 1),
        ({"words": "called"}, 0),
        ({"between": True, "factualities": ("actual",)}, 1),
    ],
)
def test_selections_hold_for_them_too(ledger, tmp_path, choice, found):
    imported(ledger, write(tmp_path / "a.txt", polecat(), header=True))
    assert (len(only(ledger, **choice)), ledger.count(data="only", **choice)) == (found, found)


def test_a_measure_counts_them_when_asked_and_keeps_that_in_its_address(ledger, tmp_path):
    imported(ledger, write(tmp_path / "a.txt", polecat(), header=True))
    resolve = lambda _: None  # noqa: E731
    without = ask(ledger, "contacts", {"actor": "CHN"}, resolve)
    result = ask(ledger, "contacts", {"actor": "CHN", "data": "only"}, resolve)
    assert len(result.rows) == 1
    assert {reason.record for reason in result.why("RUS")} == {only(ledger)[0].id}
    assert "data" not in without.parameters
    assert parse_address(result.address())[1]["data"] == "only"
    with pytest.raises(OptionError, match="'maybe' is none"):
        ask(ledger, "contacts", {"actor": "CHN", "data": "maybe"}, resolve)


def test_such_a_record_is_found_by_its_id_with_its_row(ledger, tmp_path):
    imported(ledger, write(tmp_path / "a.txt", polecat(), header=True))
    (record,) = only(ledger)
    story = story_json(story_of(ledger, record.id[:6]))
    assert (story["basis"], story["evidence"], story["act"]["trigger"]) == ("data", None, None)
    assert story["fields"]["Actor Name"] == "Xi Jinping"
    assert story["history"][0]["what"] == "imported"
    assert record_from_json(story) == record
    assert story["document"]["external_id"] == story["row"]["event"] == "e1"
    with pytest.raises(NotFoundError):
        ledger.record("zzzz")


def test_nobody_can_review_what_has_no_text(ledger, tmp_path):
    imported(ledger, write(tmp_path / "a.txt", polecat(), header=True))
    (record,) = only(ledger)
    with pytest.raises(CorrectionError, match="rests on no text that a person could check"):
        ledger.revise(record.id, "accepted", reviewer="anna", at="2022-03-03T00:00:00+00:00")
    assert list(ledger.reviews()) == []


def test_faulty_rows_are_told_with_their_line_and_the_rest_goes_on(ledger, tmp_path):
    rows = [
        polecat(Event_Date="yesterday"),
        polecat(Event_Type="TALK"),
        polecat(Intensity="high"),
        polecat(Event_ID="None"),
        polecat(Actor_Name="None", Actor_Country="None"),
        polecat() + "\tmore",
        polecat(Event_ID="good", Source='"broken\tin two'),
        polecat(Intensity="inf"),
        polecat(Event_ID="split", Actor_Name='"a"\rb'),
        polecat(Event_ID="long", Actor_Name=f'"{"a" * 200_000}"'),
        polecat(Event_ID="nul", Actor_Name="Xi \0 Jinping"),
        polecat(Event_ID="last"),
    ]
    path = write(tmp_path / "a.txt", *rows, header=True)
    report = imported(ledger, path)
    assert [error.line().removeprefix(f"{path}:").split(" (")[0].split(" - ")[0] for error in report.errors] == [
        "2: 'yesterday' is no day",
        "3: unknown event type 'TALK'",
        "4: 'high' is no number",
        "5: the row has no Event ID",
        "6: the row names no actor",
        "7: 41 columns, not 40",
        f"8: {POLECAT_COLUMNS.index('Source') + 1} columns, not 40",
        "9: 'inf' is no number",
        "10: no row of a table: new-line character seen in unquoted field",
        f"11: no row of a table: {len(rows[9]):,} characters, at most 131,072",
        "12: a NUL byte in the row",
    ]
    assert [record.row.event for record in only(ledger)] == ["last"]
    assert ledger.unreadable() == 11


def test_nothing_is_entered_twice(ledger, tmp_path):
    one = write(tmp_path / "a.txt", polecat(), polecat(Event_ID="e2"), header=True)
    other = write(tmp_path / "b.txt", polecat(), polecat(Event_ID="e3"), polecat(Event_ID="e3"), header=True)
    reports = [imported(ledger, one), imported(ledger, one), imported(ledger, other)]
    assert [(r.files, r.known, r.records, r.repeated) for r in reports] == [(1, 0, 2, 0), (0, 1, 0, 0), (1, 0, 1, 2)]
    assert [(t.data_set, t.files, t.records) for t in ledger.event_data.tallies()] == [("POLECAT", 2, 3)]


def test_an_import_that_was_stopped_is_taken_up_by_repeating_it(ledger, tmp_path, monkeypatch):
    monkeypatch.setattr(event_files, "PIECE", 400)
    path = write(tmp_path / "a.txt", *(polecat(Event_ID=f"e{n}") for n in range(9)), header=True)
    file = open_data_file(path)
    monkeypatch.setattr(type(ledger.event_data), "finish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        imported(ledger, path)
    assert [finding.what for finding in ledger.verify()] == ["its import was stopped; import the file again to go on"]
    monkeypatch.undo()
    assert imported(ledger, path).records == 0
    assert b"".join(piece.raw for piece in pieces(file)) == path.read_bytes()
    assert len(only(ledger)) == 9
    assert list(ledger.verify()) == []


def test_packed_files_are_the_same_source(ledger, tmp_path):
    path = write(tmp_path / "a.txt", polecat(), header=True)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(path.read_bytes()))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.write(path, "a.txt")
    report = imported(ledger, path, tmp_path / "a.txt.gz", tmp_path / "a.zip")
    assert (report.files, report.known) == (1, 2)


def test_a_zip_of_months_is_a_source_for_each_of_them(ledger, tmp_path):
    header = "\t".join(POLECAT_COLUMNS)
    with zipfile.ZipFile(tmp_path / "year.txt.zip", "w") as packed:
        for month in (1, 2):
            packed.writestr(f"year/{month}.txt", f"{header}\n{polecat(Event_ID=f'e{month}')}\n{polecat(Event_ID='')}\n")
        packed.writestr("year/notes.txt", "nothing of the sort")
        packed.writestr("__MACOSX/year/._1.txt", b"\0\5")
        packed.writestr("year/.DS_Store", b"\0\0")
    report = imported(ledger, tmp_path / "year.txt.zip")
    assert (report.files, report.records) == (2, 2)
    assert sorted(error.line().split(" (")[0] for error in report.errors) == [
        f"{tmp_path}/year.txt.zip!/year/1.txt:3: the row has no Event ID",
        f"{tmp_path}/year.txt.zip!/year/2.txt:3: the row has no Event ID",
        f"{tmp_path}/year.txt.zip!/year/notes.txt: no file of event data that is known",
    ]
    with zipfile.ZipFile(tmp_path / "none.zip", "w"):
        pass
    (error,) = imported(ledger, tmp_path / "none.zip").errors
    assert "nothing is packed in it" in error.line()


def test_files_are_read_as_they_are_published(ledger, tmp_path):
    """Tabs at the end of lines, names that are no UTF-8, a quotation mark that never ends, Windows' ends of lines."""
    header = "\t".join(["Event Intensity" if name == "Intensity" else name for name in POLECAT_COLUMNS])
    latin = polecat(Event_ID="latin", Actor_Name="Mayor of Bogotá", Actor_Country="COL")
    quote = polecat(Event_ID="quote", Source='The "Wire', Recipient_Title='"Chief')
    quoted = polecat(Event_ID="quoted", Source='"The ""Wire"""')
    lines = [f"\ufeff{header}\t\t".encode(), f"{latin}\t\t".encode("cp1252"), quote.encode(), quoted.encode()]
    (tmp_path / "week.txt").write_bytes(b"\r\n".join(lines) + b"\r\n")
    assert imported(ledger, tmp_path / "week.txt").errors == []
    found = {record.row.event: record for record in only(ledger)}
    assert found["latin"].actors[0].name == "Mayor of Bogotá"
    assert found["latin"].payload.intensity == 1.5
    assert (found["quote"].row.source, found["quoted"].row.source) == ('The "Wire', 'The "Wire"')
    shown = dict(files.fields(ledger.connection, found["latin"].document_id, found["latin"].row))
    assert (shown["Actor Name"], shown["Event Intensity"]) == ("Mayor of Bogotá", "1.5")


def test_gdelt_with_the_names_of_its_columns_is_read_too(ledger, tmp_path):
    names = "\t".join(GDELT_COLUMNS).replace("GLOBALEVENTID", "GlobalEventID")
    report = imported(ledger, write(tmp_path / "a.CSV", names, gdelt(), gdelt(GLOBALEVENTID="2", GoldsteinScale="")))
    assert (report.records, report.rows) == (1, 2)
    assert "3: '' is no number" in report.errors[0].line()


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b"a\tb\n1\t2\n", "no file of event data that is known"),
        ("a.txt", b"Event ID\tEvent Date\n", "columns of POLECAT are missing: Event Type"),
        ("a.CSV", ("\t".join(["1"] * 58)).encode(), "GDELT 1.0, which has 58 columns"),
        ("a.bin", b"\0\1\2", "no file of text"),
        ("a.txt", "\t".join(POLECAT_COLUMNS).encode("utf-16"), "no file of text"),
        ("a.gz", gzip.compress(b"x" * 999)[:18], "it can't be read"),
        ("a.gz", b"none", "it can't be read"),
        ("none.txt", None, "No such file"),
    ],
)
def test_a_file_that_is_none_is_told(ledger, tmp_path, name, raw, told):
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    (error,) = imported(ledger, tmp_path / name).errors
    assert told in error.line()


def test_a_line_that_does_not_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(event_files, "LONGEST_LINE", 500)
    monkeypatch.setattr(event_files, "PIECE", 100)
    path = write(tmp_path / "a.jsonl", '{"id": "' + "x" * 2000 + '"}')
    with pytest.raises(InputError, match="a line of more than 500 bytes"):
        list(pieces(open_data_file(path)))


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_damaged_row_of_the_archive_is_found(ledger, tmp_path):
    imported(ledger, write(tmp_path / "a.txt", polecat(), header=True))
    with ledger.transaction() as connection:
        connection.exec_driver_sql("DROP TRIGGER data_piece_refuses_update")
        connection.exec_driver_sql("UPDATE data_piece SET raw = x'78da030000000001'")
    (finding,) = ledger.verify()
    assert "another hash" in finding.what


def test_an_older_ledger_has_no_data_and_says_so_plainly(tmp_path):
    path = tmp_path / "old.db"
    with open_ledger(path) as opened:
        opened.start_run({}, version="1", at="2022-03-01T00:00:00+00:00")
        add(opened, snapshot(TEXT))
    making.make_older(path, 7)
    with open_ledger(path, read_only=True) as opened:
        assert (opened.count(data="with"), opened.event_data.tallies()) == (2, [])
        with pytest.raises(NotFoundError, match="no such record"):
            opened.record("zzzz")


XI = replace(party("person:xi-jinping/CHN"), name="Xi Jinping", role="President")
HAMAS = Actor("armed:hamas", "Hamas", "armed-group", "PSE", sector="REB")
EVENTS = (
    act(XI, ("RUS", "igo:NATO"), "CONSULT", ("2022-02-24", "2022-02-25"), mode="phone"),
    act(("FRA", "DEU"), "UKR", "AID", "2022-03-01"),
    act(HAMAS, "ISR", "ASSAULT", "2022-03-02", mode="firearms"),
)


def told(record):
    """What an event says, whoever tells it."""
    parties = [[(one.id, one.country) for one in side] for side in (record.actors, record.recipients)]
    coded = record.payload
    return record.date.start, parties, coded.event_type, coded.mode, coded.contexts, coded.intensity, coded.quad


def entries(*records):
    return [(one, Document(one.document_id, "", outlet="=Wire")) for one in records]


def test_plover_comes_back_as_it_went(ledger, tmp_path):
    refused = act("CHN", "RUS", "AID", "2022-03-03", factuality="refused")
    lines = plover_lines(entries(*EVENTS, refused), Counter(), version="test", flagged=True)
    (tmp_path / "a.jsonl").write_text("".join(lines))
    assert imported(ledger, tmp_path / "a.jsonl").errors == []
    found = only(ledger)
    assert list(map(told, found)) == list(map(told, (*EVENTS, refused)))
    assert [one.factuality for one in found] == ["actual", "actual", "actual", "refused"]
    assert found[0].date.end == "2022-02-25"
    again = list(map(json.loads, plover_lines(ledger.entries(data="only"), Counter(), version="again", flagged=True)))
    assert [line["id"] for line in again] == [one.row.event for one in found]


def test_polecat_comes_back_as_it_went(ledger, tmp_path):
    named = {"country:FRA": "France", "country:DEU": "Germany", "country:UKR": "Ukraine", "country:ISR": "Israel"}
    named |= {"country:RUS": "Russia", "igo:NATO": "NATO"}
    events = [
        replace(
            one,
            actors=tuple(replace(who, name=named.get(who.id, who.name)) for who in one.actors),
            recipients=tuple(replace(who, name=named.get(who.id, who.name)) for who in one.recipients),
        )
        for one in EVENTS
    ]
    (tmp_path / "a.txt").write_text("".join(polecat_lines(entries(*events), Counter(), version="test")))
    assert imported(ledger, tmp_path / "a.txt").errors == []
    found = only(ledger)
    assert list(map(told, found)) == list(map(told, events))
    assert found[0].row.source == "=Wire"
    (tmp_path / "b.txt").write_text("".join(polecat_lines(ledger.entries(data="only"), Counter(), version="again")))
    again = imported(ledger, tmp_path / "b.txt")
    assert (again.records, again.repeated) == (0, len(events))  # its own ids went out again


def test_the_contract_marks_what_rests_on_data():
    text = record_to_json(EVENTS[0], Document(EVENTS[0].document_id, ""))
    assert (text["basis"], "row" in text) == ("text", False)
