"""Why an address could not be fetched, and whether it is worth asking again."""

from __future__ import annotations

from typing import Literal

from talleyrand.errors import InputError

Kind = Literal["refused", "forbidden", "gone", "busy", "broken", "large"]
"""`refused`: an address that is not fetched from; `forbidden`: its server or its robots.txt says no; `gone`: 404, 410;
`busy`: it may answer later; `broken`: it answers with what is of no use; `large`: with more than is taken."""


class FetchError(InputError):
    """An address that could not be fetched.

    `wait` is how many seconds its server asks to be left alone, None where it doesn't say.
    """

    def __init__(self, what: str, *, where: str, hint: str, kind: Kind, wait: float | None = None) -> None:
        super().__init__(what, where=where, hint=hint)
        self.kind = kind
        self.wait = wait

    def at(self, where: str) -> FetchError:
        """Return the same failure of another address, which led there."""
        return FetchError(self.what, where=where, hint=self.hint, kind=self.kind, wait=self.wait)
