"""What was not said: refusals, silences, omissions; they assert nothing."""

from __future__ import annotations

from typing import Any

import pytest
from readings import chains, said

REFUSALS = [
    ("The Austrian chancellor declined to comment.", "The Austrian chancellor", "refused"),
    ("The ministry refused to say how many ships had left.", "The ministry", "refused"),
    ("The embassy did not respond to questions.", "The embassy", "negated"),
    ("The spokesman would not say whether the call took place.", "The spokesman", "refused"),
    ("Beijing has yet to condemn the strikes.", "Beijing", "negated"),
    ("Budapest has not criticized the referendum.", "Budapest", "negated"),
    ("The spokeswoman gave no details of the talks.", "The spokeswoman", "negated"),
]


@pytest.mark.parametrize(("text", "source", "factuality"), REFUSALS, ids=[t[:32] for t, _, _ in REFUSALS])
def test_refusals_to_speak_are_no_assertions(text: str, source: str, factuality: str, drafts_of: Any) -> None:
    found = said(drafts_of(text))
    assert ((source,), factuality) in {(who, how) for who, _, how in found}
    assert all(how in {"negated", "refused"} for who, _, how in found if who == (source,))


def test_what_a_speech_leaves_out_is_not_said(drafts_of: Any) -> None:
    ((source, content, factuality),) = said(drafts_of("Mr. Orban left the sanctions out of his speech."))
    assert (source, factuality) == (("Mr. Orban",), "negated")
    assert content.startswith("the sanctions")


def test_a_refusal_vouches_for_nothing(drafts_of: Any) -> None:
    text = "Hanoi declined to say that Moscow had promised to deliver the gas."
    assert all(chain != ("Hanoi",) for source, chain in chains(drafts_of(text)) if source == ("Moscow",))


def test_a_light_verb_is_silence_only_with_a_noun_of_saying(drafts_of: Any) -> None:
    assert said(drafts_of("Slovakia did not take the tanks.")) == []
