"""What stands around a word that judges: its subject, its owner, what comes after it, what turns it round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from talleyrand.analyse.stance.scene import Hit, Mention, Scene
from talleyrand.codebook.stance import load_stance

Score = tuple[str | Mention, float]
"""A party (or the id of a state that is implied), and what is said of it."""
Own = Literal["own"]
Other = Literal["other"]
OWN: Final[Own] = "own"
"""The speaker: I, we."""
OTHER: Final[Other] = "other"
"""Somebody whom no name near tells."""
SUBJECT_REACH, OWNER_REACH = 12, 6
NEGATED, DISTANCED, SUPPOSED = -0.5, -0.5, 0.5
"""Shares of a score that is left: denied and called false, the other way round at half; under a condition, half."""


def listed(name: str) -> frozenset[str]:
    """Return a word list of the codebook."""
    return load_stance().lists[name]


def subject(scene: Scene, place: int) -> Mention | Own | Other | None:
    """Return who does what stands at a word: the nearest name before it in the clause that hangs on no preposition."""
    first = max(place - SUBJECT_REACH, 0)
    at = place
    while at > first:
        if scene.breaks[at] == 2:
            return None
        at -= 1
        key, mention = scene.keys[at], scene.at.get(at)
        if mention is not None:
            if not _oblique(scene, mention) and not _owning(scene, mention, place):
                return OWN if scene.is_own(mention) else mention
            at = mention.start
        elif key in listed("subjects_own") and key not in listed("ours"):
            return OWN
        elif key in listed("others"):
            found = _antecedent(scene, at)
            return OWN if isinstance(found, Mention) and scene.is_own(found) else found
        elif key in ("because", "if", "when", "while", "but", "where", "unless", "until"):
            return None
    return None


def _oblique(scene: Scene, mention: Mention) -> bool:
    """Whether a name hangs on a preposition: not `the army of Russia`, which stands for its state."""
    at = mention.start - 1
    while at >= 0 and scene.keys[at] in listed("determiners"):
        at -= 1
    if at > 0 and scene.keys[at] in ("and", "or") and at - 1 in scene.at:
        return _oblique(scene, scene.at[at - 1])
    if at < 0 or scene.keys[at] not in listed("oblique"):
        return False
    return not (scene.keys[at] == "of" and at > 0 and scene.keys[at - 1] in listed("people"))


def _owning(scene: Scene, mention: Mention, place: int) -> bool:
    """Whether a possessive owns something else than those who act for it: `Ukraine's partners`."""
    if not mention.owner:
        return False
    return not any(key in listed("people") for key in scene.keys[mention.end : min(mention.end + 4, place)])


def _antecedent(scene: Scene, at: int) -> Mention | Other:
    """Whom a pronoun stands for: the name just before a relative one, the nearest free name before another."""
    if scene.keys[at] in ("who", "which", "that"):
        before = next((scene.at[i] for i in range(at - 1, max(at - 3, -1), -1) if i in scene.at), None)
        return before or OTHER
    if scene.keys[at] not in ("it", "they", "he", "she"):
        return OTHER
    return _free(scene, at) or OTHER


def _free(scene: Scene, at: int) -> Mention | None:
    """The first name of the sentence that hangs on no preposition and owns nothing: most often its subject."""
    start = next((i for i in range(at, 0, -1) if scene.breaks[i] == 2), 0)
    named = (scene.at[i] for i in range(start, at) if i in scene.at)
    return next((one for one in named if not (one.adjective or one.owner or _oblique(scene, one))), None)


def owner(scene: Scene, place: int) -> Mention | Own | Other | None:
    """Return whose a noun at a word is: Russia's, Russian, NATO (just before it), its, our; of two names side by side
    (`the Iran-Iraq war`) neither's.
    """
    for at in range(place - 1, max(place - OWNER_REACH, -1), -1):
        if scene.breaks[at + 1] == 2:
            return None
        key, mention = scene.keys[at], scene.at.get(at)
        if mention is not None:
            if mention.start - 1 in scene.at and not scene.breaks[mention.start]:
                return OTHER
            whose = mention if mention.adjective or mention.owner or at == place - 1 else None
            return OWN if whose is not None and scene.is_own(whose) else whose
        if key in listed("ours"):
            return OWN
        if key in listed("possessives"):
            return _nearest(scene, at)
        if key in listed("oblique") or key in listed("determiners") or key in listed("stop"):
            return None
    return None


def _nearest(scene: Scene, at: int) -> Mention | Own | Other:
    """Whose `its` is: the subject of the clause, else the nearest name before."""
    found = subject(scene, at)
    if found is not None and found != OTHER:
        return found
    return next((scene.at[i] for i in range(at - 1, -1, -1) if i in scene.at), OTHER)


def after(scene: Scene, place: int, reach: int) -> Mention | None:
    """Return the first party named within so many words from a place on, in the same clause."""
    for at in range(place, min(place + reach, len(scene.keys))):
        if scene.breaks[at] == 2 and at > place:
            return None
        if at in scene.at:
            return scene.at[at]
        if scene.keys[at] in listed("stop") or scene.keys[at] in listed("ours"):
            return None
    return None


def direct(scene: Scene, place: int, reach: int) -> Mention | None:
    """Return the object of a verb that ends before a place: a party that hangs on no preposition but `of`."""
    found = after(scene, place, reach)
    if found is None:
        return None
    between = scene.keys[place : found.start]
    return None if any(key in listed("oblique") and key != "of" for key in between) else found


def together(scene: Scene, mention: Mention) -> Iterator[Mention]:
    """Yield a party and those joined to it by commas and `and`."""
    yield mention
    at = mention.end
    while at < len(scene.keys) and (scene.keys[at] in ("and", "or", "the", "as", "well") or scene.breaks[at] == 1):
        if at in scene.at and scene.breaks[at] < 2:
            yield scene.at[at]
            at = scene.at[at].end
        elif scene.keys[at] in ("and", "or", "the", "as", "well"):
            at += 1
            if at in scene.at:
                yield scene.at[at]
                at = scene.at[at].end
        else:
            return


def is_verbal(scene: Scene, place: int) -> bool:
    """Tell whether a word may be a verb: nothing that goes before nouns stands before it."""
    if place == 0:
        return True
    if scene.keys[place] in load_stance().bases:
        return _takes_base(scene, place - 1)
    before = scene.at.get(place - 1)
    if before is not None:
        return not before.adjective and not before.owner
    return scene.keys[place - 1] not in listed("nominal")


def _takes_base(scene: Scene, at: int) -> bool:
    """Whether the plain form of a verb may follow a word: an auxiliary, `to`, `we`, an adverb, a plural."""
    key, mention = scene.keys[at], scene.at.get(at)
    if mention is not None:
        return not mention.adjective and not mention.owner and key.endswith("s")
    return key in listed("before_base") or key.endswith(("ly", "n't", "s"))


def intention(scene: Scene, place: int) -> int | None:
    """Return where the word stands that an infinitive hangs on (`wants to`, `is going to`), None where it is none.

    A finite verb is its own.
    """
    if place == 0 or scene.keys[place - 1] != "to":
        return place
    return place - 2 if place > 1 and scene.keys[place - 2] in listed("intending") else None


def is_negated(scene: Scene, place: int) -> bool:
    """Tell whether a word is denied: `not`, `no`, `never` before it, but for small words between."""
    for at in range(place - 1, max(place - 6, -1), -1):
        key = scene.keys[at]
        if scene.breaks[at + 1] == 2:
            return False
        if key in listed("negators") or key.endswith("n't"):
            return not (key == "not" and at + 1 < len(scene.keys) and scene.keys[at + 1] == "only")
        if key not in listed("between_negator") and not key.endswith("ly"):
            return False
    return False


def has_before(scene: Scene, place: int, name: str, reach: int) -> bool:
    """Tell whether one of a list's words stands within so many words before a place, in the same clause."""
    for at in range(place - 1, max(place - reach - 1, -1), -1):
        if scene.breaks[at + 1] == 2:
            return False
        if scene.keys[at] in listed(name):
            return True
    return False


