"""Whom a person means: a code, an id, a name or an expression as a command's argument."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from talleyrand.codebook.countries import load_countries
from talleyrand.errors import NotFoundError
from talleyrand.ledger.records import Records
from talleyrand.model.actors import Actor

Resolve = Callable[[str], Actor | None]

_CODE = re.compile(r"[A-Z]{3}")
_OFFERED = 3


def find_actor(words: str, ledger: Records, resolve: Resolve) -> Actor:
    """Return the actor that `words` mean: an ISO code or an id, a name in the ledger, or what `resolve` makes of them.

    What the ledger knows comes first, for `resolve` reads the whole codebook. Raises NotFoundError with names near it
    when it is nobody.
    """
    asked = words.strip()
    actor = known_actor(asked, ledger, resolve)
    if actor is None:
        near = get_close_matches(asked, ledger.actor_names(), _OFFERED)
        hint = f"did you mean {', '.join(near)}?" if near else "give a name, an ISO code such as CHN, or an actor's id"
        raise NotFoundError("nobody of that name", where=words, hint=hint)
    return actor


def known_actor(words: str, ledger: Records, resolve: Resolve) -> Actor | None:
    """Return the actor that `words` mean as `find_actor` does, None when it is nobody."""
    asked = words.strip()
    return _by_code(asked, ledger) or ledger.actor(asked) or _known(ledger.actor_named(asked)) or _known(resolve(asked))


def _by_code(asked: str, ledger: Records) -> Actor | None:
    """Return the state of an ISO code, whether the ledger names it or only those who act for it."""
    if not _CODE.fullmatch(asked):
        return None
    country = load_countries().get(asked)
    made = Actor(f"country:{asked}", country.name, "state", asked) if country else None
    return ledger.actor(f"country:{asked}") or made


def _known(actor: Actor | None) -> Actor | None:
    return None if actor is None or actor.type == "unknown" else actor
