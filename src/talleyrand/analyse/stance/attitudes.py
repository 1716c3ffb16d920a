"""Who is judged by what the speaker feels, by what it calls somebody, and by what it demands."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.analyse.stance.around import (
    NEGATED,
    OWN,
    Score,
    has_before,
    implied,
    is_negated,
    listed,
    owner,
    subject,
    together,
)
from talleyrand.analyse.stance.scene import Hit, Mention, Scene
from talleyrand.codebook.stance import load_stance

OBJECT_REACH = 8
LABEL_REACH = 5
TURNED = -0.6
"""What is left of an attitude that other words turn round: `lifting the sanctions`, `stop the support`."""
AGAINST = -0.6
"""The share that a third party gets against whom the object is supported."""
_ENDS = frozenset("in at between from by about into among during after before".split())
_CALLING = frozenset(
    "call calls called calling urge urges urged urging demand demands demanded ask asks appeal appeals".split()
)
_BETWEEN = frozenset("the a an our my their state country nation of in like such as federation republic".split())


def attitude(scene: Scene, hit: Hit) -> Iterator[Score]:
    """Yield the objects of what the speaker feels or does toward others."""
    if not _is_speakers(scene, hit):
        return
    left = _left(scene, hit)
    first = _object(scene, hit)
    if first is None:
        return
    mention, against = first
    for one in together(scene, mention):
        yield one, hit.judging.score * (left * AGAINST if against else left)
        if left > 0 and not against:
            yield from implied(scene, hit, one)
    if not against and hit.judging.score > 0:
        yield from _opponent(scene, mention, hit.judging.score * left)


def _is_speakers(scene: Scene, hit: Hit) -> bool:
    """Whether the speaker feels it: no other party does, as a subject or as the owner of the noun."""
    if hit.key not in load_stance().verbs or not _has_subject_form(scene, hit):
        whose = owner(scene, hit.start)
        if whose is not None:
            return whose == OWN
    who = subject(scene, hit.start)
    return who is None or who == OWN


def _has_subject_form(scene: Scene, hit: Hit) -> bool:
    return hit.start > 0 and scene.keys[hit.start - 1] in ("we", "i", "to")


def _left(scene: Scene, hit: Hit) -> float:
    bond = hit.judging.id in ("ties", "dealings") and has_before(scene, hit.start, "negators", OBJECT_REACH)
    if bond or is_negated(scene, hit.start):
        return TURNED
    sanction = hit.judging.id == "sanctions"
    if sanction and (has_before(scene, hit.start, "turning", 6)):
        return TURNED
    if hit.judging.score > 0 and has_before(scene, hit.start, "opposing", 4):
        return TURNED
    return 1.0


def _object(scene: Scene, hit: Hit) -> tuple[Mention, bool] | None:
    """The first party named after the word, and whether `against` stands between."""
    against = False
    if hit.end < len(scene.keys) and scene.keys[hit.end] == "to" and " " not in hit.key:
        return None
    starts = {
        other.start for other in scene.hits if other.start >= hit.end and other.judging.role in ("deed", "attitude")
    }
    for at in range(hit.end, min(hit.end + OBJECT_REACH, len(scene.keys))):
        if scene.breaks[at] == 2 or (scene.breaks[at] and at > hit.end):
            return None
        if at in scene.at:
            return scene.at[at], against
        key = scene.keys[at]
        if at in starts or key in listed("stop") or key in listed("subjects_own") or key in _ENDS:
            return None
        against = against or key == "against"
    return None


def _opponent(scene: Scene, mention: Mention, score: float) -> Iterator[Score]:
    """Against whom the object is supported: `help Ukraine against Russia`."""
    for at in range(mention.end, min(mention.end + LABEL_REACH, len(scene.keys))):
        if scene.breaks[at] or scene.keys[at] in listed("stop"):
            return
        if scene.keys[at] == "against":
            for place in range(at + 1, min(at + LABEL_REACH, len(scene.keys))):
                if place in scene.at:
                    yield scene.at[place], score * AGAINST
                    return
            return


def label(scene: Scene, hit: Hit) -> Iterator[Score]:
    """Yield whom a noun calls what it says: beside the name, after `is`, before the name."""
    left = NEGATED if is_negated(scene, hit.start) or _is_denied(scene, hit) else 1.0
    called = _beside(scene, hit) or _predicate(scene, hit) or _adjective(scene, hit) or _apposed(scene, hit)
    if called is not None:
        yield called, hit.judging.score * left


def _is_denied(scene: Scene, hit: Hit) -> bool:
    """`we do not see Iran as an enemy`."""
    seen = next((at for at in range(hit.start - 1, max(hit.start - 4, 0), -1) if scene.keys[at] == "as"), None)
    mention = scene.at.get(seen - 1) if seen else None
    return mention is not None and is_negated(scene, mention.start - 1)


def _beside(scene: Scene, hit: Hit) -> Mention | None:
    """`our friend Serbia`, `the aggressor, Iraq`; of friends also `a friend of Serbia`."""
    if hit.key.endswith(" to"):
        return None
    of = hit.judging.score > 0 or hit.judging.of == "doer"
    for at in range(hit.end, min(hit.end + 3, len(scene.keys))):
        if scene.breaks[at] == 2:
            return None
        if at in scene.at:
            return scene.at[at]
        if scene.keys[at] not in _BETWEEN or (not of and scene.keys[at] in ("of", "in")):
            return None
    return None


def _predicate(scene: Scene, hit: Hit) -> Mention | None:
    """`Iran is a threat`, `regards Iran as an enemy`."""
    for at in range(hit.start - 1, max(hit.start - LABEL_REACH - 1, -1), -1):
        if scene.breaks[at + 1] == 2 or at in scene.at:
            return None
        if scene.keys[at] in listed("be"):
            who = subject(scene, at)
            return who if isinstance(who, Mention) else None
        if scene.keys[at] == "as":
            return next((scene.at[i] for i in range(at - 1, max(at - 4, -1), -1) if i in scene.at), None)
        if scene.keys[at] in ("of", "to", "for", "with", "against", "from", "by"):
            return None
    return None


def _adjective(scene: Scene, hit: Hit) -> Mention | None:
    """`Russian invaders`, `the Kyiv regime`: an adjective or a name just before, without a possessive."""
    mention = scene.at.get(hit.start - 1)
    return mention if mention is not None and not mention.owner else None


def _apposed(scene: Scene, hit: Hit) -> Mention | None:
    """`Iraq, the aggressor`."""
    for at in range(hit.start, max(hit.start - 4, 0), -1):
        if scene.breaks[at] == 1:
            noun = at == hit.start or scene.keys[at] in listed("determiners") or scene.keys[at] in listed("possessives")
            return scene.at.get(at - 1) if noun else None
        if scene.breaks[at] == 2 or at in scene.at:
            return None
    return None


def quality(scene: Scene, hit: Hit) -> Iterator[Score]:
    """Yield whom an adjective is said of: beside the name or the people of it, or after `is`."""
    left = NEGATED if is_negated(scene, hit.start) else 1.0
    for at in range(hit.end, min(hit.end + LABEL_REACH, len(scene.keys))):
        if at in scene.at and scene.breaks[at] < 2:
            yield scene.at[at], hit.judging.score * left
            return
        if scene.breaks[at] == 2 or scene.keys[at] not in listed("people"):
            break
    if hit.start and scene.keys[hit.start - 1] in listed("be"):
        who = subject(scene, hit.start - 1)
        if isinstance(who, Mention):
            yield who, hit.judging.score * left
    elif scene.at.get(hit.start - 1) is not None and scene.at[hit.start - 1].adjective:
        yield scene.at[hit.start - 1], hit.judging.score * left


def demand(scene: Scene, hit: Hit) -> Iterator[Score]:
    """Yield of whom it is demanded: `Russia must withdraw`, `we call on Russia to stop`."""
    for at in range(hit.start - 1, max(hit.start - LABEL_REACH, -1), -1):
        if scene.breaks[at + 1] == 2 or at in scene.at:
            return
        if scene.keys[at] in listed("must"):
            who = subject(scene, at)
        elif scene.keys[at] in ("to", "that"):
            who = _called_on(scene, at)
        else:
            continue
        if isinstance(who, Mention) and not _joined(scene, who):
            yield who, hit.judging.score
        return


def _called_on(scene: Scene, to: int) -> Mention | None:
    mention = next((scene.at[at] for at in range(to - 1, max(to - 3, -1), -1) if at in scene.at), None)
    if mention is None:
        return None
    return mention if any(key in _CALLING for key in scene.keys[max(mention.start - 4, 0) : mention.start]) else None


def _joined(scene: Scene, mention: Mention) -> bool:
    """Whether the party is one of several, of whom all the same is demanded."""
    before = scene.keys[mention.start - 1] if mention.start else ""
    return before in ("and", "or", "both") or len(list(together(scene, mention))) > 1
