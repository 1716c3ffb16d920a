"""Worker processes of a run that breaks off."""

import time
from multiprocessing import active_children, get_context

import pytest

from talleyrand.pipeline.workers import children_ended


def test_processes_of_what_breaks_off_are_ended_and_no_others():
    context = get_context("spawn")
    other = context.Process(target=time.sleep, args=(600,), daemon=True)
    other.start()
    own = context.Process(target=time.sleep, args=(600,), daemon=True)
    with pytest.raises(KeyboardInterrupt), children_ended():
        own.start()
        raise KeyboardInterrupt
    own.join(60)
    assert not own.is_alive()
    assert other in active_children()
    other.kill()
    other.join()