def share(scene: Scene, place: int) -> float:
    """Return what is left of a deed's score: denied, called false, or under a condition.

    What is denied under a condition was so (`if Iraq had not invaded`).
    """
    if is_negated(scene, place):
        return 1.0 if has_before(scene, place, "contrary", SUBJECT_REACH) else NEGATED
    if has_before(scene, place, "distancing", 4):
        return DISTANCED
    return SUPPOSED if has_before(scene, place, "modal", 5) else 1.0


def is_foe(scene: Scene, mention: Mention) -> bool:
    """Tell whether a party is known to use force against the speaker, who then says `the war against` it of its own."""
    own = load_stance().implied.get(scene.speaker or "", ())
    return any(one.doer == mention.actor.country and one.holds(scene.day) for one in own)


def is_accused(scene: Scene, mention: Mention) -> bool:
    """Tell whether the speaker is who is known to use force against a party, whose part it takes by no formula."""
    case = load_stance().implied.get(mention.actor.country or "", ())
    return any(one.doer == scene.speaker and one.holds(scene.day) for one in case)


def implied(scene: Scene, hit: Hit, victim: Mention) -> Iterator[Score]:
    """Yield who is meant where force against a party is named, or its part is taken, and nobody who uses force."""
    score = hit.judging.score * hit.judging.implied
    for one in load_stance().implied.get(victim.actor.country or "", ()) if score else ():
        if one.holds(scene.day):
            yield f"country:{one.doer}", score
