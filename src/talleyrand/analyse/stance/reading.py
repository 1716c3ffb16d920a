"""What the words of a statement say of those they name: from -1 (hostile) to +1 (friendly).

The reading goes by words and their order, not by a parse: a lexicon of words that judge (`codebook/data/stance.toml`),
each with a role that says where the party judged stands beside it. Of several judgements on one party the strongest
of each direction count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from talleyrand.analyse.stance.around import Score
from talleyrand.analyse.stance.attitudes import attitude, demand, label, quality
from talleyrand.analyse.stance.deeds import act, deed
from talleyrand.analyse.stance.scene import REMEMBERED, Hit, Mention, Scene, judges, scene_of
from talleyrand.codebook.actors import actor_of, load_actor_index
from talleyrand.model.actors import Actor

REGION = "region:"
"""Ids of parts of states, which are no party: whose they are is often what is disputed."""
_ROLES: dict[str, Callable[[Scene, Hit], Iterator[Score]]] = {
    "deed": deed,
    "act": act,
    "attitude": attitude,
    "label": label,
    "quality": quality,
    "demand": demand,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A party that words judge, how (-1 hostile to +1 friendly), and the words."""

    actor: Actor
    score: float
    words: str


def judged(text: str, day: str | None = None, speaker: str | None = None) -> tuple[Judged, ...]:
    """Return whom a text judges, as said by its speaker.

    `day` (`YYYY-MM-DD`) tells who held which office; `speaker` is the code of the state that speaks, whose name in the
    text is then `we`.

    >>> [(one.actor.country, one.score) for one in judged("We condemn the Iraqi invasion of Kuwait.")]
    [('IRQ', -0.5), ('KWT', 0.1)]
    """
    return _judged(text, day, speaker) if judges(text) else ()


@lru_cache(maxsize=REMEMBERED)
def _judged(text: str, day: str | None, speaker: str | None) -> tuple[Judged, ...]:
    scene = scene_of(text, day, speaker)
    if scene is None:
        return ()
    found: dict[str, list[tuple[Actor, float, str]]] = {}
    for hit in scene.hits:
        for party, score in _ROLES[hit.judging.role](scene, hit):
            actor = party.actor if isinstance(party, Mention) else actor_of(party, load_actor_index())
            if actor is not None and score and actor.country != (speaker or "-") and not actor.id.startswith(REGION):
                found.setdefault(actor.id, []).append((actor, score, hit.key))
    return tuple(_strongest(scores) for scores in found.values())


def _strongest(scores: list[tuple[Actor, float, str]]) -> Judged:
    """The strongest judgement of each direction together."""
    low = min(scores, key=lambda one: one[1])
    high = max(scores, key=lambda one: one[1])
    score = min(low[1], 0.0) + max(high[1], 0.0)
    told = list(dict.fromkeys(one[2] for one in (low, high) if one[1]))
    return Judged(low[0], round(max(-1.0, min(1.0, score)), 3), ", ".join(told))
