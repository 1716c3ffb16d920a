"""Watching from the command line: news on stdout, in a file, at a webhook."""

import hashlib
import hmac
import json
import os
import signal
from xml.etree import ElementTree

import pytest

from loopback import Answer

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = """<rss version="2.0"><channel><title>Example Wire</title>{more}
<item><title>Talks</title><link>/a</link><pubDate>Sat, 26 Feb 2022 10:00:00 GMT</pubDate></item></channel></rss>"""
PAGE = """<!doctype html><html><head><title>Talks</title></head><body><article><p>{}</p>
<p>The two sides spoke for an hour about trade, grain and the situation at the border, an aide said.</p></article>"""


@pytest.fixture
def site(site, monkeypatch):
    site.put("/feed.xml", FEED.format(more=""), content_type="application/rss+xml")
    site.put("/a", PAGE.format("China called Russia on Friday."), content_type="text/html")
    monkeypatch.setattr("talleyrand.cli.stopping.Stopping.sleep", lambda *_: None)
    for name in ("FEEDS", "WEBHOOK", "WEBHOOK_SECRET", "CONTACT"):
        monkeypatch.delenv(f"TALLEYRAND_{name}", raising=False)
    return site


@pytest.fixture
def watch(talleyrand, site):
    return lambda *options: talleyrand("watch", site.url("/feed.xml"), "--allow-loopback", "--once", *options)


def read_atom(path):
    return ElementTree.fromstring(path.read_bytes())  # noqa: S314 - our own


