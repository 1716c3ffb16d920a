"""Attributions of a text alone: wider than the ledger's statements."""

from __future__ import annotations

import pytest

from talleyrand.parse.engine import Engine, load_engine
from talleyrand.pipeline.attributions import FoundAttribution, find_attributions


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def readings(found: list[FoundAttribution]) -> list[tuple[str | None, str]]:
    """Source and content of each attribution."""
    return [(f.source.text if f.source else None, " | ".join(c.text.strip("“”.,") for c in f.content)) for f in found]


def test_an_attribution_has_source_cue_content_and_form(engine: Engine) -> None:
    (found,) = find_attributions("The Danish minister said the strait was open.", engine)
    assert found.source is not None
    assert found.cue is not None
    assert (found.source.text, found.cue.text, found.rule) == ("The Danish minister", "said", "say")
    assert [c.text for c in found.content] == ["the strait was open"]
    assert (found.form, found.factuality, found.chain) == ("indirect", "actual", ())


def test_the_chain_tells_who_reports_it(engine: Engine) -> None:
    found = find_attributions("Xinhua reported that the Thai premier had said the dam was safe.", engine)
    inner = next(f for f in found if f.source is not None and f.source.text == "the Thai premier")
    assert [link.text for link in inner.chain] == ["Xinhua"]


def test_a_refusal_is_marked_as_one(engine: Engine) -> None:
    (found,) = find_attributions("The Danish minister declined to comment.", engine)
    assert found.factuality == "refused"


def test_a_text_without_speech_has_no_attributions(engine: Engine) -> None:
    assert find_attributions("Snow fell on the pass all night.", engine) == []


def test_a_speech_over_paragraphs_is_one_attribution(engine: Engine) -> None:
    text = "“The road is closed,” said Maria Costa, an aid worker.\n\n“We have waited there for five days.”"
    assert readings(find_attributions(text, engine)) == [
        ("Maria Costa, an aid worker", "The road is closed | We have waited there for five days")
    ]


def test_what_a_quoted_speaker_reports_is_left_to_those_who_ask(engine: Engine) -> None:
    text = "“The pilots told me the runway was clear,” the Irish minister said."
    assert [f.rule for f in find_attributions(text, engine)] == ["say"]
    assert {f.rule for f in find_attributions(text, engine, quoted=True)} == {"say", "tell"}


HEADLINES = [
    ("Kremlin: Talks to resume next week.\n\nThe talks stopped in May.", "Kremlin", "Talks to resume next week"),
    ("Talks to resume next week: Kremlin.\n\nThe talks stopped in May.", "Kremlin", "Talks to resume next week"),
]


@pytest.mark.parametrize(("text", "source", "content"), HEADLINES, ids=["before", "behind"])
def test_a_headline_names_its_source_beside_a_colon(text: str, source: str, content: str, engine: Engine) -> None:
    assert (source, content) in readings(find_attributions(text, engine))


WIDE = [
    ("Forty percent said the tax was too high.", "Forty percent", "the tax was too high"),
    ("The treaty is expected to fail.", None, "The treaty | to fail"),
    ("The crowd seemed to lose patience.", None, "The crowd | to lose patience"),
    ("The envoy was confident that the truce would hold.", "The envoy", "that the truce would hold"),
    ("The governor refused to sign the order.", "The governor", "to sign the order"),
    ("Criticism of the embargo grew.", None, "the embargo"),
]


@pytest.mark.parametrize(("text", "source", "content"), WIDE, ids=[t[:20] for t, _, _ in WIDE])
def test_attitudes_and_impressions_are_found_too(text: str, source: str | None, content: str, engine: Engine) -> None:
    assert (source, content) in readings(find_attributions(text, engine))
