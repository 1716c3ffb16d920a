"""Reports of one event are put together and copies of one story count once."""

from dataclasses import replace

from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.events import find_events
from talleyrand.model.records import Act, Record
from talleyrand.model.spans import Quote

CHINA = Actor("person:xi-jinping", "Xi Jinping", "person", "CHN")
RUSSIA = Actor("person:vladimir-putin", "Vladimir Putin", "person", "RUS")
FRIDAY = DateInterval("2022-02-25", "2022-02-25")
WEEK = DateInterval("2022-02-21", "2022-02-27")


def entry(ident: str, words: str, event_type: str = "CONSULT", **changes) -> Record:
    act = Act(event_type, changes.pop("mode", None), (), "verbal cooperation", 1.0, Quote(0, 1, words[0]))
    record = Record(ident, f"sha256:{words}", act, Quote(0, len(words), words), (CHINA,), (RUSSIA,), FRIDAY)
    return replace(record, **changes)


def same(*records: Record) -> bool:
    return len({event.id for event in find_events(records).values()}) == 1


def test_both_accounts_of_one_call_are_one_event_with_two_independent_reports() -> None:
    moscow = entry("b", "Mr. Putin phoned Beijing on Friday.", actors=(RUSSIA,), recipients=(CHINA,))
    events = find_events([entry("a", "The two leaders talked."), moscow])
    assert events["a"] == events["b"]
    assert (events["a"].reports, events["a"].independent) == (2, 2)


def test_a_call_and_a_visit_on_one_day_are_two_events() -> None:
    assert not same(entry("a", "They phoned.", mode="phone"), entry("b", "He flew there.", mode="visit"))


def test_what_happened_and_what_did_not_are_two_events() -> None:
    assert not same(entry("a", "They talked."), entry("b", "They have not talked.", factuality="negated"))


def test_two_accusations_of_one_day_are_told_apart_by_their_words() -> None:
    lying = entry("a", "accused Moscow of spreading falsehoods about laboratories", "ACCUSE")
    shelling = entry("b", "accused Moscow of shelling a hospital near Mariupol", "ACCUSE")
    again = entry("c", "spoke of falsehoods about laboratories that Moscow was spreading", "ACCUSE")
    assert not same(lying, shelling)
    assert same(lying, again)


def test_vague_days_need_like_words() -> None:
    plain = entry("a", "talked about grain shipments through Odessa")
    assert not same(plain, entry("b", "discussed the Olympic ceremony", date=WEEK))
    assert same(plain, entry("b", "talked about shipments of grain", date=WEEK))


def test_an_undated_report_stays_alone() -> None:
    undated = entry("b", "They talked.", date=DateInterval())
    assert not same(entry("a", "They talked."), undated)


def test_copies_of_one_story_are_one_independent_report() -> None:
    one = entry("a", "The two leaders talked by telephone on Friday about the war, officials said.")
    other = entry("b", "By telephone, the two leaders talked on Friday, it was said.", story=one.document_id)
    events = find_events([one, other])
    assert (events["a"].reports, events["a"].independent) == (2, 1)


def test_two_documents_that_tell_it_in_the_same_sentence_are_one_independent_report() -> None:
    one, other = (entry(ident, "The two leaders talked on Friday.", document_id=ident) for ident in "ab")
    assert find_events([one, other])["a"].independent == 1


def test_the_order_of_the_records_does_not_matter() -> None:
    given = [entry("a", "They talked.", date=WEEK), entry("b", "They phoned."), entry("c", "They talked again.")]
    assert find_events(given) == find_events(given[::-1])
