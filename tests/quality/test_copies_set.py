"""The set of copies is made alike each time, and its scorer tells found from missed and invented."""

import random
from pathlib import Path

from quality.scorers.copies import score
from quality.sets.copies import KINDS, Given, make

from talleyrand import Document
from talleyrand.model.copies import Copy

NOUNS = Path(__file__).read_text(encoding="utf-8").split()


def texts() -> list[Document]:
    chance = random.Random(1)  # noqa: S311 - a test's texts
    made = []
    for number in range(12):
        paragraphs = [" ".join(chance.choices(NOUNS, k=45)) for _ in range(6)]
        day = f"2022-03-{number + 1:02}"
        made.append(Document.from_text("\n\n".join(paragraphs), title=f"Talks {number}", published=day, outlet="Wire"))
    return made


def test_the_same_texts_and_seed_make_the_same_set() -> None:
    assert make(texts(), 5, 2) == make(texts(), 5, 2) != make(texts(), 6, 2)


def test_there_are_copies_of_every_kind() -> None:
    assert {kind for _, kind in make(texts(), 5, 2).made.values()} == set(KINDS)


def test_scoring() -> None:
    made = {"a1": ("a", "cut"), "b1": ("b", "cut")}
    given = Given((), made, {"c": "forms", "d": "forms"})
    found = [Copy("a1", "a", "edited", 0.5, 1, 0.5, ""), Copy("c", "d", "edited", 0.5, 0.5, 0.5, "")]
    measured = {one.name: one.value for one in score([given], [found])}
    assert measured["precision"] == measured["recall"] == measured["recall, cut"] == measured["left alone, forms"] == 50
