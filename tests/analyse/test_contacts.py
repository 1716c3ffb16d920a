"""Whom an actor met: worked by hand, over simulated calendars, and at the edges."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
import vl_convert

from recording import act, record, statement
from talleyrand.analyse.contacts.measure import contacts
from talleyrand.analyse.contacts.rates import MONTH
from talleyrand.codebook.contacts import load_contact_words
from talleyrand.codebook.tables import read_toml
from talleyrand.errors import DateError, OptionError
from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document, address
from talleyrand.model.records import Act, Record
from talleyrand.model.spans import Quote

PUTIN = Actor("person:vladimir-putin", "Vladimir Putin", "person", "RUS", "President", "GOV")
MACRON = Actor("person:emmanuel-macron", "Emmanuel Macron", "person", "FRA", "President", "GOV")
LAVROV = Actor("person:sergey-lavrov", "Sergey Lavrov", "person", "RUS", "Minister of Foreign Affairs", "GOV")
SPRING = {"since": "2022-01-01", "until": "2022-04-10"}


def call(day, *, of=(MACRON, PUTIN), mode="phone", **more):
    """A call of two, told in a document of its own unless another is named."""
    told = {"document": f"{of} {day} {more}"} | more
    return act(of[0], of[1], "CONSULT", day, mode=mode, **told)


def published(made: Record, *, at: int = 0, verb: str = "spoke") -> Record:
    """The record with no day but that of publication, its sentence beginning at a character of the text."""
    words = made.evidence.text
    return replace(
        made,
        payload=replace(made.payload, trigger=Quote(0, len(verb), verb)),
        date=DateInterval(made.date.start, made.date.end, "day", "publication"),
        evidence=Quote(at, at + len(words), words),
    )


def row(result, counterpart="FRA"):
    (found,) = [one for one in result if one.counterpart == counterpart]
    return found


def test_one_call_in_two_readouts_is_one_contact_in_two_independent_reports():
    # Days 1 January to 10 April: 100. Contacts on days 20, 50, 80 (of 100): k = 3, T = 100 days = 3.285 months, so
    # (3 + 1/2) / 3.285 = 1.065 a month; the last on 21 March, 20 days before the end: (80 / 100) ** 3.5 = 0.458.
    told = [
        call("2022-01-20"),
        call("2022-01-20", text="Putin spoke with Macron by telephone."),
        call("2022-02-19"),
        call("2022-03-21", of=(PUTIN, MACRON)),
    ]
    found = row(contacts(told, actor="RUS", **SPRING))
    assert (found.contacts, found.records, found.independent) == (3, 4, 4)
    assert (found.first, found.last, found.days_since) == (date(2022, 1, 20), date(2022, 3, 21), 20)
    assert found.per_month == pytest.approx(3.5 / (100 / MONTH))
    assert found.low < found.per_month < found.high
    assert found.silence == pytest.approx(0.8**3.5)
    assert (found.channels, found.levels, found.persons) == (("phone 3",), ("leader 3",), ("Emmanuel Macron",))


def test_why_gives_each_report_its_part_of_the_contact():
    told = [call("2022-01-20"), call("2022-01-20", text="Putin spoke with Macron by telephone."), call("2022-02-19")]
    result = contacts(told, actor="RUS", **SPRING)
    assert sorted(reason.weight for reason in result.why("FRA")) == [0.5, 0.5, 1.0]
    assert sum(reason.weight for reason in result.why(0)) == result[0].contacts
    (first, _) = result.parts["events"]
    assert {reason.record for reason in result.parts["events"].why(first.event)} == set(first.record_ids)


def test_what_was_not_held_is_never_a_contact():
    told = [
        call("2022-02-01", factuality="negated"),
        call("2022-02-02", factuality="refused"),
        call("2022-02-03", factuality="possible"),
        call("2022-02-04", factuality="called-for"),
        call("2022-02-05", factuality="planned"),
        call("2022-02-06", review="rejected"),
        act(MACRON, PUTIN, "ACCUSE", "2022-02-07"),
        statement("FRA", "We spoke.", "2022-02-08"),
    ]
    result = contacts(told, actor="RUS", **SPRING)
    assert len(result) == 0
    assert "no contact is reported as held" in result.notes
    assert [one.kind for one in result.parts["silences"]] == ["negated", "refused"]
    assert [one.outcome for one in result.parts["coming"]] == ["not reported"]


def test_a_silence_holds_over_its_interval():
    told = call(("2022-02-25", "2022-03-10"), factuality="negated", text="They have not spoken since the 25th.")
    (found,) = contacts([told], actor="RUS").parts["silences"]
    assert (found.start, found.end, found.other) == (date(2022, 2, 25), date(2022, 3, 10), "FRA")


def test_a_plan_is_held_when_a_contact_of_its_days_is_known():
    plans = [call("2022-02-07", factuality="planned"), call("2022-03-07", factuality="planned")]
    plans.append(call("2022-05-07", factuality="planned"))
    result = contacts([*plans, call("2022-02-08", mode="visit")], actor="RUS", since="2022-01-01")
    assert [one.outcome for one in result.parts["coming"]] == ["held", "open", "open"]
    closed = contacts([*plans, call("2022-02-08", mode="visit")], actor="RUS", **SPRING)
    assert [one.outcome for one in closed.parts["coming"]] == ["held", "not reported"]


@pytest.mark.parametrize(
    ("text", "began"),
    [
        ("They had a telephone conversation at the French side's initiative.", "FRA"),
        ("Putin had a telephone conversation with Macron at the latter's initiative.", "FRA"),
        ("They spoke at the initiative of the Russian side.", "RUS"),
        ("They spoke at the initiative of the Turkish side.", None),
        ("Putin spoke with Macron.", None),
    ],
)
def test_initiative_is_what_the_sentence_says(text, began):
    (event,) = contacts([call("2022-02-01", of=(PUTIN, MACRON), text=text)], actor="RUS").parts["events"]
    assert event.began == began


def test_a_caller_and_a_visitor_begin_and_a_host_does_not():
    def told(method, trigger, day):
        made = call(day, of=(PUTIN, MACRON), mode=None, method=method)
        assert isinstance(made.payload, Act)
        return replace(made, payload=replace(made.payload, trigger=Quote(0, len(trigger), trigger)))

    made = [
        told("consult.call@1", "called", "2022-02-01"),
        told("consult.visit@1", "visited", "2022-02-10"),
        told("consult.visit@1", "hosted", "2022-02-20"),
        told("consult.speak@1", "spoke", "2022-02-28"),
    ]
    result = contacts(made, actor="RUS", **SPRING)
    assert [event.began for event in result.parts["events"]] == ["RUS", "RUS", "FRA", None]
    # Two of three that are known: (2 + 1/2) / (3 + 1) = 0.625.
    assert (result[0].initiative, result[0].initiative_known) == (0.625, 3)


def test_a_mention_in_passing_joins_the_contact_of_the_days_before():
    told = [call("2022-02-12"), published(call("2022-02-14", mode=None), at=9000)]
    assert row(contacts(told, actor="RUS")).contacts == 1
    late = published(call("2022-02-20", mode=None), at=9000)
    result = contacts([*told, late], actor="RUS", **SPRING)
    assert row(result).contacts == 2
    assert any("in passing" in note for note in result.notes)


def test_a_vague_report_joins_a_contact_on_its_days():
    vague = call(("2022-02-01", "2022-02-28"), mode=None, text="In February the two presidents met.")
    assert row(contacts([call("2022-02-12"), vague], actor="RUS")).contacts == 1
    (event,) = contacts([vague], actor="RUS").parts["events"]
    assert (event.start, event.end) == (date(2022, 2, 1), date(2022, 2, 28))


def test_a_readout_keeps_the_day_of_publication():
    told = [call("2022-02-12"), published(call("2022-02-14", mode=None), at=0)]
    assert row(contacts(told, actor="RUS")).contacts == 2


def test_talk_of_talks_in_general_is_no_contact():
    told = published(call("2022-02-14", of=("RUS", "FRA"), mode=None), at=9000)
    result = contacts([told], actor="RUS", **SPRING)
    assert len(result) == 0
    assert any("talks in general" in note for note in result.notes)


def test_a_habit_told_in_passing_is_no_contact():
    told = published(call("2022-02-14", mode=None), at=9000, verb="engage")
    assert len(contacts([told], actor="RUS", **SPRING)) == 0
    denied = published(call("2022-02-14", mode=None, factuality="negated"), at=9000, verb="call")
    assert len(contacts([denied], actor="RUS", **SPRING).parts["silences"]) == 1


def test_recipients_of_one_actor_are_in_no_contact_with_each_other():
    told = act(PUTIN, (MACRON, "DEU"), "CONSULT", "2022-02-21", mode="phone")
    pairs = [(one.one, one.other) for one in contacts([told])]
    assert pairs == [("DEU", "RUS"), ("FRA", "RUS")]
    together = act((PUTIN, MACRON, "DEU"), (), "CONSULT", "2022-02-21")
    assert len(contacts([together])) == 3


def test_the_matrix_counts_by_channel_and_level():
    told = [call("2022-02-07", mode="visit"), call("2022-02-12"), call("2022-02-20", of=("FRA", LAVROV), mode=None)]
    (found,) = contacts(told, **SPRING)
    assert (found.one, found.other, found.contacts) == ("FRA", "RUS", 3)
    assert (found.visit, found.phone, found.unspecified) == (1, 1, 1)
    assert (found.leader, found.minister, found.other_level) == (2, 1, 0)


def test_the_level_asked_for_leaves_the_others_out():
    told = [call("2022-02-07"), call("2022-02-20", of=(MACRON, LAVROV))]
    assert row(contacts(told, actor="RUS", level="minister")).contacts == 1
    with pytest.raises(OptionError, match="no level"):
        contacts(told, actor="RUS", level="king")


def test_a_person_can_be_asked_for_and_a_target():
    told = [call("2022-02-07"), call("2022-02-20", of=(MACRON, LAVROV)), call("2022-02-21", of=("DEU", PUTIN))]
    assert [one.counterpart for one in contacts(told, actor="person:vladimir-putin")] == ["FRA", "DEU"]
    assert [one.counterpart for one in contacts(told, actor="RUS", target="FRA")] == ["FRA"]
    assert row(contacts(told, actor="FRA", target="person:sergey-lavrov"), "RUS").contacts == 1


def test_the_title_of_a_readout_tells_the_channel():
    told = call("2022-02-07", mode=None, document="r")
    ident = address(b"r")
    title = "Readout of the President's Call with President Macron"
    documents = {ident: Document(ident, "", title=title, outlet="Example", published="2022-02-07")}
    assert row(contacts([told], actor="RUS", documents=documents)).channels == ("phone 1",)
    other = {ident: replace(documents[ident], title="Press Call with Officials")}
    assert row(contacts([told], actor="RUS", documents=other)).channels == ("not said 1",)


def test_a_silence_of_the_source_is_no_silence_of_the_actor():
    # The outlet that tells of the calls ends on 28 February; another goes on until December.
    told = [call(f"2022-01-{day}", document=f"w{day}") for day in (10, 17, 24, 31)]
    known = [Document(one.document_id, "", outlet="Wire", published=one.date.start) for one in told]
    known += [Document(f"sha256:{n}", "", outlet="Wire", published="2022-02-28") for n in range(20)]
    known.append(Document("sha256:y", "", outlet="Other", published="2022-12-31"))
    found = row(contacts(told, actor="RUS", documents={one.id: one for one in known}))
    # From 10 January to the last call 22 days, then 28 days: (22 / 50) ** 4.5.
    assert found.silence == pytest.approx((22 / 50) ** 4.5)
    assert found.days_since == 28


def test_nothing_at_all_is_said():
    result = contacts([], actor="RUS", **SPRING)
    assert (len(result), result.records, result.chart()) == (0, 0, {})
    assert result.notes == ("no contact is reported as held",)
    with pytest.raises(DateError):
        contacts([], actor="RUS", since="2022-02-01", until="2022-01-01")


def test_one_contact_is_no_tendency_and_one_day_no_rate():
    assert "one contact: what happened, not a tendency" in contacts([call("2022-02-01")], actor="RUS").notes
    same_day = [call("2022-02-01"), call("2022-02-01", of=("DEU", PUTIN))]
    assert any(note.startswith("all on one day") for note in contacts(same_day, actor="RUS").notes)


def test_undated_and_vague_reports_are_counted_apart():
    told = [call("2022-02-01"), call(None), call(("2022-01-01", "2022-12-31")), call(None, of=("DEU", PUTIN))]
    result = contacts(told, actor="RUS", **SPRING)
    assert (row(result).contacts, row(result).undated) == (1, 2)
    assert [one.counterpart for one in result.parts["undated"]] == ["DEU"]
    assert {reason.weight for reason in result.parts["undated"].why("DEU")} == {0.0}
    assert any("3 reports without a day" in note for note in result.notes)


def test_the_calendar_is_drawn_with_its_counts():
    told = [call("2022-02-01"), call("2022-02-09", factuality="refused"), call("2022-03-01", factuality="planned")]
    result = contacts(told, actor="RUS", **SPRING)
    assert "n = 1 contacts held" in result.chart()["title"]["subtitle"][0]
    picture = vl_convert.vegalite_to_svg(result.chart())
    assert "FRA" in picture or "France" in picture


def test_the_matrix_is_drawn():
    result = contacts([call("2022-02-01"), call("2022-02-09", of=("DEU", PUTIN))], **SPRING)
    assert "n = 2 contacts" in result.chart()["title"]["subtitle"]
    assert "Germany" in vl_convert.vegalite_to_svg(result.chart())


def test_the_rates_interval_covers_the_truth_from_calendars():
    draws = np.random.default_rng(20220224)
    inside = []
    for rate in draws.uniform(0.5, 3, 150):  # a month, over 300 days
        days = np.unique(draws.integers(0, 300, draws.poisson(rate * 300 / MONTH)))
        told = [call((date(2022, 1, 1) + timedelta(days=int(day))).isoformat()) for day in days]
        result = contacts(told, actor="RUS", since="2022-01-01", until="2022-10-27")
        inside += [one.low <= rate <= one.high for one in result]
    assert 0.84 <= np.mean(inside) <= 0.96


LEVELS = [(entry["id"], entry["example"]) for entry in read_toml("contacts.toml")["level"]]
PHRASES = [entry["example"] for entry in read_toml("contacts.toml")["initiative"]]


@pytest.mark.parametrize(("level", "role"), [*LEVELS, ("other", "former President"), ("other", "poet")])
def test_roles_have_their_level(level, role):
    assert load_contact_words().level_of(role) == level


@pytest.mark.parametrize("example", PHRASES)
def test_phrases_of_initiative_find_their_state(example):
    assert load_contact_words().initiator(example.replace("[", "").replace("]", "")) is not None


def test_titles_name_their_channel():
    for entry in read_toml("contacts.toml")["channel"]:
        assert load_contact_words().channel_in(entry["example"].replace("[", "").replace("]", "")) == entry["id"]


def test_acts_of_other_types_are_not_asked_for():
    made = record("RUS", act("RUS", "FRA", "AGREE", "2022-02-01").payload, "2022-02-01", "They agreed.")
    assert len(contacts([made], actor="RUS")) == 0


def test_contacts_told_of_before_the_first_document_are_listed_and_in_no_rate():
    told = [call("2022-02-04", document="a"), call("2022-02-25", document="b"), call("2021-06-16", document="c")]
    idents = [address(name) for name in (b"a", b"b", b"c")]
    documents = {ident: Document(ident, "", title="", outlet="Example", published="2022-02-26") for ident in idents}
    found = contacts(told, actor="RUS", documents=documents)
    assert (row(found).contacts, row(found).last, row(found).per_month) == (2, date(2022, 2, 25), None)
    assert "2 contacts before the first document: listed, and in no rate" in found.notes
    assert "1 contact on days outside the period: not counted" in found.notes
