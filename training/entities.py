"""Named entities of all data sets in one scheme: PER, ORG, LOC, EVENT, in BIO; `?` where a data set leaves it open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from training.names import Window, name_extent
from training.treebanks import Sentence, word_set

KINDS = ("PER", "ORG", "LOC", "EVENT")
LABELS = ("O", *(f"{prefix}-{kind}" for kind in KINDS for prefix in "BI"))
UNKNOWN = "?"

CROSSNER = {
    "politician": "PER",
    "person": "PER",
    "politicalparty": "ORG",
    "organisation": "ORG",
    "country": "LOC",
    "location": "LOC",
    "event": "EVENT",
    "election": "EVENT",
}
WIKIGOLD = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
UNER = WIKIGOLD
GUM = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "EVENT"}

_EVENT_WORDS = word_set(
    """
    war wars cup games olympics olympic election elections championship championships festival summit conference
    revolution battle crisis massacre league tour ceremony awards prize day holocaust hurricane treaty
    """
)

Span = tuple[int, int, str]


def spans_of(labels: Sequence[str]) -> list[Span]:
    """Half-open spans with their kind, from BIO labels (an `I-` after another kind begins a span)."""
    spans: list[Span] = []
    start, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        prefix, _, this = label.partition("-")
        if kind and (prefix != "I" or this != kind):
            spans.append((start, i, kind))
            kind = ""
        if this and not kind:
            start, kind = i, this
    return spans


def labels_of(length: int, spans: Iterable[Span]) -> list[str]:
    """BIO labels; of overlapping spans the longest wins."""
    labels = ["O"] * length
    for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(label == "O" for label in labels[start:end]):
            labels[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return labels


def read_columns(path: Path, kinds: Mapping[str, str], *, word: int = 0, label: int = -1) -> list[Sentence]:
    """Sentences of a file with one word a line and its label in a column; kinds not in `kinds` are no entities."""
    sentences = []
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        rows = [line.split() for line in block.split("\n") if line and not line.startswith(("#", "-DOCSTART"))]
        rows = [row for row in rows if len(row) > 1]
        if rows:
            sentences.append(_entity_sentence([row[word] for row in rows], [row[label] for row in rows], kinds))
    return sentences


def _entity_sentence(words: list[str], raw: list[str], kinds: Mapping[str, str]) -> Sentence:
    spans = [(a, b, kinds[kind]) for a, b, kind in spans_of(raw) if kind in kinds]
    labels = labels_of(len(words), spans)
    return Sentence(words=words, entities=_open_events(words, labels) if "event" not in kinds else labels)


def _open_events(words: list[str], labels: list[str]) -> list[str]:
    """A data set without events says nothing about "World War II": its capitalised run is left open."""
    labels = list(labels)
    for i, word in enumerate(words):
        if word.lower() not in _EVENT_WORDS or not word[:1].isupper() or labels[i] != "O":
            continue
        start, end = i, i + 1
        while start and words[start - 1][:1].isupper() and labels[start - 1] == "O":
            start -= 1
        while end < len(words) and words[end][:1].isupper() and labels[end] == "O":
            end += 1
        labels[start:end] = [UNKNOWN] * (end - start)
    return labels


def with_gum_entities(sentence: Sentence) -> Sentence:
    """GUM marks every mention; the names among them (and only the name, without title or description) are kept."""
    spans = [_gum_name(sentence, *mention) for mention in _gum_mentions(sentence)]
    return replace(sentence, entities=labels_of(len(sentence.words), [s for s in spans if s]))


def _gum_mentions(sentence: Sentence) -> list[tuple[Window, str, str]]:
    """Window, kind and link (the title of its Wikipedia article, or empty) of every mention."""
    mentions = []
    stack: list[tuple[str, int, list[str]]] = []
    for i, misc in enumerate(sentence.misc):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        for opening, closing in re.findall(r"\(([^()]*)|([^()]*)\)", match[1] if match else ""):
            if opening:
                fields = opening.split("-", 7)
                stack.append((fields[0], i, fields))
                continue
            position = next((k for k in reversed(range(len(stack))) if closing in ("", stack[k][0])), None)
            if position is not None:
                mentions.append(_mention(stack.pop(position), i))
    return mentions


def _mention(entry: tuple[str, int, list[str]], end: int) -> tuple[Window, str, str]:
    _, start, fields = entry
    return Window(start, end + 1), fields[1] if len(fields) > 1 else "", fields[7] if len(fields) > 7 else ""


def _gum_name(sentence: Sentence, window: Window, kind: str, link: str) -> Span | None:
    if kind not in GUM:
        return None
    if kind == "person" and "NNPS" in sentence.xpos[window.start : window.end] and link.endswith("s"):
        return None
    extent = _linked_extent(sentence, window, link) or _headed_extent(sentence, window, person=kind == "person")
    return (*extent, GUM[kind]) if extent else None


def _headed_extent(sentence: Sentence, window: Window, *, person: bool) -> tuple[int, int] | None:
    heads = [i for i in range(window.start, window.end) if not window.start < sentence.heads[i] <= window.end]
    if not heads or (person and not _one_person(sentence, heads[0])):
        return None
    return name_extent(sentence, heads[0], window, person=person)


def _one_person(sentence: Sentence, head: int) -> bool:
    """Not "Americans", not "an American"."""
    determiners = {w.lower() for w, h in zip(sentence.words, sentence.heads, strict=True) if h == head + 1}
    return sentence.xpos[head] != "NNPS" and not determiners & {"a", "an"}


def _linked_extent(sentence: Sentence, window: Window, link: str) -> tuple[int, int] | None:
    """Where the mention spells out the title of the article that it is linked to, that is the name."""
    title = re.sub(r"_?\(.*", "", link.replace("%2C", ",")).replace("_", "").lower().removeprefix("the")
    for start in range(window.start, window.end):
        for end in range(window.end, start, -1):
            if "," in sentence.words[start:end]:
                continue
            if title and "".join(sentence.words[start:end]).lower() == title and "PROPN" in sentence.upos[start:end]:
                return start, end
    return None


def with_places(sentence: Sentence, places: frozenset[str]) -> Sentence:
    """GUM calls a country that acts or plays an organisation; where the name is a known place it becomes LOC."""
    spans = [
        (a, b, "LOC" if kind == "ORG" and " ".join(sentence.words[a:b]).lower() in places else kind)
        for a, b, kind in spans_of(sentence.entities)
    ]
    return replace(sentence, entities=labels_of(len(sentence.words), spans))


def known_places(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Names (lower case) that hand-made labels call LOC and never anything else."""
    kinds: dict[str, set[str]] = {}
    for sentence in sentences:
        for start, end, kind in spans_of([label.replace(UNKNOWN, "O") for label in sentence.entities]):
            kinds.setdefault(" ".join(sentence.words[start:end]).lower(), set()).add(kind)
    return frozenset(name for name, found in kinds.items() if found == {"LOC"})
