"""A data set says what a ledger of the same inputs says, whatever made it, however often it was begun."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest
from tests.dataset_making import contract, line_of, write_inputs
from tests.making import FakeCoder, NewerCoder

from talleyrand.archive.options import ReadOptions
from talleyrand.errors import EngineError, LedgerError
from talleyrand.ledger.bodies import record_from
from talleyrand.ledger.dataset.folder import open_folder
from talleyrand.ledger.dataset.manifest import load_manifest
from talleyrand.ledger.dataset.stores import Store, open_store
from talleyrand.ledger.dump import canonical_dump
from talleyrand.ledger.store import open_ledger
from talleyrand.pipeline.datasets import entering, keeping, packs
from talleyrand.pipeline.datasets.engines import here, in_processes
from talleyrand.pipeline.datasets.entering import enter_dataset
from talleyrand.pipeline.datasets.making import Maker
from talleyrand.pipeline.datasets.running import read_into_dataset
from talleyrand.pipeline.jobs import Job, read
from talleyrand.pipeline.reports import ReadReport

JOB = Job(make_coder=FakeCoder)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Packs of a few documents, and a manifest written after each."""
    monkeypatch.setattr(packs, "SMALLEST", 600)
    monkeypatch.setattr(packs, "PACKS_OF_A_WORKER", 4)
    monkeypatch.setattr(keeping, "SECONDS", 0.0)


def kept(folder: Path) -> dict[str, bytes]:
    """Return the files of documents and records."""
    return {
        file.name: file.read_bytes()
        for table in ("documents", "records")
        for file in (folder / table).rglob("*")
        if file.is_file()
    }


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "ledger.db") as opened:
        read([write_inputs(tmp_path / "in")], opened, job=JOB)
        yield opened


@pytest.mark.parametrize("run", [here, in_processes(2)], ids=["here", "processes"])
def test_a_data_set_has_the_records_of_a_ledger(tmp_path, ledger, run):
    report = read_into_dataset([str(tmp_path / "in")], str(tmp_path / "out"), job=JOB, run=run)
    with open_folder(str(tmp_path / "out")) as records:
        assert contract(records) == contract(ledger)
        assert set(records.errors()) == set(ledger.errors())
        assert {id: records.paths(id) for id in records.bare_documents()} == {
            id: ledger.paths(id) for id in ledger.bare_documents()
        }
    assert (report.documents, report.known, report.unreadable) == (26, 3, 2)


def test_repeating_a_run_adds_nothing(tmp_path):
    paths, out = [str(write_inputs(tmp_path / "in"))], str(tmp_path / "out")
    read_into_dataset(paths, out, job=JOB, run=here)
    before = kept(tmp_path / "out")
    report = read_into_dataset(paths, out, job=JOB, run=here)
    assert (report.documents, report.known) == (0, 29)
    assert kept(tmp_path / "out") == before
    with open_folder(out) as records:
        assert len(list(records.errors())) == 2


@pytest.fixture
def full_disk(monkeypatch):
    """Let a disk be full from the moment on that it is told to, but for what is removed then."""
    free = [None]
    write, remove = Store.write, Store.remove

    def written(store, name, content):
        if free[0] is not None and len(content) > free[0]:
            raise LedgerError("No space left on device", where=store.address)
        write(store, name, content)

    def removed(store, name):
        if free[0] is not None:
            free[0] += Path(store.path(name)).stat().st_size
        remove(store, name)

    monkeypatch.setattr(Store, "write", written)
    monkeypatch.setattr(Store, "remove", removed)
    return lambda: free.__setitem__(0, 0)


def test_what_was_made_until_the_disk_was_full_is_kept(tmp_path, full_disk, monkeypatch):
    paths, out = [str(write_inputs(tmp_path / "in"))], str(tmp_path / "out")
    monkeypatch.setattr(keeping, "SECONDS", 1e6)  # the manifest is written once, at the beginning

    def filling(some, order):
        for number, made in enumerate(here(some, order)):
            if number == 2:
                full_disk()
            yield made

    report = ReadReport()
    with pytest.raises(LedgerError, match="No space left"):
        read_into_dataset(paths, out, job=JOB, run=filling, report=report)
    with open_folder(out) as records:
        assert records.documents == report.documents > 0


def test_a_run_that_dies_is_taken_up(tmp_path, ledger):
    def dying(packs, order):
        maker = Maker(order)
        yield maker.make(packs[-1])
        yield maker.make(packs[1])
        maker.make(packs[0])
        raise EngineError("the power is out")

    paths, out = [str(tmp_path / "in")], str(tmp_path / "out")
    with pytest.raises(EngineError):
        read_into_dataset(paths, out, job=JOB, run=dying)
    begun = load_manifest(open_store(out))
    assert not begun.finished
    assert 0 < begun.rows("documents") < 26
    read_into_dataset(paths, out, job=JOB, run=here)
    with open_folder(out) as records:
        assert contract(records) == contract(ledger)
        assert list(records.verify()) == []
    named = {file.name for file in load_manifest(open_store(out)).files}
    assert {str(file.relative_to(out)) for file in Path(out).rglob("*.parquet")} == named


def test_the_first_of_two_documents_alike_stays_whichever_is_coded_first(tmp_path, ledger):
    def backwards(packs, order):
        maker = Maker(order)
        return (maker.make(pack) for pack in reversed(packs))

    report = read_into_dataset([str(tmp_path / "in")], str(tmp_path / "out"), job=JOB, run=backwards)
    with open_folder(str(tmp_path / "out")) as records:
        assert contract(records) == contract(ledger)
    assert (report.documents, report.known, sum(report.kinds.values())) == (26, 3, 50)


