"""Fetching from a real server: what comes back, what is tried again, what ends an answer."""

import gzip
import time as real
import zlib

import pytest

from loopback import Answer, fetcher
from talleyrand.fetch.addresses import Rules
from talleyrand.fetch.failures import FetchError
from talleyrand.fetch.fetching import Fetcher, Validators
from talleyrand.fetch.robots import LARGEST

MIB = 1024 * 1024


def refusal(fetch, url, *, kind, match, way="page"):
    """Fetch what can't be fetched, and return why not."""
    with pytest.raises(FetchError, match=match) as caught:
        getattr(fetch, way)(url)
    assert caught.value.kind == kind, caught.value.line()
    assert caught.value.hint
    return caught.value


def test_a_page_comes_with_its_type_and_what_it_is_recognised_by(site, fetch):
    site.put("/a", "<p>Überraschung</p>", content_type="Text/HTML; charset=utf-8", etag='"1"')
    found = fetch.page(site.url("/a#top"))
    assert found.raw == "<p>Überraschung</p>".encode()
    assert found.media_type == "text/html"
    assert found.address == found.final == site.url("/a")
    assert found.validators == Validators('"1"', None)
    assert site.asked("/a")[0].headers["user-agent"] == "Talleyrand/test"


def test_what_has_not_changed_is_not_sent_again(site, fetch):
    site.put("/feed", "<rss/>", etag='"1"')
    first = fetch.feed(site.url("/feed"))
    again = fetch.feed(site.url("/feed"), first.validators)
    assert again.unchanged
    assert again.raw == b""
    assert again.validators.etag == '"1"'


def test_what_an_answer_is_recognised_by_is_kept_where_the_next_does_not_repeat_it(site, fetch):
    site.put("/feed", Answer(304))
    again = fetch.feed(site.url("/feed"), Validators('"1"', "Tue, 01 Mar 2022 01:00:00 GMT"))
    assert (again.unchanged, again.validators) == (True, Validators('"1"', "Tue, 01 Mar 2022 01:00:00 GMT"))


def test_whom_a_site_may_write_to_is_named_in_characters_that_can_be_sent(site):
    site.put("/a", "fine")
    with Fetcher("Talleyrand (Jörg\n<j@a.example>)", rules=Rules(allow_loopback=True)) as fetch:
        fetch.feed(site.url("/a"))
    assert site.asked("/a")[0].headers["user-agent"] == "Talleyrand (J?rg?<j@a.example>)"


def test_this_machine_is_refused_unless_allowed(site):
    with Fetcher("test") as fetch:
        refusal(fetch, site.url("/a"), kind="refused", match="loopback")
        refusal(fetch, site.url("/a", "localhost"), kind="refused", match="loopback")
    assert site.requests == []


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_not_tried_twice(site, fetch, status):
    site.put("/a", Answer(status))
    refusal(fetch, site.url("/a"), kind="gone", match=str(status))
    assert len(site.asked("/a")) == 1


@pytest.mark.parametrize("status", [401, 403, 451])
def test_what_is_not_open_is_not_tried_twice(site, fetch, status):
    site.put("/a", Answer(status))
    refusal(fetch, site.url("/a"), kind="forbidden", match=str(status))
    assert len(site.asked("/a")) == 1


def test_a_server_that_fails_is_tried_again_later_and_later(site, fetch, time):
    site.put("/a", Answer(500), Answer(502), "fine")
    assert fetch.page(site.url("/a")).raw == b"fine"
    waits = [seconds for seconds in time.slept if seconds > 0]
    assert waits[-2:] == [1.0, 2.0]


def test_a_server_that_goes_on_failing_is_given_up(site, fetch):
    site.put("/a", Answer(500))
    refusal(fetch, site.url("/a"), kind="busy", match="500")
    assert len(site.asked("/a")) == 3


def test_a_wish_to_be_left_alone_is_obeyed(site, fetch, time):
    site.put("/a", Answer(429, headers={"retry-after": "17"}), "fine")
    assert fetch.page(site.url("/a")).raw == b"fine"
    assert 17.0 in time.slept


