"""What is told after a round: documents about the actors watched, and what changed, once each."""

import pytest

from making import add, snapshot
from talleyrand.ledger import open_ledger
from talleyrand.ledger.watching import Untold, every_change, latest_news
from talleyrand.pipeline.views import resolve
from talleyrand.pipeline.watching.news import Interest, find_interest, find_news, note_standing

NOW = "2022-03-21T00:00:00+00:00"


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "a.db") as made:
        yield made


def enter(ledger, text, day, outlet="Wire"):
    made = snapshot(text, published=day, path=f"{text}.txt", title=text, outlet=outlet)
    add(ledger, made)
    return made.document.id


def told(ledger, documents, interest):
    return [
        (news.kind, news.sentence) for news in find_news(ledger, Untold((), tuple(documents)), interest, resolve, NOW)
    ]


def test_without_actors_every_document_is_told(ledger):
    ident = enter(ledger, "It rained.", "2022-03-20")
    assert told(ledger, [ident], Interest()) == [("document", "It rained.")]
    assert told(ledger, [ident], Interest()) == []
    assert told(ledger, [], Interest()) == []


def test_with_actors_those_that_concern_them(ledger):
    about = enter(ledger, "China called Russia.", "2022-03-20")
    other = enter(ledger, "China called France.", "2022-03-20")
    interest = find_interest(ledger, ["China"], "RUS", resolve)
    (news,) = find_news(ledger, Untold((), (about, other)), interest, resolve, NOW)
    assert news.document == about
    assert [record.id for record in news.records] == [next(ledger.records(documents=(about,))).id]


def test_who_is_not_in_the_ledger_yet_can_be_watched(ledger):
    interest = find_interest(ledger, ["Xi Jinping"], "RUS", resolve)
    note_standing(ledger, interest, resolve, NOW)
    ident = enter(ledger, "China called Russia.", "2022-03-20")
    assert told(ledger, [ident], interest) == []


def test_a_change_is_told_once_with_its_records_and_its_figure(ledger):
    interest = find_interest(ledger, ["CHN"], None, resolve)
    first = enter(ledger, "China called Russia.", "2022-03-20")
    assert [kind for kind, _ in told(ledger, [first], interest)] == ["document"]
    second = enter(ledger, "Russia refused to call China.", "2022-03-20", outlet="Other Wire")
    document, change = find_news(ledger, Untold((), (second,)), interest, resolve, NOW)
    assert document.kind == "document"
    assert (change.kind, change.actor, change.day) == ("accounts", "CHN", "2022-03-20")
    assert change.figure.startswith("accounts?actor=CHN")
    assert len(change.records) == change.found == 2
    third = enter(ledger, "Russia refused to call China, they say.", "2022-03-20", outlet="Third Wire")
    assert [kind for kind, _ in told(ledger, [third], interest)] == ["document"]


def test_what_stood_so_when_watching_began_is_no_news(ledger):
    interest = find_interest(ledger, ["CHN"], None, resolve)
    enter(ledger, "China called Russia.", "2022-03-20")
    enter(ledger, "Russia refused to call China.", "2022-03-20", outlet="Other Wire")
    note_standing(ledger, interest, resolve, NOW)
    new = enter(ledger, "China called France.", "2022-03-20")
    assert [kind for kind, _ in told(ledger, [new], interest)] == ["document"]


def test_what_came_in_before_a_watch_broke_off_is_news_for_the_next(ledger):
    interest = find_interest(ledger, ["CHN"], None, resolve)
    note_standing(ledger, interest, resolve, NOW)
    first = enter(ledger, "China called Russia.", "2022-03-20")
    second = enter(ledger, "Russia refused to call China.", "2022-03-20", outlet="Other Wire")
    note_standing(ledger, interest, resolve, NOW)  # as the next one does
    assert [kind for kind, _ in told(ledger, [first, second], interest)] == ["document", "document", "accounts"]


def test_that_watching_began_is_noted_once_and_told_nobody(ledger):
    interest = find_interest(ledger, ["CHN", "RUS"], None, resolve)
    for _ in range(2):
        note_standing(ledger, interest, resolve, NOW)
    with ledger.transaction() as connection:
        assert [(kept.kind, kept.actor) for kept in every_change(connection)] == [("began", "CHN"), ("began", "RUS")]
        assert latest_news(connection) == []
