"""View models: whose records, how many, put together from which reports."""

from __future__ import annotations

from dataclasses import replace

import fixtures
import pytest

from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.spans import Quote
from talleyrand.present.groups import group
from talleyrand.present.views import DossierView, build_dossier, build_timeline


@pytest.fixture(scope="module")
def china() -> DossierView:
    return build_dossier(fixtures.entries(), fixtures.CHINA, generated="Talleyrand test")


def test_reports_of_one_call_are_one_event_with_its_independent_reports_counted(china: DossierView) -> None:
    call = next(entry for entry in china.done if entry.lead.record_id.startswith("c01"))
    assert (call.reports, call.documents) == (3, 3)


def test_two_reports_in_one_document_are_one_independent_report() -> None:
    record, document = fixtures.entries()[3]
    (event,) = group([(record, document), (replace(record, id="other"), document)])
    assert (event.reports, event.documents) == (2, 1)


def test_different_days_or_factuality_are_different_events() -> None:
    record, document = fixtures.entries()[3]
    later = replace(record, id="later", date=fixtures.day("2022-02-26"))
    denied = replace(record, id="denied", factuality="negated")
    assert len(group([(record, document), (later, document), (denied, document)])) == 3


def test_undated_records_are_never_put_together() -> None:
    record, document = fixtures.entries()[3]
    undated = [(replace(record, id=str(n), date=DateInterval()), document) for n in range(3)]
    assert len(group(undated)) == 3


def test_every_record_is_counted_once_by_kind_and_factuality(china: DossierView) -> None:
    assert sum(row.n for row in china.counts) == china.records
    assert all(sum(row.by_factuality) == row.n for row in china.counts)


def test_events_stand_in_exactly_one_of_done_not_done_and_ahead(china: DossierView) -> None:
    parts = (china.done, china.not_done, china.ahead, china.received)
    ids = [row.record_id for part in parts for entry in part for row in entry.rows]
    assert len(ids) == len(set(ids)) == china.records
    assert sum(map(len, parts)) == china.events


def test_what_was_avoided_refused_or_denied_is_not_done(china: DossierView) -> None:
    keys = {entry.lead.record_id[:3] for entry in china.not_done}
    assert {"a08", "a09", "a10", "a11", "d03", "d07", "f04", "f07"} == keys


def test_what_concerns_neither_side_is_left_out(china: DossierView) -> None:
    shown = {record.id[:3] for record, _ in china.entries}
    assert not {"a05", "a07", "b03"} & shown


def test_others_toward_the_actor_stand_apart(china: DossierView) -> None:
    assert {entry.lead.record_id[:3] for entry in china.received} == {"e11", "e16", "f01", "f06"}


def test_contacts_have_both_sides_counts_and_the_last_day(china: DossierView) -> None:
    putin = next(contact for contact in china.contacts if contact.name == "Vladimir Putin")
    assert (len(putin.entries), putin.documents, putin.first, putin.last) == (2, 4, "4 Feb 2022", "25 Feb 2022")
    assert putin.own_side == "Xi Jinping"
    assert putin.how == "on a visit, by phone"


def test_a_contact_that_did_not_take_place_is_a_silence_and_no_contact(china: DossierView) -> None:
    assert [entry.lead.to for entry in china.silences] == ["Volodymyr Zelensky"]
    assert "Volodymyr Zelensky" not in {contact.name for contact in china.contacts}


def test_the_chain_of_a_statement_tells_named_from_anonymous_and_outlet(china: DossierView) -> None:
    said = next(view for view in china.statements if view.entry.lead.record_id.startswith("a03"))
    assert [(link.type, link.name) for link in said.links] == [
        ("outlet", "Chinese state media"),
        ("report", "Harbour Wire"),
    ]


