"""What documents are compared by, and which of two is a copy of the other."""

from dataclasses import dataclass

import pytest

from talleyrand.archive.near_duplicates import (
    SAME,
    WINDOW,
    days_apart,
    is_candidate,
    likeness,
    rule_of,
    sketch,
)
from talleyrand.model.spans import Span

WORDS = [f"word{number}" for number in range(400)]


@dataclass(frozen=True)
class Printed:
    title: str | None = None
    outlet: str | None = None
    published: str | None = "2022-03-01"


def text(start: int, stop: int) -> str:
    return " ".join(WORDS[start:stop])


def rule(one: str, other: str, *printed: Printed) -> str | None:
    first, second = sketch(one), sketch(other)
    shared = set(first.keys.tolist()) & set(second.keys.tolist())
    in_windows = sum(key % 2 == 0 for key in shared)
    if in_windows == len(shared) and not is_candidate(in_windows, first.windows, second.windows):
        return None
    found = SAME if first.digest == second.digest else likeness(first.shingles, second.shingles)
    copy, original = printed or (Printed(outlet="Courier"), Printed(outlet="Wire"))
    return rule_of(found, copy, original)


def test_the_same_words_in_other_capitals_and_marks_have_one_digest():
    one, other = sketch("The talks, it said, failed."), sketch("the talks -- it said -- FAILED")
    assert (one.digest, one.keys.tolist()) == (other.digest, other.keys.tolist())
    assert one.digest != sketch("It said the talks failed").digest


def test_a_text_without_words_has_no_keys():
    assert sketch("... !").keys.tolist() == []


def test_only_the_body_is_compared():
    story = text(0, 60)
    framed = f"FOR RELEASE {story} ENDS"
    assert sketch(framed, [Span(12, 12 + len(story))]).digest == sketch(story).digest


def test_keys_fit_into_six_bytes_and_tell_windows_from_bands():
    found = sketch(text(0, 300))
    assert all(0 <= key < 1 << 48 for key in found.keys)
    assert sum(key % 2 == 0 for key in found.keys) == found.windows
    assert found.keys.tolist() == sorted(set(found.keys.tolist()))


@pytest.mark.parametrize("at", range(0, 120, 7))
def test_a_stretch_of_a_window_in_common_gives_a_key_in_common(at):
    shared = WORDS[: WINDOW + 4]
    one = [f"one{n}" for n in range(at)] + shared + [f"after{n}" for n in range(90)]
    other = [f"other{n}" for n in range(130 - at)] + shared + [f"beyond{n}" for n in range(40)]
    keys = set(sketch(" ".join(one)).keys.tolist()) & set(sketch(" ".join(other)).keys.tolist())
    assert any(key % 2 == 0 for key in keys)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (text(0, 200), text(0, 200), "identical"),
        (text(0, 200), "others wrote this " + text(0, 190), "edited"),
        (text(40, 100), text(0, 300), "contained"),
        (text(0, 300), text(40, 100), "contains"),
        (text(0, 200), text(150, 390), None),
        (text(0, 20), text(0, 20) + " and one more", None),
    ],
    ids=["same", "edited", "contained", "contains", "a fifth in common", "too short"],
)
def test_rules(one, other, expected):
    assert rule(one, other) == expected


def test_another_headline_is_told():
    given = Printed("Envoys meet", "Courier"), Printed("Talks at the border", "Wire")
    assert rule(text(0, 90), text(0, 90), *given) == "retitled"


def test_what_is_printed_weeks_later_is_a_copy_only_word_for_word():
    late = Printed(outlet="Courier", published="2022-04-01"), Printed(outlet="Wire")
    assert rule(text(0, 200), text(0, 190), *late) is None
    assert rule(text(0, 200), text(0, 200), *late) == "identical"


def test_the_forms_of_one_outlet_are_no_copies():
    own = Printed(outlet="The Ministry"), Printed(outlet="The Ministry")
    assert rule(text(0, 200), text(0, 140) + " " + text(220, 280), *own) is None
    assert rule(text(0, 200), text(0, 196), *own) == "edited"


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2022-02-26", "2022-03-01", 3),
        ("2022-03-01", "2022-02-26", 3),
        ("2022-02", "2022-03-02", 2),
        ("2022", "2022-06-01", 0),
        ("2021", "2022-01-05", 5),
        (None, "2022-06-01", 0),
    ],
)
def test_days_apart(one, other, days):
    assert days_apart(one, other) == days
