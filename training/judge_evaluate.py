"""The shipped judge on what it was not trained on: our held-out lines, and the development parts of graded sets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from talleyrand.model.judging import Opinion, Question
from talleyrand.parse.judge import TrainedJudge
from training.event_examples import OUTCOMES, Example
from training.graded_events import read_graded
from training.judge_train import Material
from training.scoring import macro_f1

TOGETHER = 40
LONG = 110
"""Words of a question, as at run time; longer sentences are left out."""


def evaluate(folder: Path, graded: Path) -> dict[str, float]:
    """Percentages by name; `graded` is UDS-IH2's training file, beside whose folder those of other sets lie."""
    judge = TrainedJudge(folder)
    material = Material.load(graded)
    found: dict[str, float] = {}
    for name, trigger in (("types, trigger marked", True), ("types, no trigger", False)):
        examples = material.held_out_examples(trigger=trigger)
        found[name] = _right([(e.type, o.best_type) for e, o in _judged(judge, examples)])
    for path in sorted(graded.parent.parent.glob("*/dev.jsonl")):
        pairs = [(e.outcome, _outcome(o)) for e, o in _judged(judge, read_graded(path, LONG))]
        found[f"{path.parent.name}, happened or not"] = macro_f1([(_happened(g), _happened(p)) for g, p in pairs])
        found[f"{path.parent.name}, three outcomes"] = macro_f1(pairs)
    return found


def table(found: dict[str, float]) -> str:
    """The figures as lines of JSON."""
    return json.dumps({name: round(value, 1) for name, value in found.items()}, indent=1)


def _judged(judge: TrainedJudge, examples: Sequence[Example]) -> list[tuple[Example, Opinion]]:
    questions: list[Question] = [e.question for e in examples]
    parts = [judge.judge(questions[i : i + TOGETHER]) for i in range(0, len(questions), TOGETHER)]
    return list(zip(examples, [opinion for part in parts for opinion in part], strict=True))


def _outcome(opinion: Opinion) -> str:
    return max(OUTCOMES, key=lambda name: opinion.outcomes[name])


def _happened(outcome: str) -> str:
    return outcome if outcome == OUTCOMES[0] else "not"


def _right(pairs: Sequence[tuple[str, str]]) -> float:
    return 100 * sum(gold == given for gold, given in pairs) / len(pairs)
