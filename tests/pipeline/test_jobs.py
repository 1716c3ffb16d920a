"""Reading folders: in order, once, whatever the number of workers, and nothing lost."""

import json
import os
import signal
from dataclasses import replace

import pytest

from making import STATES, FakeCoder, NewerCoder
from talleyrand.archive.options import ReadOptions
from talleyrand.errors import DateError, EngineError, LedgerError
from talleyrand.ledger import canonical_dump, open_ledger
from talleyrand.ledger.sheet import Sheet
from talleyrand.pipeline import jobs
from talleyrand.pipeline.jobs import Job, read
from talleyrand.pipeline.reports import summary

JOB = Job(ReadOptions(published="2022-02-26"), make_coder=FakeCoder, clock=lambda: "2022-03-01T00:00:00+00:00")


class DyingCoder(FakeCoder):
    """Dies when it meets a certain text, as a process does that runs out of memory."""

    def code(self, documents):
        if any("France called China" in document.text for document in documents):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().code(documents)


class FailingCoder(FakeCoder):
    """Fails over a certain text, as rules may over a sentence nobody thought of."""

    def code(self, documents):
        for document, coded in zip(documents, super().code(documents), strict=True):
            failed = "France called China" in document.text
            yield replace(coded, sentences=(), coding=None, failure="ValueError: odd") if failed else coded


class InterruptedCoder(FakeCoder):
    """Is interrupted when it meets a certain text."""

    def code(self, documents):
        if any("France called China" in document.text for document in documents):
            raise KeyboardInterrupt
        return super().code(documents)


