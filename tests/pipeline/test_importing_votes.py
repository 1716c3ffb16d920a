"""Files of votes: what becomes a record, what is listed as faulty, and that nothing is entered twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from talleyrand.ledger.store import open_ledger
from talleyrand.model.events import find_clusters
from talleyrand.model.records import Vote
from talleyrand.pipeline.votes.importing import import_votes

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
LONG = """resolution,date,country,vote
A/RES/ES-11/1,2022-03-02,China,abstain
A/RES/ES-11/1,2022-03-02,"Bahamas, The",yes
A/RES/ES-11/1,2022-03-02,Côte d’Ivoire,Y
R/68/262,2014-03-27,Central African Rep.,absent
"""


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "votes.db") as opened:
        yield opened


@pytest.fixture
def bring(tmp_path, ledger):
    """Import a text as a file of votes."""

    def run(text: str, name: str = "votes.csv", **options):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return import_votes([path], ledger, **options)

    return run


def test_each_row_is_a_vote_that_rests_on_its_line(bring, ledger) -> None:
    report = bring(LONG)
    assert (report.files, report.records, report.errors) == (1, 4, [])
    records = {record.actors[0].country: record for record in ledger.records(kind="vote")}
    china = records["CHN"]
    assert isinstance(china.payload, Vote)
    assert (china.payload.choice, china.payload.roll_call) == ("abstain", "A/RES/ES-11/1")
    assert china.payload.body is not None and china.payload.body.id == "igo:UNGA"
    assert china.evidence.text == "A/RES/ES-11/1,2022-03-02,China,abstain"
    assert china.actors[0].mention is not None and china.actors[0].mention.text == "China"
    assert (china.date.start, china.date.basis) == ("2022-03-02", "stated")
    assert records["BHS"].evidence.text.endswith('"Bahamas, The",yes')
    assert records["CAF"].payload.roll_call == "A/RES/68/262"
    assert records["CAF"].payload.choice == "absent"
    assert not list(ledger.verify())


def test_files_are_compared_for_copies_at_once(bring, ledger) -> None:
    days = [f"A/RES/76/{number},2022-03-{1 + number % 28:02},France,yes" for number in range(1, 60)]
    for many, name in ((50, "a.csv"), (59, "b.csv")):
        bring("\n".join(["resolution,date,country,vote", *days[:many]]) + "\n", name)
    (copy,) = ledger.copies()
    assert {ledger.document(ident).path.rpartition("/")[2] for ident in (copy.document, copy.original)} == {
        "a.csv",
        "b.csv",
    }


def test_the_same_file_adds_nothing(bring, ledger) -> None:
    bring(LONG)
    again = bring(LONG)
    assert (again.files, again.known, again.records) == (0, 1, 0)
    assert ledger.count(kind="vote") == 4


def test_line_breaks_of_another_system_stay_out_of_the_evidence(bring, ledger) -> None:
    bring(LONG.replace("\n", "\r\n"))
    assert next(ledger.records(actor="CHN")).evidence.text == "A/RES/ES-11/1,2022-03-02,China,abstain"


def test_a_column_for_each_state(bring, ledger) -> None:
    report = bring(
        "body,symbol,date,title,yes,no,abstain,absent,china,india,russia,certainty\n"
        "UNSC,S/2022/155,2022-02-25,US/Albania draft,11,1,3,0,abstain,abstain,no,high\n"
        "UNHRC,A/HRC/RES/49/1,2022-03-04,Commission of inquiry,32,2,13,0,abstain,,no,high\n"
    )
    assert (report.records, report.errors) == (5, [])
    russia = [record.payload for record in ledger.records(actor="RUS")]
    assert [vote.body.id for vote in russia] == ["igo:UNSC", "igo:UNHRC"]
    assert russia[0].subject == "S/2022/155: US/Albania draft"


def test_columns_are_states_by_name_or_by_code_in_capitals(bring) -> None:
    report = bring("symbol,date,CHN,per,india\nS/2022/155,2022-02-25,abstain,yes,abstain\n")
    assert report.records == 2


def test_votes_on_parts_of_one_resolution_are_several_roll_calls(bring, ledger) -> None:
    bring(
        "rcid,country,country_code,vote,date,unres\n"
        "1.0,Namibia,NA,yes,2016-12-05,R/71/44\n2.0,Namibia,NA,no,2016-12-05,R/71/44\n"
        "3.0,Namibia,NA,yes,2016-12-05,R/71/45\n"
    )
    votes = list(ledger.records(kind="vote"))
    assert [v.payload.roll_call for v in votes] == ["A/RES/71/44 #1", "A/RES/71/44 #2", "A/RES/71/45"]
    assert len(find_clusters(votes)) == 3


def test_good_rows_are_entered_and_bad_ones_listed_with_line_and_advice(bring, ledger) -> None:
    report = bring(LONG + "A/RES/ES-11/1,2022-03-02,Chima,yes\nA/RES/ES-11/1,2022-03-02,India,perhaps\n,,,\n")
    assert report.records == 4
    lines = [error.line().split("votes.csv")[1] for error in report.errors]
    assert lines[0].startswith(":6: unknown state 'Chima' (did you mean China")
    assert lines[1] == ":7: unknown choice 'perhaps' (one of yes, no, abstain, absent)"
    assert len(lines) == 2
    assert [problem.place.rsplit(":", 1)[1] for problem in ledger.errors()] == ["6", "7"]


@pytest.mark.parametrize(("row", "what"), [
    ("A/RES/ES-11/1,2022-02-30,China,yes", "is no day"),
    ("A/RES/ES-11/1,March,China,yes", "is no day"),
    (",2022-03-02,China,yes", "names no resolution"),
])  # fmt: skip
def test_other_faults_of_rows(bring, row: str, what: str) -> None:
    (error,) = bring(LONG + row + "\n").errors
    assert what in error.what
    assert error.hint


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "resolution,date,country\nA/1,2022-03-02,China\n", "\0\0"])
def test_what_is_no_file_of_votes_is_refused_in_one_line(bring, text: str) -> None:
    report = bring(text)
    assert report.readable == 0
    (error,) = report.errors
    assert "votes.csv" in error.where


def test_states_that_were_no_members_are_passed_over(bring) -> None:
    report = bring("rcid,country,vote,date,unres\n1,Palau,9,1990-12-05,R/45/1\n1,China,8,1990-12-05,R/45/1\n")
    assert (report.records, report.passed_over, report.errors) == (1, 1, [])


def test_titles_can_be_brought_later_and_records_keep_their_ids(bring, ledger, tmp_path) -> None:
    bring(LONG)
    before = {record.id for record in ledger.records(kind="vote")}
    described = tmp_path / "roll_calls.csv"
    described.write_text("unres,short,descr\nR/68/262,UKRAINE,Territorial integrity of Ukraine\n", encoding="utf-8")
    report = bring(LONG, roll_calls=[described])
    assert (report.records, report.superseded) == (1, 1)
    assert {record.id for record in ledger.records(kind="vote")} == before
    assert next(ledger.records(actor="CAF")).payload.subject == "A/RES/68/262: Territorial integrity of Ukraine"
    assert not list(ledger.verify())


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference files of votes are not here")
def test_the_reference_files_are_read_whole(ledger) -> None:
    folder = REFERENCE / "un_votes_ukraine"
    report = import_votes(sorted(folder.glob("*.csv")), ledger)
    assert (report.files, report.records, report.errors) == (2, 386 + 36, [])
    found = [r for r, d in ledger.entries(kind="vote", since="2022-03-02") if "68_262" in (d.path or "")]
    assert Counter(r.payload.choice for r in found) == {"yes": 141, "no": 5, "abstain": 35, "absent": 12}
