"""Feeds: entries from bytes, and documents from entries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from talleyrand.archive.feeds import parse_feed
from talleyrand.archive.fragments import fragment_text
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import InputError

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>Example &amp; Wire</title>
<link>https://wire.example/</link>
<item><title>Talks &#8216;end&#8217; in Geneva</title><link>https://wire.example/1</link><guid>talks-1</guid>
<pubDate>Fri, 25 Feb 2022 23:30:00 -0500</pubDate><slash:comments>COMMENTS</slash:comments>
<description>Teaser &lt;b&gt;only&lt;/b&gt;.</description>
<content:encoded><![CDATA[<p>Freedonia called <a href="/s">Sylvania</a>.</p><script>track()</script>
<p>5 &lt; 6 &amp; so on.</p>]]></content:encoded></item>
<item><title>Short</title><link>https://wire.example/2</link><description>Sylvania called back.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Ministry</title><link href="https://m.example/"/>
<entry><id>tag:m.example,2022:1</id><title type="html">A &lt;i&gt;note&lt;/i&gt;</title>
<link href="https://m.example/1"/><updated>2022-02-26T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>We call on all sides.</p></div></content>
</entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Example Notes",
        "home_page_url": "https://n.example/",
        "items": [
            {"id": 7, "url": "/7", "content_html": "<p>One.</p><p>Two.</p>", "date_published": "2022-03-01T00:30:00Z"},
            "no object",
            {"id": "8", "content_text": "Plain <b> & all.", "title": "R&amp;D <1>"},
        ],
    }
)
HEADLINES = "<rss><channel><title>W</title><item><title>A</title></item><item><title>B</title></item></channel></rss>"


def read(path: Path, content: str) -> tuple[list[Snapshot], list[InputError]]:
    path.write_text(content, encoding="utf-8")
    outcomes = list(read_paths([path], ReadOptions()))
    snapshots = [one for one in outcomes if isinstance(one, Snapshot)]
    return snapshots, [one for one in outcomes if isinstance(one, InputError)]


def test_an_entry_of_rss_is_a_document_with_its_whole_content(tmp_path: Path) -> None:
    (talks, short), errors = read(tmp_path / "wire.xml", RSS)
    document = talks.document
    assert not errors
    assert document.text == "Freedonia called Sylvania.\n5 < 6 & so on."
    assert (document.title, document.outlet) == ("Talks ‘end’ in Geneva", "Example & Wire")
    assert (document.url, document.external_id) == ("https://wire.example/1", "talks-1")
    assert (document.published, document.published_basis) == ("2022-02-25", "metadata")
    assert document.path == f"{tmp_path / 'wire.xml'}!/talks-1"
    assert short.document.text == "Sylvania called back."
    assert short.document.published is None


def test_atom_and_json_feeds_are_read_alike(tmp_path: Path) -> None:
    (note,), errors = read(tmp_path / "ministry.atom", ATOM)
    assert (note.document.title, note.document.text) == ("A note", "We call on all sides.")
    assert (note.document.published, errors) == ("2022-02-26", [])
    (first, last), (error,) = read(tmp_path / "notes.json", JSON_FEED)
    assert (first.document.text, first.document.url) == ("One.\nTwo.", "https://n.example/7")
    assert (last.document.text, last.document.title) == ("Plain <b> & all.", "R&amp;D <1>")
    assert error.where == f"{tmp_path / 'notes.json'}[1]"


@pytest.mark.parametrize("content", [RSS, ATOM, JSON_FEED])
def test_an_archived_entry_is_a_feed_that_gives_the_same_document(tmp_path: Path, content: str) -> None:
    snapshots, _ = read(tmp_path / "a.xml", content)
    for snapshot in snapshots:
        (again,), errors = read(tmp_path / "one.json", snapshot.raw.decode())
        assert not errors
        assert (again.raw, again.document.text) == (snapshot.raw, snapshot.document.text)
        assert (again.document.published, again.document.title) == (
            snapshot.document.published,
            snapshot.document.title,
        )
        assert (again.document.outlet, again.document.url) == (snapshot.document.outlet, snapshot.document.url)


def test_an_entry_stays_the_same_while_its_feed_changes(tmp_path: Path) -> None:
    (before, _), _ = read(tmp_path / "a.xml", RSS)
    newer = RSS.replace("COMMENTS", "17").replace("<item><title>Short", "<item><title>New</title></item><item><title>S")
    (after, *_), _ = read(tmp_path / "b.xml", newer)
    assert after.document.id == before.document.id


def test_a_feed_of_headlines_is_told_once(tmp_path: Path) -> None:
    snapshots, (error,) = read(tmp_path / "a.rss", HEADLINES)
    assert not snapshots
    assert error.what == "the feed has headlines and links only (2 without text)"
    assert "talleyrand watch" in error.hint


def test_an_entry_without_text_among_others_is_told_with_its_name(tmp_path: Path) -> None:
    with_headline = RSS.replace("<description>Sylvania called back.</description>", "")
    snapshots, (error,) = read(tmp_path / "a.xml", with_headline)
    assert len(snapshots) == 1
    assert error.where == f"{tmp_path / 'a.xml'}!/https://wire.example/2"


def test_a_feed_that_breaks_off_gives_the_entries_before(tmp_path: Path) -> None:
    snapshots, (error,) = read(tmp_path / "a.xml", RSS[: RSS.index("called back")])
    assert [snapshot.document.external_id for snapshot in snapshots] == ["talks-1"]
    assert error.where.endswith("a.xml: entry 2")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<!doctype html><html><body><p>News</p></body></html>", "this is a web page, no feed"),
        ('<?xml version="1.0"?><urlset><url>https://a.example/</url></urlset>', "this is XML, but no feed"),
        ("no feed at all", "this is no feed"),
        (" \n", "the feed is empty"),
        ('{"text": "an article"}', "this is JSON, but no JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1.1"}', "the feed has no list of items"),
        ('<rss version="2.0"><channel><title>W</title></channel></rss>', "the feed has no entries"),
    ],
)
def test_what_is_no_feed_is_told(tmp_path: Path, content: str, what: str) -> None:
    snapshots, (error,) = read(tmp_path / "a.xml", content)
    assert not snapshots
    assert error.what == what
    assert error.hint


def test_bytes_that_name_a_file_or_an_address_open_nothing(tmp_path: Path) -> None:
    file = tmp_path / "secret.xml"
    file.write_text(RSS)
    for named in (str(file).encode(), f"file://{file}".encode(), b"http://127.0.0.1:9/"):
        with pytest.raises(InputError, match="this is no feed"):
            parse_feed(named, "a.xml")


def test_entities_of_a_document_type_neither_grow_nor_reach_files(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("secret words")
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    head = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}<!ENTITY x SYSTEM "file://{file}">]>'
    feed = parse_feed((head + HEADLINES.replace(">A<", ">A &x; &l9;<")).encode(), "a.xml")
    assert len(feed.entries[0].title or "") < 100
    assert "secret" not in (feed.entries[0].title or "")


@pytest.mark.parametrize("inside", ["<x>" * 400_001, "<x>" * 300 + "</x>" * 300])
def test_what_would_be_parsed_for_hours_is_refused(inside: str) -> None:
    with pytest.raises(InputError, match="no feed has so many"):
        parse_feed(HEADLINES.replace("<item>", inside + "<item>", 1).encode(), "a.xml")


def test_links_are_made_absolute_and_other_schemes_are_none() -> None:
    feed = parse_feed(RSS.replace("https://wire.example/1", "/1").encode(), "a", url="https://wire.example/feed")
    assert feed.entries[0].url == "https://wire.example/1"
    feed = parse_feed(RSS.replace("https://wire.example/1", "javascript:alert(1)").encode(), "a")
    assert feed.entries[0].url is None


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("no markup, 5 < 6 & 7", "no markup, 5 < 6 & 7"),
        ("<ul><li>one<li>two</ul>three", "one\ntwo\nthree"),
        ("<pre>a\n  b</pre>c", "a\nb\nc"),
        ("<style>p {}</style><!-- no --><p>yes</p><noscript>no</noscript>", "yes"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<div>" * 5000 + "deep" + "</div>" * 5000 + "<p>after", "deep\nafter"),
        ("\x00<p>\x01a\x02</p>", "a"),
        ("", ""),
    ],
)
def test_all_text_of_a_piece_of_html_survives(markup: str, text: str) -> None:
    assert fragment_text(markup) == text
