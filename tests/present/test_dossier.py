"""The page: self-contained, safe with hostile sources, every mark with its evidence."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import replace

import fixtures
import pytest
from lxml import html

from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.records import Framing, Record, Statement
from talleyrand.model.spans import Span
from talleyrand.present.dossier import render_dossier
from talleyrand.present.views import build_dossier

HOSTILE = (
    "<script>alert(1)</script> \"quoted\" 'single' & </mark></p></style> <img src=x onerror=alert(1)> "
    "\u202egnp.exe \x1b[31m \x00 שלום {{ 7 * 7 }} {% raw %} javascript:alert(1) ]]> <!-- \ud800"
)


@pytest.fixture(scope="module")
def page() -> str:
    return render_dossier(build_dossier(fixtures.entries(), fixtures.CHINA, generated="Talleyrand test"))


@pytest.fixture(scope="module")
def tree(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


@pytest.fixture(scope="module")
def hostile() -> str:
    document = Document.from_text(f"A line.\n\n{HOSTILE}\n\nAnother.", title=HOSTILE, outlet=HOSTILE)
    document = replace(document, url="javascript:alert(1)", path=HOSTILE, published="2022-02-25")
    evil = Actor("person:x", HOSTILE, "person", "CHN")
    evidence = Span(9, 9 + len(HOSTILE)).quote(document.text)
    said = Statement("direct", (evidence,), evidence, (evil,))
    records = [
        Record("1" * 16, document.id, said, evidence, (evil,), (evil,), method=HOSTILE),
        Record("2" * 16, document.id, Framing(HOSTILE, HOSTILE, "used"), evidence, (evil,)),
    ]
    return render_dossier(build_dossier(((record, document) for record in records), fixtures.CHINA, generated=HOSTILE))


def test_sections_come_in_the_order_of_the_questions(tree: html.HtmlElement) -> None:
    ids = [section.get("id") for section in tree.iter("section")]
    assert ids == ["timeline", "done", "not-done", "ahead", "contacts", "votes", "statements", "words", "forecasts",
                   "received", "sources", "evidence"]  # fmt: skip


def test_the_page_has_its_landmarks_and_one_first_heading(tree: html.HtmlElement) -> None:
    assert [len(list(tree.iter(tag))) for tag in ("main", "nav", "footer", "h1", "dialog")] == [1, 1, 1, 1, 1]
    assert tree.get("lang") == "en"
    assert all(tree.get_element_by_id(section.get("aria-labelledby")) is not None for section in tree.iter("section"))


def test_ids_are_unique_and_every_link_within_the_page_has_a_target(tree: html.HtmlElement) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in tree.xpath("//@href") if href.startswith("#")}
    assert targets <= set(ids)


def test_every_mark_and_entry_opens_a_sentence_with_its_card(tree: html.HtmlElement) -> None:
    cards = set(tree.xpath("//@data-card"))
    opened = {href[3:] for href in tree.xpath("//a[contains(@class, 'mark') or contains(@class, 'open')]/@href")}
    assert tree.xpath("count(//a[contains(@class, 'mark')])") > 30
    assert opened == cards
    for key in opened:
        anchor = tree.get_element_by_id(f"r-{key}")
        assert anchor.xpath(f".//mark[contains(concat(' ', @data-r, ' '), ' {key} ')]")


def test_the_marked_text_is_the_evidence(tree: html.HtmlElement) -> None:
    for record, _ in build_dossier(fixtures.entries(), fixtures.CHINA).entries:
        marks = tree.xpath(f"//article//mark[contains(concat(' ', @data-r, ' '), ' {record.id} ')]")
        assert "".join(mark.text_content() for mark in marks) == record.evidence.text


def test_the_policy_allows_exactly_the_inlined_blocks(page: str, tree: html.HtmlElement) -> None:
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (block,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = b64encode(hashlib.sha256(block.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


@pytest.mark.parametrize("which", ["page", "hostile"])
def test_nothing_is_loaded_and_nothing_inline_but_the_two_blocks(which: str, request: pytest.FixtureRequest) -> None:
    tree = html.document_fromstring(request.getfixturevalue(which))
    assert not tree.xpath("//@src | //@srcset | //@style | //@*[starts-with(name(), 'on')]")
    assert set(tree.xpath("//link/@href")) == {"data:,"}
    assert tree.xpath("count(//script)") == tree.xpath("count(//style)") == 1
    assert not tree.xpath("//iframe | //object | //embed | //form | //base | //img")
    assert "url(" not in tree.xpath("string(//style)")
    assert "@import" not in tree.xpath("string(//style)")


def test_hostile_text_is_shown_and_inert(hostile: str) -> None:
    tree = html.document_fromstring(hostile)
    assert "<script>alert(1)</script>" in tree.xpath("string(//article//mark)")
    assert "{{ 7 * 7 }}" in hostile
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\ud800]", hostile)
    assert not [href for href in tree.xpath("//@href") if not href.startswith(("#", "data:"))]
    assert hostile.encode("utf-8")


def test_only_web_addresses_become_links() -> None:
    entries = [
        (record, replace(document, url="https://example.org/a?b=1&c=2")) for record, document in fixtures.entries()
    ]
    tree = html.document_fromstring(render_dossier(build_dossier(entries, fixtures.CHINA)))
    links = tree.xpath("//a[starts-with(@href, 'https:')]")
    assert links
    assert {link.get("rel") for link in links} == {"noreferrer noopener nofollow"}


def test_every_n_is_given_with_its_heading(tree: html.HtmlElement) -> None:
    headings = [heading.text_content() for heading in tree.xpath("//section[not(@id='timeline')]/h2")]
    assert all(re.search(r"n = \d", heading) for heading in headings)


def test_an_empty_dossier_says_what_is_not_on_record() -> None:
    tree = html.document_fromstring(render_dossier(build_dossier([], fixtures.CHINA)))
    assert tree.xpath("count(//p[@class='nothing'])") >= 9


def test_unsupported_evidence_is_listed_and_its_links_have_a_target() -> None:
    record, document = fixtures.entries()[5]
    wrong = replace(record, evidence=replace(record.evidence, text="Never said"))
    tree = html.document_fromstring(render_dossier(build_dossier([(wrong, document)], fixtures.CHINA)))
    assert "Never said" in tree.get_element_by_id(f"r-{record.id}").text_content()


def test_the_page_is_the_same_for_the_same_records(page: str) -> None:
    again = render_dossier(build_dossier(reversed(fixtures.entries()), fixtures.CHINA, generated="Talleyrand test"))
    assert again == page
