"""The Q of a question that stands in from the margin, and one before brackets or a dash."""

import pytest

from talleyrand.model.documents import Document
from talleyrand.parse.blocks import find_blocks


@pytest.mark.parametrize(
    "question", ["Q    Will you go?", "Q    — and will you go?", "Q    \\[Official\\], will you go?"]
)
@pytest.mark.parametrize("margin", ["", "    ", "\xa0\xa0\xa0\xa0 "])
def test_an_indented_question_is_no_answer(question: str, margin: str) -> None:
    text = f"MS. DOE:  Hello.\n\n{margin}Q    Where?\n\nMS. DOE:  Here.  \n  \n{margin}{question}\n\nMS. DOE:  Soon."
    blocks = find_blocks(Document.from_text(text))
    asked = next(block for block in blocks if "will you" in text[block.start : block.end].lower())
    assert asked.speaker is not None
    assert text[asked.speaker.start : asked.speaker.end] == "Q"
