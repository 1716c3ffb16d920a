"""Small random changes to training sentences, so that headlines, dropped punctuation and odd case do not surprise."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from training.treebanks import Sentence

LOWER, UPPER, TITLE = 0.03, 0.015, 0.03
DROP_STOP, DROP_COMMA = 0.05, 0.05
OTHER_DASH = 0.3
_VARIANTS = {"-": "—", "--": "—", "–": "—", "...": "…", "…": "..."}


def perturb(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence, sometimes in another case, without its final stop or a comma, or with other dashes."""
    sentence = _other_signs(sentence, rng)
    if rng.random() < DROP_STOP:
        sentence = _without(sentence, len(sentence.words) - 1, {".", "!", "?"})
    if rng.random() < DROP_COMMA:
        sentence = _without(sentence, rng.randrange(len(sentence.words)), {","})
    return _other_case(sentence, rng)


def _other_case(sentence: Sentence, rng: random.Random) -> Sentence:
    draw = rng.random()
    change: Callable[[str], str] | None = None
    if draw < LOWER:
        change = str.lower
    elif draw < LOWER + UPPER:
        change = str.upper
    elif draw < LOWER + UPPER + TITLE:
        change = _capitalised
    return replace(sentence, words=[change(w) for w in sentence.words]) if change else sentence


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:] if len(word) > 3 else word


def _other_signs(sentence: Sentence, rng: random.Random) -> Sentence:
    if not any(w in _VARIANTS for w in sentence.words) or rng.random() > OTHER_DASH or not sentence.parsed:
        return sentence
    punct = [r == "punct" for r in sentence.relations]
    free = [_loose_dash(sentence, i) for i in range(len(punct))]
    words = [_VARIANTS.get(w, w) if p and f else w for w, p, f in zip(sentence.words, punct, free, strict=True)]
    return replace(sentence, words=words)


def _loose_dash(sentence: Sentence, i: int) -> bool:
    return sentence.xpos[i] != "HYPH"


def _without(sentence: Sentence, position: int, signs: set[str]) -> Sentence:
    """The sentence less one punctuation mark, if it is one of `signs` and nothing depends on it."""
    if len(sentence.words) < 3 or sentence.words[position] not in signs or not sentence.parsed:
        return sentence
    if position + 1 in sentence.heads or sentence.heads[position] == 0:
        return sentence
    kept = [i for i in range(len(sentence.words)) if i != position]
    heads = [sentence.heads[i] - (sentence.heads[i] > position + 1) for i in kept]
    return replace(
        sentence,
        words=[sentence.words[i] for i in kept],
        upos=[sentence.upos[i] for i in kept],
        xpos=[sentence.xpos[i] for i in kept],
        relations=[sentence.relations[i] for i in kept],
        entities=[sentence.entities[i] for i in kept] if sentence.entities else [],
        heads=heads,
        lemmas=[],
        misc=[],
    )
