"""What every network of the package needs: a session on the processor, and sentences in batches of similar length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import onnxruntime

BATCH_PIECES = 512
"""Word pieces in a batch, padding included: a fifth faster than 2,048, because it stays in the processor's cache."""


def open_session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """The network in a file, ready to run on `threads` threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions of sentences, shortest first, in batches of at most `BATCH_PIECES`."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[i] * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
