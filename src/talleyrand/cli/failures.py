"""Exit codes, and errors as one line on stderr."""

from __future__ import annotations

import errno
import functools
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn, ParamSpec

from talleyrand.errors import EvidenceError, InputError, LedgerError, TalleyrandError

DONE = 0
SOME_UNREADABLE = 1
USAGE = 2
NOTHING_READABLE = 3
INTEGRITY = 4
INTERRUPTED = 130
TERMINATED = 143

_CODES: dict[type[TalleyrandError], int] = {
    InputError: NOTHING_READABLE,
    LedgerError: NOTHING_READABLE,
    EvidenceError: INTEGRITY,
}
"""Exit codes of errors; every other one is a matter of usage (a date, an actor, a setting, an engine's name)."""

_KEPT = "what was entered is kept"
"""What is said of a command that was stopped, unless it notes something else on the interrupt."""

Parameters = ParamSpec("Parameters")


def guarded(command: Callable[Parameters, int]) -> Callable[Parameters, None]:
    """Make a command that returns an exit code end with it, and with one line on stderr for what went wrong."""

    @functools.wraps(command)
    def run(*args: Parameters.args, **options: Parameters.kwargs) -> None:
        with _ending_when_told():
            code = _code(functools.partial(command, *args, **options))
        sys.exit(code)

    run.__annotations__ = command.__annotations__ | {"return": "None"}
    return run


def _code(command: Callable[[], int]) -> int:
    try:
        code = command()
        sys.stdout.flush()
        return code
    except TalleyrandError as error:
        message(f"talleyrand: {error.line()}")
        return next((code for kind, code in _CODES.items() if isinstance(error, kind)), USAGE)
    except sqlite3.Error as error:
        message(f"talleyrand: the ledger: {error} (is it damaged? talleyrand verify tells)")
        return NOTHING_READABLE
    except BrokenPipeError:
        # The reader has seen enough; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        message(f"talleyrand: {_refusal(error).line()}")
        return NOTHING_READABLE
    except KeyboardInterrupt as stopped:
        message(f"talleyrand: stopped; {getattr(stopped, '__notes__', [_KEPT])[-1]}")
        return TERMINATED if TERMINATED in stopped.args else INTERRUPTED


@contextmanager
def _ending_when_told() -> Iterator[None]:
    """End a command by Ctrl-C, and alike when whoever ends services tells it (SIGTERM); told again, at once.

    An interrupt in the middle of the ending itself would leave processes that wait for each other.
    """
    usual = ((signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, signal.SIG_DFL))
    here = threading.current_thread() is threading.main_thread()
    ours = [one for one in usual if here and signal.getsignal(one[0]) is one[1]]
    for number, _ in ours:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number, before in ours:
            if signal.getsignal(number) is _end:  # where it was told, it is ending
                signal.signal(number, before)


def _end(number: int, _: FrameType | None) -> NoReturn:
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, _end_at_once)
    raise KeyboardInterrupt(told_by(number))


def told_by(number: int) -> int:
    """Return the exit code of a command that a signal ended."""
    return TERMINATED if number == signal.SIGTERM else INTERRUPTED


def _end_at_once(_: int, __: FrameType | None) -> NoReturn:
    os._exit(INTERRUPTED)


def _refusal(error: OSError) -> TalleyrandError:
    """Say what the system refuses: a full disk, a terminal that is gone."""
    place = error.filename or "what it writes to"
    hint = "is the disk full?" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, None) else "run it again"
    return TalleyrandError(error.strerror or str(error), where=str(place), hint=hint)


def message(line: str) -> None:
    """Print a line on stderr; control characters of inputs never reach the terminal."""
    shown = "".join(character if character.isprintable() else "\ufffd" for character in line)
    with suppress(OSError):  # where nobody hears, nothing can be said
        print(shown, file=sys.stderr)
