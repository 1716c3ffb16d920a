"""What goes into the ledger comes out of it, once, with its evidence checked."""

from dataclasses import replace

import pytest

from making import Coding, NewerCoder, add, calls, snapshot
from talleyrand.errors import InputError, LedgerError, NotFoundError
from talleyrand.ledger import canonical_dump, open_ledger
from talleyrand.model.dates import DateInterval
from talleyrand.model.spans import Quote, Span

TEXT = "China called Russia on Friday. France refused to call Russia."
AT = "2022-03-01T00:00:00+00:00"


@pytest.fixture
def ledger(address):
    with open_ledger(address) as opened:
        yield opened


def test_a_document_comes_back_as_it_went_in(ledger):
    made = snapshot(TEXT, title="Calls", outlet="Example Wire", external_id="7")
    add(ledger, made)
    assert ledger.document(made.document.id) == made.document
    assert ledger.raw(made.document.id) == TEXT.encode()


def test_all_documents_come_without_their_texts(ledger):
    made = snapshot(TEXT, title="Calls", outlet="Example Wire", external_id="7")
    add(ledger, made)
    assert ledger.bare_documents() == {made.document.id: replace(made.document, text="")}


def test_records_come_back_as_they_went_in(ledger):
    made = snapshot(TEXT)
    added = add(ledger, made)
    assert added.records == 2
    assert list(ledger.records()) == list(calls(made.document))


def test_the_same_document_twice_adds_nothing(ledger):
    add(ledger, snapshot(TEXT))
    before = list(canonical_dump(ledger))
    assert add(ledger, snapshot(TEXT)).documents == 0
    assert list(canonical_dump(ledger)) == before


def test_the_same_bytes_under_two_paths_are_one_source_with_both_paths(ledger):
    made = snapshot(TEXT, path="a.txt")
    add(ledger, made)
    add(ledger, snapshot(TEXT, path="b.txt"))
    assert ledger.counts()["documents"] == 1
    assert ledger.paths(made.document.id) == ("a.txt", "b.txt")
    assert ledger.document(made.document.id).path == "a.txt"


@pytest.mark.parametrize(
    "break_record",
    [
        lambda record: replace(record, evidence=replace(record.evidence, text="China called Japan on Friday.")),
        lambda record: replace(record, evidence=Quote(-5, 3, "")),
        lambda record: replace(record, actors=(replace(record.actors[0], mention=Quote(0, 5, "Chine")),)),
        lambda record: replace(record, payload=replace(record.payload, trigger=Quote(900, 906, "called"))),
        lambda record: replace(record, document_id="sha256:" + 64 * "0"),
    ],
    ids=["evidence", "empty", "mention", "trigger", "document"],
)
def test_a_record_that_its_text_does_not_bear_out_goes_to_the_unsupported(ledger, break_record):
    made = snapshot(TEXT)
    good, other = calls(made.document)
    added = ledger.add(made, (), Coding((break_record(good), other)))
    assert [record.id for record in ledger.records()] == [other.id]
    assert added.unsupported == 1
    assert [row.reason.partition(" ")[0] for row in ledger.unsupported()] in (["test.call@1"], ["record"])


def test_what_coding_could_not_support_is_listed_with_its_reason(ledger):
    made = snapshot(TEXT)
    ledger.add(made, (), Coding((), ((Quote(0, 5, "China"), "no verb"), (None, "a title"))))
    assert [(row.text, row.reason) for row in ledger.unsupported()] == [("China", "no verb"), (None, "a title")]


def test_a_snapshot_whose_bytes_are_not_its_own_is_refused(ledger):
    with pytest.raises(InputError, match="not the hash of its bytes"):
        add(ledger, replace(snapshot(TEXT), raw=b"other"))


def test_half_a_surrogate_pair_is_refused(ledger):
    made = snapshot(TEXT)
    with pytest.raises(InputError, match="surrogate"):
        ledger.add(replace(made, document=replace(made.document, text="\ud800")), (), Coding())


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"actor": "CHN"}, ["CHN"]),
        ({"actor": "country:FRA"}, ["FRA"]),
        ({"actor": "france"}, ["FRA"]),
        ({"actor": "RUS"}, []),
        ({"actor": "RUS", "part": "any"}, ["CHN", "FRA"]),
        ({"actor": "FRA", "toward": "RUS"}, ["FRA"]),
        ({"actor": "FRA", "toward": "CHN"}, []),
        ({"toward": "RUS"}, ["CHN", "FRA"]),
        ({"kind": "act"}, ["CHN", "FRA"]),
        ({"kind": "vote"}, []),
        ({"since": "2022-02-27"}, []),
        ({"until": "2022-02-26"}, ["CHN", "FRA"]),
        ({"limit": 1}, ["FRA"]),
        ({"actor": "RUS", "part": "any", "limit": 1}, ["FRA"]),
    ],
)
def test_records_are_chosen_by_actor_kind_and_days(ledger, choice, expected):
    add(ledger, snapshot(TEXT))
    found = [record.actors[0].country for record in ledger.records(**choice)]
    assert found == expected
    assert ledger.count(**choice) == (2 if "limit" in choice else len(expected))


