"""Fields of records as persons change them: what they type is read, checked, and said to be wrong by name."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_records import relaxed
from talleyrand.codebook.actors import actor_of, load_actor_index
from talleyrand.errors import CorrectionError, NotFoundError
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document
from talleyrand.model.identity import record_id
from talleyrand.model.records import Act, Body, Forecast, Framing, Horizon, Record, Statement, Vote
from talleyrand.model.spans import Quote
from talleyrand.pipeline.reviewing import changed, fields_of, new_record
from talleyrand.resolve.actors import resolve_actor

TEXT = "China called Russia on Friday. Xi Jinping said “peace will likely come” and voted for the text, a draft."
DOCUMENT = Document.from_text(TEXT, published="2022-02-26")
WHO = (
    Actor("country:CHN", "China", "state", "CHN", mention=Quote(0, 5, "China")),
    Actor("country:RUS", "Russia", "state", "RUS", mention=Quote(13, 19, "Russia")),
)
CALL = Record(
    "1",
    DOCUMENT.id,
    Act("CONSULT", "phone", ("diplomatic",), "verbal cooperation", 1.5, Quote(6, 12, "called")),
    Quote(0, 30, TEXT[:30]),
    WHO[:1],
    WHO[1:],
    DateInterval("2022-02-25", "2022-02-25", "day", "stated", "Friday"),
    confidence=0.7,
    method="consult.call@1",
)
SPEECH = Quote(31, len(TEXT), TEXT[31:])
SAID = replace(CALL, payload=Statement("direct", (Quote(48, 70, TEXT[48:70]),), Quote(42, 46, "said")), evidence=SPEECH)
VOTED = replace(CALL, payload=Vote(Body("igo:UNSC", "United Nations Security Council"), "yes"), evidence=SPEECH)
FORETOLD = replace(CALL, payload=Forecast(Quote(48, 70, TEXT[48:70]), "likely", (0.55, 0.8)), evidence=SPEECH)
CALLED = replace(CALL, payload=Framing("other", "peace", "used"), evidence=SPEECH)
EVERY = (CALL, SAID, VOTED, FORETOLD, CALLED)


def find(words: str) -> Actor:
    found = actor_of(f"country:{words}", load_actor_index()) or resolve_actor(words)
    if found is None:
        raise NotFoundError("nobody of that name", where=words)
    return found


def change(record, **changes):
    return changed(record, DOCUMENT, {name.replace("__", "."): value for name, value in changes.items()}, find=find)


@pytest.mark.parametrize("record", EVERY, ids=lambda record: record.kind)
def test_fields_given_back_as_they_are_change_nothing(record):
    assert changed(record, DOCUMENT, {field.name: field.value for field in fields_of(record)}, find=find) == record


def test_quad_class_and_intensity_follow_from_type_and_mode():
    assert change(CALL, act__mode="visit").payload.intensity == 4
    aid = change(CALL, act__event_type="aid")
    assert (aid.payload.event_type, aid.payload.mode, aid.payload.quad, aid.payload.intensity) == (
        "AID",
        None,
        "material cooperation",
        10,
    )
    both = change(CALL, act__event_type="REQUEST", act__mode="change")
    assert (both.payload.mode, both.payload.intensity) == ("change", -1)


def test_parties_are_named_as_one_likes_and_those_there_keep_their_mention():
    made = change(CALL, actors="China; the Kremlin; FRA", recipients=["Xi Jinping", "Yun Sun (person, USA)"])
    assert [actor.id for actor in made.actors] == ["country:CHN", "organ:RUS-kremlin", "country:FRA"]
    assert made.actors[0] == CALL.actors[0]
    assert [(actor.id, actor.country) for actor in made.recipients] == [
        ("person:xi-jinping", "CHN"),
        ("person:yun-sun", "USA"),
    ]


def test_the_place_where_the_evidence_names_a_party_is_found():
    assert change(CALL, actors="Russia", recipients="").actors[0].mention == Quote(13, 19, "Russia")


def test_sources_say_what_they_are_or_are_taken_for_what_the_name_means():
    made = change(CALL, reported_by="anonymous: a senior official; Xi Jinping; the Kremlin")
    assert [(link.type, link.id) for link in made.reported_by] == [
        ("anonymous", "unknown:a-senior-official"),
        ("named", "person:xi-jinping"),
        ("institution", "organ:RUS-kremlin"),
    ]
    assert change(made, reported_by="the Kremlin").reported_by == made.reported_by[2:]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"date.start": "2022-02-24"}, ("2022-02-24", "2022-02-24", "day")),
        ({"date.start": "2022-02"}, ("2022-02-01", "2022-02-28", "month")),
        ({"date.start": "2022"}, ("2022-01-01", "2022-12-31", "year")),
        ({"date.end": "2022-02-28"}, ("2022-02-25", "2022-02-28", "week")),
        ({"date.start": "2022-02-21", "date.end": "2022-03-20"}, ("2022-02-21", "2022-03-20", "month")),
        ({"date.end": ""}, ("2022-02-25", None, "unknown")),
        ({"date.start": "", "date.end": ""}, (None, None, "unknown")),
        ({"date.end": "2022-02-28", "date.precision": "month"}, ("2022-02-25", "2022-02-28", "month")),
    ],
)
def test_days_months_and_years_give_an_interval_and_its_precision(given, expected):
    date = changed(CALL, DOCUMENT, given, find=find).date
    assert (date.start, date.end, date.precision) == expected


def test_words_of_the_text_are_given_by_place_or_as_they_stand():
    assert change(CALL, act__trigger="13-19").payload.trigger.text == "Russia"
    assert change(CALL, act__trigger="called  russia").payload.trigger == Quote(6, 19, "called Russia")
    assert change(CALL, evidence__end=19).evidence == Quote(0, 19, TEXT[:19])
    assert [quote.text for quote in change(SAID, statement__content="peace; come”").payload.content] == [
        "peace",
        "come”",
    ]
    assert change(SAID, statement__cue=None).payload.cue is None


def test_the_other_kinds_have_their_own_fields():
    assert change(
        VOTED, vote__choice="no", vote__veto="yes", vote__body="UNGA", vote__subject="a draft"
    ).payload == Vote(Body("igo:UNGA", "United Nations General Assembly"), "no", veto=True, subject="a draft")
    assert change(FORETOLD, forecast__probability="60 %", forecast__horizon__end="2022").payload == replace(
        FORETOLD.payload, probability=(0.6, 0.6), horizon=Horizon(None, "2022-12-31")
    )
    assert change(
        CALLED, framing__frame="crimea", framing__term="annexation", framing__use="avoided"
    ).payload == Framing("crimea", "annexation", "avoided")


@pytest.mark.parametrize(
    ("record", "field", "value", "says"),
    [
        (CALL, "factuality", "maybe", "not allowed"),
        (CALL, "factuality", "", "empty"),
        (CALL, "actors", "Atlantis", "nobody known"),
        (CALL, "actors", "?? (person)", "nobody known"),
        (CALL, "actors", ["FRA"] * 51, "too many"),
        (CALL, "date.start", "Friday", "no day"),
        (CALL, "date.start", "2022-02-30", "no day"),
        (CALL, "date.end", "2022-02-24", "before the first day"),
        (CALL, "date.start", "0000", "no day"),
        (CALL, "act.event_type", "DANCE", "not allowed"),
        (CALL, "act.mode", "riot", "not allowed"),
        (CALL, "act.contexts", "military; legal; cyber; economic", "too many"),
        (CALL, "act.intensity", "9", "follows"),
        (CALL, "act.trigger", "", "empty"),
        (CALL, "act.trigger", "danced", "nowhere"),
        (CALL, "evidence", "10-5000", "no words of the text"),
        (CALL, "evidence", "7-7", "no words of the text"),
        (CALL, "evidence", "e", "times"),
        (CALL, "vote.choice", "yes", "no such field"),
        (CALL, "nonsense", "x", "no such field"),
        (VOTED, "vote.body", "the Jedi Council", "no body"),
        (VOTED, "vote.veto", "perhaps", "neither yes nor no"),
        (VOTED, "vote.veto", True, "a veto is a vote of no"),
        (VOTED, "vote.subject", "x" * 2001, "too many"),
        (FORETOLD, "forecast.probability", "0.9-0.2", "no probability"),
        (FORETOLD, "forecast.probability", "200 %", "no probability"),
        (SAID, "statement.content", "48-60; 55-70", "overlap"),
        (CALLED, "framing.term", " ", "empty"),
    ],
)
def test_what_is_not_allowed_is_refused_by_the_name_of_its_field(record, field, value, says):
    with pytest.raises(CorrectionError, match=says) as refused:
        changed(record, DOCUMENT, {field: value}, find=find)
    assert refused.value.where == field


@relaxed
@given(st.sampled_from(EVERY), st.data())
def test_whatever_is_typed_either_fits_the_text_or_is_refused(record, data):
    names = [field.name for field in fields_of(record)]
    some = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.just("3-9")
    given = data.draw(
        st.dictionaries(st.sampled_from(names), some | st.lists(st.text(max_size=9), max_size=3), max_size=4)
    )
    try:
        made = changed(record, DOCUMENT, given, find=find)
    except CorrectionError as error:
        assert error.where in names
    else:
        assert (made.id, made.kind, made.confidence) == (record.id, record.kind, record.confidence)
        assert TEXT[made.evidence.start : made.evidence.end] == made.evidence.text


def test_a_record_that_was_missed_rests_on_the_words_marked():
    made = new_record(
        DOCUMENT, "vote", SPEECH.span, {"actors": "Xi Jinping", "vote.choice": "yes", "vote.body": "UNSC"}, find=find
    )
    assert made.id == record_id(made)
    assert (made.evidence, made.payload.choice, made.actors[0].mention.text) == (SPEECH, "yes", "Xi Jinping")
    assert made.date == DateInterval("2022-02-26", "2022-02-26", "day", "publication")


def test_an_official_text_vouches_for_what_was_missed_in_it():
    kremlin = Actor("organ:RUS-kremlin", "Kremlin", "organ", "RUS")
    document = replace(DOCUMENT, author=kremlin)
    made = new_record(document, "statement", SPEECH.span, {"actors": "CHN"}, find=find)
    assert made.reported_by == (Attribution("institution", "organ:RUS-kremlin", "Kremlin", "RUS"),)
    assert made.payload == Statement("direct", (SPEECH,))


@pytest.mark.parametrize(
    ("kind", "fields", "where"),
    [
        ("act", {"act.event_type": "AID"}, "actors"),
        ("act", {"actors": "CHN"}, "act.event_type"),
        ("framing", {"actors": "CHN"}, "framing.term"),
        ("dance", {"actors": "CHN"}, "kind"),
    ],
)
def test_what_was_missed_needs_who_and_what(kind, fields, where):
    with pytest.raises(CorrectionError) as refused:
        new_record(DOCUMENT, kind, SPEECH.span, fields, find=find)
    assert refused.value.where == where
