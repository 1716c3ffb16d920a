"""The errors behind a figure, grouped by class, each with its sentence: what whoever writes rules reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quality.scorers import entries
from quality.scorers.matching import Verdict, verdicts
from quality.scorers.own_records import RUBRICS
from quality.sets.entries import EnteredText
from quality.sets.jsonl import Json
from quality.sets.own import Expected, OwnReading, OwnText
from talleyrand import Actor, Record, Span
from talleyrand.model.contract import record_to_json

AROUND = 220
"""Characters of the text that an error is shown with, where its line is longer."""


def own_errors(task: str, texts: Sequence[OwnText], readings: Sequence[OwnReading]) -> Iterator[str]:
    """Yield the lines that list what is missed, invented or wrong in a task of our own set, class by class."""
    rubric = RUBRICS[task]
    classes: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts(texts, readings, rubric.kind):
        if verdict.counted and not verdict.right(frozenset(rubric.fields)):
            classes[class_of(verdict, rubric.fields)].append(verdict)
    for name, found in sorted(classes.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"\n== {name}: {len(found)}"
        for verdict in found:
            yield from described(verdict)


def entry_errors(texts: Sequence[EnteredText], found: Sequence[tuple[Json, ...]]) -> Iterator[str]:
    """Yield the lines that list the entries of a case that were not found, by what the nearest record lacks."""
    classes: dict[str, list[str]] = defaultdict(list)
    for text, records in zip(texts, found, strict=True):
        for entry in text.entries:
            graded = [dict(entries.checks(entry, r)) for r in entries.near(entry, text.document.text, records)]
            if any(all(fields.values()) for fields in graded):
                continue
            best = max(graded, key=lambda fields: (fields["kind"], sum(fields.values())), default={"kind": False})
            wrong = ", ".join(name for name, agrees in best.items() if not agrees)
            classes["missed" if not best["kind"] else f"wrong {wrong}"].append(f"{entry['id']}: {entry['near']}")
    for name, lines in sorted(classes.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"\n== {name}: {len(lines)}"
        yield from lines


def class_of(verdict: Verdict, fields: Iterable[str]) -> str:
    """Return what is wrong: missed, invented, or which fields."""
    if verdict.found is None:
        return "missed"
    if verdict.expected is None:
        return "invented"
    return "wrong " + ", ".join(field for field in fields if field in verdict.wrong)


def described(verdict: Verdict) -> Iterator[str]:
    """Yield the sentence with its place marked, what was expected, and what was found."""
    text = verdict.text
    tags = f" [{', '.join(text.tags)}]" if text.tags else ""
    yield f"{text.id}{tags}: {shown(text.text, verdict.place)}"
    if verdict.expected is not None:
        yield f"    expected {_expected(verdict.expected)}"
    if verdict.found is not None:
        yield f"    found    {_found(verdict.found, text)}"


def shown(text: str, span: Span) -> str:
    """Return the line around a span, the span between brackets."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    end = text.find("\n", span.end)
    end = min(end if end >= 0 else len(text), span.end + AROUND)
    return f"{text[start : span.start]}⟦{text[span.start : span.end]}⟧{text[span.end : end]}".replace("\n", " ")


def _expected(expected: Expected) -> str:
    values = {
        "type": "/".join(expected.event),
        "actors": _joined(expected.actors),
        "recipients": _joined(expected.recipients),
        "speaker": expected.speaker,
        "factuality": "/".join(expected.factuality),
        "choice": expected.choice,
        "body": expected.body,
        "probability": expected.probability,
        "term": expected.term,
        "use": expected.use,
        "form": expected.form,
    }
    return _listed(values)


def _found(record: Record, text: OwnText) -> str:
    payload = record_to_json(record, text.document)[record.kind]
    kept = ("event_type", "choice", "veto", "probability", "term", "use", "form")
    values = {"type" if name == "event_type" else name: payload.get(name) for name in kept}
    values |= {
        "actors": _joined(map(_named, record.actors)),
        "recipients": _joined(map(_named, record.recipients)),
        "factuality": record.factuality,
        "by": record.method,
    }
    return _listed(values)


def _named(actor: Actor) -> str:
    words = f" “{actor.mention.text}”" if actor.mention else ""
    return f"{actor.name} ({actor.country or actor.type}){words}"


def _joined(values: Iterable[str]) -> str:
    return " + ".join(values)


def _listed(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items() if value)
