"""What happened, what did not, what is only planned, wanted or possible; and which word says so."""

from __future__ import annotations

from typing import Any

import pytest

from talleyrand.extract.modality import Judgement, factuality_of

CASES = [
    ("Rome did not manage to [stop] the convoy.", "negated", "not"),
    ("Rome did not fail to [stop] the convoy.", "actual", "not"),
    ("Nobody in the cabinet believes that the army [fired].", "negated", "nobody"),
    ("There is no evidence that the army [fired].", "negated", "no"),
    ("The envoy denied that Minsk had plans to [attack].", "negated", "denied"),
    ("The generals ruled out any possibility of an [invasion].", "negated", "ruled"),
    ("If the parties [agree], the siege ends.", "possible", "if"),
    ("Had the parties [agreed], the siege would have ended.", "possible", "had"),
    ("The siege would have [ended] if the parties had agreed.", "negated", "would"),
    ("Did Moscow [attack] the port?", "possible", "attack"),
    ("The junta should have [released] the prisoners.", "negated", "should"),
    ("The two leaders are to [meet] in Oslo.", "planned", "to"),
    ("The cabinet said it would [send] blankets.", "planned", "would"),
    ("Paris urged Minsk to stop the raids and [release] the hostages.", "called-for", "urged"),
    ("The army has yet to [leave] the town.", "negated", "yet"),
    ("The army no longer [controls] the town.", "negated", "longer"),
    ("Kigali would not [recognise] the vote.", "refused", "would"),
    ("The palace is thought to have [dismissed] the general.", "possible", "thought"),
    ("The planned [meeting] unsettled Ankara.", "planned", "planned"),
    ("The soldiers laid down their arms without [firing] a shot.", "negated", "without"),
]


def judged(example: str, context_of: Any) -> Judgement:
    text = example.replace("[", "").replace("]", "")
    context = context_of(text)
    at = example.index("[")
    node = next(n for n in context.tree.nodes if n.start == at)
    return factuality_of(node, context.modality)


@pytest.mark.parametrize(("example", "known", "by"), CASES, ids=[e for e, _, _ in CASES])
def test_the_deciding_word_is_known(example: str, known: str, by: str, context_of: Any) -> None:
    found = judged(example, context_of)
    assert found.by is not None
    assert (found.factuality, found.by.lower) == (known, by)


YET_TO_COME = [
    "Quito warned of an [attack] on the canal.",
    "In the event of an [attack] on the canal, the council will meet.",
    "Any [attack] on the canal would be answered.",
    "An [attack] on the canal would be a disaster.",
    "The council is ready to respond to a further [attack] on the canal.",
    "The envoy named the risk posed by further [aggression] against Chad.",
    "If there is another [attack] on the canal, the embassy will close.",
    "The allies sent ships to deter an [attack] on the canal.",
]


@pytest.mark.parametrize("example", YET_TO_COME)
def test_an_event_that_a_noun_names_need_not_have_happened(example: str, context_of: Any) -> None:
    assert judged(example, context_of).factuality == "possible"


ACTUAL = [
    "After the [invasion] of Chad, Lagos closed its border.",
    "Chad’s further [invasion] of Mali shocked the markets.",
    "Another [attack] on the canal killed nine people.",
    "The engineers died in another [attack] on the canal.",
    "The [invasion] of Chad would be a crime in any age.",
    "The guards repelled an [attack] on the canal.",
    "The minister said the fleet had [sailed].",
    "The palace did not know that the guards had [fled].",
    "Why did the army [leave] the town?",
    "The fleet not only [shelled] the port but mined it.",
    "The rebels did not withdraw but [attacked] again.",
    "The talks failed to end the siege and the envoy [left].",
    "I would like to [thank] the people of Ghana.",
    "Chile was the first country to [recognise] the island.",
    "The union rejected the [offer] of the junta.",
    "Villagers could see that the column had [left].",
]


@pytest.mark.parametrize("example", ACTUAL)
def test_what_is_plainly_reported_or_taken_for_granted_is_actual(example: str, context_of: Any) -> None:
    assert judged(example, context_of).factuality == "actual"
