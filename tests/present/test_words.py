"""How records read: golden sentences."""

from __future__ import annotations

from dataclasses import replace

import fixtures
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.records import (
    FACTUALITIES,
    Act,
    Body,
    Factuality,
    Forecast,
    Framing,
    Horizon,
    Record,
    Statement,
    Vote,
)
from talleyrand.model.spans import Quote
from talleyrand.present.phrases import phrases
from talleyrand.present.rows import build_rows

SENTENCES = {
    "a01": "Xi Jinping called on Vladimir Putin to negotiate with Kyiv",
    "a02": "Xi Jinping told Vladimir Putin on Friday that China was for a settlement at the table",
    "a03": "Xi Jinping said: “China supports Russia and Ukraine in resolving the matter through negotiation”",
    "a04": "Xi Jinping and Vladimir Putin spoke by phone with each other",
    "a06": "China abstained in the UN Security Council on a draft that deplored Russia's aggression",
    "a07": "Russia vetoed a draft that deplored Russia's aggression in the UN Security Council",
    "a08": "China's Foreign Ministry gave no answer",
    "a09": "China avoids the word ‘invasion’",
    "a10": "China refused to criticise Russia",
    "a11": "Xi Jinping has not spoken by phone with Volodymyr Zelensky",
    "a12": "One former Chinese ambassador expects: “to stay away from any sanctions” (“likely”, 55–80 %)",
    "d04": "Hua Chunying accused the United States",
    "d06": "China's Foreign Ministry plans to give aid",
    "e04": "Xi Jinping and Vladimir Putin use the words ‘friendship without limits’",
    "e14": "China may hold talks",
    "f01": "Joe Biden threatened Xi Jinping with restrictions",
    "f04": "China has not given aid to Russia",
    "f05": "China was called on to criticise Russia",
    "f07": "Xi Jinping refused to say which side was to blame",
    "f12": "Hua Chunying rejects the word ‘aggression’",
}


@pytest.mark.parametrize(("key", "sentence"), SENTENCES.items())
def test_a_record_reads_as_a_sentence(key: str, sentence: str) -> None:
    rows = {row.record_id[:3]: row for row in build_rows(fixtures.entries())}
    assert rows[key].sentence == sentence


@pytest.mark.parametrize(
    ("key", "chain"),
    {
        "a03": "Chinese state media, via Harbour Wire",
        "a05": "Kremlin readout, via Harbour Wire",
        "a06": "Harbour Wire",
        "c01": "Kremlin, in its own text",
        "f04": "unnamed: “two officials”, via Potomac Dispatch",
    }.items(),
)
def test_the_chain_of_sources_runs_from_the_nearest_to_the_outlet(key: str, chain: str) -> None:
    rows = {row.record_id[:3]: row for row in build_rows(fixtures.entries())}
    assert rows[key].chain == chain


def _statement(text: str, cue: str, content: str, factuality: Factuality) -> str:
    evidence = Quote(0, len(text), text)
    quote = Quote(text.index(content), text.index(content) + len(content), content)
    said = Quote(text.index(cue), text.index(cue) + len(cue), cue)
    payload = Statement("indirect", (quote,), said)
    record = Record("0" * 16, "sha256:0", payload, evidence, (fixtures.XI,), factuality=factuality)
    return build_rows([(record, fixtures.WIRE)])[0].what


@pytest.mark.parametrize(
    ("text", "cue", "content", "factuality", "words"),
    [
        ("Xi accused them of lying.", "accused", "them of lying", "actual", "accused them of lying"),
        ("Xi did not name Russia.", "did not name", "Russia", "negated", "did not name Russia"),
        ("Xi refused to discuss the call.", "discuss", "the call", "refused", "refused to discuss the call"),
        (
            "Xi, accusing them of lying, left.",
            "accusing",
            "them of lying",
            "actual",
            "(as reported): “accusing them of lying”",
        ),
        ("A boycott that Xi has condemned.", "has condemned", "A boycott", "actual", "has condemned A boycott"),
        ("The ruble will fall, Xi said.", "said", "The ruble will fall", "actual", "said: The ruble will fall"),
        ("According to Xi, the talks failed.", "According to", "the talks failed", "actual", "said: the talks failed"),
        ("Xi said he had won.", "said", "he had won", "negated", "has not said: he had won"),
    ],
)
def test_a_statement_keeps_the_sources_verb_where_it_makes_a_true_sentence(
    text: str, cue: str, content: str, factuality: Factuality, words: str
) -> None:
    assert _statement(text, cue, content, factuality) == words


@pytest.mark.parametrize(
    ("factuality", "words"),
    [
        ("actual", "spoke by phone with Volodymyr Zelensky"),
        ("negated", "has not spoken by phone with Volodymyr Zelensky"),
        ("refused", "refused to speak by phone with Volodymyr Zelensky"),
        ("planned", "plans to speak by phone with Volodymyr Zelensky"),
        ("called-for", "was called on to speak by phone with Volodymyr Zelensky"),
        ("possible", "may speak by phone with Volodymyr Zelensky"),
    ],
)
def test_factuality_is_in_the_verb(factuality: Factuality, words: str) -> None:
    act = Act("CONSULT", "phone", (), "verbal cooperation", 1.5, Quote(0, 2, "Xi"))
    record = Record(
        "0" * 16, "sha256:0", act, Quote(0, 2, "Xi"), (fixtures.XI,), (fixtures.ZELENSKY,), factuality=factuality
    )
    assert build_rows([(record, fixtures.WIRE)])[0].what == words


