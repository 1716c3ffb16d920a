"""Dates of events on hand-built trees: what dates what, what a story hands on, what publication gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
import spacy
from spacy.tokens import Doc

from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document
from talleyrand.model.drafts import Draft, Mention
from talleyrand.model.records import Act, Forecast, Statement
from talleyrand.model.spans import Quote, Span
from talleyrand.resolve.dating import EventDater, date_drafts

SATURDAY = "2022-02-26"
VOCAB = spacy.blank("en").vocab


def tree(*sentences: str) -> Doc:
    """Build a document of sentences written as `word/TAG/relation/head`; heads count from 1, 0 is the root."""
    words: list[str] = []
    tags: list[str] = []
    deps: list[str] = []
    heads: list[int] = []
    for sentence in sentences:
        offset = len(words)
        for index, item in enumerate(sentence.split()):
            word, tag, dep, head = item.rsplit("/", 3)
            words.append(word)
            tags.append(tag)
            deps.append(dep)
            heads.append(offset + (int(head) - 1 if head != "0" else index))
    pos = [_universal(tag, dep) for tag, dep in zip(tags, deps, strict=True)]
    return Doc(VOCAB, words=words, tags=tags, pos=pos, deps=deps, heads=heads)


def _universal(tag: str, dep: str) -> str:
    if dep.startswith(("aux", "cop")):
        return "AUX"
    return "VERB" if tag.startswith("VB") else {"NNP": "PROPN", "NN": "NOUN", "IN": "ADP"}.get(tag, "X")


def act(doc: Doc, trigger: str, *names: str, factuality: str = "actual", group: int | None = None) -> Draft:
    payload = Act("CONSULT", None, (), "verbal cooperation", 1.0, Quote(0, 0, ""))
    return replace(_draft(doc, trigger, payload, names, factuality), same_event=group)


def statement(doc: Doc, cue: str, *names: str, content: str = "", factuality: str = "actual") -> Draft:
    start = doc.text.find(content)
    spans = (Quote(start, start + len(content), content),) if content else ()
    payload = Statement("direct", spans, cue=Quote(0, 0, cue))
    return _draft(doc, cue, payload, names, factuality)


def _draft(doc: Doc, trigger: str, payload: Act | Statement, names: Sequence[str], factuality: str) -> Draft:
    token = next(token for token in doc if token.text == trigger)
    sentence = token.sent
    mentions = tuple(Mention(0, 0, name, 0, "name") for name in names)
    return Draft(
        payload,
        Quote(sentence.start_char, sentence.end_char, sentence.text),
        token.i,
        Span(sentence.start_char, sentence.end_char),
        actors=mentions,
        factuality=factuality,  # type: ignore[arg-type]
    )


def dates(
    doc: Doc, *drafts: Draft, published: str | None = SATURDAY, author: Actor | None = None
) -> list[DateInterval]:
    document = Document.from_text(doc.text, published=published, author=author)
    return date_drafts(drafts, doc, document)


def days(interval: DateInterval) -> tuple[str | None, str | None]:
    return interval.start, interval.end


CALLED = "India/NNP/nsubj/2 called/VBD/root/0 China/NNP/obj/2 on/IN/case/5 Friday/NNP/obl/2"
ABSTAINED = "Late/RB/advmod/2 Friday/NNP/obl:unmarked/4 India/NNP/nsubj/4 abstained/VBD/root/0"


@pytest.mark.parametrize(("sentence", "trigger"), [(CALLED, "called"), (ABSTAINED, "abstained")])
def test_an_expression_dates_the_verb_it_hangs_on(sentence: str, trigger: str) -> None:
    doc = tree(sentence)
    found = dates(doc, act(doc, trigger))[0]
    assert (days(found), found.precision, found.basis) == (("2022-02-25", "2022-02-25"), "day", "relative")


def test_a_full_date_is_stated() -> None:
    doc = tree("They/PRP/nsubj/2 met/VBD/root/0 on/IN/case/4 Feb./NNP/obl/2 4/CD/nummod/4")
    found = dates(doc, act(doc, "met"))[0]
    assert (found.start, found.basis, found.text) == ("2022-02-04", "stated", "Feb. 4")


def test_without_publication_a_date_stays_partial() -> None:
    doc = tree("They/PRP/nsubj/2 met/VBD/root/0 on/IN/case/4 Feb./NNP/obl/2 4/CD/nummod/4")
    found = dates(doc, act(doc, "met"), published=None)[0]
    assert found == DateInterval(None, None, "unknown", "stated", "Feb. 4", "XXXX-02-04")


def test_an_expression_between_subject_and_verb_dates_the_verb_though_parsed_to_the_subject() -> None:
    doc = tree("Biden/NNP/nsubj/4 on/IN/case/3 Friday/NNP/nmod/1 urged/VBD/root/0 calm/NN/obj/4")
    assert days(dates(doc, act(doc, "urged"))[0]) == ("2022-02-25", "2022-02-25")


def test_a_date_of_a_nominal_does_not_date_the_verb() -> None:
    doc = tree(
        "Kyiv/NNP/nsubj/2 condemned/VBD/root/0 the/DT/det/6 Feb./NNP/compound/6 24/CD/nummod/4 invasion/NN/obj/2"
    )
    assert dates(doc, act(doc, "condemned"))[0].basis == "publication"


def test_a_meeting_dates_what_is_said_at_it() -> None:
    doc = tree("He/PRP/nsubj/2 spoke/VBD/root/0 at/IN/case/6 the/DT/det/6 Tuesday/NNP/compound/6 seminar/NN/obl/2")
    assert days(dates(doc, statement(doc, "spoke"))[0]) == ("2022-02-22", "2022-02-22")


def test_a_date_in_what_is_said_dates_the_act_and_not_the_saying() -> None:
    doc = tree(
        "He/PRP/nsubj/2 said/VBD/root/0 troops/NNS/nsubj/5 had/VBD/aux/5 left/VBN/ccomp/2 on/IN/case/7 Monday/NNP/obl/5"
    )
    said, left = dates(doc, statement(doc, "said", content="troops had left on Monday"), act(doc, "left"))
    assert said.basis == "publication"
    assert days(left) == ("2022-02-21", "2022-02-21")


def test_a_second_conjunct_shares_the_date_of_the_first() -> None:
    doc = tree(
        "Turkey/NNP/nsubj/2 met/VBD/root/0 Iran/NNP/obj/2 on/IN/case/5 Friday/NNP/obl/2 "
        "and/CC/cc/7 urged/VBD/conj/2 calm/NN/obj/7"
    )
    assert days(dates(doc, act(doc, "urged"))[0]) == ("2022-02-25", "2022-02-25")


def test_a_temporal_clause_dates_the_main_one() -> None:
    doc = tree(
        "Upon/IN/mark/2 rising/VBG/advcl/8 to/IN/case/4 power/NN/obl/2 in/IN/case/7 late/JJ/amod/7 2012/CD/obl/2 "
        "tried/VBD/root/0 ties/NNS/obj/8"
    )
    assert days(dates(doc, act(doc, "tried"))[0]) == ("2012-10-01", "2012-12-31")


def test_since_holds_up_to_publication() -> None:
    doc = tree(
        "He/PRP/nsubj/4 has/VBZ/aux/4 not/RB/advmod/4 spoken/VBN/root/0 since/IN/case/6 Feb./NNP/obl/4 12/CD/nummod/6"
    )
    assert days(dates(doc, act(doc, "spoken", factuality="negated"))[0]) == ("2022-02-12", SATURDAY)


def test_weeks_that_open_a_sentence_end_with_publication() -> None:
    doc = tree("For/IN/case/2 weeks/NNS/obl/4 China/NNP/nsubj/4 dismissed/VBD/root/0 warnings/NNS/obj/4")
    found = dates(doc, act(doc, "dismissed"))[0]
    assert (found.precision, found.end) == ("week", SATURDAY)


def test_a_range_has_both_ends() -> None:
    doc = tree(
        "They/PRP/nsubj/2 met/VBD/root/0 from/IN/case/4 Feb./NNP/obl/2 21/CD/nummod/4 "
        "to/IN/case/7 Feb./NNP/obl/2 24/CD/nummod/7"
    )
    assert days(dates(doc, act(doc, "met"))[0]) == ("2022-02-21", "2022-02-24")


def test_what_is_planned_without_a_date_begins_with_publication() -> None:
    doc = tree("They/PRP/nsubj/3 will/MD/aux/3 meet/VB/root/0")
    found = dates(doc, act(doc, "meet", factuality="planned"))[0]
    assert (days(found), found.precision) == ((SATURDAY, None), "unknown")


def test_what_is_planned_has_its_future_date() -> None:
    doc = tree("They/PRP/nsubj/3 will/MD/aux/3 meet/VB/root/0 on/IN/case/5 Tuesday/NNP/obl/3")
    assert days(dates(doc, act(doc, "meet", factuality="planned"))[0]) == ("2022-03-01", "2022-03-01")


def test_a_present_perfect_is_open_to_the_past() -> None:
    doc = tree("China/NNP/nsubj/3 has/VBZ/aux/3 offered/VBN/root/0 vaccines/NNS/obj/3")
    assert dates(doc, act(doc, "offered"))[0] == DateInterval(None, SATURDAY, "unknown", "publication")


def test_news_without_a_date_is_of_the_day_of_publication() -> None:
    doc = tree("China/NNP/nsubj/2 protested/VBD/root/0")
    assert dates(doc, act(doc, "protested"))[0] == DateInterval(SATURDAY, SATURDAY, "day", "publication")


def test_a_caption_without_a_date_is_open_to_the_past() -> None:
    doc = tree("They/PRP/nsubj/2 meet/VBP/root/0")
    assert dates(doc, replace(act(doc, "meet"), block="caption"))[0].start is None


def test_drafts_of_one_event_share_its_date() -> None:
    doc = tree(CALLED, "They/PRP/nsubj/2 discussed/VBD/root/0 trade/NN/obj/2")
    found = dates(doc, act(doc, "called", group=1), act(doc, "discussed", group=1))
    assert [(one.start, one.basis) for one in found] == [("2022-02-25", "relative"), ("2022-02-25", "inferred")]


def test_a_story_hands_its_day_on_to_the_same_people() -> None:
    doc = tree(CALLED, "Mr./NNP/nmod:desc/2 Modi/NNP/nsubj/3 told/VBD/root/0 him/PRP/obj/3")
    found = dates(doc, act(doc, "called", "Narendra Modi"), statement(doc, "told", "Mr. Modi"))
    assert (found[1].start, found[1].basis) == ("2022-02-25", "inferred")


def test_a_story_hands_no_day_on_to_others() -> None:
    doc = tree(CALLED, "Kenya/NNP/nsubj/2 protested/VBD/root/0")
    assert dates(doc, act(doc, "called", "India"), act(doc, "protested", "Kenya"))[1].basis == "publication"


def test_a_change_of_time_ends_the_story() -> None:
    frame = "In/IN/case/3 recent/JJ/amod/3 years/NNS/obl/5 India/NNP/nsubj/5 bought/VBD/root/0 oil/NN/obj/5"
    doc = tree(CALLED, frame, "India/NNP/nsubj/2 protested/VBD/root/0")
    found = dates(doc, act(doc, "called", "India"), act(doc, "bought", "India"), act(doc, "protested", "India"))
    assert (found[1].start or "") < "2021"
    assert found[2].basis == "publication"


def test_pronouns_and_the_two_leaders_stand_for_those_told_of_before() -> None:
    doc = tree(CALLED, "They/PRP/nsubj/2 discussed/VBD/root/0 trade/NN/obj/2")
    they = replace(act(doc, "discussed"), actors=(Mention(0, 4, "They", 5, "pronoun"),))
    assert dates(doc, act(doc, "called", "India"), they)[1].basis == "inferred"


def test_what_an_author_says_is_said_at_publication() -> None:
    doc = tree("We/PRP/nsubj/3 have/VBP/aux/3 met/VBN/root/0 in/IN/case/5 June/NNP/obl/3")
    own = replace(act(doc, "met"), payload=Statement("direct", (Quote(0, len(doc.text), doc.text),)))
    assert days(dates(doc, own)[0]) == (SATURDAY, SATURDAY)


def test_a_forecast_is_as_old_as_the_statement_that_holds_it() -> None:
    doc = tree(
        "He/PRP/nsubj/2 said/VBD/root/0 on/IN/case/4 Friday/NNP/obl/2 war/NN/nsubj/7 will/MD/aux/7 end/VB/ccomp/2 "
        "on/IN/case/9 Monday/NNP/obl/7"
    )
    content = "war will end on Monday"
    proposition = Quote(doc.text.index(content), len(doc.text), content)
    forecast = replace(act(doc, "end"), payload=Forecast(proposition, "will", None))
    assert days(dates(doc, statement(doc, "said", content=content), forecast)[1]) == ("2022-02-25", "2022-02-25")


def test_sets_date_nothing() -> None:
    doc = tree("They/PRP/nsubj/2 met/VBD/root/0 every/DT/det/4 Friday/NNP/obl:unmarked/2")
    assert dates(doc, act(doc, "met"))[0].basis == "publication"


def test_a_dater_takes_mentions_that_were_found_before() -> None:
    doc = tree(CALLED)
    dater = EventDater(doc, Document.from_text(doc.text, published=SATURDAY), mentions=[])
    assert dater.date(act(doc, "called")).basis == "publication"


def test_an_undated_document_gives_no_days() -> None:
    doc = tree("China/NNP/nsubj/2 protested/VBD/root/0")
    assert not dates(doc, act(doc, "protested"), published=None)[0].known


def test_what_happens_when_something_dated_does_is_of_its_day() -> None:
    doc = tree(
        "He/PRP/nsubj/2 smiled/VBD/root/0 on/IN/case/4 Friday/NNP/obl/2 "
        "when/WRB/advmod/7 she/PRP/nsubj/7 scolded/VBD/advcl/2 them/PRP/obj/7 "
        "for/IN/mark/11 having/VBG/aux/11 left/VBN/advcl/7"
    )
    scolded, left = dates(doc, act(doc, "scolded"), act(doc, "left"))
    assert days(scolded) == ("2022-02-25", "2022-02-25")
    assert days(left) == (SATURDAY, SATURDAY)


def test_what_happens_where_somebody_went_is_of_the_day_of_going() -> None:
    doc = tree(
        "Talks/NNS/nsubj/2 moved/VBD/root/0 on/IN/case/4 Friday/NNP/obl/2 to/IN/case/6 Oslo/NNP/obl/2 "
        "where/WRB/advmod/9 Lee/NNP/nsubj/9 met/VBD/acl:relcl/6 Kim/NNP/obj/9"
    )
    assert days(dates(doc, act(doc, "met"))[0]) == ("2022-02-25", "2022-02-25")


def test_a_source_says_when_it_said_so() -> None:
    doc = tree(
        "It/PRP/nsubj/2 denies/VBZ/root/0 this/DT/obj/2 according/VBG/case/7 to/IN/fixed/4 a/DT/det/7 tweet/NN/obl/2 "
        "on/IN/case/9 Monday/NNP/nmod/7"
    )
    found = dates(doc, statement(doc, "according", "It", content="It denies this"))[0]
    assert days(found) == ("2022-02-21", "2022-02-21")


FILLER = "Prices/NNS/nsubj/2 rose/VBD/root/0"
TOLD = "Mr./NNP/nmod:desc/2 Modi/NNP/nsubj/3 told/VBD/root/0 reporters/NNS/obj/3 on/IN/case/6 Friday/NNP/obl/3"


def test_a_speaker_quoted_again_far_down_spoke_on_the_same_day() -> None:
    doc = tree(TOLD, *[FILLER] * 6, "Mr./NNP/nmod:desc/2 Modi/NNP/nsubj/3 added/VBD/root/0 more/JJR/obj/3")
    found = dates(doc, statement(doc, "told", "Mr. Modi"), statement(doc, "added", "Mr. Modi"))
    assert (found[1].start, found[1].basis) == ("2022-02-25", "inferred")


@pytest.mark.parametrize(("told", "name"), [(TOLD.replace("Friday/NNP", "2012/CD"), "Modi"), (TOLD, "Xi")])
def test_old_words_and_words_of_others_hand_no_day_on(told: str, name: str) -> None:
    doc = tree(told, *[FILLER] * 6, f"Mr./NNP/nmod:desc/2 {name}/NNP/nsubj/3 added/VBD/root/0 more/JJR/obj/3")
    found = dates(doc, statement(doc, "told", "Mr. Modi"), statement(doc, "added", f"Mr. {name}"))
    assert found[1].basis == "publication"


def test_a_date_within_the_first_noun_phrase_does_not_change_the_time_of_a_story() -> None:
    concluded = (
        "They/PRP/nsubj/2 called/VBD/root/0 the/DT/det/6 Jan./NNP/compound/6 27/CD/nummod/4 deal/NN/obj/2 "
        "void/JJ/xcomp/2"
    )
    doc = tree(CALLED.replace("called/", "met/"), concluded)
    they = replace(act(doc, "called"), actors=(Mention(0, 4, "They", 5, "pronoun"),))
    assert dates(doc, act(doc, "met", "India"), they)[1].start == "2022-02-25"
