"""Texts on a server, which can't have the character NUL: there it is the noncharacter U+FFFF."""

from __future__ import annotations

from pg8000.core import CoreConnection

from talleyrand.errors import InputError

STAND_IN = "\uffff"
"""What stands for NUL on the server; it is no character of any text."""
_TYPES = (25, 1043)
"""The server's types of texts."""


def adapt(native: CoreConnection) -> None:
    """Let a connection write texts so, and read them."""
    native.register_out_adapter(str, kept)
    for oid in _TYPES:
        native.register_in_adapter(oid, given)


def kept(text: str) -> str:
    """Return a text as the server keeps it; raises InputError for one that has the noncharacter itself."""
    if STAND_IN in text:
        raise InputError("it has the noncharacter U+FFFF, which a server can't keep", hint="take it out")
    return text.replace("\0", STAND_IN)


def given(text: str) -> str:
    """Return a text as it was."""
    return text.replace(STAND_IN, "\0") if STAND_IN in text else text
