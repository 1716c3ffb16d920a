"""Making packs on a Ray cluster: Ray Data hands them to a pool of actors, each with its own maker.

A pack is a block, and the actor that gets it reads, codes and writes it: nothing but packs and what became of them goes
through the cluster. When a machine dies, Ray gives its packs to other actors, which write the same files again.
"""

from __future__ import annotations

import logging
import os
import pickle
import queue
import re
import socket
import sys
import threading
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import ray.data
from ray.data import ActorPoolStrategy, DataContext
from ray.exceptions import RayError

import ray
from talleyrand.errors import EngineError, TalleyrandError
from talleyrand.pipeline.datasets.engines import Run
from talleyrand.pipeline.datasets.making import Made, Maker, Order
from talleyrand.pipeline.datasets.packs import Pack
from talleyrand.settings import VERSION

AT_ONCE = 2_000
"""Packs that are given to the cluster together; it keeps track of each."""
LOOK = 2.0
"""Seconds between two looks at the cluster."""
KNOCK = 5.0
"""Seconds in which a cluster has to answer."""
PATIENCE = 60.0
"""Seconds without any machine that could work, after which the run ends."""
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DATA_DISABLE_PROGRESS_BARS": "1", "RAY_BACKEND_LOG_LEVEL": "fatal"}
"""Ray tells nobody outside of what it does, and says on the terminal only what ends it."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_RAISED = re.compile(r"[\w.]+(Error|Exception): ")
"""The line of a worker's traceback that says what went wrong."""
KEPT = "what is written is kept, repeat the command to go on"


def on_ray(workers: int, address: str | None = None) -> Run:
    """Return what makes packs with up to `workers` actors on the cluster at an address.

    Without one it is the cluster of RAY_ADDRESS, or one of this machine that is started and stopped with the run. The
    run raises EngineError when the cluster is not there or dies; what was made before is the caller's.
    """

    def run(packs: Sequence[Pack], order: Order) -> Iterator[Made]:
        with _quiet(), _connected(address, workers):
            for start in range(0, len(packs), AT_ONCE):
                yield from _watched(_made(packs[start : start + AT_ONCE], order, workers))

    return run


class Worker:
    """An actor of the pool: makes the packs that it is handed, one a call."""

    def __init__(self, order: bytes, version: str) -> None:
        self._order, self._version = order, version
        self._maker: Maker | None = None

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        """Make packs; what goes wrong comes back as what was made does, so that it is not tried again."""
        return {"made": [self._make(pack) for pack in batch["pack"]]}

    def _make(self, pack: bytes) -> bytes:
        try:
            self._maker = self._maker or self._made_ready()
            made: Made | TalleyrandError = self._maker.make(pickle.loads(pack))  # noqa: S301  our own driver's
        except TalleyrandError as error:
            made = error
        return pickle.dumps(made)

    def _made_ready(self) -> Maker:
        if self._version != VERSION:
            what = f"a machine of the cluster has Talleyrand {VERSION}, the run is of {self._version}"
            raise EngineError(what, hint="install the same version everywhere")
        return Maker(pickle.loads(self._order))  # noqa: S301  our own driver's


def _made(packs: Sequence[Pack], order: Order, workers: int) -> Iterator[Made]:
    blocks = ray.data.from_items([{"pack": pickle.dumps(pack)} for pack in packs], override_num_blocks=len(packs))
    done = blocks.map_batches(
        Worker,
        batch_size=1,
        compute=ActorPoolStrategy(min_size=1, max_size=workers, max_tasks_in_flight_per_actor=2),
        fn_constructor_args=(pickle.dumps(order), VERSION),
        num_cpus=1,
    )
    for batch in done.iter_batches(batch_size=None, prefetch_batches=0):
        for content in batch["made"]:
            made = pickle.loads(content)  # noqa: S301  written by our own actors
            if isinstance(made, TalleyrandError):
                raise made
            yield made


def _watched(made: Iterator[Made]) -> Iterator[Made]:
    """Yield what comes, and look at the cluster while nothing does: Ray itself waits for machines without an end."""
    found: queue.Queue[Made | BaseException | None] = queue.Queue(maxsize=8)
    threading.Thread(target=_fill, args=(made, found), daemon=True).start()
    last = time.monotonic()
    while True:
        try:
            one = found.get(timeout=LOOK)
        except queue.Empty:
            if _has_workers():
                last = time.monotonic()
            elif time.monotonic() - last > PATIENCE:
                raise EngineError("no machine of the cluster is left that could work", hint=KEPT) from None
            continue
        if one is None:
            return
        if isinstance(one, BaseException):
            raise _explained(one) from one
        last = time.monotonic()
        yield one


def _fill(made: Iterator[Made], found: queue.Queue[Made | BaseException | None]) -> None:
    try:
        for one in made:
            found.put(one)
        found.put(None)
    except BaseException as error:
        found.put(error)


def _explained(error: BaseException) -> BaseException:
    """Return an error as a person can use it: what our own code said in an actor, or what is wrong with the cluster."""
    if isinstance(error, TalleyrandError) or not isinstance(error, RayError | OSError | RuntimeError):
        return error
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, TalleyrandError):
            return cause
        cause = getattr(cause, "cause", None) or cause.__cause__
    lines = [line.strip() for line in _COLOURS.sub("", str(error)).splitlines() if line.strip()]
    told = next((line for line in lines if _RAISED.match(line)), lines[0] if lines else type(error).__name__)
    return EngineError(f"the cluster failed: {told}", hint=KEPT)


def _has_workers() -> bool:
    if not ray.is_initialized():
        return False
    try:
        return any(node["Alive"] and node["Resources"].get("CPU") for node in ray.nodes())  # type: ignore[no-untyped-call]
    except (RayError, OSError, RuntimeError):
        return False


@contextmanager
def _connected(address: str | None, workers: int) -> Iterator[None]:
    """Connect to a cluster unless this process is connected; what was connected or started here ends with the block."""
    if ray.is_initialized():
        yield
        return
    os.environ.update({name: os.environ.get(name, value) for name, value in QUIET.items()})
    where = address or os.environ.get("RAY_ADDRESS")
    local = {"address": "local", "num_cpus": workers, "include_dashboard": False}  # even where another one runs, or ran
    own: dict[str, Any] = {"address": where} if where else local
    try:
        _knock(where)
        with warnings.catch_warnings(), _silenced():
            warnings.simplefilter("ignore")
            ray.init(log_to_driver=False, logging_level=logging.CRITICAL, **own)
    except (RayError, OSError, RuntimeError, ValueError) as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        hint = "ray start --head starts one; give its --cluster HOST:PORT"
        raise EngineError(f"no Ray cluster: {first}", where=where or "", hint=hint) from error
    try:
        yield
    finally:
        ray.shutdown()


def _knock(address: str | None) -> None:
    """Raise OSError when nobody listens at HOST:PORT: Ray itself would try for a minute."""
    host, separator, port = (address or "").rpartition(":")
    if separator and port.isdecimal():
        with socket.create_connection((host.rpartition("/")[2], int(port)), timeout=KNOCK):
            pass


@contextmanager
def _silenced() -> Iterator[None]:
    """Keep what Ray's own libraries write on stderr, past Python, off the terminal while they start."""
    sys.stderr.flush()
    kept = os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Ray's own messages and warnings off the terminal meanwhile: what matters is told as an error.

    Where the block breaks off, its threads find the cluster gone a moment later: they stay quiet.
    """
    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logger = logging.getLogger("ray.data")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    logger.setLevel(level)
