"""Rounds of watching a real server: what is fetched, read, passed over and tried again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from loopback import Answer, fetcher
from making import FakeCoder
from talleyrand.archive.options import ReadOptions
from talleyrand.ledger import open_ledger
from talleyrand.pipeline.jobs import Job
from talleyrand.pipeline.views import resolve
from talleyrand.pipeline.watching.loop import Plan, watch_feeds
from talleyrand.pipeline.watching.news import Interest
from talleyrand.pipeline.watching.rounds import Watch, run_round

HEAD = '<?xml version="1.0"?><rss version="2.0"><channel><title>Example Wire</title><link>https://wire.example/</link>'
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>{more}</head><body><article><h1>{title}</h1>
<p>{text}</p><p>The two sides spoke for an hour about trade, grain and the situation at the border, an aide said.</p>
</article></body></html>"""


def page(text, title="Talks", more=""):
    return PAGE.format(title=title, text=text, more=more)


def item(link, *, title="Talks", date="Sat, 26 Feb 2022 10:00:00 GMT", text=""):
    body = f"<description>{text}</description>" if text else ""
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>{body}</item>"


def feed(*items):
    return f"{HEAD}{''.join(items)}</channel></rss>"


@pytest.fixture
def told():
    return []


@pytest.fixture
def watch(tmp_path, time, told):
    job = Job(ReadOptions(), make_coder=FakeCoder, clock=lambda: time.now().isoformat())
    with open_ledger(tmp_path / "a.db") as ledger, fetcher(time) as fetch:
        yield Watch(ledger, fetch, job, time.now, time.sleep, tell=told.append)


def documents(watch):
    return sorted(watch.ledger.bare_documents().values(), key=lambda document: document.path)


def test_the_pages_of_a_feed_are_read_with_what_the_feed_knows_of_them(site, watch):
    site.put("/feed.xml", feed(item("/a"), item(site.url("/b"), title="Отказ")), content_type="application/rss+xml")
    site.put("/a", page("China called Russia on Friday."), content_type="text/html")
    site.put("/b", page("France refused to call Russia.", title="Отказ"), content_type="text/html")
    made = run_round(watch, [site.url("/feed.xml")])
    assert (made.report.documents, made.report.unreadable, made.failed) == (2, 0, 0)
    first, second = documents(watch)
    assert (first.path, first.url) == (site.url("/a"), site.url("/a"))
    assert (first.outlet, first.published) == ("Example Wire", "2022-02-26")
    assert second.title == "Отказ"
    assert made.untold.documents == (first.id, second.id)
    assert watch.ledger.raw(first.id) == page("China called Russia on Friday.").encode()
    assert [record.actors[0].country for record in watch.ledger.records()] == ["CHN", "FRA"]


def test_what_a_page_says_of_itself_wins_over_the_feed(site, watch):
    site.put("/feed.xml", feed(item("/a")))
    more = '<meta property="article:published_time" content="2022-02-25">'
    site.put("/a", page("China called Russia on Friday.", more=more), content_type="text/html")
    run_round(watch, [site.url("/feed.xml")])
    assert documents(watch)[0].published == "2022-02-25"


def test_a_second_round_asks_for_nothing_that_has_not_changed(site, watch):
    site.put("/feed.xml", feed(item("/a")), etag='"1"')
    site.put("/a", page("China called Russia on Friday."), content_type="text/html")
    run_round(watch, [site.url("/feed.xml")])
    again = run_round(watch, [site.url("/feed.xml")])
    assert (again.unchanged, again.report.readable) == (1, 0)
    site.put("/feed.xml", feed(item("/a")), etag='"2"')
    run_round(watch, [site.url("/feed.xml")])
    assert len(site.asked("/a")) == 1
    assert site.asked("/feed.xml")[1].headers["if-none-match"] == '"1"'


