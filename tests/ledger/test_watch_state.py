"""What a ledger remembers of watching."""

import pytest

from making import add, make_older, snapshot
from talleyrand.ledger import open_ledger
from talleyrand.ledger.watching import (
    Untold,
    Visit,
    begin_delivery,
    end_runs,
    every_change,
    latest_news,
    note_delivery,
    note_news,
    note_visit,
    undelivered,
    untold,
    visits_to,
)
from talleyrand.model.news import News, Told, news_json, news_of

NOW = "2022-03-01T00:00:00+00:00"
TURN = News("turn", "words score RUS", "2022-02-26", "Words turned.", actor="CHN", other="RUS", rising=False)
DOCUMENT = News(
    "document", "a", "2022-02-26", "Talks", document="sha256:1", records=(Told("1f", "China called Russia"),)
)


@pytest.fixture
def connection(address):
    with open_ledger(address) as ledger, ledger.transaction() as made:
        yield made


def test_the_last_visit_to_an_address_counts(connection):
    addresses = [f"https://{number}.example/" for number in range(1200)] + ["https://a.example/"]
    assert visits_to(connection, addresses) == {}
    note_visit(connection, Visit("https://a.example/", NOW, failures=1, failure="404", until=NOW))
    again = Visit("https://a.example/", NOW, etag='"1"', mark="2022-03-01")
    note_visit(connection, again)
    assert visits_to(connection, addresses) == {"https://a.example/": again}


def test_news_are_noted_once_and_come_back_as_they_were(connection):
    assert note_news(connection, [TURN, DOCUMENT, TURN], at=NOW) == [TURN, DOCUMENT]
    assert note_news(connection, [DOCUMENT], at=NOW) == []
    assert [kept.news for kept in latest_news(connection)] == [DOCUMENT, TURN]
    assert every_change(connection) == [TURN]
    assert news_of(news_json(DOCUMENT)) == DOCUMENT


def test_what_stood_so_before_is_known_and_not_told(connection):
    note_news(connection, [TURN], at=NOW, told=False)
    assert latest_news(connection) == []
    assert every_change(connection) == [TURN]
    assert undelivered(connection, "https://hook.example/", 10) == []


def test_a_webhook_hears_what_came_after_it_and_goes_on_where_it_stopped(connection):
    note_news(connection, [TURN], at=NOW)
    begin_delivery(connection, "https://hook.example/")
    note_news(connection, [DOCUMENT], at=NOW)
    begin_delivery(connection, "https://hook.example/")
    (kept,) = undelivered(connection, "https://hook.example/", 10)
    assert kept.news == DOCUMENT
    note_delivery(connection, "https://hook.example/", kept.seq - 1, "500")
    assert undelivered(connection, "https://hook.example/", 10) == [kept]
    note_delivery(connection, "https://hook.example/", kept.seq)
    assert undelivered(connection, "https://hook.example/", 10) == []


def test_what_came_in_by_a_run_that_has_not_ended_is_untold(address):
    with open_ledger(address) as ledger:
        for feed, text in (("https://a.example/", "China called Russia."), ("https://b.example/", "It rained.")):
            ledger.start_run({"feed": feed}, version="1", at=NOW)
            added = snapshot(text)
            add(ledger, added)
            ledger.finish_run({"documents": 1}, at=None)
        ledger.start_run({"paths": ["a.txt"]}, version="1", at=NOW)
        add(ledger, snapshot("China called France."))
        with ledger.transaction() as made:
            assert untold(made, ["https://c.example/"]) == Untold()
            found = untold(made, ["https://b.example/", "https://c.example/"])
            assert found.documents == (added.document.id,)
            end_runs(made, found.runs, at=NOW)
            assert untold(made, ["https://b.example/"]) == Untold()
            assert len(untold(made, ["https://a.example/"]).documents) == 1


def test_an_older_ledger_learns_to_watch(tmp_path):
    with open_ledger(tmp_path / "a.db") as ledger:
        add(ledger, snapshot("China called Russia."))
    make_older(tmp_path / "a.db", 7)
    with open_ledger(tmp_path / "a.db") as ledger, ledger.transaction() as made:
        assert note_news(made, [TURN], at=NOW) == [TURN]
