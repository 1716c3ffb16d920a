"""Records that an analyst signs: who speaks and acts in wrapped lines, transcripts and official texts; what is none."""

from __future__ import annotations

import textwrap

import pytest

from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Forecast, Record, Statement
from talleyrand.parse.engine import Engine, load_engine
from talleyrand.pipeline.code import code

MINISTER = Actor("person:mere-vula", "Mere Vula", "person", "FJI", "Minister for Trade", "GOV")
WRAPPED = """In Geneva our delegation met the Ministry of Foreign Affairs of the Republic of Poland on Monday. The
Ministry of Foreign Affairs of Poland said that talks with Prime Minister Boris Johnson failed. Deputy Secretary
Maria Kowalska of Poland said that she agreed. The United States and the Republic of Korea condemned the launch. Later
the French Foreign Minister Jean-Yves Le Drian urged the Russian Federation to withdraw. Jens Stoltenberg praised
Kowalska on Tuesday."""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def read(text: str, engine: Engine, author: Actor | None = None, title: str | None = None) -> list[Record]:
    """The records of a text of 1 March 2022."""
    return code(Document.from_text(text, published="2022-03-01", author=author, title=title), engine)


def told(records: list[Record]) -> list[tuple[object, ...]]:
    """What records say, without where: kind, parties, factuality, day."""
    return [
        (r.method, [a.id for a in r.actors], [a.id for a in r.recipients], r.factuality, r.date.start) for r in records
    ]


def acts(records: list[Record]) -> list[tuple[list[str], str, list[str]]]:
    """Actors, type and recipients of each act."""
    return [
        ([a.name for a in r.actors], r.payload.event_type, [a.name for a in r.recipients])
        for r in records
        if isinstance(r.payload, Act)
    ]


def speakers(records: list[Record]) -> dict[str, list[str]]:
    """Who says what, by the first content of each statement."""
    return {r.payload.content[0].text: [a.name for a in r.actors] for r in records if isinstance(r.payload, Statement)}


@pytest.mark.parametrize("end", ["\n", " \n", "\r\n"])
def test_the_lines_of_a_page_part_no_name(end: str, engine: Engine) -> None:
    whole = " ".join(WRAPPED.split())
    narrow = end.join(textwrap.wrap(whole, 52, break_on_hyphens=False))
    assert told(read(narrow, engine)) == told(read(whole, engine))


def test_a_name_in_the_title_is_found_over_a_space_that_does_not_break(engine: Engine) -> None:
    text = "MS. DOE: We told Russia to leave Ukraine.\n\nQ When?\n\nMS. DOE: We expect China to answer soon."
    found = read(text, engine, title="Briefing by Press Secretary Jane\u00a0Doe")
    assert {a.name for r in found for a in r.actors} >= {"Jane Doe"}


def test_an_office_as_label_is_whom_the_title_names(engine: Engine) -> None:
    text = "As President, I know.\n\nTHE PRESIDENT: We told Russia to leave Ukraine.\n\nQ When?\n\nTHE PRESIDENT: Soon."
    found = read(text, engine, title="Remarks by President Biden at a Reception")
    assert {a.name for r in found for a in r.actors} == {"Joe Biden"}


def test_who_in_capitals_is_an_organisation(engine: Engine) -> None:
    found = read("WHO said that the virus spreads in China.", engine)
    assert [a.id for r in found for a in r.actors] == ["igo:WHO"]


def test_a_name_that_says_he_goes_before_one_that_does_not(engine: Engine) -> None:
    text = "Peru honoured Harry Doe and Zyanya Roe in Lima. He said that the talks had failed."
    assert speakers(read(text, engine))["that the talks had failed"] == ["Harry Doe"]


def test_a_pronoun_tells_what_a_name_does_not(engine: Engine) -> None:
    text = "Zyanya Roe left Peru after she had spoken. Peru met Ankun Doe and Roe. He said that the talks had failed."
    assert speakers(read(text, engine))["that the talks had failed"] == ["Ankun Doe"]


def test_our_country_is_the_speakers(engine: Engine) -> None:
    text = "My country supports the report of the United Nations. Our Prime Minister met Emmanuel Macron in Paris."
    found = [r for r in read(text, engine, MINISTER) if isinstance(r.payload, Act)]
    assert [[a.country for a in r.actors] for r in found] == [["FJI"], ["FJI"]]


def test_a_first_name_is_no_country(engine: Engine) -> None:
    assert acts(read("Chad Hollis was arrested by the police of Kenya.", engine))[0][2] == ["Chad Hollis"]


@pytest.mark.parametrize(
    "text",
    [
        "The museum's employees continued their work on the collections of France.",
        "The driver struck a ditch in Ohio.",
        "Acme Rockets Inc. tested its new rocket in Kenya.",
        "The United States is working to hold Russia accountable.",
        "The minister expects Peru to win the match.",
        "Rights that the authorities of Ukraine violated are many.",
    ],
)
def test_what_only_sounds_like_an_act_is_none(text: str, engine: Engine) -> None:
    assert acts(read(text, engine)) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (
            "Vladimir Putin sent a message of congratulations to the President of Turkey, Recep Tayyip Erdogan.",
            (["Vladimir Putin"], "SUPPORT", ["Recep Tayyip Erdoğan"]),
        ),
        ("Poland held Russia responsible for the crash.", (["Poland"], "ACCUSE", ["Russia"])),
        ("Peru and Chile agreed that Kenya's consul will have access.", (["Peru", "Chile"], "AGREE", [])),
        ("Peru and Chile agreed with Kenya on a plan.", (["Peru", "Chile"], "AGREE", ["Kenya"])),
    ],
)
def test_the_parties_of_an_act(text: str, act: tuple[list[str], str, list[str]], engine: Engine) -> None:
    assert acts(read(text, engine)) == [act]


def test_nobody_in_particular_is_reported(engine: Engine) -> None:
    text = (
        "We in Fiji thank partners who support our ports. Even the average citizen understands that Russia lies. "
        "We know that they believe that China will pay."
    )
    assert not [name for names in speakers(read(text, engine, MINISTER)).values() for name in names if name.islower()]


def test_a_question_foretells_nothing(engine: Engine) -> None:
    found = read("The envoy said that no one could predict what might happen in Syria.", engine)
    assert not [r for r in found if isinstance(r.payload, Forecast)]


def test_a_call_that_is_not_made_is_no_silence(engine: Engine) -> None:
    assert speakers(read("The minister could not call a taxi in Oslo. Peru has not called it a war.", engine)) == {
        "it a war": ["Peru"]
    }


def test_they_is_nobody_named_far_off(engine: Engine) -> None:
    text = (
        "Acme Rockets Inc. is from Peru. The forest burns in the south. The rain comes late this year. "
        "Nothing grows any more. "
        "To destroy the plants, they throw poison into the river, and they arrest the growers."
    )
    assert not [a.name for r in read(text, engine) for a in r.actors if a.name != "Peru"]


def test_what_is_on_sale_is_no_promise(engine: Engine) -> None:
    assert speakers(read("Two airlines are affected, as Peru and Chile offer flights to Havana.", engine)) == {}
