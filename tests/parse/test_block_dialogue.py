"""Labels of interviews and transcripts in their many forms."""

from __future__ import annotations

import pytest

from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.parse.blocks import find_blocks

OFFICE = Actor("organ:FRE-presidency", "Presidency of Freedonia", "organ")
ASKS, ANSWERS = "Will you meet the leader of Sylvania?", "I will meet him in May, if he comes."
AGAIN, CLOSED = "And the border?", "It stays closed until the spring."
FIRST = "The minister answers questions about the border."
FORMS = {
    "((WN)) {} / ((Rufus Firefly)) {}": ("WN", "Rufus Firefly"),
    "((WN)) : {} / ((Rufus Firefly)) : {}": ("WN", "Rufus Firefly"),
    "Q. {} / A. {}": ("Q", "A"),
    "Q1: {} / A1: {}": ("Q", "A"),
    "**Reporter:** {} / **Rufus Firefly:** {}": ("Reporter", "Rufus Firefly"),
    "*Reporter*: {} / *Rufus Firefly*: {}": ("Reporter", "Rufus Firefly"),
    "Reporter: {} / Firefly: {}": ("Reporter", "Firefly"),
    "The Daily Freedonian: {} / Rufus Firefly: {}": ("The Daily Freedonian", "Rufus Firefly"),
    "Question – {} / Mr Firefly – {}": ("Question", "Mr Firefly"),
    "[00:12] Reporter: {} / [00:15] Rufus Firefly: {}": ("Reporter", "Rufus Firefly"),
    "| Q. | {} | / | A. | {} |": ("Q", "A"),
    "QUESTION\n\n{} / MR. FIREFLY\n\n{}": ("QUESTION", "MR. FIREFLY"),
    "- Question\n- {} / - Answer\n- {}": ("Question", "Answer"),
}


def dialogue(form: str) -> str:
    question, answer = form.split(" / ")
    lines = (question.format(ASKS), answer.format(ANSWERS), question.format(AGAIN), answer.format(CLOSED))
    return "\n\n".join((FIRST, *lines))


def turns(text: str, author: Actor | None = None) -> dict[str, str | None]:
    """Return the label of each paragraph's turn, by the paragraph's words."""
    blocks = find_blocks(Document.from_text(text, author=author))
    body = (block for block in blocks if block.role == "body")
    return {text[b.start : b.end].strip(" |"): b.speaker and text[b.speaker.start : b.speaker.end] for b in body}


@pytest.mark.parametrize("author", [None, OFFICE], ids=["press", "official"])
@pytest.mark.parametrize("form", FORMS)
def test_questions_and_answers_have_their_own_speakers(form: str, author: Actor | None) -> None:
    asks, answers = FORMS[form]
    assert turns(dialogue(form), author) == {FIRST: None, ASKS: asks, ANSWERS: answers, AGAIN: asks, CLOSED: answers}


@pytest.mark.parametrize("form", FORMS)
def test_every_character_is_in_one_block(form: str) -> None:
    text = dialogue(form)
    blocks = find_blocks(Document.from_text(text))
    covered = "".join(text[block.start : block.end] for block in blocks)
    assert "".join(covered.split()) == "".join(text.split())


def test_a_turn_goes_on_over_paragraphs() -> None:
    text = f"Q. {ASKS}\n\nA. {ANSWERS}\n\nHe asked for it himself.\n\nQ. {AGAIN}\n\nA. {CLOSED}"
    assert turns(text)["He asked for it himself."] == "A"


def test_the_other_voice_may_be_labelled_in_another_way() -> None:
    text = f"((WN)) {ASKS}\n\nRF: {ANSWERS}\n\n((WN)) {AGAIN}\n\nRF: {CLOSED}"
    assert turns(text) == {ASKS: "WN", ANSWERS: "RF", AGAIN: "WN", CLOSED: "RF"}


@pytest.mark.parametrize(
    "text",
    [
        "Capital: Freedonia City\n\nRuler: Rufus Firefly\n\nCapital: Sylvania City\n\nRuler: Ambrose Trentino",
        "A. The border stays closed.\n\nB. The bridge is open.\n\nA. The border stays closed, we said.",
        "Yes – he said so.\n\nNo – he did not?\n\nYes – he did.\n\nNo – never.",
        "Over there – the border.\n\nWho closed it – and why?\n\nThe end.",
    ],
)
def test_what_nobody_asks_is_no_dialogue(text: str) -> None:
    assert set(turns(text).values()) == {None}


def test_a_line_that_a_sentence_goes_on_in_begins_no_turn() -> None:
    lines = [
        "Because our way to democracy has been so very hard, we",
        "do not take anything for granted today. To paraphrase",
        "President Firefly: we do not do these things because",
        "they are easy, we do them because they are hard, and we",
        "condemn the attack on Sylvania by its own neighbours.",
    ]
    assert set(turns("\n".join(lines), OFFICE).values()) == {None}
