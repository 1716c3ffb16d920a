"""A coder that waits for its fellows, for benchmarks of workers; it is a module of its own, for they import it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from talleyrand.model.documents import Document
from talleyrand.pipeline.coders import CodedDocument, EngineCoder

PATIENCE = 300.0
"""Seconds that workers wait for each other."""


class WaitingCoder:
    """The engine's coder, which begins when as many others as there are workers have theirs."""

    def __init__(self, meeting: str, workers: int) -> None:
        self._coder = EngineCoder()
        self.made_by = self._coder.made_by
        Path(meeting, str(os.getpid())).touch()
        end = time.monotonic() + PATIENCE
        while len(list(Path(meeting).iterdir())) < workers and time.monotonic() < end:
            time.sleep(0.01)

    def code(self, documents: Sequence[Document]) -> Iterator[CodedDocument]:
        """Code documents."""
        return self._coder.code(documents)
