"""Reading inputs into a data set: located, divided into packs, made anywhere, kept once each."""

from __future__ import annotations

from collections.abc import Sequence

from talleyrand.archive.published import check_date
from talleyrand.archive.shares import Located, locate
from talleyrand.errors import InputError
from talleyrand.ledger.dataset.stores import open_store
from talleyrand.pipeline.datasets.engines import Run
from talleyrand.pipeline.datasets.keeping import Keeper
from talleyrand.pipeline.datasets.making import Order
from talleyrand.pipeline.datasets.packs import bytes_of, pack_size, packs_of, shares_of
from talleyrand.pipeline.jobs import Job, Progress, Tell
from talleyrand.pipeline.reports import ReadReport


def read_into_dataset(  # noqa: PLR0913  what `jobs.read` takes, and where packs are made
    paths: Sequence[str],
    output: str,
    *,
    job: Job,
    run: Run,
    progress: Tell = lambda _: None,
    report: ReadReport | None = None,
) -> ReadReport:
    """Read files and folders, by paths or addresses, into the data set at `output`; returns what it came to.

    Inputs that it has are passed over, so that a run that died is taken up by repeating it: the same documents come
    in once each, in the order of the inputs, wherever and in whatever order they are coded. Raises DateError for an
    `options.published` that is no date, LedgerError when the data set can't be written, EngineError when the engine or
    the cluster fails; what the manifest names is kept.
    """
    if job.options.published is not None:
        check_date(job.options.published, where="the given date")
    report = ReadReport() if report is None else report
    keeper = Keeper(open_store(output), report)
    found = list(locate(paths))
    files = [one for one in found if isinstance(one, Located)]
    known = keeper.begin()
    keeper.note_errors(one for one in found if isinstance(one, InputError))
    size = pack_size(sum(file.size for file in files), job.workers)
    shares = list(shares_of(files, keeper.run, size, keeper.divided()))
    left = keeper.left(shares)
    total = sum(map(bytes_of, left)) or 1
    done = 0
    packs = list(packs_of(left, size))
    with keeper.kept():
        for made in run(packs, Order(output, job.options, job.make_coder, known)) if packs else ():
            keeper.enter(made)
            done += made.pack.bytes
            progress(Progress(report.readable, done / total, made.pack.shares[-1].path))
    keeper.finish()
    return report