def test_the_sure_and_the_doubtful_are_chosen_by_their_confidence(ledger):
    made = snapshot(TEXT)
    first, second = calls(made.document)
    ledger.add(made, (), Coding((replace(first, confidence=0.4), replace(second, confidence=0.8))))
    assert [r.id for r in ledger.records(min_confidence=0.8)] == [second.id]
    assert [r.id for r in ledger.records(max_confidence=0.5)] == [first.id]
    assert ledger.count(actor="CHN", min_confidence=0.5) == 0


def test_records_come_in_order_of_date_whatever_the_order_of_entry(ledger):
    for day in ("2022-03-02", "2022-02-01", "2022-02-20"):
        add(ledger, snapshot(f"China called Russia. {day}", published=day))
    days = ["2022-02-01", "2022-02-20", "2022-03-02"]
    assert [record.date.start for record in ledger.records()] == days
    assert [record.date.start for record in ledger.records(actor="CHN")] == days
    assert [record.date.start for record in ledger.records(actor="CHN", limit=2)] == days[1:]


def test_undated_records_come_when_asked_for(ledger):
    add(ledger, snapshot("China called Russia.", published=None))
    assert not list(ledger.records(since="2022-01-01"))
    assert len(list(ledger.records(since="2022-01-01", until="2022-12-31", undated=True))) == 1


def test_what_holds_from_a_day_on_is_in_every_later_period(ledger):
    made = snapshot(TEXT)
    first, _ = calls(made.document)
    ledger.add(made, (), Coding((replace(first, date=DateInterval("2022-02-26", None)),)))
    assert [r.id for r in ledger.records(since="2022-03-01")] == [first.id]
    assert not list(ledger.records(until="2022-02-01"))


def test_a_partial_date_includes_the_days_within_it(ledger):
    add(ledger, snapshot(TEXT))
    assert len(list(ledger.records(since="2022-02", until="2022-02"))) == 2


def test_search_finds_sentences_by_words_in_any_form_and_by_phrases(ledger):
    made = snapshot("Sanctions were lifted. No ‘phone call’ took place.", title="A day")
    add(ledger, made)
    (hit,) = ledger.search("sanction lift")
    assert (hit.text, hit.snippet) == ("Sanctions were lifted.", "[Sanctions] were [lifted].")
    assert (hit.title, hit.published) == ("A day", "2022-02-26")
    assert made.document.text[hit.start : hit.end] == hit.text
    assert len(list(ledger.search('"phone call"'))) == 1
    assert not list(ledger.search('"call phone"'))
    assert len(list(ledger.search("sanct*"))) == 1


@pytest.mark.parametrize("words", ["OR", "NEAR(", '"', 'a"b', "text:x", "-x", "(x", "*x", "^x AND"])
def test_no_word_of_a_search_is_an_operator(ledger, words):
    add(ledger, snapshot(TEXT))
    if any(character.isalnum() for character in words):
        assert list(ledger.search(words)) == []
    else:
        with pytest.raises(NotFoundError):
            list(ledger.search(words))


def test_coding_anew_supersedes_what_is_gone_and_keeps_what_a_person_accepted(ledger):
    made = snapshot(TEXT + " Russia refused to call China.")
    first, second, third = calls(made.document)
    add(ledger, made, made_by=("fake 1", "1"))
    ledger.revise(second.id, "accepted", note="heard it", reviewer="ann", at=AT)
    added = add(ledger, made, coder=NewerCoder(), made_by=("fake 2", "1"), recode=True)
    assert (added.records, added.superseded) == (1, 2)
    assert {record.id: (record.confidence, record.review) for record in ledger.records()} == {
        first.id: (0.9, "proposed"),
        second.id: (0.5, "accepted"),
    }
    assert [event.what for event in ledger.history(third.id)] == ["entered", "superseded"]
    assert [event.what for event in ledger.history(second.id)] == ["entered", "accepted"]


def test_coding_anew_to_the_same_end_changes_nothing(ledger):
    made = snapshot(TEXT)
    add(ledger, made)
    before = list(canonical_dump(ledger))
    added = add(ledger, made, recode=True)
    assert (added.records, added.superseded) == (0, 0)
    assert list(canonical_dump(ledger)) == before


def test_coding_anew_takes_over_the_metadata_given(ledger):
    add(ledger, snapshot(TEXT, published=None, published_basis="unknown"))
    made = snapshot(TEXT)
    add(ledger, made, recode=True)
    assert ledger.document(made.document.id).published == "2022-02-26"
    assert all(record.date.known for record in ledger.records())


