"""A cluster of several nodes on this machine makes the data set that one process makes, also when nodes die."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="clusters need Ray: pip install talleyrand[ray]")

from ray.cluster_utils import Cluster
from tests.dataset_making import RefusingCoder, SlowCoder, contract, write_inputs
from tests.making import FakeCoder

import ray
from talleyrand.errors import EngineError, LedgerError
from talleyrand.ledger.dataset.folder import open_folder
from talleyrand.pipeline.coders import EngineCoder
from talleyrand.pipeline.datasets import keeping, on_ray, packs
from talleyrand.pipeline.datasets.engines import here
from talleyrand.pipeline.datasets.running import read_into_dataset
from talleyrand.pipeline.jobs import Job

pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own
SOURCES = Path(__file__).parents[3]
STORE = 80 * 1024 * 1024
"""Bytes of each node's object store: the least that Ray allows, and more than packs need."""


def node(processors: int) -> dict[str, object]:
    return {"num_cpus": processors, "object_store_memory": STORE, "include_dashboard": False}


@pytest.fixture(scope="module")
def cluster():
    """A head that codes nothing and two nodes with a processor each; this process is connected to them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("PYTHONPATH", os.pathsep.join([str(SOURCES), str(SOURCES / "src")]))
        nodes = Cluster(initialize_head=True, head_node_args=node(0))
        for _ in range(2):
            nodes.add_node(**node(1))
        ray.init(address=nodes.address, log_to_driver=False, logging_level="ERROR")
        yield nodes
        ray.shutdown()
        nodes.shutdown()


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Packs of a few documents."""
    monkeypatch.setattr(packs, "SMALLEST", 600)
    monkeypatch.setattr(packs, "PACKS_OF_A_WORKER", 4)
    monkeypatch.setattr(keeping, "SECONDS", 0.0)


def run_job(tmp_path, *, coder=FakeCoder, workers=2, **options):
    """Read the inputs on the cluster."""
    paths, out = [str(tmp_path / "in")], str(tmp_path / "out")
    job = Job(workers=workers, make_coder=coder)
    return read_into_dataset(paths, out, job=job, run=on_ray.on_ray(workers), **options)


@pytest.fixture
def expected(tmp_path):
    """What one process makes of the inputs."""
    job = Job(workers=2, make_coder=FakeCoder)
    read_into_dataset([str(write_inputs(tmp_path / "in", 48))], str(tmp_path / "one"), job=job, run=here)
    return contract(open_folder(str(tmp_path / "one")))


def test_the_engine_codes_on_a_cluster_as_it_does_here(tmp_path, cluster):
    write_inputs(tmp_path / "in", 4)
    run_job(tmp_path, coder=EngineCoder)
    job = Job(workers=2, make_coder=EngineCoder)
    read_into_dataset([str(tmp_path / "in")], str(tmp_path / "one"), job=job, run=here)
    made = contract(open_folder(str(tmp_path / "out")))
    assert made
    assert made == contract(open_folder(str(tmp_path / "one")))


def test_an_engine_that_cannot_be_loaded_is_told_as_on_one_machine(tmp_path, cluster, expected):
    with pytest.raises(EngineError, match=r"^xx: no such model \(install it\)$"):
        run_job(tmp_path, coder=RefusingCoder)


def test_a_folder_that_cannot_be_written_is_told_as_on_one_machine(tmp_path, cluster, expected):
    def spoil(progress):
        for table in ("records", "documents", "errors"):
            folder = tmp_path / "out" / table
            folder.rename(tmp_path / f"{table}-moved") if folder.exists() else None
            folder.write_text("in the way")

    with pytest.raises(LedgerError, match="a file has the name of the folder"):
        run_job(tmp_path, coder=SlowCoder, progress=spoil)


def test_a_node_that_dies_loses_nothing_and_doubles_nothing(tmp_path, cluster, expected):
    victims = [cluster.worker_nodes.copy().pop()]

    def kill(progress):
        while victims:
            cluster.remove_node(victims.pop(), allow_graceful=False)

    report = run_job(tmp_path, coder=SlowCoder, progress=kill)
    with open_folder(str(tmp_path / "out")) as records:
        assert contract(records) == expected
        assert list(records.verify()) == []
    assert (report.documents, report.known, report.unreadable) == (50, 3, 2)
    assert not victims


def test_when_all_nodes_die_what_was_made_is_kept_and_a_new_run_completes(tmp_path, cluster, expected, monkeypatch):
    monkeypatch.setattr(on_ray, "PATIENCE", 0.5)

    def kill(progress):
        for victim in list(cluster.worker_nodes):
            cluster.remove_node(victim, allow_graceful=False)

    with pytest.raises(EngineError, match="no machine of the cluster is left"):
        run_job(tmp_path, coder=SlowCoder, progress=kill)
    cluster.add_node(**node(1))
    report = run_job(tmp_path)
    assert 0 < report.documents < 50
    assert contract(open_folder(str(tmp_path / "out"))) == expected