def test_a_wish_to_be_left_alone_for_long_holds_for_the_whole_host(site, fetch, time):
    site.put("/a", Answer(503, headers={"retry-after": "Tue, 01 Mar 2022 01:00:00 GMT"}))
    site.put("/b", "fine")
    error = refusal(fetch, site.url("/a"), kind="busy", match="503")
    assert error.wait == pytest.approx(3600, abs=5)
    refusal(fetch, site.url("/b"), kind="busy", match="left alone")
    assert site.asked("/b") == []
    time.sleep(3600)
    assert fetch.page(site.url("/b")).raw == b"fine"


def test_a_host_that_is_dead_does_not_hold_up_the_others(site, fetch, time):
    site.put("/a", Answer(500))
    for _ in range(3):
        refusal(fetch, site.url("/a"), kind="busy", match="500", way="feed")
    refusal(fetch, site.url("/a"), kind="busy", match="left alone for 600 seconds", way="feed")
    assert len(site.asked("/a")) == 9
    time.sleep(600)
    site.put("/a", "fine")
    assert fetch.feed(site.url("/a")).raw == b"fine"


def test_the_rest_of_a_dead_host_ends_however_often_it_is_asked_for_meanwhile(site, fetch, time):
    site.put("/a", Answer(500))
    for _ in range(3):
        refusal(fetch, site.url("/a"), kind="busy", match="500", way="feed")
    time.sleep(300)
    for _ in range(6):
        refusal(fetch, site.url("/b"), kind="busy", match="left alone", way="feed")
    time.sleep(300)
    site.put("/a", "fine")
    assert fetch.feed(site.url("/a")).raw == b"fine"


def test_requests_to_a_host_keep_their_distance(site, fetch, time):
    site.put("/a", "fine")
    for _ in range(3):
        fetch.feed(site.url("/a"))
    assert time.slept == [1.0, 1.0]


def test_redirects_are_followed_and_relative_ones_made_whole(site, fetch):
    site.put("/old/a", Answer(301, headers={"location": "../new/b?c=1"}))
    site.put("/new/b?c=1", "fine")
    found = fetch.page(site.url("/old/a"))
    assert (found.address, found.final, found.raw) == (site.url("/old/a"), site.url("/new/b?c=1"), b"fine")


def test_cookies_last_as_long_as_the_redirects_of_one_address(site, fetch):
    site.put("/a", Answer(302, headers={"location": "/b", "set-cookie": "seen=1"}))
    site.put("/b", "fine")
    fetch.feed(site.url("/a"))
    fetch.feed(site.url("/b"))
    assert [request.headers.get("cookie") for request in site.asked("/b")] == ["seen=1", None]


def test_redirects_in_a_circle_and_without_end_are_told(site, fetch):
    site.put("/a", Answer(302, headers={"location": "/b"}))
    site.put("/b", Answer(302, headers={"location": "/a"}))
    refusal(fetch, site.url("/a"), kind="broken", match="circle")
    for number in range(9):
        site.put(f"/{number}", Answer(302, headers={"location": f"/{number + 1}"}))
    refusal(fetch, site.url("/0"), kind="broken", match="more than 5 times")
    site.put("/nowhere", Answer(302))
    refusal(fetch, site.url("/nowhere"), kind="broken", match="nowhere")


@pytest.mark.parametrize(
    ("location", "match"),
    [
        ("http://10.0.0.1/", "private"),
        ("http://169.254.169.254/latest/meta-data/", "link-local"),
        ("http://[fd00::1]/", "private"),
        ("file:///etc/passwd", "file: is not fetched"),
        ("https://anna:secret@example.org/", "name or password"),
    ],
)
def test_a_redirect_to_what_is_private_is_refused(site, fetch, location, match):
    site.put("/a", Answer(302, headers={"location": location}))
    error = refusal(fetch, site.url("/a"), kind="refused", match=match, way="feed")
    assert site.url("/a") in error.where


def test_what_robots_may_not_see_is_not_asked_for(site, fetch):
    site.put("/robots.txt", "User-agent: *\nDisallow: /private\n\nUser-agent: talleyrand\nDisallow: /ours\n")
    site.put("/private/a", "fine")
    site.put("/b", Answer(302, headers={"location": "/ours/a"}))
    assert fetch.page(site.url("/private/a")).raw == b"fine"
    refusal(fetch, site.url("/ours/a"), kind="forbidden", match=r"robots\.txt forbids")
    refusal(fetch, site.url("/b"), kind="forbidden", match=r"robots\.txt forbids")
    assert site.asked("/ours/a") == []
    assert len(site.asked("/robots.txt")) == 1


