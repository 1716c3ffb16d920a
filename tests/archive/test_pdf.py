"""PDFs: what stands on pages becomes a text, and every character keeps its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from paper_making import Put, Sheet, column, pdf
from talleyrand.archive.documents import Metadata
from talleyrand.archive.inputs import Input, file_input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.paper.pdf_reading import read_paper
from talleyrand.archive.reading import read_input, read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import InputError
from talleyrand.model.spans import Span

BODY = [
    "The foreign minister of Freedonia said on Friday that talks with Sylvania",
    "would resume within weeks, and that neither side had set any conditions",
    "for them. He spoke after a meeting of the two governments in Geneva.",
]
OTHER = [
    "Sylvania did not confirm the date. A spokesperson for its government said",
    "that she had nothing to announce and that all offers were being studied.",
]


def outcomes(tmp_path: Path, raw: bytes, **options: object) -> list[Snapshot | InputError]:
    file = tmp_path / "paper.pdf"
    file.write_bytes(raw)
    return list(read_paths([file], ReadOptions(**options)))


def read(tmp_path: Path, *sheets: Sheet, info: dict[str, str] | None = None) -> Snapshot:
    (found,) = outcomes(tmp_path, pdf(*sheets, info=info))
    assert isinstance(found, Snapshot), found
    return found


def paragraphs(snapshot: Snapshot) -> list[str]:
    return snapshot.document.text.split("\n\n")


def refusal(tmp_path: Path, raw: bytes, **options: object) -> str:
    (found,) = outcomes(tmp_path, raw, **options)
    assert isinstance(found, InputError)
    return found.line()


def test_lines_become_paragraphs(tmp_path):
    page = Sheet(column(70, 700, BODY) + column(70, 640, OTHER))
    assert paragraphs(read(tmp_path, page)) == [" ".join(BODY), " ".join(OTHER)]


def test_an_indent_parts_paragraphs_that_stand_close(tmp_path):
    lines = column(70, 700, BODY)
    page = Sheet([*lines, *column(70, 700 - 13 * len(BODY), ["", OTHER[1]]), Put(90, 700 - 13 * len(BODY), OTHER[0])])
    assert paragraphs(read(tmp_path, page)) == [" ".join(BODY), " ".join(OTHER)]


def test_articles_and_bullets_begin_paragraphs(tmp_path):
    lines = ["Article 1 [Borders that both states keep as they stand on the day of signature]", "Article 2 [Trade]"]
    listed = [
        "The states agree, in the spirit of the Charter and for the good of their peoples",
        "• to meet;",
        "• to trade.",
    ]
    page = Sheet(column(70, 700, [*lines, *listed]))
    assert paragraphs(read(tmp_path, page)) == [*lines, *listed]


def test_every_character_has_its_place(tmp_path):
    snapshot = read(tmp_path, Sheet(column(70, 700, BODY)), Sheet(column(70, 700, OTHER)))
    text, layout = snapshot.document.text, snapshot.layout
    start = text.index("Sylvania did")
    (box,) = layout.boxes(Span(start, start + len("Sylvania")))
    assert box.page == 2
    assert box.left == pytest.approx(70, abs=1)
    assert 842 - 700 - 12 < box.top < 842 - 700 < box.bottom < 842 - 700 + 6
    assert box.right == pytest.approx(70 + 42, abs=4)
    assert all(layout.boxes(Span(at, at + 1)) for at, character in enumerate(text) if not character.isspace())


def test_a_sentence_over_two_lines_has_two_boxes(tmp_path):
    snapshot = read(tmp_path, Sheet(column(70, 700, BODY)))
    boxes = snapshot.layout.boxes(Span(0, snapshot.document.text.index("He spoke")))
    assert [box.page for box in boxes] == [1, 1, 1]
    assert boxes[0].top < boxes[1].top < boxes[2].top
    assert boxes[2].right < boxes[1].right


def test_a_broken_word_is_put_together(tmp_path):
    lines = [
        "The ministers of both countries agreed to establish an inter-",
        "national commission on the border and the",
    ]
    (paragraph,) = paragraphs(
        read(tmp_path, Sheet(column(70, 700, [*lines, "well-", "known dispute about the river."])))
    )
    assert "an international commission" in paragraph
    assert "the well-known dispute" in paragraph


def test_what_the_paper_writes_elsewhere_decides_on_a_hyphen(tmp_path):
    lines = ["They spoke of a ceasefire and of the short-range weapons. The new cease-", "fire holds, and the short-"]
    (paragraph,) = paragraphs(read(tmp_path, Sheet(column(70, 700, [*lines, "range weapons are gone."]))))
    assert "new ceasefire holds, and the short-range weapons" in paragraph


def test_a_sentence_goes_on_over_the_page_and_its_running_head(tmp_path):
    def sheet(number: int, lines: list[str]) -> Sheet:
        head = [Put(70, 800, "Ministry of Foreign Affairs of Freedonia"), Put(290, 40, f"- {number} -")]
        return Sheet(head + column(70, 700, lines))

    snapshot = read(tmp_path, sheet(1, BODY[:2]), sheet(2, [BODY[2]]))
    assert paragraphs(snapshot) == ["Ministry of Foreign Affairs of Freedonia", " ".join(BODY)]


def test_columns_are_read_one_after_the_other(tmp_path):
    left = [
        "Freedonia called on its",
        "neighbours to open their",
        "borders to aid, which",
        "they had closed a week",
        "before.",
    ]
    right = [
        "Sylvania refused to do",
        "so. Its president said",
        "that no aid was needed",
        "and that none had been",
        "asked for.",
    ]
    title = Put(70, 760, "Freedonia asks neighbours to open the borders to aid", 18)
    rows = [put for pair in zip(column(70, 700, left), column(310, 700, right), strict=True) for put in pair]
    by_column = Sheet([title, *column(70, 700, left), *column(310, 700, right)])
    assert paragraphs(read(tmp_path, by_column)) == [title.words, " ".join(left), " ".join(right)]
    assert paragraphs(read(tmp_path, Sheet([title, *rows])))[1:] == [" ".join(left), " ".join(right)]


def test_a_table_is_read_by_rows(tmp_path):
    cells = [("France", "Yes"), ("Germany", "No"), ("Italy", "Yes"), ("Spain", "Abstain")]
    puts = [
        Put(x, 700 - 15 * row, cell) for row, pair in enumerate(cells) for x, cell in zip((70, 300), pair, strict=True)
    ]
    assert paragraphs(read(tmp_path, Sheet(puts))) == [cell for pair in cells for cell in pair]


def test_a_footnote_does_not_part_a_sentence(tmp_path):
    body = column(70, 120, BODY[:2])
    note = [Put(70, 60, "1 See the statement of the ministry of the same day.", 7)]
    first = Sheet([*column(70, 700, OTHER), *body, *note])
    snapshot = read(tmp_path, first, Sheet(column(70, 700, [BODY[2], "", OTHER[0], OTHER[1]])))
    assert " ".join(BODY) in paragraphs(snapshot)
    assert note[0].words in paragraphs(snapshot)


def test_the_raised_number_of_a_note_is_left_out_and_an_exponent_stays(tmp_path):
    words = [Put(70, 700, "The ministers met."), Put(200, 700, "They own 5 km")]
    plain = read(tmp_path, Sheet(words))
    edges = [box.right for box in (plain.layout.boxes(Span(17, 18))[0], plain.layout.boxes(Span(31, 32))[0])]
    for gap in (0.2, 3.0):
        raised = [Put(edges[0] + gap, 705, "3", 6), Put(edges[1] + 0.2, 705, "2", 6)]
        (paragraph,) = paragraphs(read(tmp_path, Sheet([words[0], raised[0], words[1], raised[1]])))
        assert paragraph == "The ministers met. They own 5 km2"


def test_pages_that_lie_on_their_side_are_read_and_shown_as_they_are(tmp_path):
    lines = [Put(200 + 13 * index, 70, words, turn=1) for index, words in enumerate(BODY)]
    snapshot = read(tmp_path, Sheet(lines, rotate=90))
    assert paragraphs(snapshot) == [" ".join(BODY)]
    (sheet,) = snapshot.layout.sheets
    assert (sheet.width, sheet.height) == (842, 595)
    (box,) = snapshot.layout.boxes(Span(0, 3))
    assert box.left == pytest.approx(70, abs=1)
    assert box.top == pytest.approx(200 - 9, abs=3)


def test_a_stamp_across_the_page_is_left_out(tmp_path):
    page = Sheet([*column(70, 700, BODY), Put(30, 200, "Received in the archive", turn=1)])
    assert paragraphs(read(tmp_path, page)) == [" ".join(BODY)]


@pytest.mark.parametrize("stated", ["Microsoft Word - x.doc", "untitled", "Annual Report of Another Company"])
def test_a_title_that_the_paper_does_not_say_is_none(tmp_path, stated):
    page = Sheet([Put(70, 760, "Freedonia and Sylvania resume talks", 18), *column(70, 700, BODY)])
    assert read(tmp_path, page, info={"Title": stated}).document.title == "Freedonia and Sylvania resume talks"


def test_a_stated_title_that_the_paper_says_is_its_title(tmp_path):
    page = Sheet(
        [Put(70, 760, "TALKS TO RESUME: Freedonia", 18), Put(70, 730, "and Sylvania", 12), *column(70, 700, BODY)]
    )
    found = read(tmp_path, page, info={"Title": "Talks to resume: Freedonia and Sylvania"})
    assert found.document.title == "Talks to resume: Freedonia and Sylvania"


def test_the_day_the_file_was_made_is_no_publication_date(tmp_path):
    made = {"CreationDate": "D:20230103183315+01'00'"}
    assert read(tmp_path, Sheet(column(70, 700, BODY)), info=made).document.published is None


def test_a_date_by_itself_at_the_head_is(tmp_path):
    head = [Put(70, 790, "Geneva, 29 September 1971"), Put(400, 770, "29 September 1971")]
    found = read(tmp_path, Sheet(head + column(70, 700, BODY)))
    assert (found.document.published, found.document.published_basis) == ("1971-09-29", "inferred")


def test_a_scan_is_told_as_one(tmp_path):
    line = refusal(tmp_path, pdf(Sheet(drawing=True), Sheet(drawing=True)))
    assert "a scan: no text on any of 2 pages" in line
    assert "OCR" in line


def test_pages_without_text_are_told_and_the_rest_is_read(tmp_path):
    sheets = (Sheet(column(70, 700, BODY)), Sheet(drawing=True), Sheet(), Sheet(drawing=True))
    snapshot, error = outcomes(tmp_path, pdf(*sheets))
    assert [sheet.has_text for sheet in snapshot.layout.sheets] == [True, False, False, False]
    assert "no text on 2 of 4 pages (page 2, 4)" in error.line()


def test_a_damaged_page_is_told_and_the_others_are_read_each_by_itself(tmp_path):
    cut = [*BODY[:2], "for them. He spoke after a meeting of the two governments in Geneva and"]
    raw = pdf(Sheet(column(70, 700, cut)), Sheet(column(70, 700, BODY)), Sheet(column(70, 700, OTHER)))
    raw = raw.replace(b"6 0 obj\n<< /Type /Page ", b"6 0 obj\n<< /Type /Gone ")
    snapshot, error = outcomes(tmp_path, raw)
    assert paragraphs(snapshot) == [" ".join(cut), " ".join(OTHER)]
    assert [sheet.has_text for sheet in snapshot.layout.sheets] == [True, False, True]
    assert error.line().endswith(
        "paper.pdf: 1 of 3 pages (page 2) can't be read: the page is damaged (the rest is read; fetch the file again)"
    )


def test_a_page_of_the_size_of_a_hall_costs_no_other_page(tmp_path):
    snapshot, error = outcomes(tmp_path, pdf(Sheet(column(70, 700, BODY)), Sheet(width=900_000)))
    assert paragraphs(snapshot) == [" ".join(BODY)]
    assert "1 of 2 pages (page 2) can't be read: the page measures 900,000 by 842 points" in error.line()


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.4\n", b"no pdf at all", pdf(Sheet(column(70, 700, BODY)))[:300]])
def test_what_is_no_whole_pdf_is_refused(tmp_path, raw):
    assert "this is no PDF, or it is damaged or cut off" in refusal(tmp_path, raw)


def test_empty_pages_are_refused(tmp_path):
    assert "its pages are empty" in refusal(tmp_path, pdf(Sheet()))


def test_a_page_beyond_all_bounds_is_refused(tmp_path):
    assert "page 1: the page measures 900,000 by 842 points" in refusal(tmp_path, pdf(Sheet(width=900_000)))


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr("talleyrand.archive.paper.pdf_pages.MAX_PAGES", 2)
    with pytest.raises(InputError, match="it has 3 pages, more than 2"):
        read_paper(pdf(*[Sheet()] * 3), "")


def test_too_many_characters_on_a_page_are_refused(monkeypatch):
    monkeypatch.setattr("talleyrand.archive.paper.pdf_words.MAX_CHARACTERS", 50)
    with pytest.raises(InputError, match="characters, more than 50"):
        read_paper(pdf(Sheet(column(70, 700, BODY))), "")


def test_a_paper_that_takes_too_long_is_refused_and_the_next_is_read(tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("talleyrand.archive.paper.apart.SECONDS", 0.0)
        assert "it fells the reader, or takes more than 0 s" in refusal(
            tmp_path, pdf(*[Sheet(column(70, 700, BODY))] * 99)
        )
    assert paragraphs(read(tmp_path, Sheet(column(70, 700, BODY)))) == [" ".join(BODY)]


def test_a_file_beyond_the_limit_is_refused(tmp_path):
    assert "larger than 100 bytes" in refusal(tmp_path, pdf(Sheet()), max_bytes=100)


def test_a_part_of_a_container_is_told_by_its_media_type(tmp_path):
    file = tmp_path / "outer"
    file.write_bytes(b"")
    known = Metadata(url="https://example.org/p", date="2022-03-01")
    part: Input = file_input(file).part(
        "12", pdf(Sheet(column(70, 700, BODY))), media_type="application/pdf", known=known
    )
    (found,) = read_input(part, ReadOptions())
    assert (found.document.url, found.document.published) == ("https://example.org/p", "2022-03-01")
