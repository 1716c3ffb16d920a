"""Stories follow from which document copies which."""

from talleyrand.model.copies import Copy, stories_of


def copy(document: str, original: str, rule="edited") -> Copy:
    return Copy(document, original, rule, 0.8, 0.9, 0.9, "copies@1")


def test_copies_of_copies_are_of_the_story_where_the_copying_began() -> None:
    assert stories_of([copy("b", "a"), copy("c", "b"), copy("d", "a")]) == {"b": "a", "c": "a", "d": "a"}


def test_two_stories_in_one_long_text_stay_two() -> None:
    digest, other = copy("digest", "first", "contains"), copy("second", "digest", "contained")
    assert stories_of([digest, other]) == {"digest": "first", "second": "digest"}


def test_parts_of_one_text_are_of_its_story() -> None:
    assert set(stories_of([copy("b", "a", "contained"), copy("c", "a", "contained")]).values()) == {"a"}
