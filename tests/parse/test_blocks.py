"""Paragraphs and their roles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.model.actors import Actor
from talleyrand.model.documents import Block, Document
from talleyrand.parse.blocks import find_blocks

MINISTRY = Actor("organ:FRE-mfa", "Ministry of Foreign Affairs of Freedonia", "organ")

ARTICLE = """Freedonia Adjusts Its Embrace of Sylvania

By Jane Doe and Richard Roe

Freedonia’s leader on Friday called on Sylvania to negotiate, state media reported.

The two foreign ministers, left to right, wait. Photographer: Max Muster/Example Images
Officials in the capital haven’t publicly called the blockade a blockade; the Embassy in Klopstokia.

The embassy didn’t announce its plans until Thursday.

A familiar pattern

Officials in the capital haven’t publicly called the blockade a blockade.
In recent years, Freedonia has drawn other nations into its orbit.

Author: Jane Doe, The Example Journal

You might also like"""

TRANSCRIPT = """Press Room

1:10 P.M. EST

MS. DOE: Hi, everyone. A quick announcement.

We will meet our allies on Monday.

Q Thank you. Two questions: Will the minister go?

MS. DOE: He will.

(Cross-talk by reporters.)

THE PRESIDENT: I might.

END 2:00 P.M. EST"""

RECORD = """It gives me
great pleasure to congratulate the President on his well-
deserved election to the presidency of the Assembly.
We are confident that this session will be a success and
that its results, adopted by the General Assembly, last.

