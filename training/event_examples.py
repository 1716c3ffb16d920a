"""Our own examples of acts: sentences with marked parties and trigger, filled and put in other surroundings."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from talleyrand.model.judging import NO_ACT, Question, Reach

FOLDER = Path(__file__).with_name("acts")
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", NO_ACT),
)
OUTCOMES = ("happened", "uncertain", "did not")
OUTCOME_OF = {"actual": "happened", "negated": "did not", "refused": "did not"}
"""Planned, called-for and possible events teach no outcome: UDS-IH2 grades the future as not happened."""
WHEN, HEAD, TAIL, LINK = 0.2, 0.25, 0.25, 0.35
"""How often a date, an opening, an end and a second event are put around an example."""

REPORTING = frozenset({"said", "says", "reported"})
"""Words that are no act, though some of our triggers hold them (`said no`)."""

_SLOT = re.compile(r"\{(\w+)\}")
_TRIGGER = re.compile(r"<e>(.*?)</e>")
_MARK = re.compile(r"</?[set]>")
_TOKEN = re.compile(
    r"</?[set]>|\w+(?:[.,]\d+)*(?=n['’]t\b)|n['’]t\b|[A-Z][a-z]?\.(?=\s)|(?:[A-Z]\.){2,}|\w+(?:[-.,]\w+)*|['’]\w+|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of our files: its type, what it says of the outcome (empty if nothing), its text with marks and slots."""

    type: str
    outcome: str
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its answers; an empty answer is not known."""

    question: Question
    type: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What fills slots, and what stands around examples."""

    slots: dict[str, list[str]]
    around: dict[str, list[str]]

    @classmethod
    def load(cls, path: Path = FOLDER / "fillers.toml") -> Surroundings:
        """Reads `fillers.toml`."""
        content = tomllib.loads(path.read_text("utf-8"))
        slots = {k: v.split() if isinstance(v, str) else v for k, v in content["slots"].items()}
        return cls(slots, content["around"])


def read_lines(folder: Path = FOLDER) -> list[Line]:
    """All lines of the folder's tables (type, mode, factuality, text), in a fixed order."""
    rows = [line.split("\t") for path in sorted(folder.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()]
    found = [r for r in rows if len(r) == 4 and r[0] != "type" and not r[0].startswith("#")]
    return [
        Line(NO_ACT if t == "NONE" else t, OUTCOME_OF.get(factuality, ""), text) for t, _, factuality, text in found
    ]


def fill(text: str, surroundings: Surroundings, rng: random.Random) -> str:
    """The text with names in its slots."""

    def name(match: re.Match[str]) -> str:
        kind = match[1]
        if kind == "any":
            kind = rng.choice(surroundings.slots["any"])
        return rng.choice(surroundings.slots[kind])

    filled = _SLOT.sub(name, text)
    return filled if filled.startswith("<") else filled[:1].upper() + filled[1:]


def surrounded(text: str, others: Sequence[Line], surroundings: Surroundings, rng: random.Random) -> str:
    """The text with a date, an opening, an end, or another event before or after it, now and then."""
    around = surroundings.around
    text = text.rstrip(".")
    if rng.random() < WHEN:
        text += " " + rng.choice(around["when"])
    if rng.random() < TAIL:
        text += rng.choice(around["tail"])
    if rng.random() < HEAD:
        text = rng.choice(around["head"]) + text
    if rng.random() < LINK:
        other = _MARK.sub("", fill(rng.choice(others).text, surroundings, rng)).rstrip(".")
        if rng.random() < 0.7:
            text += rng.choice(around["link"]).format(b=other)
        else:
            text = other + rng.choice([", and ", ". ", ", while ", ", a day after "]) + text
    return text + "."


def example(line: Line, text: str) -> Example:
    """The question that a marked text stands for, with its answers."""
    words: list[str] = []
    begun: dict[str, int] = {}
    marks: dict[str, Reach] = {}
    for token in _TOKEN.findall(text):
        if not _MARK.fullmatch(token):
            words.append(token)
        elif token[1] != "/":
            begun[token[1]] = len(words)
        elif token[2] == "e" or token[2] not in marks:
            marks[token[2]] = (begun[token[2]], len(words))
    return Example(Question(tuple(words), marks.get("e"), marks.get("s"), marks.get("t")), line.type, line.outcome)


def draw(lines: Sequence[Line], surroundings: Surroundings, rng: random.Random) -> list[Example]:
    """One example for each line, in new surroundings."""
    return [example(line, surrounded(fill(line.text, surroundings, rng), lines, surroundings, rng)) for line in lines]


def with_marks_dropped(given: Example, rng: random.Random, *, trigger: float, party: float) -> Example:
    """Now and then without trigger or parties, because not every question knows them."""
    question = given.question
    kept = replace(
        question,
        trigger=None if rng.random() < trigger and question.source else question.trigger,
        source=None if rng.random() < party else question.source,
        target=None if rng.random() < party else question.target,
    )
    return replace(given, question=kept)


def trigger_words(lines: Sequence[Line]) -> frozenset[str]:
    """All words that stand in a trigger of the lines, in lower case, but for those that report."""
    spans = (span for line in lines for span in _TRIGGER.findall(line.text))
    return frozenset(word.lower() for span in spans for word in span.split()) - REPORTING


def with_wrong_trigger(given: Example, triggers: frozenset[str], rng: random.Random) -> Example:
    """The same words with another one marked, one that names no act; unchanged where there is none."""
    question = given.question
    marked = {i for reach in (question.trigger, question.source, question.target) if reach for i in range(*reach)}
    others = [
        i
        for i, word in enumerate(question.words)
        if i not in marked and word.isalpha() and word.lower() not in triggers
    ]
    if not others:
        return given
    at = rng.choice(others)
    return Example(replace(question, trigger=(at, at + 1)), NO_ACT)
