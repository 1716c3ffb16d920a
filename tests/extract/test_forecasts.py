"""Who foretold what, and how likely their words make it."""

from __future__ import annotations

from typing import Any

import pytest
from readings import forecasts

FORETOLD = [
    ("The analyst said Moscow would probably attack in spring.", "probably", (0.55, 0.8)),
    ("The general said an invasion was unlikely.", "unlikely", (0.2, 0.45)),
    ("“War is inevitable,” the Estonian minister said.", "inevitable", (0.95, 1.0)),
    ("The scholar said she saw little chance of Russia declaring war.", "little chance", (0.05, 0.2)),
    ("Diplomats said the talks could collapse within days.", "could", (0.2, 0.55)),
    ("The Finnish president said the front will hold.", "will", (0.8, 0.95)),
    ("A Swiss analyst put the odds of a coup in Mali at one in five.", "one in five", (0.2, 0.2)),
    ("The bank puts the probability of a default at 65 per cent.", "65 per cent", (0.65, 0.65)),
    ("The scholar gave long odds against a truce.", "long odds", (0.05, 0.2)),
    ("Kampala expects a new offensive within weeks.", "expects", (0.55, 0.8)),
    ("The minister does not expect Chad to sign.", "expect", (0.2, 0.45)),
    ("The envoy expected no result before the summer.", "expected", (0.2, 0.45)),
    ("Diplomats doubt that Riga will hand over the pilots.", "doubt", (0.2, 0.45)),
    ("The general said the bridge will almost certainly not fall.", "almost certainly not", (0.05, 0.2)),
    ("Chances of a truce are slim, the envoy said.", "Chances slim", (0.05, 0.2)),
    ("The two sides might reach a truce by Friday, Egypt’s foreign minister said.", "might", (0.2, 0.55)),
    ("The minister thinks that Minsk will sign.", "will", (0.8, 0.95)),
    ("Peace is more likely than not, the envoy said.", "more likely than not", (0.5, 0.8)),
]


@pytest.mark.parametrize(("text", "expression", "interval"), FORETOLD, ids=[e for _, e, _ in FORETOLD])
def test_words_of_likelihood_become_intervals(
    text: str, expression: str, interval: tuple[float, float], drafts_of: Any
) -> None:
    assert [(words, odds) for _, words, odds in forecasts(drafts_of(text))] == [(expression, interval)]


def test_a_forecast_is_whose_words_hold_it_most_closely(drafts_of: Any) -> None:
    found = forecasts(drafts_of("The newspaper reported that a Swiss general had said Kyiv would fall."))
    assert [who for who, _, _ in found] == [("a Swiss general",)]


NO_FORECASTS = [
    "The Spanish premier said he would travel to Rabat.",
    "Berlin urged Moscow to stop the war.",
    "The envoy dismissed the likelihood of an attack.",
    "The minister said he had met the king.",
    "The historian said the war would have ended without the canal.",
    "China could not support the text, its ambassador said.",
    "Lomé expects to sign the treaty in May.",
    "The commander said they were working on the possibility of a second bridge.",
    "Quito said the border would be closed if the raids went on.",
    "The general said there would be no talks.",
]


@pytest.mark.parametrize("text", NO_FORECASTS)
def test_plans_demands_and_reports_are_no_forecasts(text: str, drafts_of: Any) -> None:
    assert forecasts(drafts_of(text)) == []


def test_what_a_speaker_expects_is_a_forecast_of_the_speaker(drafts_of: Any) -> None:
    found = forecasts(drafts_of("“We expect it to be settled this week,” the Danish minister said."))
    assert [(who, words) for who, words, _ in found] == [(("the Danish minister",), "expect")]


def test_a_text_may_foretell_in_nobodys_name(drafts_of: Any) -> None:
    assert forecasts(drafts_of("A vote in Geneva is likely next week.")) == [((), "likely", (0.55, 0.8))]
