"""Exit codes, and errors as one line on stderr."""

from __future__ import annotations

import functools
import os
import sqlite3
import sys
from collections.abc import Callable
from typing import ParamSpec

from talleyrand.errors import EvidenceError, InputError, LedgerError, TalleyrandError

DONE = 0
SOME_UNREADABLE = 1
USAGE = 2
NOTHING_READABLE = 3
INTEGRITY = 4
INTERRUPTED = 130

_CODES: dict[type[TalleyrandError], int] = {
    InputError: NOTHING_READABLE,
    LedgerError: NOTHING_READABLE,
    EvidenceError: INTEGRITY,
}
"""Exit codes of errors; every other one is a matter of usage (a date, an actor, a setting, an engine's name)."""

Parameters = ParamSpec("Parameters")


def guarded(command: Callable[Parameters, int]) -> Callable[Parameters, None]:
    """Make a command that returns an exit code end with it, and with one line on stderr for what went wrong."""

    @functools.wraps(command)
    def run(*args: Parameters.args, **options: Parameters.kwargs) -> None:
        sys.exit(_code(functools.partial(command, *args, **options)))

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
    except KeyboardInterrupt:
        message("talleyrand: stopped; what was entered is kept")
        return INTERRUPTED


def message(line: str) -> None:
    """Print a line on stderr; control characters of inputs never reach the terminal."""
    shown = "".join(character if character.isprintable() else "\ufffd" for character in line)
    print(shown, file=sys.stderr)
