"""Who is judged by a noun for a deed, and by a verb for one: who does it, and whom it is done to."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.analyse.stance.around import (
    NEGATED,
    OWN,
    Score,
    after,
    direct,
    has_before,
    implied,
    intention,
    is_accused,
    is_foe,
    is_verbal,
    listed,
    owner,
    share,
    subject,
    together,
)
from talleyrand.analyse.stance.scene import Hit, Mention, Scene

AFTER_REACH, LIGHT_REACH, TARGET_REACH = 8, 6, 5
DEMANDED = -0.15
"""What is said of whom a good deed is demanded from, or the end of a bad one."""
_TOWARD = frozenset("against on upon toward towards".split())
_BLAMING = frozenset("accused accuse blame blamed".split())
_SOURCES = frozenset("by from".split())


def deed(scene: Scene, hit: Hit) -> Iterator[Score]:
    """Yield who is judged by a noun for a deed: its doers, and at `victim` those it is done to."""
    left = share(scene, hit.start)
    if hit.judging.score > 0 and has_before(scene, hit.start, "opposing", 4):
        left = NEGATED
    doers = list(_doers(scene, hit))
    victims = [victim for victim in _victims(scene, hit) if victim not in doers and OWN not in doers]
    for doer in doers:
        if isinstance(doer, Mention) and not (hit.judging.id == "rights" and is_accused(scene, doer)):
            yield doer, hit.judging.score * left
            if hit.judging.score > 0 and left > 0:
                yield from implied(scene, hit, doer)
    if hit.judging.score > 0:
        return
    for victim in victims:
        if not doers and is_foe(scene, victim):
            yield victim, hit.judging.score * left
        elif scene.keys[victim.start - 1] != "in" and hit.judging.implied and not is_accused(scene, victim):
            yield victim, hit.judging.victim * max(left, 0.0)
        if not doers and left > 0:
            yield from implied(scene, hit, victim)


def _doers(scene: Scene, hit: Hit) -> Iterator[Mention | str]:
    own = owner(scene, hit.start)
    if own is not None:
        yield own
        return
    yield from _agents(scene, hit)
    yield from _light(scene, hit)


def _agents(scene: Scene, hit: Hit) -> Iterator[Mention | str]:
    """Who stands after `by` or `from`, and after `of` where the entry has it so."""
    for at in range(hit.end, min(hit.end + AFTER_REACH, len(scene.keys))):
        if scene.breaks[at] == 2 or scene.keys[at] in ("that", "which", "and"):
            return
        if scene.keys[at] in _SOURCES or (scene.keys[at] == "of" and at == hit.end and hit.judging.of == "doer"):
            doer = after(scene, at + 1, TARGET_REACH)
            if doer is not None:
                yield from together(scene, doer)
                return


def _light(scene: Scene, hit: Hit) -> Iterator[Mention | str]:
    """Whose deed it is by a verb of doing: `launched a war`, `is accused of crimes`."""
    for at in range(hit.start - 1, max(hit.start - LIGHT_REACH, -1), -1):
        if scene.breaks[at + 1] == 2 or at in scene.at:
            return
        if scene.keys[at] in listed("light"):
            accused = after(scene, at + 1, 3) if scene.keys[at] in _BLAMING else None
            doer = accused or subject(scene, at)
            if doer is not None:
                yield doer
            return


def _victims(scene: Scene, hit: Hit) -> Iterator[Mention]:
    if hit.key.rpartition(" ")[2] in (*_TOWARD, "to"):
        victim = after(scene, hit.end, TARGET_REACH)
        if victim is not None:
            yield from together(scene, victim)
        return
    for at in range(hit.end, min(hit.end + AFTER_REACH, len(scene.keys))):
        if scene.breaks[at] == 2 or scene.keys[at] in listed("stop"):
            return
        of = scene.keys[at] == "of" and hit.judging.of == "victim"
        if scene.keys[at] in _TOWARD or of or (scene.keys[at] == "in" and at == hit.end):
            victim = after(scene, at + 1, TARGET_REACH)
            if victim is not None:
                yield from together(scene, victim)
                return


def act(scene: Scene, hit: Hit) -> Iterator[Score]:
    """Yield who is judged by a verb: its subject (who stands after `by` in the passive), and its object at `victim`."""
    single = hit.end - hit.start == 1
    if single and not is_verbal(scene, hit.start):
        return
    governor = intention(scene, hit.start) if single else hit.start
    left, score = share(scene, hit.start if governor is None else governor), hit.judging.score
    if single and _is_passive(scene, hit):
        yield from _passive(scene, hit, left)
        return
    doer = None if governor is None else subject(scene, governor)
    if doer == OWN:
        yield from _own(scene, hit, left)
        return
    if not isinstance(doer, Mention):
        yield from _object(scene, hit, left)
        return
    demanded = _is_demanded(scene, hit) and (score > 0 or left < 0)
    yield doer, DEMANDED if demanded else score * left
    yield from _object(scene, hit, left)


def _own(scene: Scene, hit: Hit, left: float) -> Iterator[Score]:
    """What the speaker does to others: `we will destroy the invaders' tanks`."""
    patient = direct(scene, hit.end, TARGET_REACH)
    if patient is not None and hit.judging.id in ("attacks", "breaks-law"):
        yield patient, hit.judging.score * left


def _object(scene: Scene, hit: Hit, left: float) -> Iterator[Score]:
    patient = direct(scene, hit.end, TARGET_REACH)
    if patient is not None and hit.judging.victim and left > 0:
        yield patient, hit.judging.victim * left


def _is_passive(scene: Scene, hit: Hit) -> bool:
    """`was invaded`, `is being bombed`; a participle with `by` after it (`land occupied by`)."""
    if not hit.key.endswith(("ed", "en")):
        return False
    if any(key == "by" for key in scene.keys[hit.end : hit.end + 2]):
        return True
    at = hit.start - 1
    while at >= 0 and (scene.keys[at].endswith("ly") or scene.keys[at] in ("not", "again", "also", "now", "still")):
        at -= 1
    return at >= 0 and scene.keys[at] in listed("be")


def _passive(scene: Scene, hit: Hit, left: float) -> Iterator[Score]:
    patient = subject(scene, hit.start)
    if isinstance(patient, Mention) and left > 0:
        yield patient, hit.judging.victim * left
    for at in range(hit.end, min(hit.end + TARGET_REACH, len(scene.keys))):
        if scene.breaks[at] == 2:
            return
        if scene.keys[at] == "by":
            doer = after(scene, at + 1, TARGET_REACH)
            if doer is not None:
                yield from ((one, hit.judging.score * left) for one in together(scene, doer))
            return


def _is_demanded(scene: Scene, hit: Hit) -> bool:
    return any(key in listed("must") for key in scene.keys[max(hit.start - 3, 0) : hit.start])
