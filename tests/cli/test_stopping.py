"""Ctrl-C: once to end after the present document, twice to end at once."""

import os
import signal
import threading
import time

import pytest

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