def test_a_text_cleaned_otherwise_is_not_coded_anew(ledger):
    made = snapshot(TEXT)
    add(ledger, made)
    other = replace(made, document=replace(made.document, text="China called Russia."))
    with pytest.raises(InputError, match="cleaned otherwise"):
        add(ledger, other, recode=True)


def test_a_verdict_shows_in_the_record_and_a_rejected_one_is_left_out(ledger):
    made = snapshot(TEXT)
    first, second = calls(made.document)
    add(ledger, made)
    ledger.revise(first.id[:6], "rejected", reviewer="ann", at=AT)
    assert [record.id for record in ledger.records()] == [second.id]
    assert [record.review for record in ledger.records(rejected=True)] == ["rejected", "proposed"]
    ledger.revise(first.id, "accepted", note="after all", reviewer="ben", at=AT)
    assert [record.review for record in ledger.records()] == ["accepted", "proposed"]
    assert [(e.what, e.by, e.note) for e in ledger.history(first.id)[1:]] == [
        ("rejected", "ann", ""),
        ("accepted", "ben", "after all"),
    ]


def test_a_verdict_needs_a_record_and_a_known_status(ledger):
    with pytest.raises(NotFoundError, match="no records yet"):
        ledger.revise("abc", "accepted", reviewer="ann", at=AT)
    with pytest.raises(LedgerError, match="no verdict"):
        ledger.revise("abc", "maybe", reviewer="ann", at=AT)


def test_an_id_may_be_cut_short_and_near_ids_are_offered(ledger):
    made = snapshot(TEXT)
    add(ledger, made)
    first, second = calls(made.document)
    assert ledger.record(first.id[:8]) == first
    with pytest.raises(NotFoundError, match=second.id):
        ledger.record(first.id[:8] + "x")
    with pytest.raises(NotFoundError, match="no such record"):
        ledger.record("")


COLUMNS = {"source": "size", "reading": "engine", "record": "body", "record_actor": "name", "superseded": "reading"}


@pytest.mark.parametrize(("table", "column"), [*COLUMNS.items(), ("revision", "note")])
@pytest.mark.parametrize("change", ["DELETE FROM {0}", "UPDATE {0} SET {1} = {1}"])
def test_no_program_can_change_what_was_entered(ledger, table, column, change):
    made = snapshot(TEXT)
    add(ledger, made)
    add(ledger, made, coder=NewerCoder(), recode=True)
    ledger.revise(next(ledger.records()).id, "accepted", reviewer="ann", at=AT)
    with pytest.raises(LedgerError, match="append-only"), ledger.transaction() as connection:
        connection.exec_driver_sql(change.format(table, column))


def test_a_ledger_opened_for_reading_is_not_written(address):
    with open_ledger(address) as written:
        add(written, snapshot(TEXT))
    with open_ledger(address, read_only=True) as opened:
        assert opened.counts()["records"] == 2
        with pytest.raises(LedgerError, match="reading only"):
            add(opened, snapshot("France called China."))


def test_a_ledger_can_be_read_while_another_writes(address):
    with open_ledger(address) as writing, open_ledger(address, read_only=True) as reading:
        add(writing, snapshot(TEXT))
        assert reading.counts()["records"] == 2


def test_counts_tell_kinds_and_gaps(ledger):
    add(ledger, snapshot(TEXT, published=None))
    ledger.note_error(InputError("empty", where="x.txt", hint="nothing to read"))
    counts = ledger.counts()
    assert (counts["act"], counts["undated_records"], counts["undated_documents"], counts["errors"]) == (2, 2, 1, 1)


def test_an_unreadable_input_is_listed_once(ledger):
    for _ in range(2):
        ledger.note_error(InputError("empty", where="x.txt", hint="nothing to read"))
    assert [(error.place, error.what) for error in ledger.errors()] == [("x.txt", "empty")]


def test_sentences_of_a_document_are_replaced_when_it_is_coded_anew(ledger):
    made = snapshot(TEXT)
    add(ledger, made)
    ledger.add(made, [Span(0, 30)], Coding(), recode=True)
    assert len(list(ledger.search("Russia"))) == 1
    assert list(ledger.verify()) == []


def test_actors_are_known_by_id_and_by_the_name_most_records_use(ledger):
    add(ledger, snapshot(TEXT))
    assert ledger.actor("country:CHN").name == "China"
    assert ledger.actor_named("FRANCE").id == "country:FRA"
    assert ledger.actor("country:XXX") is None
    assert ledger.actor_names() == ["China", "France", "Russia"]


def test_a_text_with_odd_characters_keeps_its_offsets(ledger):
    text = "\ufeffÉt\u0301é 😀 \x00 “China called Russia” – déjà vu."
    made = snapshot(text)
    add(ledger, made)
    assert ledger.document(made.document.id).text == text
    (hit,) = ledger.search("déjà")
    assert text[hit.start : hit.end] == hit.text
    assert list(ledger.verify()) == []
