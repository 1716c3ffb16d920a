import random

from training.perturb import perturb
from training.treebanks import Sentence

SENTENCE = Sentence(
    words=["Yes", ",", "he", "left", "."],
    upos=["INTJ", "PUNCT", "PRON", "VERB", "PUNCT"],
    xpos=["UH", ",", "PRP", "VBD", "."],
    heads=[4, 1, 4, 0, 4],
    relations=["discourse", "punct", "nsubj", "root", "punct"],
    entities=["O"] * 5,
)


def test_every_variant_is_still_a_tree_over_its_words() -> None:
    rng = random.Random(1)  # noqa: S311
    for _ in range(500):
        changed = perturb(SENTENCE, rng)
        columns = (changed.upos, changed.xpos, changed.heads, changed.relations, changed.entities)
        assert {len(column) for column in columns} == {len(changed.words)}
        assert changed.heads.count(0) == 1
        verb = changed.heads.index(0) + 1
        assert changed.words[verb - 1].lower() == "left"
        assert changed.heads[[w.lower() for w in changed.words].index("he")] == verb


def test_the_same_seed_gives_the_same_variants() -> None:
    first, second = ([perturb(SENTENCE, rng).words for _ in range(20)] for rng in _generators())
    assert first == second


def _generators() -> list[random.Random]:
    return [random.Random(7), random.Random(7)]  # noqa: S311
