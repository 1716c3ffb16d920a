"""Who says it: the person or body behind a source, also where its sentence does not name it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quality.figures import Measure, share
from quality.scorers.matching import Verdict, verdicts
from quality.scorers.naming import answers, names
from quality.sets.own import Naming, OwnReading, OwnText
from talleyrand import Actor, Statement


def score(texts: Sequence[OwnText], readings: Sequence[OwnReading]) -> Iterator[Measure]:
    """Yield how often the speaker of an article's statement is right where the statement was found.

    Apart from them all: those whose own sentence does not have the speaker's name, and the phrases that name somebody
    (`he`, `the minister`) and stand as an actor in a record.
    """
    articles = [(t, r) for t, r in zip(texts, readings, strict=True) if t.article]
    found = verdicts([t for t, _ in articles], [r for _, r in articles], "statement")
    asked = [v for v in found if v.counted and v.found and "speaker" in v.fields]
    yield share("right where found", sum(v.fields["speaker"] for v in asked), len(asked))
    elsewhere = [v for v in asked if not named_there(v)]
    yield share("right where its sentence has no name", sum(v.fields["speaker"] for v in elsewhere), len(elsewhere))
    judged = [right for t, r in articles for n in t.namings for right in naming_right(n, r)]
    yield share("phrase resolved", sum(judged), len(judged))


def named_there(verdict: Verdict) -> bool:
    """Tell whether the line that holds the statement has the speaker's name, or the last part of it."""
    assert verdict.expected is not None  # noqa: S101  only verdicts with both are asked
    text, near = verdict.text.text, verdict.expected.near
    end = text.find("\n", near.end)
    line = text[text.rfind("\n", 0, near.start) + 1 : end if end >= 0 else len(text)]
    return str(verdict.expected.speaker).split()[-1] in line


def naming_right(naming: Naming, reading: OwnReading) -> Iterator[bool]:
    """Yield whether the phrase is resolved rightly, nothing where no record has it as an actor."""
    actors = [a for a in _actors(reading) if a.mention and a.mention.span.overlaps(naming.span)]
    if actors:
        yield answers(naming.refers, names(actors))


def _actors(reading: OwnReading) -> Iterator[Actor]:
    for record in reading.records:
        yield from (*record.actors, *record.recipients)
        if isinstance(record.payload, Statement):
            yield from record.payload.addressees