def lines(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_new_documents_are_told_with_their_records(watch, site):
    done = watch()
    assert done.exit_code == 0, done.stderr
    (news,) = lines(done)
    assert (news["kind"], news["sentence"], news["outlet"], news["found"]) == ("document", "Talks", "Example Wire", 1)
    assert news["url"] == site.url("/a")
    assert news["records"][0]["sentence"].startswith("China")
    assert "1 feed asked, 0 unchanged, 0 failed" in done.stderr
    assert watch().stdout == ""


def test_of_others_than_the_actors_named_nothing_is_told(watch):
    done = watch("--actor", "FRA")
    assert lines(done) == []
    assert "1 document read" in done.stderr


def test_a_table_has_the_records_below_their_document(watch):
    done = watch("--format", "table")
    words = " ".join(done.stdout.split())
    assert "Example Wire: Talks (1 record)" in words
    assert "China called Russia" in words or "China spoke by phone" in words


def test_news_are_written_as_an_atom_feed_with_stable_ids(watch, site, tmp_path):
    watch("--atom", tmp_path / "news.xml", "--site", "https://desk.example/")
    first = read_atom(tmp_path / "news.xml")
    (entry,) = first.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "Example Wire: Talks"
    links = {link.get("rel"): link.get("href") for link in entry.findall(f"{ATOM}link")}
    assert links["alternate"].startswith("https://desk.example/documents/sha256:")
    assert links["via"] == site.url("/a")
    assert links["related"].startswith("https://desk.example/records/")
    site.put("/feed.xml", FEED.format(more="<item><title>More &lt;b&gt;</title><link>/b</link></item>"))
    site.put("/b", PAGE.format("France called China on Friday.\x07"), content_type="text/html")
    watch("--atom", tmp_path / "news.xml")
    second = read_atom(tmp_path / "news.xml")
    assert second.find(f"{ATOM}id").text == first.find(f"{ATOM}id").text
    assert [one.find(f"{ATOM}id").text for one in second.findall(f"{ATOM}entry")][1] == entry.find(f"{ATOM}id").text
    assert [path.name for path in tmp_path.iterdir() if "news" in path.name] == ["news.xml"]


def test_a_file_that_cannot_be_written_is_told_and_the_reading_kept(watch, tmp_path):
    done = watch("--atom", tmp_path / "nowhere" / "news.xml")
    assert done.exit_code == 1
    assert "No such file or directory" in done.stderr
    assert "1 document read" in done.stderr


def test_news_are_posted_signed_and_what_is_not_taken_is_posted_again(watch, site, monkeypatch):
    monkeypatch.setenv("TALLEYRAND_WEBHOOK_SECRET", "a secret")
    site.put("/hook", Answer(500))
    done = watch("--webhook", site.url("/hook?token=hidden"))
    site.put("/hook?token=hidden", Answer(500))
    assert done.exit_code == 1
    assert "webhook at 127.0.0.1" in done.stderr
    assert "hidden" not in done.stderr
    site.put("/hook?token=hidden", Answer(204))
    site.requests.clear()
    assert watch("--webhook", site.url("/hook?token=hidden")).exit_code == 0
    (request,) = site.asked("/hook?token=hidden")
    body = json.loads(request.body)
    assert body["schema"] == "talleyrand.news/1"
    assert [news["sentence"] for news in body["news"]] == ["Talks"]
    expected = hmac.new(b"a secret", request.body, hashlib.sha256).hexdigest()
    assert request.headers["x-talleyrand-signature"] == f"sha256={expected}"
    assert watch("--webhook", site.url("/hook?token=hidden")).exit_code == 0
    assert len(site.asked("/hook?token=hidden")) == 1


def test_a_webhook_is_checked_like_any_address(talleyrand, site):
    done = talleyrand("watch", site.url("/feed.xml"), "--once", "--webhook", "ftp://example.org/")
    assert "ftp: is not fetched" in done.stderr
    assert done.exit_code == 3


def test_this_machine_is_not_watched_unless_allowed(talleyrand, site):
    done = talleyrand("watch", site.url("/feed.xml"), "--once")
    assert done.exit_code == 3
    assert "is a loopback address (--allow-loopback lets it)" in done.stderr
    assert site.requests == []


def test_feeds_come_from_the_settings_and_some_that_fail_are_told(talleyrand, site, tmp_path):
    feeds = json.dumps([site.url("/feed.xml"), site.url("/none.xml")])
    (tmp_path / "talleyrand.toml").write_text(f'feeds = {feeds}\ncontact = "desk@example.org"\n')
    done = talleyrand("watch", "--allow-loopback", "--once")
    assert done.exit_code == 1
    assert "it answers 404" in done.stderr
    assert site.asked("/feed.xml")[0].headers["user-agent"].endswith("(desk@example.org)")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--once"], "no feed to watch"),
        (["https://example.org/", "--every", "soon"], "'soon' is no time"),
        (["https://example.org/", "--every", "5s"], "too often"),
        (["https://example.org/", "--actor", "Nobody Atall", "--once"], "nobody of that name"),
    ],
)
def test_what_makes_no_sense_is_a_matter_of_usage(talleyrand, site, options, told):
    done = talleyrand("watch", *options)
    assert done.exit_code == 2
    assert told in done.stderr


def ending(number, answer):
    """Return an answer before which this process is told to end."""

    def write(send):
        os.kill(os.getpid(), number)
        send(answer.encode())

    return Answer(write=write, headers={"content-type": "text/html", "content-length": str(len(answer.encode()))})


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_one_who_ends_it_gets_the_news_of_what_was_read_and_the_rest_next_time(talleyrand, site, number, code):
    site.put("/feed.xml", FEED.format(more="<item><title>More</title><link>/b</link></item>"))
    site.put("/b", ending(number, PAGE.format("France called China on Friday.")))
    done = talleyrand("watch", site.url("/feed.xml"), "--allow-loopback")
    assert done.exit_code == code
    assert "talleyrand: ending when what is at hand is entered" in done.stderr
    assert [news["url"] for news in lines(done)] == [site.url("/b")]
    again = talleyrand("watch", site.url("/feed.xml"), "--allow-loopback", "--once")
    assert [news["url"] for news in lines(again)] == [site.url("/a")]


def test_rounds_follow_each_other_until_they_are_done(talleyrand, site):
    done = talleyrand("watch", site.url("/feed.xml"), "--allow-loopback", "--rounds", "3")
    assert done.exit_code == 0
    assert done.stderr.count("1 feed asked") == 3
    assert len(lines(done)) == 1
    assert len(site.asked("/feed.xml")) == 3
