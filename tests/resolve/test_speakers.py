"""Speakers are resolved to the person across sentences and paragraphs."""

from dataclasses import replace

import pytest

from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Statement
from talleyrand.parse.engine import Engine, load_engine
from talleyrand.pipeline.code import code

DAY = "2022-03-03"
CASES = [
    (
        "An Ethiopian spokesman denied that anything had been promised. “He listened,” said "
        "the spokesman, Dawit Mesfin.",
        {"anything had": "Dawit Mesfin"},
    ),
    (
        "Antony Blinken met his Russian counterpart in Geneva. “We disagree,” the American secretary said.",
        {"We disagree": "Antony Blinken"},
    ),
    (
        "Mali's negotiator, Colonel Fanta Kone, arrived on Monday. She said she was tired.",
        {"she was": "Fanta Kone"},
    ),
    (
        "Chinese President Xi Jinping spoke to French President Emmanuel Macron by phone on Wednesday. The "
        "Chinese leader said sanctions would harm everyone.\n\nThe French president replied that the war had "
        "to end. He added that Europe would not give way.",
        {"sanctions would": "Xi Jinping", "the war had": "Emmanuel Macron", "Europe would": "Emmanuel Macron"},
    ),
    (
        "Singapore would impose its own export controls, the foreign minister, Vivian Balakrishnan, told "
        "parliament. The minister said the step was rare.",
        {"Singapore would": "Vivian Balakrishnan", "the step was": "Vivian Balakrishnan"},
    ),
    (
        "The Kremlin said the demands were unchanged. Its spokesman, Dmitry Peskov, said talks would take time.",
        {"the demands": "Kremlin", "talks would": "Dmitry Peskov"},
    ),
    (
        "The plan was discussed at length, according to two people familiar with the talks. One of the "
        "people said the mood was grim.",
        {"the mood": "one of the people familiar with the talks"},
    ),
    (
        "Ned Price, the State Department spokesman, said Washington was watching China. Asked about Taiwan,"
        " the spokesman said policy had not changed.",
        {"policy had": "Ned Price"},
    ),
    (
        "Jens Stoltenberg chaired the meeting. The former Norwegian prime minister said he was worried.",
        {"he was": "Jens Stoltenberg"},
    ),
    (
        "Liz Truss and Ben Wallace flew to Warsaw. The foreign secretary said London stood with Poland, "
        "while her colleague warned that the Kremlin was not finished.",
        {"London stood": "Liz Truss", "the Kremlin was": "Ben Wallace"},
    ),
    (
        "The foreign ministry of Georgia said in a statement that two men had crossed the line. “Nobody "
        "fired,” the statement said.",
        {"Nobody": "Georgia"},
    ),
    (
        "The Taoiseach said Ireland would take in refugees.",
        {"Ireland would": "Micheál Martin"},
    ),
    (
        "The Chancellor spoke on Sunday. He said Germany would spend more.",
        {"Germany would": "Olaf Scholz"},
    ),
    (
        "The High Representative said the EU would fund weapons.",
        {"the EU would": "Josep Borrell"},
    ),
    (
        "President Joe Biden called Chancellor Olaf Scholz on Thursday. “He was very clear,” Mr. Biden "
        "said. He said Germany had changed.",
        {"He was": "Joe Biden", "Germany had": "Joe Biden"},
    ),
    (
        "Foreign Minister Amina Diallo of Guinea is ill. Her office said she would not travel.",
        {"she would": "office of Amina Diallo"},
    ),
    (
        "Adm. Carl J. Moreno Jr. leads the fleet. Rivals keep away, the admiral said. Moreno added he was proud.",
        {"Rivals keep": "Carl J. Moreno", "he was": "Carl J. Moreno"},
    ),
    (
        "“Ships are coming,” Karl Huber said. “More is planned than Putin can imagine.” Ports are too small, he said.",
        {"Ports are": "Karl Huber"},
    ),
    ("One American ally, Finland, said it was ready.", {"it was": "Finland"}),
    ("The militia, Hezbollah, said it was ready.", {"it was": "Hezbollah"}),
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_the_speaker_is_the_one_a_reader_takes(text: str, expected: dict[str, str], engine: Engine) -> None:
    records = code(Document.from_text(text, published=DAY), engine)
    said = {near: _speaker(records, text.index(near)) for near in expected}
    assert all(expected[near] in str(name) for near, name in said.items()), said


def _speaker(records: list, offset: int) -> str | None:
    """The speaker of the shortest statement whose content holds a place."""
    spans = [
        (quote.end - quote.start, record.actors[0].name)
        for record in records
        if isinstance(record.payload, Statement)
        for quote in record.payload.content
        if quote.start <= offset < quote.end
    ]
    return min(spans)[1] if spans else None


def test_my_counterpart_is_that_of_the_speaker(engine: Engine) -> None:
    text = "“I met my French counterpart yesterday,” Chancellor Olaf Scholz told reporters."
    records = code(Document.from_text(text, published=DAY), engine)
    named = {actor.name for record in records for actor in (*record.actors, *record.recipients)}
    assert named >= {"Olaf Scholz", "Emmanuel Macron"}


INTRODUCED = [
    ("Ghana's foreign minister, Kojo Mensah, opened the talks. The next day Mensah said they had failed.", "GHA"),
    ("Péter Halmos met his Slovak counterpart, Zuzana Krejci. Krejci said the border would reopen.", "SVK"),
    ("Norway protested. Its ambassador, Ingrid Vatne, said talks would end. Vatne said she was sorry.", "NOR"),
]


@pytest.mark.parametrize(("text", "state"), INTRODUCED, ids=[state for _, state in INTRODUCED])
def test_a_name_keeps_the_state_that_a_description_gave_it(text: str, state: str, engine: Engine) -> None:
    records = code(Document.from_text(text, published=DAY), engine)
    spoken = [record for record in records if isinstance(record.payload, Statement)]
    assert spoken[-1].actors[0].country == state


def test_a_statement_called_by_another_word_is_of_who_made_it(engine: Engine) -> None:
    text = "Egypt's foreign ministry issued a readout of the call. The statement said the talks were frank."
    records = code(Document.from_text(text, published=DAY), engine)
    assert {r.actors[0].country for r in records if isinstance(r.payload, Statement)} == {"EGY"}


def test_dominican_is_of_the_dominican_republic(engine: Engine) -> None:
    records = code(Document.from_text("Dominican officials said trade would suffer.", published=DAY), engine)
    assert [r.actors[0].country for r in records if isinstance(r.payload, Statement)] == ["DOM"]


BODIES = [
    ("Sri Lanka's navy seized two boats. A spokesman for the navy said they had crossed the line.", "LKA"),
    ("Honduras will put soldiers on its border with Nicaragua next month, the armed forces said.", "HND"),
    ("The Biden-Harris administration said the bill would pass.", "USA"),
]


@pytest.mark.parametrize(("text", "state"), BODIES, ids=[state for _, state in BODIES])
def test_a_body_without_a_state_is_of_the_one_that_the_text_is_about(text: str, state: str, engine: Engine) -> None:
    records = code(Document.from_text(text, published=DAY), engine)
    assert {r.actors[0].country for r in records if isinstance(r.payload, Statement)} == {state}


DESCRIBED = [
    ("Peru summoned the Bolivian ambassador on Monday. The envoy said he had listened.", "BOL"),
    ("The Ecuadorean delegate spoke first. Peru voted no. The delegate said that he was sorry.", "ECU"),
    ("Zambia closed its border. A spokesman for the prime minister of Malawi said that it was a pity.", "MWI"),
    ("Latvia spoke with Estonia's president. A spokesman for the president said that he was pleased.", "EST"),
    ("Serbia lost a seat, but NATO was not pleased. Its secretary general said it was sorry.", None),
    (
        "France's foreign minister spoke first. China was silent. In Moscow, the foreign minister said it was late.",
        "RUS",
    ),
    ("According to Riga, the talks were frank. The readout says that they will go on.", "LVA"),
    ("Serbia's account is short. The Kosovar version is not. The statement says that talks will go on.", "XKX"),
]


@pytest.mark.parametrize(("text", "state"), DESCRIBED, ids=[str(state) for _, state in DESCRIBED])
def test_an_office_alone_is_of_the_state_that_the_text_gave_it(text: str, state: str | None, engine: Engine) -> None:
    records = code(Document.from_text(text, published=DAY), engine)
    spoken = [record for record in records if isinstance(record.payload, Statement)]
    assert spoken[-1].actors[0].country == state


def test_a_question_asks_about_the_state_of_who_answers(engine: Engine) -> None:
    text = (
        "Malta’s foreign minister, Karmenu Zahra, received us in Valletta.\n\n"
        "THE REVIEW: Minister, who will pay for the ships?\n\nKARMENU ZAHRA: Germany will pay for them.\n\n"
        "Q: Will there be others?\n\nA: There will be two, and Germany will train the crews.\n\n"
        "Q: The opposition accuses you of selling passports.\n\nA: It has accused me of worse."
    )
    records = code(Document.from_text(text, published=DAY, outlet="The Review"), engine)
    accusers = {a.country for r in records if "accuse" in r.evidence.text and r.kind == "act" for a in r.actors}
    assert accusers == {"MLT"}


def test_a_speaker_of_no_known_state_means_not_the_last_one_named(engine: Engine) -> None:
    text = (
        "MS. MARSH: Good morning.\n\nQUESTION: What did Azerbaijan say?\n\nMS. MARSH: Azerbaijan said nothing. "
        "The Department has always said that there is no military solution.\n\nQUESTION: Thank you."
    )
    records = code(Document.from_text(text, published=DAY), engine)
    spoken = {a.country for r in records if "Department" in r.evidence.text for a in r.actors}
    assert spoken == {None}


def test_a_guest_of_a_president_keeps_the_office(engine: Engine) -> None:
    text = (
        "President Volodymyr Zelenskyy met Boris Johnson, Prime Minister of the United Kingdom. The Prime Minister "
        "said that London would help. The two leaders said that Russia would pay."
    )
    presidency = Actor("organ:UKR-presidency", "Presidency of Ukraine", "organ", "UKR", sector="GOV")
    records = code(Document.from_text(text, published=DAY, author=presidency), engine)
    spoken = {r.evidence.text[:15]: [a.name for a in r.actors] for r in records if isinstance(r.payload, Statement)}
    assert spoken["The Prime Minis"] == ["Boris Johnson"]
    assert set(spoken["The two leaders"]) == {"Boris Johnson", "Volodymyr Zelenskyy"}


def test_a_title_before_a_name_is_not_the_president_of_the_author(engine: Engine) -> None:
    text = (
        "President Xi Jinping spoke with President Putin by telephone. President Putin said that the alliance had "
        "ignored his concerns. He expressed readiness for negotiations with Ukraine."
    )
    author = Actor("organ:CHN-foreign-ministry", "Ministry of Foreign Affairs of China", "organ", "CHN", sector="GOV")
    document = replace(Document.from_text(text, published=DAY), author=author)
    agreed = [r for r in code(document, engine) if isinstance(r.payload, Act) and r.payload.event_type == "AGREE"]
    assert [a.name for r in agreed for a in r.actors] == ["Vladimir Putin"]


INTERVIEW = """The president answers questions about the war.

{asks}Russia has threatened Ukraine with war, and NATO condemned the attack. Will you meet President Zelensky?

{answers}I will meet President Zelensky in May. France supports the terrorists.

{asks}France has called your troops invaders. What do you say to Emmanuel Macron?

{answers}We call on France to stop the deliveries of weapons."""


@pytest.mark.parametrize(
    ("asks", "answers"),
    [("Q. ", "A. "), ("Reporter: ", "President Putin: "), ("((DF)) ", "((Vladimir Putin)) ")],
)
def test_what_is_asked_is_never_the_word_of_who_is_asked(engine: Engine, asks: str, answers: str) -> None:
    kremlin = Actor("organ:RUS-kremlin", "Kremlin", "organ", country="RUS")
    text = INTERVIEW.format(asks=asks, answers=answers)
    records = code(Document.from_text(text, published=DAY, author=kremlin), engine)
    by_putin = [r for r in records if "Vladimir Putin" in {a.name for a in (*r.actors, *r.reported_by)}]
    said = {text.find(r.evidence.text) > text.find(answers) for r in by_putin}
    assert {"terrorists" in r.evidence.text for r in by_putin} == {True, False}
    assert said == {True}
    assert not any("threatened" in r.evidence.text or "invaders" in r.evidence.text for r in by_putin)
