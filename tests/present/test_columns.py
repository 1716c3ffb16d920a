"""Which columns a terminal has room for, and how wide they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from talleyrand.present.columns import FEWEST_COLUMNS, PADDING, fitting

ROW = ["2022-02-25", "a proposition of several words that goes on for longer than a line", "0.20", "1", "a6b59cd6"]
NAMES = ["day", "proposition", "low", "independent", "record"]


def test_text_is_folded_between_words_and_figures_never() -> None:
    widths = dict(fitting(NAMES, [ROW], folding={"proposition"}, kept={"record"}, room=80))
    assert list(widths) == [0, 1, 2, 3, 4]
    assert (widths[0], widths[2], widths[3], widths[4]) == (10, 4, 11, 8)
    assert widths[1] == 80 - 5 * PADDING - (10 + 4 + 11 + 8)


def test_the_last_columns_go_first_but_not_the_names_of_rows() -> None:
    shown = [at for at, _ in fitting(NAMES, [ROW], folding={"proposition"}, kept={"record"}, room=55)]
    assert shown == [0, 1, 2, 4]


@given(st.lists(st.lists(st.text("ab ", max_size=40), min_size=6, max_size=6), max_size=4), st.integers(20, 160))
def test_what_is_shown_fits_or_nothing_more_can_go(rows: list[list[str]], room: int) -> None:
    names = ["one", "two", "three", "four", "five", "six"]
    shown = fitting(names, rows, folding=set(names), kept={"one"}, room=room)
    assert 0 in dict(shown)
    assert len(shown) == FEWEST_COLUMNS or sum(width + PADDING for _, width in shown) <= room