def test_new_inputs_are_added_and_known_documents_are_not_coded_again(tmp_path):
    paths, out = [str(write_inputs(tmp_path / "in"))], str(tmp_path / "out")
    read_into_dataset(paths, out, job=JOB, run=here)
    (tmp_path / "in" / "new.jsonl").write_text(json.dumps(line_of(3)) + "\n" + json.dumps(line_of(99)) + "\n")
    report = read_into_dataset(paths, out, job=JOB, run=here)
    assert report.documents == 1
    with open_folder(out) as records:
        assert records.counts()["documents"] == 27
        assert list(records.verify()) == []


def test_an_input_that_could_not_be_read_is_tried_again(tmp_path):
    paths, out = [str(write_inputs(tmp_path / "in"))], str(tmp_path / "out")
    (tmp_path / "in" / "later.json").write_text("{")
    read_into_dataset(paths, out, job=JOB, run=here)
    (tmp_path / "in" / "later.json").write_text(json.dumps(line_of(77)))
    assert read_into_dataset(paths, out, job=JOB, run=here).documents == 1


def test_a_data_set_is_of_one_engine(tmp_path):
    paths, out = [str(write_inputs(tmp_path / "in"))], str(tmp_path / "out")
    read_into_dataset(paths, out, job=JOB, run=here)
    (tmp_path / "in" / "new.txt").write_text("France called China.\n")
    with pytest.raises(LedgerError, match=r"records are fake 1 .*, not fake 2"):
        read_into_dataset(paths, out, job=Job(make_coder=NewerCoder), run=here)


def test_two_runs_at_once_are_told(tmp_path):
    def meddled(packs, order):
        maker = Maker(order)
        yield maker.make(packs[0])
        read_into_dataset(paths, out, job=JOB, run=here)
        yield maker.make(packs[1])

    paths, out = [str(write_inputs(tmp_path / "in"))], str(tmp_path / "out")
    with pytest.raises(LedgerError, match="another run writes to this data set"):
        read_into_dataset(paths, out, job=JOB, run=meddled)


def test_inputs_and_data_sets_have_addresses(tmp_path, ledger):
    memory = fsspec.filesystem("memory")
    memory.put(str(tmp_path / "in"), "/crawl", recursive=True)
    options = ReadOptions()
    read_into_dataset(["memory://crawl/"], "memory://made", job=Job(options, make_coder=FakeCoder), run=here)
    with open_folder("memory://made") as records:
        assert [r.id for r in records.records(undated=True)] == [r.id for r in ledger.records(undated=True)]
        (path,) = {d.path for d in records.bare_documents().values() if d.external_id == "1"}
    assert path == "memory://crawl/b.jsonl"
    memory.rm("/crawl", recursive=True)
    memory.rm("/made", recursive=True)


@pytest.fixture
def folder(tmp_path):
    """A data set of the inputs of `ledger`."""
    read_into_dataset([str(tmp_path / "in")], str(tmp_path / "out"), job=JOB, run=here)
    return open_folder(str(tmp_path / "out"))


def content(ledger) -> list[str]:
    """Return what a ledger holds, the errors in any order."""
    return sorted(canonical_dump(ledger))


def test_a_ledger_is_filled_from_a_data_set_once(tmp_path, ledger, folder):
    with open_ledger(tmp_path / "other.db") as other:
        assert enter_dataset(folder, other).documents == 26
        assert content(other) == content(ledger)
        again = enter_dataset(folder, other)
        assert (again.documents, again.known) == (0, 26)
        assert content(other) == content(ledger)


def test_copies_are_one_report_after_an_import_as_after_reading(tmp_path):
    words = " ".join(f"The ministers of both sides spoke of matter {n} in the capital." for n in range(12))
    story = {"text": words, "date": "2022-02-26", "outlet": "Example Wire"}
    (tmp_path / "a.jsonl").write_text("\n".join([json.dumps(story), json.dumps(story | {"outlet": "Example Times"})]))
    read_into_dataset([str(tmp_path / "a.jsonl")], str(tmp_path / "out"), job=JOB, run=here)
    with open_ledger(tmp_path / "a.db") as ledger:
        enter_dataset(open_folder(str(tmp_path / "out")), ledger)
        assert [copy.rule for copy in ledger.copies()] == ["identical"]


def test_an_import_that_was_stopped_is_taken_up(tmp_path, ledger, folder, monkeypatch):
    monkeypatch.setattr(entering, "BATCH", 5)

    def stop(progress):
        raise KeyboardInterrupt

    with open_ledger(tmp_path / "other.db") as other:
        with pytest.raises(KeyboardInterrupt):
            enter_dataset(folder, other, progress=stop)
        report = enter_dataset(folder, other)
        assert (report.documents, report.known) == (21, 5)
        assert content(other) == content(ledger)


def test_other_rules_take_the_place_of_those_that_a_ledger_has(tmp_path, ledger):
    newer = Job(make_coder=NewerCoder)
    read_into_dataset([str(tmp_path / "in")], str(tmp_path / "new"), job=newer, run=here)
    report = enter_dataset(open_folder(str(tmp_path / "new")), ledger)
    assert (report.documents, report.known, report.superseded) == (26, 0, 50)
    assert {record.confidence for record in ledger.records(undated=True)} == {0.9}


def test_a_quote_that_the_text_does_not_bear_out_enters_no_ledger(tmp_path, ledger, folder, monkeypatch):
    def lying(*args):
        record = record_from(*args)
        return replace(record, evidence=replace(record.evidence, text="Nobody said this."))

    monkeypatch.setattr("talleyrand.ledger.dataset.coded.record_from", lying)
    with open_ledger(tmp_path / "other.db") as other:
        report = enter_dataset(folder, other)
        assert (report.documents, sum(report.kinds.values()), report.unsupported) == (26, 0, 50)
