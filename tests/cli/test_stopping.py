"""Ctrl-C: once to end after the present document, twice to end at once."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from talleyrand.cli import failures
from talleyrand.cli.main import open_closed_streams
from talleyrand.cli.stopping import stopping


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_time_somebody_is_asked_to_end(number, capsys):
    before = signal.getsignal(number)
    with stopping() as stop:
        assert not stop()
        os.kill(os.getpid(), number)
        assert stop()
        assert "once more to end at once" in capsys.readouterr().err
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)
    assert signal.getsignal(number) is before


def test_who_sleeps_is_woken():
    begun = time.monotonic()
    with stopping() as stop:
        timer = threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        stop.sleep(60)
        timer.join()
    assert time.monotonic() - begun < 30


WAITING = """
import time
from talleyrand.cli.failures import guarded
@guarded
def wait():
    try:
        print("ready", flush=True)
        time.sleep(600)
    finally:
        print("ending", flush=True)
        time.sleep({})
wait()
"""


def told_to_end(number, times, ending):
    """Run a command that waits, tell it to end as often as is said, and return its exit code and messages."""
    program = [sys.executable, "-c", WAITING.format(ending)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        for _ in range(times):
            process.stdout.readline()
            process.send_signal(number)
        _, said = process.communicate(timeout=60)
    return process.returncode, said.splitlines()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_command_that_is_told_to_end_says_so(number, code):
    assert told_to_end(number, 1, 0) == (code, ["talleyrand: stopped; what was entered is kept"])


def test_a_copy_that_is_stopped_says_that_nothing_of_it_is_kept(talleyrand, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("talleyrand.ledger.transfer.copy", stopped)
    done = talleyrand("copy", "one.db", "other.db")
    assert (done.exit_code, done.stderr) == (130, "talleyrand: stopped; nothing of the copy is kept, begin it anew\n")


def test_a_command_that_is_told_again_while_it_ends_is_gone_at_once():
    assert told_to_end(signal.SIGINT, 2, 600) == (130, [])


def test_what_the_system_refuses_is_told(capsys):
    @failures.guarded
    def write():
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(SystemExit) as ended:
        write()
    assert ended.value.code == 3
    assert capsys.readouterr().err == ("talleyrand: what it writes to: No space left on device (is the disk full?)\n")


def test_a_closed_stream_takes_what_is_written(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    open_closed_streams()
    with sys.stdout:
        assert sys.stdout.name == os.devnull
