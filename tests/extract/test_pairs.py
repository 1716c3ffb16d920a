from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from talleyrand.extract.context import Context
from talleyrand.extract.pairs import PairAct, find_pair_act
from talleyrand.model.judging import NO_ACT, Opinion, Question
from talleyrand.model.spans import Span


@dataclass(frozen=True)
class Sure:
    """A judge that is sure of one type, whatever it is asked."""

    type: str

    def judge(self, questions: Sequence[Question]) -> list[Opinion]:
        others = dict.fromkeys(("ACCUSE", "SUPPORT", "ASSAULT", NO_ACT), 0.01)
        return [Opinion(others | {self.type: 0.97}, {"happened": 1.0}) for _ in questions]


def act(context: Context, judged: str | None) -> PairAct | None:
    """The act between the first word of the text and its last before the full stop."""
    text = context.tree.text
    source, target = Span(0, text.index(" ")), Span(text.rindex(" ") + 1, len(text) - 1)
    return find_pair_act(replace(context, judge=Sure(judged) if judged else None), source, target)


def type_of(context: Context, judged: str | None) -> str | None:
    found = act(context, judged)
    return found and found.event_type


def test_without_a_judge_the_words_decide(context_of) -> None:
    assert type_of(context_of("Uganda condemned Kenya."), None) == "ACCUSE"
    assert type_of(context_of("Uganda zorbed Kenya."), None) is None


def test_where_no_rule_knows_the_word_the_judge_does(context_of) -> None:
    found = act(context_of("Uganda zorbed Kenya."), "ASSAULT")
    assert found is not None
    assert (found.event_type, found.predicate.text, found.factuality) == ("ASSAULT", "zorbed", "actual")


def test_a_plain_word_prevails_over_the_judge(context_of) -> None:
    assert type_of(context_of("Uganda condemned Kenya."), "SUPPORT") == "ACCUSE"


def test_a_judge_that_sees_no_act_adds_none(context_of) -> None:
    assert type_of(context_of("Uganda zorbed Kenya."), NO_ACT) is None