def test_a_feed_that_a_person_names_is_not_asked_of_robots(site, fetch):
    site.put("/robots.txt", "User-agent: *\nDisallow: /\n")
    site.put("/feed", "<rss/>")
    assert fetch.feed(site.url("/feed")).raw == b"<rss/>"


def test_the_distance_that_robots_asks_for_is_kept(site, fetch, time):
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 12\n")
    site.put("/a", "fine")
    fetch.page(site.url("/a"))
    fetch.page(site.url("/a"))
    assert time.slept[-1] == 12.0


def test_a_host_that_wants_an_hour_between_requests_is_left_alone(site, fetch):
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 3600\n")
    refusal(fetch, site.url("/a"), kind="forbidden", match="3600 seconds")


@pytest.mark.parametrize(
    "answer", [Answer(404), Answer(403), b"\xff\xfe\x00 no robots at all", b"<html>soft 404</html>"]
)
def test_without_a_robots_txt_everything_is_allowed(site, fetch, answer):
    site.put("/robots.txt", answer)
    site.put("/a", "fine")
    assert fetch.page(site.url("/a")).raw == b"fine"


def test_a_robots_txt_that_fails_forbids_for_the_time_being(site, fetch, time):
    site.put("/robots.txt", Answer(500))
    site.put("/a", "fine")
    refusal(fetch, site.url("/a"), kind="busy", match=r"robots\.txt could not be read: it answers 500")
    site.put("/robots.txt", "")
    refusal(fetch, site.url("/a"), kind="busy", match=r"robots\.txt")
    time.sleep(700)
    assert fetch.page(site.url("/a")).raw == b"fine"


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_of_a_robots_txt_without_end_the_beginning_counts(site, fetch, coding):
    line = b"Disallow: /a/archive/of/everything\n"
    rules = b"User-agent: *\nDisallow: /b\n" + line * (LARGEST // len(line)) + b"Disallow: /"
    sent = gzip.compress(rules) if coding == "gzip" else rules
    site.put("/robots.txt", Answer(body=sent + b"x" * LARGEST, headers={"content-encoding": coding}))
    site.put("/c", "fine")
    assert fetch.page(site.url("/c")).raw == b"fine"
    refusal(fetch, site.url("/b"), kind="forbidden", match="forbids")


def test_a_body_that_is_compressed_comes_as_it_was(site, fetch):
    text = b"peace talks " * 1000
    raw = zlib.compressobj(wbits=-15)
    site.put("/gzip", Answer(body=gzip.compress(text), headers={"content-encoding": "gzip"}))
    site.put("/zlib", Answer(body=zlib.compress(text), headers={"content-encoding": "deflate"}))
    site.put("/raw", Answer(body=raw.compress(text) + raw.flush(), headers={"content-encoding": "deflate"}))
    for path in ("/gzip", "/zlib", "/raw"):
        assert fetch.feed(site.url(path)).raw == text
    site.put("/cut", Answer(body=gzip.compress(text)[:-9], headers={"content-encoding": "gzip"}))
    refusal(fetch, site.url("/cut"), kind="busy", match="damaged")
    site.put("/odd", Answer(body=b"?", headers={"content-encoding": "br"}))
    refusal(fetch, site.url("/odd"), kind="broken", match="'br'")


def test_a_body_of_several_members_of_gzip_comes_whole(site, fetch):
    first, second = (gzip.compress(words * 1000) for words in (b"peace ", b"talks "))
    packed = {"content-encoding": "gzip"}
    site.put("/both", Answer(body=first + second, headers=packed))
    site.put("/padded", Answer(body=first + b"\0\0" + second + b"\0\0\r\n", headers=packed))
    for path in ("/both", "/padded"):
        assert fetch.feed(site.url(path)).raw == b"peace " * 1000 + b"talks " * 1000
    for name, body in (("/cut", second[:-9]), ("/begun", second[:5]), ("/broken", second[:12] + b"?" * 9)):
        site.put(name, Answer(body=first + body, headers=packed))
        refusal(fetch, site.url(name), kind="busy", match="damaged")


def test_a_bomb_does_not_go_off(site):
    bomb = gzip.compress(bytes(64 * MIB))
    site.put("/bomb", Answer(body=bomb, headers={"content-encoding": "gzip"}))
    with fetcher(bytes=MIB) as fetch:
        refusal(fetch, site.url("/bomb"), kind="large", match="larger than 1,048,576 bytes")
        site.put("/many", Answer(body=gzip.compress(bytes(MIB)) * 2, headers={"content-encoding": "gzip"}))
        refusal(fetch, site.url("/many"), kind="large", match="larger than 1,048,576 bytes")
    assert len(bomb) < MIB


def test_an_endless_answer_ends(site):
    def pour(write):
        while True:
            write(bytes(65536))

    site.put("/endless", Answer(write=pour))
    site.put("/large", Answer(headers={"content-length": str(10 * MIB)}, write=lambda _: None))
    with fetcher(bytes=MIB) as fetch:
        refusal(fetch, site.url("/endless"), kind="large", match="larger than")
        refusal(fetch, site.url("/large"), kind="large", match="larger than")


def test_a_server_that_stalls_or_drips_is_left(site):
    def drip(write):
        for _ in range(100):
            write(b"a")
            real.sleep(0.02)

    def header_by_header(write):
        write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100):
            write(f"X-{number}: 1\r\n".encode())
            real.sleep(0.02)

    site.put("/stall", Answer(headers={"content-length": "9"}, write=lambda _: real.sleep(0.5)))
    site.put("/drip", Answer(write=drip))
    site.put("/headers", Answer(0, write=header_by_header))
    with fetcher(read=0.1, whole=0.2, tries=1) as fetch:
        refusal(fetch, site.url("/stall"), kind="busy", match="stopped answering", way="feed")
        for path in ("/drip", "/headers"):
            refusal(fetch, site.url(path), kind="busy", match="takes too long", way="feed")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"no HTTP at all\r\n\r\n", "busy"),
        (b"", "busy"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhello", "busy"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "busy"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello", "busy"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n", "busy"),
        (b"HTTP/1.1 301 Moved\r\nLocation: http://xn--/\r\n\r\n", "refused"),
        (b"HTTP/1.1 301 Moved\r\nLocation: http://[::1\r\n\r\n", "refused"),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", "broken"),
        (b"HTTP/1.1 999 Odd\r\n\r\n", "broken"),
    ],
)
def test_whatever_a_server_sends_is_an_answer_or_a_clear_failure(site, fetch, raw, kind):
    site.put("/a", Answer(0, write=lambda write: write(raw)))
    refusal(fetch, site.url("/a"), kind=kind, match=".", way="feed")