Our country has always stood for the settlement of all
disputes by peaceful means; the force of law must prevail
over the law of force."""

INLINE = (
    "The President received the Minister. * * * President of Freedonia Jane Doe: Good afternoon. How is it going? "
    "Minister Richard Roe Roe RichardMinister of Trade: Very well. One thing matters most: trade. Jane Doe: Good."
)


def blocks_of(text: str, title: str | None = None, author: Actor | None = None) -> list[tuple[str, str, str | None]]:
    blocks = find_blocks(Document.from_text(text, title=title, author=author))
    return [(block.role, text[block.start : block.end], _speaker(text, block)) for block in blocks]


def _speaker(text: str, block: Block) -> str | None:
    return text[block.speaker.start : block.speaker.end] if block.speaker else None


def roles_of(text: str, title: str | None = None) -> list[str]:
    return [role for role, _, _ in blocks_of(text, title)]


def test_an_article_is_parted_into_title_byline_captions_body_and_furniture() -> None:
    assert roles_of(ARTICLE) == [
        "title", "byline", "body", "caption", "caption", "body", "heading", "caption", "body", "byline", "furniture",
    ]  # fmt: skip


def test_a_turn_goes_on_until_the_next_label() -> None:
    assert blocks_of(TRANSCRIPT, "Press Briefing") == [
        ("heading", "Press Room", None),
        ("furniture", "1:10 P.M. EST", None),
        ("speaker", "MS. DOE:", "MS. DOE"),
        ("body", "Hi, everyone. A quick announcement.", "MS. DOE"),
        ("body", "We will meet our allies on Monday.", "MS. DOE"),
        ("speaker", "Q", "Q"),
        ("body", "Thank you. Two questions: Will the minister go?", "Q"),
        ("speaker", "MS. DOE:", "MS. DOE"),
        ("body", "He will.", "MS. DOE"),
        ("furniture", "(Cross-talk by reporters.)", None),
        ("speaker", "THE PRESIDENT:", "THE PRESIDENT"),
        ("body", "I might.", "THE PRESIDENT"),
        ("furniture", "END 2:00 P.M. EST", None),
    ]


def test_a_transcript_in_one_paragraph_is_split_at_its_labels() -> None:
    assert blocks_of(INLINE, "Meeting", MINISTRY) == [
        ("body", "The President received the Minister. * * *", None),
        ("speaker", "President of Freedonia Jane Doe:", "President of Freedonia Jane Doe"),
        ("body", "Good afternoon. How is it going?", "President of Freedonia Jane Doe"),
        ("speaker", "Minister Richard Roe Roe RichardMinister of Trade:", "Minister Richard Roe"),
        ("body", "Very well. One thing matters most: trade.", "Minister Richard Roe"),
        ("speaker", "Jane Doe:", "Jane Doe"),
        ("body", "Good.", "Jane Doe"),
    ]


def test_a_single_label_opens_a_turn_to_the_end_in_official_texts_only() -> None:
    text = "President of Freedonia Jane Doe: Colleagues, good afternoon.\n\nToday we meet in a difficult hour."
    assert blocks_of(text, "Speech", MINISTRY)[-1][2] == "President of Freedonia Jane Doe"
    assert blocks_of(text, "Speech")[-1][2] is None


def test_a_label_after_a_heading_that_lost_its_line_break_is_found_in_official_texts() -> None:
    text = "Beginning of the trade talks President of Freedonia Jane Doe: Colleagues, good afternoon."
    assert [role for role, _, _ in blocks_of(text, "Talks", MINISTRY)] == ["body", "speaker", "body"]
    assert roles_of("She was received by President of Freedonia Jane Doe: Nobody else came.", "Talks") == ["body"]


def test_two_labels_in_capitals_make_a_turn_each_and_a_question_may_stand_within_a_line() -> None:
    text = "MS. DOE: Go ahead. Q On grain: Is there a deal?\n\nMS. DOE: Not yet."
    assert [speaker for role, _, speaker in blocks_of(text) if role == "speaker"] == ["MS. DOE", "Q", "MS. DOE"]


@pytest.mark.parametrize(
    "text",
    [
        "The message reads, in part: Dear friends.",
        "But here’s the deal: nobody wins.",
        "Mr. President: I thank you. Ladies and Gentlemen: I am grateful.",
        "To be clear: no. To be clear: never.",
        "She had two aims in Geneva: peace and trade.",
    ],
)
def test_a_colon_alone_makes_no_label(text: str) -> None:
    assert roles_of(text + "\n\nThe end of it came late.") == ["body", "body"]


def test_line_breaks_inside_sentences_are_white_space() -> None:
    assert [text[:10] for _, text, _ in blocks_of(RECORD, "General Debate")] == ["It gives m", "Our countr"]


def test_page_furniture_of_a_record_stands_apart() -> None:
    text = RECORD.replace("\n\n", "\n\n14-54674 3/52\n\n")
    assert roles_of(text, "General Debate") == ["body", "furniture", "body"]


def test_lines_of_unwrapped_text_are_paragraphs() -> None:
    lines = [
        "The ministers of both countries met in Geneva on Friday and spoke for two hours about grain and gas. " * 2
    ] * 3
    text = "\n".join(
        line.strip().replace("Friday", day) for line, day in zip(lines, ("Friday", "Monday", "Sunday"), strict=True)
    )
    assert roles_of(text, "Talks") == ["body", "body", "body"]


def test_front_matter_is_furniture_and_the_repeated_title_a_title() -> None:
    text = "---\ntitle: Talks end\ndate: 2022-03-03\n---\n\nTalks end\n\nThe talks ended."
    assert roles_of(text, "Talks end") == ["furniture", "title", "body"]


def test_a_byte_order_mark_is_furniture() -> None:
    assert [(role, len(text)) for role, text, _ in blocks_of("\ufeffThe talks ended.")] == [
        ("furniture", 1),
        ("body", 16),
    ]


def test_a_first_sentence_that_builds_on_the_title_is_text() -> None:
    title = "Executive Order on additional measures of support for families"
    assert roles_of(f"The President signed {title}\n\nIt takes effect today.", title) == ["body", "body"]


def test_markdown_headings_and_bullets_are_parted_from_text() -> None:
    text = "# Talks end\n\n## Next steps\n\n- The envoys meet in May.\n- They vote in June.\n\n[Read on](https://example.org)"
    assert roles_of(text) == ["title", "heading", "furniture", "body", "furniture", "body", "furniture"]


PIECES = st.sampled_from(
    ["MS. DOE: ", "Q ", "THE PRESIDENT:", "Jane Doe: ", "\n", "\n\n", "\r\n", " ", "\u2028", "- ", "# ", "---\n", "###",
     "title: x\n", "By Jane Doe", "(Laughter.)", "The talks ended. ", "the", ":", "“", "\ufeff", "\x0c", "Photo: x",
     "1:10 P.M. EST", "A"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)), st.booleans())
def test_blocks_hold_every_character_but_white_space_once_and_in_order(text: str, official: bool) -> None:
    document = Document.from_text(text, author=MINISTRY if official else None)
    covered = []
    previous = 0
    for block in find_blocks(document):
        assert previous <= block.start < block.end
        piece = text[block.start : block.end]
        assert piece == piece.strip()
        covered.append(piece)
        previous = block.end
    assert "".join("".join(covered).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "unit", ["The minister said no. ", "A: ", "Jane Doe: ", "Q a\n", "THE PRESIDENT: yes\n", "Title\n\n", "- ", "("]
)
def test_hostile_repetition_comes_to_an_end(unit: str) -> None:
    text = unit * 8_000
    blocks = find_blocks(Document.from_text(text))
    assert "".join("".join(text[b.start : b.end] for b in blocks).split()) == "".join(text.split())