def test_a_page_is_fetched_again_when_the_feed_says_that_it_changed_but_not_all_the_time(site, watch, time):
    site.put("/feed.xml", feed(item("/a")))
    site.put("/a", page("China called Russia on Friday."), content_type="text/html", etag='"1"')
    run_round(watch, [site.url("/feed.xml")])
    site.put("/feed.xml", feed(item("/a", date="Tue, 01 Mar 2022 01:30:00 +0100")))
    run_round(watch, [site.url("/feed.xml")])
    assert len(site.asked("/a")) == 1
    time.sleep(3600)
    run_round(watch, [site.url("/feed.xml")])
    assert site.asked("/a")[1].headers["if-none-match"] == '"1"'
    assert len(documents(watch)) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_told_once_and_not_asked_for_in_each_round(site, watch, time, told, status):
    site.put("/feed.xml", feed(item("/a")))
    site.put("/a", Answer(status))
    assert run_round(watch, [site.url("/feed.xml")]).report.unreadable == 1
    assert run_round(watch, [site.url("/feed.xml")]).report.unreadable == 0
    assert len(site.asked("/a")) == 1
    assert sum(str(status) in line for line in told) == 1
    time.sleep(timedelta(days=31).total_seconds())
    run_round(watch, [site.url("/feed.xml")])
    assert len(site.asked("/a")) == 2


def test_where_robots_forbid_a_page_the_feeds_own_text_is_read_and_that_is_told(site, watch, told):
    site.put("/robots.txt", "User-agent: *\nDisallow: /a")
    site.put("/feed.xml", feed(item("/a", text="China called Russia, a spokesman said."), item("/ab")))
    made = run_round(watch, [site.url("/feed.xml")])
    assert (made.report.documents, made.report.unreadable) == (1, 1)
    document = watch.ledger.document(made.untold.documents[0])
    assert (document.text, document.published) == ("China called Russia, a spokesman said.", "2022-02-26")
    assert any("robots.txt forbids it; the feed's own text is read instead" in line for line in told)
    assert site.asked("/a") == []


def test_a_server_that_fails_for_some_rounds_gets_its_chance_before_the_feeds_own_text(site, watch, time):
    site.put("/feed.xml", feed(item("/a", text="China called Russia, a spokesman said.")), etag='"1"')
    site.put("/a", Answer(500))
    for number in range(3):
        assert run_round(watch, [site.url("/feed.xml")]).report.documents == (number == 2)
        time.sleep(3600)
    assert len(site.asked("/a")) == 9


def test_a_page_that_comes_in_a_later_round_is_read_then(site, watch, time):
    site.put("/feed.xml", feed(item("/a", text="Words of the feed.")), etag='"1"')
    site.put("/a", Answer(500))
    assert run_round(watch, [site.url("/feed.xml")]).report.unreadable == 1
    time.sleep(3600)
    site.put("/a", page("China called Russia on Friday."), content_type="text/html")
    assert run_round(watch, [site.url("/feed.xml")]).report.documents == 1
    assert run_round(watch, [site.url("/feed.xml")]).unchanged == 1


def test_a_page_without_text_is_told_and_the_feeds_own_read(site, watch, told):
    site.put("/feed.xml", feed(item("/a", text="China called Russia, a spokesman said.")))
    site.put("/a", "<!doctype html><html><body><script>load()</script></body></html>")
    assert run_round(watch, [site.url("/feed.xml")]).report.documents == 1
    assert any("no article text" in line and "read instead" in line for line in told)


def test_a_page_is_decoded_as_its_server_says_where_it_says_nothing_itself(site, watch):
    words = "Президент подписал указ о переговорах, которые пройдут в столице в пятницу утром."
    site.put("/feed.xml", feed(item("/a")))
    site.put("/a", page(words).encode("cp1251"), content_type="text/html; charset=Windows-1251")
    run_round(watch, [site.url("/feed.xml")])
    ((text,),) = watch.ledger.connection.execute("SELECT text FROM document").fetchall()
    assert words in text


