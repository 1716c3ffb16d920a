"""Whom a page is about: the actor that its address names."""

from __future__ import annotations

from dataclasses import dataclass

from talleyrand.errors import InputError
from talleyrand.ledger.store import Ledger
from talleyrand.pipeline.asking import find_actor
from talleyrand.pipeline.views import actor_key, resolve
from talleyrand.present.plain import line

LONGEST = 200
"""Characters of a name that is looked for."""


@dataclass(frozen=True, slots=True)
class Named:
    """An actor: its key (a state's code, another's id), its name, its type."""

    key: str
    name: str
    type: str


def named(words: str | None, ledger: Ledger) -> Named | None:
    """Return the actor that words mean, None for no words; raises NotFoundError for nobody, with names near it."""
    if not words or not words.strip():
        return None
    if len(words) > LONGEST:
        raise InputError("that is too long for a name", where=f"{words[:40]} ...", hint=f"{LONGEST} characters at most")
    actor = find_actor(words, ledger, resolve)
    return Named(actor_key(actor), line(actor.name), actor.type)
