"""Whom a person means: a code, an id, a name or an expression as a command's argument."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from talleyrand.errors import NotFoundError
from talleyrand.ledger.store import Ledger
from talleyrand.model.actors import Actor

Resolve = Callable[[str], Actor | None]

_CODE = re.compile(r"[A-Z]{3}")
_OFFERED = 3


def find_actor(words: str, ledger: Ledger, resolve: Resolve) -> Actor:
    """Return the actor that `words` mean: an ISO code or an id, what `resolve` makes of them, or a name in the ledger.

    Raises NotFoundError with names near it when it is nobody.
    """
    asked = words.strip()
    actor = _by_id(asked, ledger) or _known(resolve(asked)) or ledger.actor_named(asked)
    if actor is None:
        near = get_close_matches(asked, ledger.actor_names(), _OFFERED)
        hint = f"did you mean {', '.join(near)}?" if near else "give a name, an ISO code such as CHN, or an actor's id"
        raise NotFoundError("nobody of that name", where=words, hint=hint)
    return actor


def _by_id(asked: str, ledger: Ledger) -> Actor | None:
    return ledger.actor(f"country:{asked}" if _CODE.fullmatch(asked) else asked)


def _known(actor: Actor | None) -> Actor | None:
    return None if actor is None or actor.type == "unknown" else actor
