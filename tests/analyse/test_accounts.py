"""Accounts of one event: matched, compared field by field, and put side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from recording import act, framing, party, statement
from talleyrand.analyse.accounts.matching import occasions
from talleyrand.analyse.accounts.measure import accounts
from talleyrand.errors import NotFoundError
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.documents import Document, address
from talleyrand.model.spans import Quote

PUTIN, BIDEN = "person:vladimir-putin/RUS", "person:joe-biden/USA"
SULLIVAN = "person:jake-sullivan/USA"
KREMLIN = Actor("organ:RUS-kremlin", "Kremlin", "organ", "RUS", sector="GOV")
WHITE_HOUSE = Actor("organ:USA-white-house", "White House", "organ", "USA", sector="GOV")


def document(
    name: str, title: str, author: Actor | None = None, *, outlet: str = "", day: str = "2022-02-12"
) -> Document:
    return Document(address(name.encode()), "", title=title, author=author, outlet=outlet or None, published=day)


def library(*documents: Document) -> dict[str, Document]:
    return {one.id: one for one in documents}


MOSCOW = document("moscow", "Telephone conversation with US President Joe Biden", KREMLIN, outlet="The Kremlin")
WASHINGTON = document("washington", "Readout of President Biden’s Call with President Putin", WHITE_HOUSE)
PAPER = document("paper", "A call without result", outlet="Example Wire", day="2022-02-13")
BY_MOSCOW = (Attribution("institution", KREMLIN.id, KREMLIN.name, "RUS"),)
BY_WASHINGTON = (Attribution("institution", WHITE_HOUSE.id, WHITE_HOUSE.name, "USA"),)
CALL_MOSCOW = act(PUTIN, BIDEN, "CONSULT", "2022-02-12", mode="phone", document="moscow", reported_by=BY_MOSCOW)
CALL_WASHINGTON = act(BIDEN, PUTIN, "CONSULT", "2022-02-12", document="washington", reported_by=BY_WASHINGTON)
CALLS = [
    CALL_MOSCOW,
    CALL_WASHINGTON,
    statement(PUTIN, "Security guarantees must rule out enlargement of the alliance.", "2022-02-12", document="moscow"),
    statement(PUTIN, "Contacts will be continued at every level in coming days.", "2022-02-12", document="moscow"),
    framing(PUTIN, "special military operation", "2022-02-12", document="moscow"),
    statement(
        BIDEN, "Contacts at every level will be continued, the leaders said.", "2022-02-12", document="washington"
    ),
    act(
        BIDEN, "country:RUS/RUS", "THREATEN", "2022-02-12", document="washington", text="Swift and severe costs follow."
    ),
]
DOCUMENTS = library(MOSCOW, WASHINGTON, PAPER)


def test_two_readouts_of_one_call_are_accounts_of_one_event() -> None:
    (row,) = accounts(CALLS, actor="RUS", target="USA", documents=DOCUMENTS)
    assert (row.accounts, row.records, row.independent) == (2, 2, 2)
    assert row.agreed == ("factuality", "date", "participants")
    assert row.only_one == ("mode phone (The Kremlin)",)
    assert row.contradicted == ()
    assert "same persons: person:joe-biden, person:vladimir-putin" in row.matched


def test_each_side_shows_what_only_it_mentions() -> None:
    found = accounts(CALLS, documents=DOCUMENTS)
    moscow, washington = found.parts["sides"]
    assert (moscow.side, moscow.points, moscow.shared) == ("The Kremlin", 3, 1)
    assert moscow.only_terms == ("term: special military operation",)
    assert washington.only_acts == ("threaten",)
    shared = [point for point in found.parts["points"] if point.also]
    assert [(point.side, point.also) for point in shared] == [
        ("The Kremlin", ("White House",)),
        ("White House", ("The Kremlin",)),
    ]


def test_a_readout_without_a_record_of_the_call_is_known_by_its_title_and_day() -> None:
    found = accounts(CALLS[1:], documents=DOCUMENTS)
    assert (found[0].accounts, found[0].independent) == (2, 2)
    assert found[0].matched == ("title and day",)
    assert [side.side for side in found.parts["sides"]] == ["The Kremlin", "White House"]


def test_a_newspaper_that_cites_a_readout_is_no_independent_account() -> None:
    citing = (Attribution("document", "document:RUS-kremlin-readout", "Kremlin readout", "RUS"),)
    cited = act(
        PUTIN, BIDEN, "CONSULT", "2022-02-12", document="paper", reported_by=citing, text="They spoke, it said."
    )
    (row,) = accounts([CALL_MOSCOW, cited], documents=library(MOSCOW, PAPER))
    assert (row.accounts, row.independent) == (2, 1)


def test_one_article_with_two_sources_is_two_accounts() -> None:
    moscow = (Attribution("document", "document:RUS-kremlin-readout", "Kremlin readout", "RUS"),)
    washington = (Attribution("institution", WHITE_HOUSE.id, "White House", "USA"),)
    told = [
        act(
            PUTIN, BIDEN, "CONSULT", "2022-02-12", document="paper", reported_by=moscow, text="They spoke, Moscow said."
        ),
        act(PUTIN, BIDEN, "CONSULT", "2022-02-12", document="paper", reported_by=washington, text="They did, he said."),
    ]
    found = accounts(told, documents=DOCUMENTS)
    assert [row.independent for row in found] == [2]
    assert {source for row in found.parts["fields"] for source in row.sources} == {
        "Example Wire citing Kremlin readout",
        "Example Wire citing White House",
    }


def test_who_says_it_happened_and_who_denies_it_contradict_each_other() -> None:
    denied = act(
        BIDEN, PUTIN, "CONSULT", ("2022-02-11", "2022-02-13"), document="washington", factuality="negated",
        reported_by=BY_WASHINGTON,
    )  # fmt: skip
    found = accounts([CALL_MOSCOW, denied], documents=DOCUMENTS)
    assert found[0].contradicted == ("factuality",)
    versions = {row.value: row.sources for row in found.parts["fields"] if row.field == "factuality"}
    assert versions == {"actual": ("The Kremlin",), "negated": ("White House",)}


def test_one_source_that_differs_with_itself_is_inconsistent_not_contradicted() -> None:
    later = document("later", "Briefing", KREMLIN, outlet="The Kremlin")
    denied = act(
        PUTIN, BIDEN, "CONSULT", "2022-02-12", mode="phone", document="later", factuality="negated",
        reported_by=BY_MOSCOW, text="No call took place.",
    )  # fmt: skip
    (row,) = accounts([CALL_MOSCOW, denied], documents=library(MOSCOW, later))
    assert (row.contradicted, row.inconsistent, row.independent) == ((), ("factuality",), 1)


def test_numbers_have_a_range_over_all_accounts() -> None:
    told = [
        act("RUS", "UKR", "ASSAULT", "2022-04-08", document=name, text=f"Missiles hit it; {n} people were killed.")
        for name, n in (("a", 50), ("b", 39), ("c", 50))
    ]  # fmt: skip
    found = accounts(told)
    rows = [row for row in found.parts["fields"] if row.field == "number of killed"]
    # Least 39, median of 50, 39 and 50 is 50, greatest 50; two accounts give 50 and lead.
    assert [(row.value, row.records, row.low, row.best, row.high) for row in rows] == [
        ("50", 2, 39, 50, 50),
        ("39", 1, 39, 50, 50),
    ]
    assert rows[0].standing == "contradicted"


def test_other_persons_of_the_same_states_met_at_another_meeting() -> None:
    other = act("person:sergei-lavrov/RUS", SULLIVAN, "CONSULT", "2022-02-12", document="washington")
    assert not accounts([CALL_MOSCOW, other])


def test_we_of_a_spokesman_stands_for_the_state() -> None:
    (spokesman,) = act("person:jen-psaki/USA", "", "CONSULT", "2022-02-12").actors
    we = replace(spokesman, mention=Quote(0, 2, "We"))
    told = act(we, PUTIN, "CONSULT", "2022-02-12", mode="phone", document="washington")
    assert len(accounts([CALL_MOSCOW, told])) == 1


def test_a_day_that_is_only_inferred_may_be_one_off() -> None:
    evening = replace(
        CALL_WASHINGTON, date=replace(CALL_WASHINGTON.date, start="2022-02-11", end="2022-02-11", basis="relative")
    )
    (row,) = accounts([CALL_MOSCOW, evening], documents=DOCUMENTS)
    assert row.matched[0].startswith("a day apart")
    assert "date" not in row.contradicted
    stated = replace(evening, date=replace(evening.date, basis="stated"))
    assert not [row for row in accounts([CALL_MOSCOW, stated]) if row.records > 1]


def test_calls_of_three_days_in_a_row_are_not_one() -> None:
    def call(day: str, name: str):
        made = act(PUTIN, BIDEN, "CONSULT", day, document=name)
        return replace(made, date=replace(made.date, basis="publication"))

    found = occasions([call("2022-02-10", "a"), call("2022-02-11", "b"), call("2022-02-12", "c")])
    assert sorted(len(one.records) for one in found) == [1, 2]


def test_reasons_are_the_records_of_all_accounts() -> None:
    found = accounts(CALLS, documents=DOCUMENTS)
    assert {reason.record for reason in found.why(0)} == {CALL_MOSCOW.id, CALL_WASHINGTON.id}
    assert {reason.cluster for reason in found.why(0)} == {"RUS", "USA"}
    part = found.parts["points"]
    assert [reason.record for reason in part.why(0)] == [CALLS[4].id] or part.why(0)


def test_an_event_is_asked_for_by_its_id() -> None:
    row = accounts(CALLS, documents=DOCUMENTS)[0]
    assert accounts(CALLS, documents=DOCUMENTS, event=row.event)[0] == row
    with pytest.raises(NotFoundError, match="no event"):
        accounts(CALLS, documents=DOCUMENTS, event="none")


def test_nothing_to_compare_is_said() -> None:
    for told in ([], [CALL_MOSCOW], [act(PUTIN, BIDEN, "CONSULT", None)]):
        found = accounts(told)
        assert not found.rows
        assert found.chart() == {}
        assert "no event is told by two accounts" in found.notes
    assert "no day or a vague one" in accounts([act(PUTIN, BIDEN, "CONSULT", None)]).notes[-1]


def test_rejected_records_are_no_accounts() -> None:
    assert not accounts([CALL_MOSCOW, replace(CALL_WASHINGTON, review="rejected")])


def test_what_one_source_repeats_is_said_to_be_repeated_only() -> None:
    again = act(PUTIN, BIDEN, "CONSULT", "2022-02-12", document="later", reported_by=BY_MOSCOW, text="We spoke again.")
    assert any("one independent source" in note for note in accounts([CALL_MOSCOW, again]).notes)
    assert not accounts([CALL_MOSCOW, again], sources=2)


def test_the_chart_shows_every_account_with_its_counts() -> None:
    found = accounts(CALLS, documents=DOCUMENTS)
    svg = vl_convert.vegalite_to_svg(found.chart())
    for words in ("2 accounts, 2 independent", "The Kremlin, 2022-02-12", "1 event"):
        assert words in svg


def test_records_that_do_not_name_the_actor_come_from_the_whole_documents() -> None:
    own = [CALL_MOSCOW, CALL_WASHINGTON]

    def whole(ident: str):
        return [record for record in CALLS if record.document_id == ident]

    alone = accounts(own, actor="RUS", documents=DOCUMENTS)
    told = accounts(own, actor="RUS", documents=DOCUMENTS, whole=whole)
    assert not alone.parts["sides"].rows
    assert [side.points for side in told.parts["sides"]] == [3, 2]
    assert (
        told.parts["points"].rows == accounts(CALLS, documents=DOCUMENTS).parts["points"].rows or told.parts["points"]
    )


def test_matching_finds_the_accounts_of_made_up_events() -> None:
    # Sixty events, each told by both sides on the day or, on one side, dated a day later by its report; half of the
    # days hold a second contact of the same states in other persons. All pairs must be found, and no others.
    rng = np.random.default_rng(6)
    truth: dict[str, int] = {}
    told = []
    for number in range(60):
        day = date(2022, 1, 1) + timedelta(days=3 * number)
        people = [("person:a/RUS", "person:b/USA"), ("person:c/RUS", "person:d/USA")][: 1 + number % 2]
        for level, (one, other) in enumerate(people):
            late = timedelta(days=int(rng.integers(2)))
            first = act(one, other, "CONSULT", day.isoformat(), document=f"m{number}-{level}", text="They spoke.")
            second = act(other, one, "CONSULT", (day + late).isoformat(), document=f"w{number}-{level}", text="A call.")
            second = replace(second, date=replace(second.date, basis="publication"))
            told += [first, second]
            truth |= {first.id: 2 * number + level, second.id: 2 * number + level}
    found = occasions(told)
    assert len(found) == 90
    assert all(len({truth[record.id] for record in one.records}) == 1 for one in found)


@given(st.permutations(CALLS))
def test_the_order_of_the_records_does_not_matter(shuffled) -> None:
    assert accounts(shuffled, documents=DOCUMENTS).rows == accounts(CALLS, documents=DOCUMENTS).rows


def test_a_visit_of_some_day_that_month_is_not_the_call() -> None:
    visit = act(PUTIN, BIDEN, "CONSULT", ("2022-02-01", "2022-02-28"), mode="visit", document="later", text="A visit.")
    assert not accounts([CALL_MOSCOW, visit])


def test_the_chart_of_sides_shows_what_either_alone_mentions() -> None:
    spec = accounts(CALLS, documents=DOCUMENTS).parts["sides"].chart()
    svg = vl_convert.vegalite_to_svg(spec)
    for words in ("special military operation", "act: threaten", "The Kremlin", "White House", "this side alone"):
        assert words in svg
    assert accounts([]).parts["sides"].chart() == {}


def test_a_readout_cited_for_what_was_said_is_an_account_of_the_call() -> None:
    washington = (Attribution("outlet", "org:state-media-usa", "American state media", "USA"),)
    moscow = (Attribution("document", "document:RUS-kremlin-readout", "Kremlin readout", "RUS"),)
    told = [
        act(BIDEN, PUTIN, "CONSULT", "2022-02-12", document="paper", reported_by=washington),
        statement(
            PUTIN,
            "He is ready for talks.",
            "2022-02-12",
            document="paper",
            recipients=(party(BIDEN),),
            reported_by=moscow,
        ),
    ]
    (row,) = found = accounts(told, documents=library(PAPER))
    assert (row.accounts, row.records, row.independent) == (2, 2, 2)
    assert {reason.note for reason in found.why(0)} == {
        "Example Wire citing American state media: actual",
        "Example Wire citing Kremlin readout: actual",
    }
    assert not accounts(
        [told[0], replace(told[1], date=replace(told[1].date, start="2022-02-01", end="2022-02-01"))],
        documents=library(PAPER),
    )


def test_days_that_differ_within_one_article_are_two_days() -> None:
    def call(day: str, source: str):
        by = (Attribution("anonymous", f"unknown:{source}", source, None),)
        made = act(PUTIN, BIDEN, "CONSULT", day, document="paper", reported_by=by)
        return replace(made, date=replace(made.date, basis="publication"))

    assert not accounts([call("2022-02-12", "aides"), call("2022-02-13", "envoys")], documents=library(PAPER))