def test_terms_keep_used_avoided_and_rejected_apart(china: DossierView) -> None:
    terms = {term.term: (len(term.used), len(term.avoided), len(term.rejected)) for term in china.terms}
    assert terms == {
        "aggression": (0, 0, 1),
        "friendship without limits": (1, 0, 0),
        "illegal": (1, 0, 0),
        "invasion": (0, 2, 0),
    }


def test_a_forecast_has_its_interval_and_horizon(china: DossierView) -> None:
    (forecast,) = china.forecasts
    assert (forecast.probability, forecast.horizon, forecast.outcome) == ((0.55, 0.8), "by 31 Mar 2022", "pending")


def test_toward_keeps_what_names_or_addresses_the_other() -> None:
    view = build_dossier(fixtures.entries(), fixtures.CHINA, toward=fixtures.RUSSIA)
    shown = {record.id[:3] for record, _ in view.entries}
    assert {"a01", "a06", "c02", "e07", "f06"} <= shown
    assert not {"e05", "e10", "e12", "f08"} & shown


def test_a_person_has_only_that_persons_records() -> None:
    view = build_dossier(fixtures.entries(), fixtures.WANG)
    assert {record.id[:3] for record, _ in view.entries} == {"e08", "e09", "e10", "f09", "f10"}


def test_a_company_is_not_its_state() -> None:
    record, document = fixtures.entries()[5]
    company = Actor("company:x", "A Company", "company", "CHN")
    assert build_dossier([(replace(record, actors=(company,)), document)], fixtures.CHINA).records == 0


def test_a_period_keeps_what_touches_it_and_lists_the_undated_apart() -> None:
    view = build_dossier(fixtures.entries(), fixtures.CHINA, since="2022-03-01", until="2022-03-31")
    assert all(record.date.end is None or record.date.end >= "2022-03-01" for record, _ in view.entries)
    assert view.undated == 3
    assert all(entry.lead.start is None for entry in view.timeline.apart)


def test_what_is_known_to_lie_before_the_period_is_left_out_though_it_has_no_first_day() -> None:
    record, document = fixtures.entries()[5]
    before = replace(record, date=DateInterval(None, "2022-02-04", basis="publication"))
    assert build_dossier([(before, document)], fixtures.CHINA, since="2022-03-01").records == 0
    assert build_dossier([(before, document)], fixtures.CHINA, since="2022-02-01").undated == 1


def test_what_has_only_a_last_day_stands_by_that_day() -> None:
    record, document = fixtures.entries()[5]
    dates = {"c": DateInterval("2022-02-05", "2022-02-05"), "b": DateInterval(None, "2022-02-04"), "a": DateInterval()}
    events = group((replace(record, id=key, date=date), document) for key, date in dates.items())
    assert [event.lead.record_id for event in events] == ["b", "c", "a"]


def test_rejected_and_repeated_records_are_left_out() -> None:
    record, document = fixtures.entries()[5]
    rejected = (replace(record, id="x", review="rejected"), document)
    assert build_dossier([(record, document), (record, document), rejected], fixtures.CHINA).records == 1


def test_evidence_that_is_not_in_the_source_is_listed_as_unsupported() -> None:
    record, document = fixtures.entries()[5]
    wrong = replace(record, evidence=Quote(0, 5, "Never"))
    assert [row.record_id for row in build_dossier([(wrong, document)], fixtures.CHINA).unsupported] == [record.id]


def test_the_view_does_not_depend_on_the_order_of_the_entries(china: DossierView) -> None:
    backwards = build_dossier(reversed(fixtures.entries()), fixtures.CHINA, generated="Talleyrand test")
    assert (backwards.done, backwards.contacts, backwards.sources) == (china.done, china.contacts, china.sources)


def test_a_dossier_of_nothing_is_empty_and_whole() -> None:
    view = build_dossier([], fixtures.CHINA)
    assert (view.records, view.period, view.timeline.marks, view.contacts) == (0, "nothing dated", (), ())


def test_a_timeline_takes_everybodys_records() -> None:
    timeline = build_timeline(fixtures.entries())
    assert timeline.records == len(fixtures.entries())
