"""Citations in three styles, against what the manuals ask for, put in our own examples.

The Chicago Manual of Style (17th ed. chapter 14, 18th ed. chapters 13 and 14), of notes for newspapers, official
texts and websites: an author is named in the order of speech; a title stands between quotation marks, the comma
before the closing mark, quotation marks within it single; the name of a newspaper is in italics without its first
article; a month is spelled out and the day stands before a comma; without an author a note begins with the title;
without a date it has the day of access; words found in somebody else's text are `quoted in` it; later notes have the
family name and up to four words of the title, without its first article; a text without pages is cited by its
paragraph.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from tests.recording import act, party, statement

from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.documents import Document
from talleyrand.model.spans import Quote
from talleyrand.present.citations.chicago import Run, plain
from talleyrand.present.citations.citation import Cited, cite, written
from talleyrand.present.citations.source import name_of, short_title

URL = "https://example.org/2022/03/08/talks"
WORDS = "We oppose sanctions."
TEXT = f"First paragraph.\n\nSecond one. {WORDS}\n\nThird."
PUTIN = Actor("person:vladimir-putin", "Vladimir Putin", "person", "RUS")
HOUSE = Actor("organ:USA-white-house", "White House", "organ", "USA")


def _document(**more: Any) -> Document:
    given = {"title": "Talks Go On", "outlet": "The Example Times", "url": URL, "published": "2022-03-08"} | more
    return Document("sha256:" + "ab" * 32, TEXT, **given)


def _note(document: Document, record: Any = None, retrieved: str | None = "2022-04-01") -> str:
    """Return the note without where the source is archived."""
    note = plain(cite(Cited(document, record, retrieved)).note)
    assert note.endswith(").")
    return note.rpartition(" (archived")[0]


def _statement(*links: Attribution, form: str = "direct", who: Any = "CHN") -> Any:
    made = statement(who, WORDS, "2022-03-08", form=form, reported_by=links)
    start = TEXT.index(WORDS)
    return _at(made, Quote(start, start + len(WORDS), WORDS))


def _at(record: Any, evidence: Quote) -> Any:
    return replace(record, evidence=evidence)


def test_a_report_without_an_author_begins_with_its_title() -> None:
    assert _note(_document()) == f"“Talks Go On,” Example Times, March 8, 2022, {URL}"
    runs = cite(Cited(_document())).note
    assert Run("Example Times", italic=True) in runs
    assert [run for run in runs if run.italic] == [Run("Example Times", italic=True)]


def test_an_official_text_has_its_organ_as_author_and_names_it_once() -> None:
    official = _document(author=HOUSE, outlet="The White House", title="Statement on the Talks")
    assert _note(official) == f"White House, “Statement on the Talks,” March 8, 2022, {URL}"


def test_a_person_is_named_in_the_order_of_speech_and_shortened_to_the_family() -> None:
    speech = _document(author=PUTIN, outlet="Kremlin", title="Address by the President of Russia")
    assert _note(speech).startswith("Vladimir Putin, “Address by the President of Russia,” Kremlin, March 8, 2022")
    assert plain(cite(Cited(speech)).short) == "Putin, “Address by the President.”"
    assert plain(cite(Cited(_document())).short) == "“Talks Go On.”"


def test_an_account_of_a_call_is_called_a_readout_where_its_title_does_not_say_so() -> None:
    kremlin = Actor("organ:RUS-kremlin", "Kremlin", "organ", "RUS")
    call = _document(author=kremlin, outlet="Kremlin", title="Telephone conversation with President of France")
    assert "of France,” readout, March 8, 2022" in _note(call)
    readout = _document(author=HOUSE, title="Readout of the President’s Call with President Xi")
    assert "Xi,” Example Times, March 8" in _note(readout)


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2022-03-08", "March 8, 2022"),
        ("2022-03", "March 2022"),
        ("2022", "2022"),
        (None, "accessed April 1, 2022"),
    ],
)
def test_a_date_is_spelled_out_and_a_source_without_one_has_the_day_of_access(published: Any, words: str) -> None:
    assert _note(_document(published=published)) == f"“Talks Go On,” Example Times, {words}, {URL}"


def test_what_nobody_knows_is_said() -> None:
    bare = _document(title=None, outlet=None, url=None, published=None)
    assert _note(bare, retrieved=None) == "untitled text, n.d."
    untitled = _document(title=None)
    assert _note(untitled) == f"Example Times, untitled article, March 8, 2022, {URL}"
    assert plain(cite(Cited(untitled)).short) == "Example Times, untitled article."


def test_marks_within_a_title_are_single_and_its_own_end_stays() -> None:
    assert _note(_document(title='Is it "War"?')).startswith("“Is it ‘War’?,” Example Times")
    assert _note(_document(title="The “Operation”")).startswith("“The ‘Operation’,”")


def test_words_of_somebody_else_are_quoted_in_the_source_with_their_paragraph() -> None:
    note = _note(_document(), _statement())
    assert note == f"CHN, quoted in “Talks Go On,” Example Times, March 8, 2022, para. 2, {URL}"
    assert plain(cite(Cited(_document(), _statement())).short) == "CHN, quoted in “Talks Go On,” para. 2."
    assert _note(_document(), _statement(form="indirect")).startswith("CHN, cited in “Talks")


def test_a_chain_goes_from_the_speaker_outward() -> None:
    media = Attribution("outlet", "org:state-media-chn", "Chinese state media", "CHN")
    unnamed = Attribution("anonymous", "unknown:x", "official", None, Quote(0, 1, "a senior official"))
    chain = _statement(media, unnamed, who="person:xi-jinping/CHN")
    assert _note(_document(), chain).startswith(
        "Xi Jinping, quoted in unnamed source (“a senior official”), quoted in Chinese state media, quoted in “Talks"
    )


def test_an_author_is_not_quoted_in_a_text_of_its_own() -> None:
    own = _document(author=HOUSE, outlet="The White House")
    record = _statement(Attribution("institution", HOUSE.id, HOUSE.name), who=HOUSE)
    assert _note(own, record).startswith("White House, “Talks Go On,” March 8, 2022, para. 2")


def test_an_act_is_cited_by_its_source_and_who_vouches_for_it() -> None:
    made = _at(act("CHN", "RUS", "AID", "2022-03-08"), Quote(0, 5, "First"))
    assert _note(_document(), made).startswith("“Talks Go On,” Example Times, March 8, 2022, para. 1")


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Ministry Adjusts, and Readjusts, Its Course", "Ministry Adjusts, and Readjusts"),
        ("The Week in Quotation Marks", "Week in Quotation Marks"),
        ("A Pact of Friendship: What It Says", "Pact of Friendship"),
        ("Russia says it will pull back from Kyiv; few believe it", "Russia says it will"),
        ("Remarks of the President", "Remarks of the President"),
        ("Statement on the break of relations", "Statement on the break"),
        ("One", "One"),
    ],
)
def test_a_title_is_shortened_to_its_first_words(title: str, short: str) -> None:
    assert short_title(title) == short


@pytest.mark.parametrize(
    ("name", "country", "family", "given"),
    [
        ("Vladimir Putin", "RUS", "Putin", "Vladimir"),
        ("Xi Jinping", "CHN", "Xi", "Jinping"),
        ("Ursula von der Leyen", None, "von der Leyen", "Ursula"),
        ("Mohammed bin Salman", "SAU", "bin Salman", "Mohammed"),
        ("Salman of Saudi Arabia", "SAU", "Salman of Saudi Arabia", ""),
        ("Francis", "VAT", "Francis", ""),
    ],
)
def test_a_name_is_parted_into_family_and_given(name: str, country: Any, family: str, given: str) -> None:
    found = name_of(Actor("person:x", name, "person", country))
    assert (found.family, found.given, found.plain) == (family, given, name)


def test_an_organ_keeps_its_name_whole_without_its_synonym() -> None:
    ministry = Actor("organ:x", "Ministry of Foreign Affairs of China (Foreign Ministry)", "organ", "CHN")
    assert name_of(ministry).plain == "Ministry of Foreign Affairs of China"


def test_bibtex_of_a_report_and_of_an_official_text() -> None:
    report = cite(Cited(_document(), _statement(), "2022-04-01")).bibtex
    assert report.startswith("@article{exampletimes2022talks-")
    for line in ("  title = {{Talks Go On}},", "  journal = {Example Times},", "  month = mar,", "  day = {8},"):
        assert line in report
    assert f"  url = {{{URL}}}," in report
    assert "“We oppose sanctions.”" in report
    speech = cite(Cited(_document(author=PUTIN))).bibtex
    assert speech.startswith("@misc{putin2022talks-abababababab,")
    assert "  author = {Putin, Vladimir}," in speech
    assert "  author = {{White House}}," in cite(Cited(_document(author=HOUSE))).bibtex


def test_bibtex_is_safe_for_latex() -> None:
    title = "50% of $1 & #_{x}\\input{/etc/passwd} ~^"
    entry = cite(Cited(_document(title=title))).bibtex
    assert r"50\% of \$1 \& \#\_\{x\}\textbackslash{}input\{/etc/passwd\} \textasciitilde{}\textasciicircum{}" in entry
    body = entry.replace(r"\{", "").replace(r"\}", "")
    assert body.count("{") == body.count("}")


def test_csl_has_type_names_date_and_the_place_of_the_words() -> None:
    item = cite(Cited(_document(), _statement(), "2022-04-01")).csl
    assert item["type"] == "article-newspaper"
    assert item["container-title"] == "Example Times"
    assert item["issued"] == {"date-parts": [[2022, 3, 8]]}
    assert item["accessed"] == {"date-parts": [[2022, 4, 1]]}
    assert item["custom"]["quotation"] == WORDS
    assert item["custom"]["locator"] == {"label": "paragraph", "value": 2}
    assert cite(Cited(_document(author=PUTIN))).csl["author"] == [{"family": "Putin", "given": "Vladimir"}]
    assert cite(Cited(_document(author=HOUSE))).csl["author"] == [{"literal": "White House"}]
    assert cite(Cited(_document(outlet=None, url=None))).csl["type"] == "document"


def test_addresses_that_lead_elsewhere_than_the_web_are_left_out() -> None:
    hostile = _document(url="javascript:alert(1)")
    made = cite(Cited(hostile))
    assert "javascript" not in plain(made.note) + made.bibtex + json.dumps(made.csl)


def test_files_of_several_citations_are_whole() -> None:
    cited = [Cited(_document(), _statement(), "2022-04-01"), Cited(_document(author=PUTIN))]
    assert [item["id"] for item in json.loads("".join(written(cited, "csl")))][1] == "putin2022talks-abababababab"
    assert "".join(written(cited, "bibtex")).count("\n@") == 1
    text = "".join(written(cited, "chicago"))
    assert text.startswith("“We oppose sanctions.”\nCHN, quoted in")
    assert json.loads("".join(written([], "csl"))) == []


def test_many_speakers_are_named_by_the_first() -> None:
    several = _statement(who=tuple(party(code) for code in ("CHN", "RUS", "IND", "IRN")))
    assert _note(_document(), several).startswith("CHN and others, quoted in")
