"""What a verb says of a vote: the choice, from its own words, from a count, from a decision with its count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from talleyrand.codebook.modality import Modality
from talleyrand.codebook.votes import ChoiceRule, Votes
from talleyrand.extract.mood import negator_of
from talleyrand.extract.roles import is_passive
from talleyrand.extract.syntax import case_of, particle, verb_keys
from talleyrand.extract.tree import Node, Sentence

_YEARS = re.compile(r"(?:19|20)\d\d(?:-| to )(?:19|20)\d\d")
_CHOICES = frozenset({"against", "for", "no", "yes"})
_FAVOUR = frozenset({"favour", "favor"})
_OBJECTS = frozenset({"obj", "obl", "nmod"})
_NOUN = frozenset({"NOUN", "PROPN"})


def rule_of(verb: Node, sentence: Sentence, votes: Votes, modality: Modality) -> ChoiceRule | None:
    """Return what the verb says of the vote cast; None where it reports none."""
    if _is_absence(verb, votes, modality):
        return votes.rules["absent"]
    found = next((votes.verbs[key] for key in _keys(verb) if key in votes.verbs), None)
    if found is not None and found.choice == "abstain" and _refrains(verb, votes):
        return None
    if found is not None and not (found.id == "yes" and verb.lemma == "vote" and not _is_plainly_yes(verb)):
        return found
    if verb.lemma in {"vote", "decide"} or _is_decision(verb, votes):
        return _by_count(verb, sentence, votes)
    return None


def decides(verb: Node, votes: Votes) -> bool:
    """Whether the verb is one of deciding over a text (`adopted`, `rejected`), not of casting a vote."""
    return verb.lemma in votes.approving or verb.lemma in votes.rejecting


def _is_plainly_yes(verb: Node) -> bool:
    """`voted in Geneva` is no yes."""
    cases = {case_of(k) for k in verb.kids("obl", "nmod")}
    return "for" in cases or _in_favour(verb) or verb.kid("xcomp", "advcl") is not None or _says(verb, "yes")


def _refrains(verb: Node, votes: Votes) -> bool:
    """`abstain from using force` is no vote; `abstain from voting` is."""
    deeds = [k for k in verb.kids("advcl", "xcomp", "obl") if k.pos == "VERB" and case_of(k) == "from"]
    return any(deed.lemma not in votes.attending for deed in deeds)


def _in_favour(verb: Node) -> bool:
    return any(w.lower in _FAVOUR for w in verb.subtree())


def _says(verb: Node, word: str) -> bool:
    return any(k.lower == word for k in verb.children)


def _keys(verb: Node) -> Iterator[str]:
    """The verb as the codebook may list it, the surest first: with its object, with the words of the choice."""
    if verb.lemma == "vote":
        if _in_favour(verb):
            yield "vote for"
        near = {verb, *verb.children}
        yield from (f"vote {w.lower}" for w in verb.subtree() if w.lower in {"against", "no"} and w.head in near)
    yield from (f"{verb.lemma} {noun.lemma}" for noun in reversed(verb.kids("obj")))
    if verb.lemma in {"cast", "record", "register"} and any(o.lemma in {"vote", "ballot"} for o in verb.kids("obj")):
        yield from (f"cast {w.lower}" for w in verb.subtree() if w.lower not in {"the", "a", "vote"})
    yield from verb_keys(verb)
    if verb.lemma == "vote":
        yield from (f"vote {w.lower}" for w in verb.subtree() if w.lower in _CHOICES and w.head in near)
        if verb.kid("xcomp") is not None or any(_is_aim(k) for k in verb.kids("advcl")):
            yield "vote to"


def _is_aim(clause: Node) -> bool:
    return any(k.lower == "to" for k in clause.kids("mark"))


def _is_absence(verb: Node, votes: Votes, modality: Modality) -> bool:
    """`skipped the vote`, `did not take part in the vote`, `did not vote`."""
    if verb.lemma not in votes.missing and verb.lemma not in votes.attending:
        return False
    voting = [n for k in verb.kids(*_OBJECTS) for n in [k, *k.kids("nmod")] if n.lemma in votes.ballots]
    if verb.lemma in votes.missing:
        return bool(voting)
    if negator_of(verb, modality) is None:
        return False
    if verb.lemma == "vote":
        return verb.kid("obl", "xcomp", "obj", "advcl") is None
    return bool(voting)


def _is_decision(verb: Node, votes: Votes) -> bool:
    """`adopted the resolution`, `the text was rejected`, `it passed`."""
    if not decides(verb, votes):
        return False
    if verb.lemma == "vote":
        return particle(verb) == "down"
    thing = verb.kid("nsubj:pass") if is_passive(verb) else verb.kid("obj")
    if thing is None:
        return verb.lemma in votes.carrying and not is_passive(verb)
    return thing.pos in _NOUN or thing.lower in {"it", "which", "that"}


def _by_count(verb: Node, sentence: Sentence, votes: Votes) -> ChoiceRule | None:
    """`voted 14 to none`, `adopted, by 71 votes to 40`, `was defeated by five votes to four`, `unanimously`."""
    words = clause_words(verb, sentence)
    count = next((found for found in votes.count.finditer(words) if not _is_period(found)), None)
    unanimous = any(k.lower in votes.unanimous for k in verb.subtree() if k.head in (verb, verb.kid("obj")))
    if count is None and not unanimous:
        return None
    if verb.lemma in votes.rejecting and verb.lemma != "vote":
        return votes.rules["no"]
    if verb.lemma in votes.approving or unanimous or count is None or count.group("favour"):
        return votes.rules["yes"]
    yes, no = (votes.number(count.group(k)) for k in ("yes", "no"))
    return votes.rules["yes" if yes > no else "no"]


def _is_period(count: re.Match[str]) -> bool:
    """`a plan for 2022-2024` counts no votes."""
    return bool(_YEARS.fullmatch(count.group()))


def clause_words(verb: Node, sentence: Sentence) -> str:
    """The words of the sentence as far as they belong to no other verb beside or below this one, in lower case."""
    others = [n for n in sentence.nodes if n.relation in {"conj", "acl", "ccomp", "parataxis"} and n.pos == "VERB"]
    aside = {id(x) for n in others if n not in (verb, *verb.ancestors()) for x in n.subtree()}
    return re.sub(r" ?([-–—]) ?", "-", " ".join(n.lower for n in sentence.nodes if id(n) not in aside))
