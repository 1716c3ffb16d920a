"""Copies of one story are found; texts of the same matter in other words are not."""

from talleyrand.model.copies import find_stories
from talleyrand.model.documents import Document

STORY = (
    "Delegations of the two states met on the border on Monday. They talked for five hours in a hunting lodge and "
    "agreed to meet again before the week was out. Neither side spoke of progress, and "
    "shelling went on through the night."
)
OTHER = (
    "Envoys sat together for five hours at the border on Monday. No progress was reported; there will be another round."
)


def stories(*texts: str) -> list[str]:
    documents = [Document.from_text(text) for text in texts]
    found = find_stories(documents)
    return [found[document.id] for document in documents]


def test_a_story_with_another_headline_and_its_end_cut_off_is_a_copy() -> None:
    one, copy = stories(STORY, "Talks at the border\n\n" + STORY.rpartition(", and")[0] + ".")
    assert one == copy


def test_another_account_of_the_same_talks_is_no_copy() -> None:
    one, other = stories(STORY, OTHER)
    assert one != other


def test_copies_of_copies_are_one_story() -> None:
    assert len(set(stories(STORY, STORY + " More follows.", "By our own staff. " + STORY))) == 1


def test_an_empty_text_is_its_own_story() -> None:
    assert len(set(stories("", STORY))) == 2
