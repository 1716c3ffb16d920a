"""Which actor a name stands for by itself, outside any document."""

from __future__ import annotations

from talleyrand.codebook.actors import load_actor_index
from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.model.actors import Actor
from talleyrand.resolve.context import Context
from talleyrand.resolve.describe import describe


def resolve_actor(name: str, *, on: str | None = None, index: ActorIndex | None = None) -> Actor | None:
    """Return the actor that a name or noun phrase stands for on a day (`YYYY-MM-DD`), None where it names nobody known.

    >>> resolve_actor("the Chinese leader", on="2022-03-01").id, resolve_actor("Beijing").id
    ('person:xi-jinping', 'country:CHN')
    """
    if not name.strip():
        return None
    actor = describe(name.strip(), Context(index or load_actor_index(), on, usual=True))
    return None if actor.type == "unknown" and actor.country is None and actor.sector is None else actor
