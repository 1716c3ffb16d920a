"""Views of answers are made once for each answer."""

from __future__ import annotations

from collections.abc import Callable

from talleyrand.web.answers.question import Answer
from talleyrand.web.caches.by_answer import KEPT, Views


def answer(address: str) -> Answer:
    return Answer("contacts", "?", address, (), (), (), (), (), 0, 0, {}, {})


def _noted(made: list[Answer]) -> Callable[[Answer], int]:
    def make(given: Answer) -> int:
        made.append(given)
        return len(made)

    return make


def test_a_view_is_made_once_for_an_answer_and_anew_for_the_next() -> None:
    made: list[Answer] = []
    views, first, second = Views(), answer("contacts?"), answer("contacts?")
    for one in (first, first, second):
        views.of(one, _noted(made))
    assert [one is first for one in made] == [True, False]


def test_what_was_shown_longest_ago_goes() -> None:
    made: list[Answer] = []
    views, answers = Views(), [answer(f"contacts?actor={at}") for at in range(KEPT + 1)]
    for one in (*answers, answers[0]):
        views.of(one, _noted(made))
    assert len(made) == KEPT + 2