def test_pages_are_known_by_what_they_are_whatever_their_server_says(site, watch):
    site.put("/feed.xml", feed(item("/a"), item("/b.pdf"), item("/c"), item("/d.txt")))
    site.put("/a", page("China called Russia on Friday."), content_type="application/octet-stream")
    site.put("/b.pdf", page("Russia called China on Friday."), content_type="application/pdf")
    site.put("/c", "China called France on Friday.", content_type="text/plain")
    site.put("/d.txt", "Russia called France on Friday.")
    run_round(watch, [site.url("/feed.xml")])
    assert [(record.actors[0].country, record.recipients[0].country) for record in watch.ledger.records()] == [
        ("CHN", "RUS"),
        ("RUS", "CHN"),
        ("CHN", "FRA"),
        ("RUS", "FRA"),
    ]


@pytest.mark.parametrize(
    ("body", "told_of"),
    [
        ('<html><head><link rel="alternate" type="application/rss+xml" href="/real.xml"></head>', "it links http"),
        ("<html><body>No feed here.</body></html>", "web page, no feed"),
        ("<rss><channel><title>Cut", "breaks off before its first entry"),
        ("<rss><channel><item><title>Cut", "breaks off in this entry"),
        ("", "empty"),
        ('{"version": 1}', "no JSON Feed"),
    ],
)
def test_what_is_no_feed_is_told_and_the_others_are_read(site, watch, told, body, told_of):
    site.put("/bad", body)
    site.put("/feed.xml", feed(item("/a")))
    site.put("/a", page("China called Russia on Friday."), content_type="text/html")
    made = run_round(watch, [site.url("/bad"), site.url("/feed.xml")])
    assert (made.failed, made.report.documents) == (1, 1)
    assert any(line.startswith(site.url("/bad")) and told_of in line for line in told)


def test_of_a_feed_that_breaks_off_what_is_whole_is_read_and_the_rest_when_it_comes(site, watch, told):
    whole = feed(item("/a"), item("/b"))
    site.put("/feed.xml", whole[: whole.index("/b") + 1], etag='"1"')
    for path in ("/a", "/b"):
        site.put(path, page(f"China called Russia about {path}."), content_type="text/html")
    made = run_round(watch, [site.url("/feed.xml")])
    assert (made.report.documents, made.report.unreadable) == (1, 1)
    assert "breaks off" in told[0]
    site.put("/feed.xml", whole, etag='"1"')
    assert run_round(watch, [site.url("/feed.xml")]).report.documents == 1


def test_a_feed_that_is_gone_or_asks_for_rest_is_left_alone_for_a_while(site, watch, told):
    site.put("/feed.xml", Answer(429, headers={"retry-after": "7200"}))
    assert run_round(watch, [site.url("/feed.xml")]).nothing
    assert run_round(watch, [site.url("/feed.xml")]).nothing
    assert len(site.asked("/feed.xml")) == 1
    assert "not asked again before 2022-03-01T02:00" in told[-1]


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+05:00", "Fri, 31 Dec 9999 23:59:59 -1200"])
def test_a_day_at_the_end_of_time_is_no_change(site, watch, time, date):
    site.put("/feed.xml", feed(item("/a")), feed(item("/a", date=date)), content_type="application/rss+xml")
    site.put("/a", page("China called Russia on Friday."), content_type="text/html")
    run_round(watch, [site.url("/feed.xml")])
    time.sleep(7200)
    assert run_round(watch, [site.url("/feed.xml")]).failed == 0
    assert len(site.asked("/a")) == 1


def test_a_feed_that_a_person_named_is_asked_again_soon(site, watch, time):
    site.put("/gone.xml", Answer(404))
    site.put("/down.xml", Answer(500))
    for _ in range(2):
        assert run_round(watch, [site.url("/gone.xml"), site.url("/down.xml")]).nothing
    assert (len(site.asked("/gone.xml")), len(site.asked("/down.xml"))) == (1, 6)
    time.sleep(3600)
    run_round(watch, [site.url("/gone.xml")])
    assert len(site.asked("/gone.xml")) == 2


def test_more_pages_than_a_round_takes_wait_for_the_next(site, watch, told):
    site.put("/feed.xml", feed(*(item(f"/{number}") for number in range(5))), etag='"1"')
    for number in range(5):
        site.put(f"/{number}", page(f"China called Russia on day {number}."), content_type="text/html")
    watch = replace(watch, most=3)
    assert run_round(watch, [site.url("/feed.xml")]).report.documents == 3
    assert "2 more pages" in told[-1]
    assert run_round(watch, [site.url("/feed.xml")]).report.documents == 2


