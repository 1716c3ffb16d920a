"""Web pages: what of them is the article, and what they say about themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.model.documents import Document

FIRST = "The foreign ministers of Freedonia and Sylvania ended two days of talks in Geneva without an agreement."
SECOND = "They will meet again in April, the Freedonian minister told reporters after the last session at the lake."
LEAD = "Two days by the lake brought nothing but another date, and that one is not certain."
RELATED = "The Sylvanian parliament voted on the budget of the coming year and on a pension for its former ministers."
THIRD = "Until then the bridge over the river stays closed to lorries, and open to everybody who goes on foot."
ARTICLE = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def read(folder: Path, body: str, head: str = "<title>Talks end in Geneva</title>") -> Document:
    file = folder / "page.html"
    file.write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    (found,) = read_paths([file], ReadOptions())
    assert isinstance(found, Snapshot)
    return found.document


@pytest.mark.parametrize("mark", ["itemprop='articleBody'", "class='text e-content'", "class='entry-content'"])
def test_what_a_page_marks_as_its_article_is_its_text(tmp_path: Path, mark: str) -> None:
    body = f"<div {mark}>{ARTICLE}</div><div><p>{RELATED}</p><p>{RELATED} Again.</p></div>"
    text = read(tmp_path, body).text
    assert FIRST in text
    assert RELATED not in text


def test_a_mark_on_a_small_part_of_the_text_is_not_believed(tmp_path: Path) -> None:
    assert SECOND in read(tmp_path, f"<article><p itemprop='articleBody'>{LEAD}</p>{ARTICLE}</article>").text


def test_a_lead_comes_first_and_a_caption_is_none(tmp_path: Path) -> None:
    lead = f"<div itemprop='description'>{LEAD}</div>"
    assert read(tmp_path, f"{lead}<div itemprop='articleBody'>{ARTICLE}</div>").text.startswith(LEAD)
    shown = f"<figure itemtype='https://schema.org/ImageObject'><figcaption itemprop='description'>{LEAD}</figcaption>"
    assert LEAD not in read(tmp_path, f"{shown}</figure><div itemprop='articleBody'>{ARTICLE}</div>").text


def test_pop_ups_are_put_aside_unless_the_article_is_in_one(tmp_path: Path) -> None:
    dialog = f"<div role='dialog'><p>{RELATED}</p></div>"
    assert RELATED not in read(tmp_path, f"<div>{ARTICLE}</div>{dialog}").text
    assert FIRST in read(tmp_path, f"<div role='dialog'><h1>Talks end in Geneva</h1>{ARTICLE}</div>").text


def test_notices_of_the_site_are_left_out(tmp_path: Path) -> None:
    notices = "<p>Share this article</p><p>© 2022 Example Wire. All rights reserved.</p>"
    text = read(tmp_path, f"<article>{ARTICLE}{notices}</article>").text
    assert SECOND in text
    assert "rights" not in text


def test_the_day_is_the_articles_own(tmp_path: Path) -> None:
    picture = "<figure><meta itemprop='datePublished' content='2022-03-01'></figure>"
    time = "<time itemprop='datePublished' datetime='2022-03-03T23:10:00-05:00'>March 3</time>"
    body = f"<article itemtype='http://schema.org/NewsArticle'>{time}{picture}{ARTICLE}</article>"
    found = read(tmp_path, body)
    assert (found.published, found.published_basis) == ("2022-03-03", "metadata")


def test_of_two_time_zones_the_earlier_day_counts(tmp_path: Path) -> None:
    linked = (
        '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], '
        '"datePublished": "2022-03-03T22:11:44-06:00"}, {"@type": "Person", "datePublished": "2001-01-01"}]}</script>'
        '<script type="application/ld+json">{"broken</script>'
    )
    meta = '<meta property="article:published_time" content="2022-03-04T04:11:44+00:00">'
    assert read(tmp_path, f"<article>{ARTICLE}</article>", linked + meta).published == "2022-03-03"


def test_the_title_is_the_heading_that_says_it_again(tmp_path: Path) -> None:
    heading = "<h1>Ask us anything</h1><h1>Geneva: talks of ministers end in discord</h1>"
    head = "<title>Talks of ministers end in Geneva</title>"
    assert read(tmp_path, f"{heading}<article>{ARTICLE}</article>", head).title == (
        "Geneva: talks of ministers end in discord"
    )


def test_the_site_is_no_part_of_the_title(tmp_path: Path) -> None:
    head = '<title>Talks end in Geneva | Example Wire | 03.03.2022</title><meta property="og:site_name" content='
    found = read(tmp_path, f"<article>{ARTICLE}</article>", f'{head}"Example Wire on www.example.org">')
    assert (found.title, found.outlet) == ("Talks end in Geneva", "Example Wire")
