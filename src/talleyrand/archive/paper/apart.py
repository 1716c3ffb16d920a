"""PDFs read in a process of its own, which lives as long as this one: a hostile file can't hang, fell or flood a run.

The process is given the bytes of one file after the other, each behind its length, and answers with JSON likewise. One
that dies over a file, or takes too long, is replaced when the next file comes.
"""

from __future__ import annotations

import atexit
import json
import math
import os
import signal
import struct
import subprocess
import sys
import time
from contextlib import suppress
from threading import Lock, Timer
from typing import Any

from talleyrand.archive.paper.pdf_reading import Paper, paper_json, paper_of, read_paper
from talleyrand.errors import InputError

SECONDS = 180.0
"""How long one file may take; reading ends by itself before that, where PDFium lets it."""
MEMORY = 3 * 1024**3
"""Bytes of address space of the process."""
_LENGTH = struct.Struct(">Q")


def read_apart(raw: bytes, where: str) -> Paper:
    """Return the paper that a PDF is; raises InputError for what can't be read within bounds of time and memory."""
    plain = _READER.ask(raw)
    if plain is None:
        what = f"it fells the reader, or takes more than {SECONDS:.0f} s or {MEMORY // 1024**3} GiB"
        raise InputError(what, where=where, hint="print it to a new PDF")
    if "error" in plain:
        what, page, hint = plain["error"]
        raise InputError(what, where=f"{where}{page}", hint=hint)
    return paper_of(plain)


class _Reader:
    """The process that reads, started when the first file comes."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._lock = Lock()

    def ask(self, raw: bytes) -> dict[str, Any] | None:
        """Return what the process says of a file, None where it died over it."""
        with self._lock:
            process = self._ready()
            timer = Timer(SECONDS, process.kill)
            timer.start()
            try:
                answer = _exchange(process, raw)
            finally:
                timer.cancel()
            if answer is None:
                self.end()
            return None if answer is None else dict(json.loads(answer))

    def _ready(self) -> subprocess.Popen[bytes]:
        """Return the process, a new one where there is none, it is gone, or it is that of the process before a fork."""
        if self._owner != os.getpid():
            self._process, self._owner = None, os.getpid()
        if self._process is not None and self._process.poll() is not None:
            self.end()
        self._process = self._process or _start()
        return self._process

    def end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            with suppress(OSError):  # what was not sent is of no use any more
                process.communicate()


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", __name__]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603


def _exchange(process: subprocess.Popen[bytes], raw: bytes) -> bytes | None:
    if process.stdin is None or process.stdout is None:
        return None
    try:
        _send(process.stdin, raw)
        return _receive(process.stdout)
    except OSError:
        return None


def _send(stream: Any, content: bytes) -> None:
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def _receive(stream: Any) -> bytes | None:
    """Return what was sent next, None where the other side is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content: bytes = stream.read(length)
    return content if len(content) == length else None


_READER = _Reader()
atexit.register(_READER.end)


def main() -> None:
    """Read files from standard input until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run that asks answers Ctrl-C
    _limit_memory()
    while (raw := _receive(sys.stdin.buffer)) is not None:
        _limit_time()
        _send(sys.stdout.buffer, json.dumps(_answer(raw)).encode("ascii"))


def _answer(raw: bytes) -> dict[str, Any]:
    try:
        return paper_json(read_paper(raw, ""))
    except InputError as error:
        return {"error": [error.what, error.where, error.hint]}


def _limit_memory() -> None:
    with suppress(ImportError):  # not on every system
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _limit_time() -> None:
    """Let one file take so much of the processor; a run that was killed does not stop its reader by the clock."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + SECONDS), most))


if __name__ == "__main__":
    main()