def test_one_who_stops_keeps_what_was_read_and_goes_on_with_the_rest(site, watch):
    site.put("/feed.xml", feed(*(item(f"/{number}") for number in range(4))), etag='"1"')
    for number in range(4):
        site.put(f"/{number}", page(f"China called Russia on day {number}."), content_type="text/html")
    stopping = replace(watch, stopped=lambda: len(site.asked("/1")) > 0)
    assert run_round(stopping, [site.url("/feed.xml"), site.url("/other.xml")]).report.documents == 2
    assert run_round(watch, [site.url("/feed.xml")]).report.documents == 2
    assert len(site.asked("/0")) == 1


def test_a_clock_that_is_set_back_holds_up_nothing(site, watch, time):
    years = [3]
    watch = replace(watch, now=lambda: time.now() + timedelta(days=365 * years[0]))
    site.put("/feed.xml", Answer(410))
    run_round(watch, [site.url("/feed.xml")])
    years[0] = 0
    put_two(site)
    plan = Plan((site.url("/feed.xml"),), Interest(), rounds=2)
    rounds = watch_feeds(watch, plan, resolve)
    assert next(rounds).round.report.documents == 2
    years[0] = -3
    assert next(rounds).round.unchanged == 1
    assert max(time.slept) <= plan.every.total_seconds()


def once(watch, *feeds):
    """Watch feeds for a round, and return the titles told."""
    (told,) = watch_feeds(watch, Plan(feeds, Interest(), rounds=1), resolve)
    return [news.sentence for news in told.news]


def put_two(site):
    site.put("/feed.xml", feed(item("/a"), item("/b")), etag='"1"')
    site.put("/a", page("China called Russia on Friday.", "Talks"), content_type="text/html")
    site.put("/b", page("France refused to call Russia.", "A refusal"), content_type="text/html")


def test_what_a_round_that_died_has_read_is_told_by_the_next_of_the_same_feed(site, watch):
    put_two(site)
    run_round(watch, [site.url("/feed.xml")])  # and dies before it tells
    assert once(watch, site.url("/other.xml")) == []
    assert once(watch, site.url("/feed.xml")) == ["Talks", "A refusal"]
    assert once(watch, site.url("/feed.xml")) == []
    assert len(site.asked("/a")) == 1


def test_what_a_round_that_died_while_reading_has_entered_is_told_with_the_rest(site, watch):
    class Dying(FakeCoder):
        def code(self, documents):
            if any("refused" in document.text for document in documents):
                raise KeyboardInterrupt
            return super().code(documents)

    put_two(site)
    site.put("/long", page("China called France. " + "It rained. " * 6000, "Long"), content_type="text/html")
    site.put("/feed.xml", feed(item("/long"), item("/a"), item("/b")))
    with pytest.raises(KeyboardInterrupt):
        run_round(replace(watch, job=replace(watch.job, make_coder=Dying)), [site.url("/feed.xml")])
    assert len(documents(watch)) == 1
    assert once(watch, site.url("/feed.xml")) == ["Long", "Talks", "A refusal"]


def test_a_run_has_ended_when_its_news_are_told(site, watch):
    put_two(site)
    run_round(watch, [site.url("/feed.xml")])
    assert [(run.finished, run.documents) for run in watch.ledger.glance().runs] == [("", 2)]
    once(watch, site.url("/feed.xml"))
    assert all(run.finished for run in watch.ledger.glance().runs)


def test_entries_without_pages_and_pages_named_twice_are_read_once(site, watch):
    own = "<item><guid>1</guid><title>A statement</title><description>China called Russia.</description></item>"
    site.put("/feed.xml", feed(own, item("/a"), item("/a")))
    site.put("/a", page("China called France on Friday."), content_type="text/html")
    made = run_round(watch, [site.url("/feed.xml")])
    assert (made.report.documents, made.report.known) == (2, 0)
    assert len(site.asked("/a")) == 1
    assert run_round(watch, [site.url("/feed.xml")]).report.readable == 0
