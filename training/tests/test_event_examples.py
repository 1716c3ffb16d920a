import random

from training.event_examples import (
    TYPES,
    Line,
    Surroundings,
    example,
    fill,
    read_lines,
    trigger_words,
    with_marks_dropped,
    with_wrong_trigger,
)
from training.graded_events import outcome_of

RNG = random.Random(1)  # noqa: S311 - reproducible, not secret
SURROUNDINGS = Surroundings({"state": ["Chad"], "any": ["state"]}, {})


def test_marks_become_positions() -> None:
    question = example(Line("AID", "", ""), "<s>The envoy</s> <e>fed</e> <t>Chad</t>'s poor").question
    assert question.words == ("The", "envoy", "fed", "Chad", "'s", "poor")
    assert (question.source, question.trigger, question.target) == ((0, 2), (2, 3), (3, 4))


def test_slots_are_filled() -> None:
    assert fill("<s>{any}</s> left", SURROUNDINGS, RNG) == "<s>Chad</s> left"


def test_an_event_alone_keeps_its_trigger() -> None:
    given = example(Line("AID", "", ""), "It was <e>fed</e>")
    assert with_marks_dropped(given, RNG, trigger=1.0, party=1.0).question.trigger == (2, 3)


def test_every_line_of_ours_is_sound() -> None:
    for line in read_lines():
        assert line.type in TYPES, line
        assert "<s>" in line.text, line
        for mark in "set":
            assert line.text.count(f"<{mark}>") == line.text.count(f"</{mark}>"), line


def test_grades_near_zero_are_uncertain() -> None:
    assert [outcome_of(g) for g in (-3, -1, 1.4, 1.5)] == ["did not", "uncertain", "uncertain", "happened"]


def test_another_word_than_the_trigger_names_no_act() -> None:
    lines = [Line("AID", "", "<s>Chad</s> <e>fed</e> <t>them</t>, they said")]
    wrong = with_wrong_trigger(example(lines[0], lines[0].text), trigger_words(lines) | {"they"}, RNG)
    assert (wrong.question.trigger, wrong.type) == ((5, 6), "none")


def test_words_of_other_triggers_are_not_marked_as_wrong() -> None:
    lines = [Line("AID", "", "<s>Chad</s> <e>fed</e> <t>them</t>"), Line("ASSAULT", "", "<s>x</s> <e>was killed</e>")]
    assert trigger_words(lines) == {"fed", "was", "killed"}
