"""News as an Atom feed that feed readers take."""

import feedparser
import pytest

from talleyrand.model.news import News, Told
from talleyrand.present.atom import Channel, Dated, atom_feed

AT = "2022-03-01T00:00:00+00:00"
CHANNEL = Channel("What moved", "a ledger", AT, "https://desk.example")
TURN = News(
    "turn",
    "words score RUS",
    "2022-02-26",
    "China’s words toward Russia turned colder <around> 26 February & after.",
    actor="CHN",
    other="RUS",
    sure="firm",
    figure="turning_points?actor=CHN&target=RUS#words;score;2022-02-26",
    records=(Told("1f" * 8, "China accused Russia"),),
    found=3,
)
DOCUMENT = News(
    "document", "sha256:1", None, "Talks\x00 and\u202e more\ufffe", document="sha256:1", url="javascript:alert(1)"
)


def parsed(*news):
    return feedparser.parse(atom_feed([Dated(one, AT) for one in news], CHANNEL))


def test_a_feed_reader_reads_it():
    feed = parsed(TURN, DOCUMENT)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert (feed.feed.title, feed.feed.updated, feed.feed.author) == ("What moved", AT, "Talleyrand")
    assert feed.entries[0].title == TURN.sentence
    assert "and 2 more" in feed.entries[0].content[0].value


def test_entries_link_the_figure_and_each_record():
    links = {(link.rel, link.href) for link in parsed(TURN).entries[0].links}
    assert ("related", f"https://desk.example/records/{'1f' * 8}") in links
    assert (
        "alternate",
        "https://desk.example/why?of=turning_points%3Factor%3DCHN%26target%3DRUS%23words%3Bscore%3B2022-02-26",
    ) in links


def test_what_documents_say_of_themselves_is_made_harmless():
    entry = parsed(DOCUMENT).entries[0]
    assert entry.title == "Talks\ufffd and\ufffd more\ufffd"
    assert [link.rel for link in entry.links] == ["alternate"]


def test_ids_are_the_same_whenever_it_is_made_and_others_in_another_ledger():
    later = Channel("Another title", "a ledger", "2023-01-01T00:00:00+00:00", "https://other.example")
    other = Channel("What moved", "another ledger", AT, "https://desk.example")
    first, again, elsewhere = (feedparser.parse(atom_feed([Dated(TURN, AT)], one)) for one in (CHANNEL, later, other))
    assert first.feed.id == again.feed.id != elsewhere.feed.id
    assert first.entries[0].id == again.entries[0].id != elsewhere.entries[0].id


@pytest.mark.parametrize("news", [(), (TURN,)])
def test_it_has_what_atom_demands(news):
    feed = parsed(*news)
    assert feed.feed.id.startswith("urn:uuid:")
    assert feed.feed.updated == AT
    assert all(entry.id and entry.updated and entry.title for entry in feed.entries)
