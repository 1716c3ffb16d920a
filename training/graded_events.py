"""Events with graded factuality: the training part of UDS-IH2 (on UD English EWT; CC BY-SA 4.0)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from talleyrand.model.judging import Question
from training.event_examples import Example

Outcome = Literal["happened", "uncertain", "did not"]

CERTAIN = 1.5
"""Grades run from -3 to +3; halfway to either end the annotators are more sure than not."""
LONGEST = 28
"""Words of a sentence to learn from: long ones cost more than they teach."""


def read_graded(path: Path, longest: int = LONGEST) -> list[Example]:
    """The events of a JSONL file, a question each with the trigger alone."""
    texts = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [e for text in texts for e in _examples(text["text"], text["events"], longest)]


def _examples(text: str, events: list[dict[str, object]], longest: int) -> Iterator[Example]:
    found = [(m.start(), m.group()) for m in re.finditer(r"\S+", text)]
    if len(found) > longest:
        return
    place = {start: i for i, (start, _) in enumerate(found)}
    words = tuple(word for _, word in found)
    for event in events:
        at = place.get(int(str(event["start"])))
        if at is not None:
            yield Example(Question(words, (at, at + 1)), outcome=outcome_of(float(str(event["factuality"]))))


def outcome_of(grade: float) -> Outcome:
    """What a grade says."""
    if abs(grade) < CERTAIN:
        return "uncertain"
    return "happened" if grade > 0 else "did not"