@pytest.fixture
def inputs(tmp_path):
    """A folder of texts, one of them there twice, and lines of JSON, one of them broken."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    for number, (first, second) in enumerate([(a, b) for a in STATES for b in STATES if a != b]):
        (folder / f"{number}.txt").write_text(f"{first} called {second}. It was day {number}.")
    (folder / "again.txt").write_text((folder / "0.txt").read_text())
    lines = [
        json.dumps({"id": str(n), "text": f"Russia refused to call China. Line {n}.", "date": "2022-03-01"})
        for n in range(20)
    ]
    lines[7] = '{"text": '
    (folder / "lines.jsonl").write_text("\n".join(lines))
    return folder


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(jobs, "BATCH_CHARACTERS", 120)


def run(inputs, path, job=JOB, **options):
    with open_ledger(path) as ledger:
        report = read([inputs], ledger, job=job, **options)
        return report, list(canonical_dump(ledger))


def test_a_run_tells_what_it_came_to(inputs, tmp_path):
    report, dump = run(inputs, tmp_path / "a.db")
    assert (report.documents, report.known, len(report.errors)) == (25, 1, 1)
    assert dict(report.kinds) == {"act": 25}
    assert report.errors[0].where.endswith("lines.jsonl:8")
    assert sum(line.startswith('["record"') for line in dump) == 25
    assert any("again.txt" in line for line in dump if line.startswith('["path"'))


def test_reading_again_adds_nothing_and_needs_no_engine(inputs, tmp_path):
    _, before = run(inputs, tmp_path / "a.db")
    report, after = run(inputs, tmp_path / "a.db", replace(JOB, make_coder=None))
    assert after == before
    assert (report.documents, report.known) == (0, 26)


def test_two_workers_make_the_ledger_of_one(inputs, tmp_path):
    _, alone = run(inputs, tmp_path / "a.db")
    _, together = run(inputs, tmp_path / "b.db", replace(JOB, workers=2))
    assert together == alone


@pytest.mark.parametrize(
    ("coder", "workers", "error"), [(InterruptedCoder, 1, KeyboardInterrupt), (DyingCoder, 2, EngineError)]
)
def test_a_run_that_was_cut_short_is_taken_up_by_repeating_it(inputs, tmp_path, coder, workers, error):
    with pytest.raises(error):
        run(inputs, tmp_path / "a.db", replace(JOB, make_coder=coder, workers=workers))
    with open_ledger(tmp_path / "a.db", read_only=True) as ledger:
        assert ledger.counts()["documents"] < 25
    _, repeated = run(inputs, tmp_path / "a.db")
    _, whole = run(inputs, tmp_path / "b.db")
    assert repeated == whole


def test_what_another_run_entered_meanwhile_counts_as_known(inputs, tmp_path):
    class OvertakenCoder(FakeCoder):
        def code(self, documents):
            run(inputs, tmp_path / "a.db")
            return super().code(documents)

    report, twice = run(inputs, tmp_path / "a.db", replace(JOB, make_coder=OvertakenCoder))
    assert (report.documents, report.known, report.undated) == (0, 26, 0)
    assert twice == run(inputs, tmp_path / "b.db")[1]


def test_a_document_over_which_the_program_fails_is_listed_and_the_others_are_read(inputs, tmp_path):
    whole, _ = run(inputs, tmp_path / "whole.db")
    report, _ = run(inputs, tmp_path / "a.db", job=replace(JOB, make_coder=FailingCoder))
    (failure,) = [error.line() for error in report.errors if "ValueError: odd" in error.what]
    assert ".txt: the program failed over this document" in failure
    assert report.counts()["documents"] == whole.counts()["documents"] - 1


def test_a_worker_that_dies_is_told_with_what_to_do(inputs, tmp_path):
    with pytest.raises(EngineError, match=r"worker process died.*--workers 1"):
        run(inputs, tmp_path / "a.db", replace(JOB, make_coder=DyingCoder, workers=2))


def test_other_metadata_for_a_known_document_is_told_and_not_taken(inputs, tmp_path):
    run(inputs / "0.txt", tmp_path / "a.db")
    job = replace(JOB, options=ReadOptions(published="2022-03-05"))
    report, dump = run(inputs / "0.txt", tmp_path / "a.db", job)
    assert report.differing == [f"{inputs / '0.txt'}: published 2022-03-05 given, 2022-02-26 kept"]
    assert not any("2022-03-05" in line for line in dump)
    assert any("--recode" in line for line in summary(report))


def test_recoding_takes_the_new_metadata_and_supersedes(inputs, tmp_path):
    run(inputs / "0.txt", tmp_path / "a.db")
    job = replace(JOB, options=ReadOptions(published="2022-03-05"), recode=True)
    report, _ = run(inputs / "0.txt", tmp_path / "a.db", job)
    assert (report.documents, report.superseded) == (1, 1)
    with open_ledger(tmp_path / "a.db", read_only=True) as ledger:
        (record,) = ledger.records()
        assert record.date.start == "2022-03-05"
        assert [event.what for event in ledger.history(record.id)] == ["entered", "entered", "superseded"]


def test_an_older_version_of_the_rules_is_told(inputs, tmp_path, monkeypatch):
    run(inputs / "0.txt", tmp_path / "a.db")
    monkeypatch.setattr(jobs, "VERSION", "9.9")
    report, _ = run(inputs / "0.txt", tmp_path / "a.db")
    assert "this is 9.9" in report.differing[0]


def test_recoding_with_a_newer_engine_notes_both(inputs, tmp_path):
    run(inputs / "0.txt", tmp_path / "a.db")
    run(inputs / "0.txt", tmp_path / "a.db", replace(JOB, make_coder=NewerCoder, recode=True))
    with open_ledger(tmp_path / "a.db", read_only=True) as ledger:
        (record,) = ledger.records()
        assert record.confidence == 0.9
        assert [event.by for event in ledger.history(record.id)] == ["fake 1", "fake 2", "fake 2"]


def test_a_text_beyond_all_bounds_is_refused_and_the_others_are_read(inputs, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "MAX_CHARACTERS", 60)
    (inputs / "0.txt").write_text("word " * 20)
    report, _ = run(inputs, tmp_path / "a.db")
    assert "100 characters, more than 60" in report.errors[0].line()
    assert report.documents == 25


def test_a_date_that_is_none_is_told_before_anything_is_read(inputs, tmp_path):
    with pytest.raises(DateError):
        run(inputs, tmp_path / "a.db", replace(JOB, options=ReadOptions(published="yesterday")))
    with open_ledger(tmp_path / "a.db", read_only=True) as ledger:
        assert ledger.counts()["documents"] == 0


def test_an_unknown_date_is_told_with_how_to_give_it(inputs, tmp_path):
    report, _ = run(inputs / "0.txt", tmp_path / "a.db", replace(JOB, options=ReadOptions()))
    lines = list(summary(report))
    assert any("1 document of unknown date" in line and "--date YYYY-MM-DD" in line for line in lines)
    assert "1 record without a date" in lines


def test_progress_tells_every_input(inputs, tmp_path):
    seen = []
    run(inputs, tmp_path / "a.db", progress=seen.append)
    assert [progress.done for progress in seen] == list(range(1, 28))
    assert seen[-1].share == 1


def test_a_full_disk_ends_the_run_and_keeps_the_documents_before(inputs, tmp_path):
    with open_ledger(tmp_path / "a.db") as ledger:
        with ledger._writing.transaction() as connection:
            (pages,) = connection.exec_driver_sql("PRAGMA page_count").one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(LedgerError, match="disk is full"):
            read([inputs], ledger, job=JOB)
        entered = ledger.counts()["documents"]
    _, repeated = run(inputs, tmp_path / "a.db")
    _, whole = run(inputs, tmp_path / "b.db")
    assert entered < 25
    assert repeated == whole


def test_a_batch_is_entered_whole_or_not_at_all(inputs, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH_CHARACTERS", 10**6)
    entered = Sheet.write

    def full(self):
        entered(self)
        raise LedgerError("database or disk is full")

    monkeypatch.setattr(Sheet, "write", full)
    with pytest.raises(LedgerError, match="full"):
        run(inputs, tmp_path / "a.db")
    monkeypatch.undo()
    with open_ledger(tmp_path / "a.db", read_only=True) as ledger:
        assert ledger.counts()["documents"] == 0
    _, repeated = run(inputs, tmp_path / "a.db")
    _, whole = run(inputs, tmp_path / "b.db")
    assert repeated == whole


def test_a_document_met_twice_has_both_paths_whether_or_not_it_is_coded_by_then(inputs, tmp_path, monkeypatch):
    _, one_by_one = run(inputs, tmp_path / "a.db")
    monkeypatch.setattr(jobs, "BATCH_CHARACTERS", 10**6)
    report, at_once = run(inputs, tmp_path / "b.db")
    assert at_once == one_by_one
    assert report.known == 1
