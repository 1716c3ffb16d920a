"""Expected records and the records that answer them."""

from __future__ import annotations

from own_texts import CONDEMNED, RECALLED, act, reading, state, text_of
from quality.figures import Measure
from quality.scorers import clean, own_records
from quality.scorers.factuality import score_own
from quality.scorers.matching import verdicts
from quality.scorers.naming import same_parties

from talleyrand import Actor

CHINA, INDIA, PERU = state("CHN"), state("IND"), state("PER")


def scores(text, found) -> dict[str, Measure]:
    return {m.name: m for m in own_records.score("acts", [text], [found])}


def test_a_record_right_in_every_field_counts_in_precision_and_recall() -> None:
    found = scores(text_of(CONDEMNED, RECALLED), reading(act("condemned", "ACCUSE", CHINA)))
    assert (found["precision"].value, found["recall"].value) == (100.0, 50.0)


def test_any_of_the_accepted_types_is_right() -> None:
    record = act("recall", "COERCE", INDIA, PERU, factuality="negated")
    assert scores(text_of(RECALLED), reading(record))["recall"].value == 100.0


def test_a_wrong_factuality_makes_a_record_wrong_though_it_is_found() -> None:
    record = act("recall", "SANCTION", INDIA, PERU)
    found = scores(text_of(RECALLED), reading(record))
    assert (found["precision"].value, found["found, precision"].value) == (0.0, 100.0)
    assert found["factuality right where found"].value == 0.0


def test_a_record_too_many_lowers_precision() -> None:
    both = reading(act("condemned", "ACCUSE", CHINA), act("raid", "ASSAULT", CHINA))
    assert scores(text_of(CONDEMNED), both)["precision"].value == 50.0


def test_two_records_of_one_event_are_one_too_many() -> None:
    both = reading(act("condemned", "ACCUSE", CHINA), act("condemned", "REJECT", CHINA))
    assert scores(text_of(CONDEMNED), both)["precision"].value == 50.0


def test_of_two_records_at_a_place_the_better_one_answers() -> None:
    both = reading(act("condemned", "REJECT", INDIA), act("condemned", "ACCUSE", CHINA))
    right = [v for v in verdicts([text_of(CONDEMNED)], [both], "act") if v.expected]
    assert [v.wrong for v in right] == [frozenset()]


def test_an_optional_record_counts_neither_found_nor_missed() -> None:
    text = text_of(CONDEMNED, RECALLED | {"optional": True})
    missed = scores(text, reading(act("condemned", "ACCUSE", CHINA)))
    found = scores(text, reading(act("condemned", "ACCUSE", CHINA), act("recall", "ASSAULT", INDIA)))
    assert missed["precision"] == found["precision"] == Measure("precision", 100.0, 1)
    assert missed["recall"] == found["recall"] == Measure("recall", 100.0, 1)


def test_a_vote_is_judged_for_each_who_votes() -> None:
    vote = {"kind": "vote", "near": "condemned", "actors": ["CHN", "IND"], "choice": "no", "body": None}
    missed = [v for v in verdicts([text_of(vote)], [reading()], "vote") if v.found is None]
    assert [v.expected.actors for v in missed if v.expected] == [("CHN",), ("IND",)]


def test_parties_are_the_same_when_all_are_named_and_nobody_else() -> None:
    leader = Actor("person:ana-ruiz", "Ana Ruiz", "person", "PER")
    assert same_parties(["PER"], [leader])
    assert same_parties(["Ana Ruiz"], [leader, PERU])
    assert not same_parties(["Ana Ruiz"], [PERU])
    assert not same_parties(["PER"], [leader, INDIA])
    assert not same_parties(["PER", "IND"], [PERU])


def test_a_phrase_that_stands_for_nobody_known_is_no_stranger() -> None:
    ships = Actor("unknown:the-ships", "the ships", "unknown")
    assert same_parties(["PER"], [PERU, ships])
    assert not same_parties(["IND"], [ships])


def test_the_sides_of_a_meeting_may_stand_either_way_round() -> None:
    met = {"kind": "act", "near": "met", "actors": ["IND"], "recipients": ["PER"], "factuality": ["actual"]}
    text = text_of(met | {"event": ["CONSULT"]}, text="Peru and India met.")
    for parties in ((PERU, INDIA), (INDIA, PERU)):
        assert scores(text, reading(act("met", "CONSULT", *parties, text=text.text)))["recall"].value == 100.0
    alone = scores(text, reading(act("met", "CONSULT", INDIA, text=text.text)))
    assert (alone["actor right where found"].value, alone["recipient right where found"].value) == (100.0, 0.0)


def test_a_sentence_is_clean_when_nothing_in_it_is_invented() -> None:
    text = text_of(RECALLED)
    assert clean.is_clean(text, reading())
    assert clean.is_clean(text, reading(act("recall", "SANCTION", INDIA, PERU, factuality="negated")))
    assert not clean.is_clean(text, reading(act("recall", "SANCTION", INDIA, PERU)))
    assert not clean.is_clean(text, reading(act("condemned", "ACCUSE", CHINA)))


def test_factuality_is_judged_on_acts_found_and_on_marked_acts() -> None:
    text = text_of(CONDEMNED, RECALLED)
    found = reading(act("recall", "SANCTION", INDIA, PERU, factuality="refused"), triggers=("actual", "planned"))
    on_found, marked = score_own([text], [found])
    assert (on_found.value, on_found.of) == (100.0, 1)
    assert (marked.value, marked.of) == (50.0, 2)
