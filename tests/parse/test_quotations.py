"""What stands between quotation marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from talleyrand.model.documents import Block
from talleyrand.parse.quotations import find_quotations


def between(text: str) -> list[str]:
    """The words between marks."""
    return [text[q.start : q.end] for q in find_quotations(text)]


def test_marks_of_every_style_are_paired() -> None:
    assert between("He said “yes” and \"no\" and «oui» and ``maybe''.") == ["yes", "no", "oui", "maybe"]


def test_the_outer_span_holds_the_marks() -> None:
    text = "She said: “No.”"
    (found,) = find_quotations(text)
    assert text[found.outer.start : found.outer.end] == "“No.”"


def test_an_apostrophe_opens_nothing() -> None:
    assert between("Moscow’s envoy and the ministers’ aides didn’t meet.") == []


def test_an_inch_sign_opens_nothing() -> None:
    assert between('The shell was 6" wide and 12" long.') == []


def test_a_quotation_within_a_quotation_stays_inside_it() -> None:
    assert between("“They said ‘never’ to us,” he told me.") == ["They said ‘never’ to us,"]


def test_a_paragraph_that_does_not_close_its_quotation_continues() -> None:
    text = "“We came by road.\n\n“We left by ship.”"
    first, second = find_quotations(text)
    assert (text[first.start : first.end], first.continues) == ("We came by road.", True)
    assert (text[second.start : second.end], second.continues) == ("We left by ship.", False)


def test_a_lost_mark_does_not_swallow_the_next_paragraph() -> None:
    text = "He called it “a farce.\n\nThe talks went on."
    (found,) = find_quotations(text)
    assert found.end <= text.index("\n")


def test_only_coded_blocks_are_searched() -> None:
    text = "“Title”\n\nShe said “yes”."
    blocks = (Block(0, 7, "title"), Block(9, len(text), "body"))
    assert [text[q.start : q.end] for q in find_quotations(text, blocks)] == ["yes"]


@given(st.text(alphabet="ab “”\"‘’«»\n.,'`", max_size=80))
def test_quotations_are_ordered_apart_and_inside_the_text(text: str) -> None:
    last = 0
    for found in find_quotations(text):
        assert last <= found.outer.start <= found.start < found.end <= found.outer.end <= len(text)
        last = found.outer.end
