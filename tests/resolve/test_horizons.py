"""By when a forecast says that its event comes, in days from the day of the forecast on."""

from __future__ import annotations

import pytest

from talleyrand.model.documents import Document
from talleyrand.model.records import Forecast, Horizon, Record
from talleyrand.parse.engine import Engine, load_engine
from talleyrand.pipeline.code import code

SATURDAY = "2022-02-26"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def forecasts(text: str, engine: Engine) -> list[Record]:
    found = code(Document.from_text(text, published=SATURDAY), engine)
    return [record for record in found if isinstance(record.payload, Forecast)]


def horizon(text: str, engine: Engine) -> Horizon | None:
    (record,) = forecasts(text, engine)
    assert isinstance(record.payload, Forecast)
    return record.payload.horizon


STATED = [
    ("The Finnish president said the front will hold until April.", SATURDAY, "2022-04-30"),
    ("Diplomats said the talks could collapse within days.", SATURDAY, "2022-03-05"),
    ("Kampala expects a new offensive within weeks.", SATURDAY, "2022-04-09"),
    ("The envoy expected no result before the summer.", SATURDAY, "2022-05-31"),
    ("The two sides might reach a truce by Friday, Egypt’s foreign minister said.", SATURDAY, "2022-03-04"),
    ("A vote in Geneva is likely next week.", "2022-02-28", "2022-03-06"),
    ("Analysts predict that Chad will attack Mali before the end of the month.", SATURDAY, "2022-02-28"),
    ("The Polish president said the cabinet in Minsk will probably fall tomorrow.", "2022-02-27", "2022-02-27"),
    ("By April, the bank expects Ghana to default.", SATURDAY, "2022-04-30"),
    ("Chad is likely to attack Mali within the next two weeks, the envoy said.", SATURDAY, "2022-03-12"),
    ("The envoy said that Chad would probably attack in May.", "2022-05-01", "2022-05-31"),
    ("The Finnish minister said the cabinet in Minsk will fall next year.", "2023-01-01", "2023-12-31"),
    ("Chad is likely to attack Mali within 80,000,000 hours, the envoy said.", SATURDAY, "9999-12-31"),
]


@pytest.mark.parametrize(("text", "start", "end"), STATED, ids=[text for text, _, _ in STATED])
def test_a_date_of_the_event_is_the_horizon(text: str, start: str, end: str, engine: Engine) -> None:
    assert horizon(text, engine) == Horizon(start, end)


NONE = [
    "The Finnish minister said the war will probably end soon.",
    "The Finnish minister said the war will probably last for months.",
    "The Polish minister said an offensive launched on Monday will probably fail.",
    "The Polish minister said on Monday that the truce will probably fail.",
    "Last year the Estonian minister predicted that Chad would attack Mali by April.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_limit_a_length_and_the_past_give_no_horizon(text: str, engine: Engine) -> None:
    assert horizon(text, engine) is None


def test_days_are_counted_from_the_day_of_the_forecast(engine: Engine) -> None:
    text = "The minister said on Monday that Chad would probably attack in the coming days."
    assert horizon(text, engine) == Horizon("2022-02-21", "2022-02-28")


def test_by_when_the_event_comes_is_not_when_it_was_foretold(engine: Engine) -> None:
    (record,) = forecasts("Analysts expect a truce by April.", engine)
    assert record.date.start == record.date.end == SATURDAY
