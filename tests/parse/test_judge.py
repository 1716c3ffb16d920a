from __future__ import annotations

import pytest

from talleyrand.model.judging import Opinion, Question
from talleyrand.parse.judge import DATA, SOURCE, TARGET, TRIGGER, TrainedJudge, load_judge, mark
from talleyrand.parse.onnx_inputs import PieceEncoder

THANKED = Question(("Uganda", "thanked", "Kenya", "."), trigger=(1, 2), source=(0, 1), target=(2, 3))


@pytest.fixture(scope="module")
def judge() -> TrainedJudge:
    return load_judge()


def opinion(judge: TrainedJudge, words: str) -> Opinion:
    """Of a sentence whose source is in [], its trigger in {}, its target in <>."""
    marks = {}
    found: list[str] = []
    for word in words.split():
        for name, pair in (("source", "[]"), ("trigger", "{}"), ("target", "<>")):
            if word[0] == pair[0]:
                marks[name] = (len(found), len(found) + 1)
        found.append(word.strip("[]{}<>"))
    return judge.judge([Question(tuple(found), **marks)])[0]


def test_each_piece_of_a_marked_word_has_its_role() -> None:
    question = Question(("Nagorno-Karabakh", "thanked", "Kenya"), source=(0, 1), trigger=(1, 2), target=(2, 3))
    pieces = PieceEncoder(DATA / "tokenizer.json").encode([question.words])[0]
    roles = mark(question, pieces).roles
    assert roles[0] == roles[-1] == 0
    assert set(roles[pieces.first[1] : pieces.last[1] + 1]) == {SOURCE}
    assert roles[pieces.first[2]] == TRIGGER
    assert roles[pieces.first[3]] == TARGET


def test_a_trigger_is_marked_even_within_a_party() -> None:
    question = Question(("Kenya's", "attack"), trigger=(1, 2), source=(0, 2))
    pieces = PieceEncoder(DATA / "tokenizer.json").encode([question.words])[0]
    assert mark(question, pieces).roles[pieces.first[2]] == TRIGGER


def test_probabilities_sum_to_one(judge: TrainedJudge) -> None:
    found = judge.judge([THANKED])[0]
    assert sum(found.types.values()) == pytest.approx(1, abs=1e-4)
    assert sum(found.outcomes.values()) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[Uganda] {bombarded} <Kenya> with howitzers overnight", "ASSAULT"),
        ("[Uganda] {denounced} <Kenya> for lying about the wells", "ACCUSE"),
        ("[Uganda] {shipped} medicine and tents to <Kenya>", "AID"),
        ("[Uganda] {turned} down an offer that <Kenya> had made", "REJECT"),
        ("[Uganda] {conferred} with <Kenya> over lunch in Vienna", "CONSULT"),
    ],
)
def test_plain_acts_are_known(judge: TrainedJudge, words: str, expected: str) -> None:
    assert opinion(judge, words).best_type == expected


def test_who_is_marked_decides(judge: TrainedJudge) -> None:
    assert opinion(judge, "[Uganda] praised <Kenya> after Chad had bombed Mali .").best_type == "SUPPORT"
    assert opinion(judge, "Uganda praised Kenya after [Chad] had bombed <Mali> .").best_type == "ASSAULT"


def test_what_was_denied_did_not_happen(judge: TrainedJudge) -> None:
    happened = opinion(judge, "They {arrived} in the capital yesterday .").outcomes["happened"]
    denied = opinion(judge, "They never {arrived} in the capital .").outcomes["happened"]
    assert happened > 0.5 > denied


def test_answers_come_in_the_order_of_the_questions(judge: TrainedJudge) -> None:
    short = Question(("Uganda", "bombed", "Kenya"), source=(0, 1), target=(2, 3))
    found = judge.judge([THANKED, short])
    assert [o.best_type for o in found] == ["SUPPORT", "ASSAULT"]


def test_a_question_without_marks_is_answered(judge: TrainedJudge) -> None:
    assert len(judge.judge([Question(("It", "rained", "."))])) == 1
