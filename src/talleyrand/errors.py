"""Every error that Talleyrand raises on purpose.

::

    TalleyrandError                 base: `what`, `where`, `hint` in one line
    ├── InputError                  an input can't be read (missing, empty, binary, broken line ...)
    ├── DateError                   a date or interval that is none
    ├── OptionError                 an option of a measure that is none, or that contradicts another
    ├── EngineError                 the language engine can't be loaded
    ├── CodebookError               a data file of the codebook is malformed
    ├── EvidenceError               a record's quoted text is not what its source says
    ├── CorrectionError             a change of a record that its kind or the codebook does not allow
    ├── ConflictError               somebody else decided meanwhile, or the ledger says it already
    ├── LedgerError                 the ledger can't be opened, read or written
    └── NotFoundError               an actor, record or source that is not in the ledger
"""

from __future__ import annotations


class TalleyrandError(Exception):
    """Base of all errors: what went wrong, where, and what to do about it."""

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(self.line())

    def line(self) -> str:
        """Return the error as one line for a terminal: where, what, what to do."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} ({self.hint})" if self.hint else head


class InputError(TalleyrandError):
    """An input that can't be read; the rest of the batch goes on."""


class DateError(TalleyrandError):
    """A date or interval that is none."""


class OptionError(TalleyrandError):
    """An option of a measure that is none, or that contradicts another."""


class EngineError(TalleyrandError):
    """The language engine can't be loaded."""


class CodebookError(TalleyrandError):
    """A data file of the codebook is malformed."""


class EvidenceError(TalleyrandError):
    """A record's evidence does not match the archived text."""


class CorrectionError(TalleyrandError):
    """A change of a record that its kind or the codebook does not allow; `where` is the field."""


class ConflictError(TalleyrandError):
    """A decision on what is no longer so: somebody else decided meanwhile, or the ledger says it already."""


class LedgerError(TalleyrandError):
    """The ledger can't be opened, read or written."""


class NotFoundError(TalleyrandError):
    """What was asked for is not in the ledger."""