def test_what_cannot_be_sent_back_is_not_kept(site, fetch):
    site.put("/a", Answer(0, write=lambda write: write('HTTP/1.0 200 OK\r\nETag: "ü"\r\n\r\nfine'.encode())))
    assert fetch.feed(site.url("/a")).validators == Validators()


def test_an_answer_that_breaks_off_is_tried_again(site, fetch):
    site.put("/a", Answer(body=b"half", headers={"content-length": "8"}), "whole")
    assert fetch.page(site.url("/a")).raw == b"whole"


def test_pictures_are_not_loaded(site, fetch):
    site.put("/a.png", b"\x89PNG", content_type="image/png")
    refusal(fetch, site.url("/a.png"), kind="broken", match="image/png")


def test_a_post_is_sent_once_it_is_taken_and_never_redirected(site, fetch):
    site.put("/hook", Answer(503), Answer(204))
    fetch.post(site.url("/hook"), b"{}", {"Content-Type": "application/json"})
    assert [request.body for request in site.asked("/hook")] == [b"{}", b"{}"]
    site.put("/moved", Answer(307, headers={"location": "/hook"}))
    refusal_of_post(fetch, site.url("/moved"))


def refusal_of_post(fetch, url):
    with pytest.raises(FetchError, match="307"):
        fetch.post(url, b"{}", {})