def test_a_negation_on_one_day_is_not_a_lasting_one() -> None:
    act = Act("CONSULT", None, (), "verbal cooperation", 2.5, Quote(0, 2, "Xi"))
    evidence, date = Quote(0, 2, "Xi"), DateInterval("2022-02-25", "2022-02-25", "day", "stated", "Friday")
    record = Record("0" * 16, "sha256:0", act, evidence, (fixtures.XI,), (fixtures.PUTIN,), date, "negated")
    assert build_rows([(record, fixtures.WIRE)])[0].what == "did not speak with Vladimir Putin"


def test_an_event_type_without_a_phrase_is_named_by_its_code() -> None:
    act = Act("NOVEL", None, (), "verbal cooperation", 0, Quote(0, 2, "Xi"))
    record = Record("0" * 16, "sha256:0", act, Quote(0, 2, "Xi"), (fixtures.XI,), (fixtures.PUTIN,))
    assert build_rows([(record, fixtures.WIRE)])[0].what == "(novel) Vladimir Putin"


@pytest.mark.parametrize("code", sorted(phrases().to))
def test_every_phrase_has_room_for_its_recipients(code: str) -> None:
    with_recipients, alone = phrases().to[code], phrases().alone[code]
    assert all("{to}" in form for form in (with_recipients.base, with_recipients.past, with_recipients.done))
    assert not any("{to}" in form for form in (alone.base, alone.past, alone.done))


@pytest.mark.parametrize(
    ("vote", "words"),
    [
        (
            Vote(Body("b", "UN General Assembly"), "yes", subject="the text"),
            "voted for the text in the UN General Assembly",
        ),
        (Vote(None, "no"), "voted against a text"),
        (Vote(Body("b", "the Council"), "absent"), "stayed away from the vote in the Council"),
    ],
)
def test_votes_in_words(vote: Vote, words: str) -> None:
    record = Record("0" * 16, "sha256:0", vote, Quote(0, 2, "Xi"), (fixtures.CHINA,))
    assert build_rows([(record, fixtures.WIRE)])[0].what == words


def test_a_forecast_without_words_of_likelihood_gives_none() -> None:
    forecast = Forecast(Quote(0, 2, "Xi"), None, None, Horizon(None, None))
    record = Record("0" * 16, "sha256:0", forecast, Quote(0, 2, "Xi"), (fixtures.CHINA,))
    assert build_rows([(record, fixtures.WIRE)])[0].what == "expects: “Xi”"


def test_a_record_without_actors_says_so() -> None:
    record = Record("0" * 16, "sha256:0", Framing("war", "war", "used"), Quote(0, 2, "Xi"))
    assert build_rows([(record, fixtures.WIRE)])[0].sentence == "Nobody resolved uses the word ‘war’"


def test_the_article_stands_within_a_sentence_only() -> None:
    kremlin = Actor("organ:RUS-kremlin", "Kremlin", "organ", "RUS")
    act = Act("ACCUSE", None, (), "verbal conflict", -3, Quote(0, 2, "Xi"))
    record = Record("0" * 16, "sha256:0", act, Quote(0, 2, "Xi"), (kremlin,), (fixtures.USA,))
    assert build_rows([(record, fixtures.WIRE)])[0].sentence == "Kremlin accused or criticised the United States"


_FACTUALITIES = st.sampled_from(FACTUALITIES)
_TEXT = "Xi did not tell Mr. Putin on Friday that China, he said, would talk to Kyiv."


@st.composite
def _quotes(draw: st.DrawFn) -> Quote:
    start, end = sorted(draw(st.tuples(st.integers(0, len(_TEXT)), st.integers(0, len(_TEXT)))))
    return Quote(start, end, _TEXT[start:end])


@given(_quotes(), _quotes(), _quotes(), _quotes(), _FACTUALITIES)
def test_any_spans_make_a_sentence(
    evidence: Quote, cue: Quote, content: Quote, mention: Quote, fact: Factuality
) -> None:
    named = replace(fixtures.PUTIN, mention=mention)
    act = Act("REQUEST", "meet", (), "verbal conflict", 0, cue)
    said = Statement("indirect", (content,), cue, (named,))
    for payload in (act, said):
        record = Record("0" * 16, "sha256:0", payload, evidence, (fixtures.XI,), (named,), factuality=fact)
        (row,) = build_rows([(record, fixtures.WIRE)])
        assert row.what
        assert row.what == " ".join(row.what.split())


def test_a_recipient_named_outside_the_evidence_lends_no_words() -> None:
    text = "He called on Kyiv to talk."
    trigger, outside = Quote(103, 112, "called on"), Quote(10, 14, "Kyiv")
    act = Act("REQUEST", None, (), "verbal conflict", 0, trigger)
    kyiv = replace(fixtures.UKRAINE, mention=outside)
    record = Record("0" * 16, "sha256:0", act, Quote(100, 100 + len(text), text), (fixtures.XI,), (kyiv,))
    assert build_rows([(record, fixtures.WIRE)])[0].what == "called on Ukraine"


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("Armed forces of Russia", "have not"),
        ("two officials", "have not"),
        ("United States", "has not"),
        ("Xi", "has not"),
    ],
)
def test_a_plural_name_takes_a_plural_verb(name: str, verb: str) -> None:
    act = Act("ASSAULT", None, (), "material conflict", -9, Quote(0, 2, "Xi"))
    actor = Actor("x", name, "group")
    record = Record("0" * 16, "sha256:0", act, Quote(0, 2, "Xi"), (actor,), factuality="negated")
    assert build_rows([(record, fixtures.WIRE)])[0].what == f"{verb} attacked"
