"""Attributions: are content, cue and source found, and are refusals and traps left alone.

The measures are those of PolNeAR's rule peers: exact spans (without quotation marks and punctuation around them), and
characters. Source and cue are judged where the content is found: at least `FOUND` of its characters, by the attribution
whose content is nearest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quality.figures import Measure, f1, share
from quality.scorers.fields import characters
from quality.sets.quoted import Quoted, QuotedText, Spans
from talleyrand import Span

FOUND = 0.3
TAKEN = 0.8
"""A trap is taken when more than this share of its characters is the content of one attribution."""
EDGES = frozenset(" \n\t“”\"',.’‘``;:—-")
KINDS = ("direct", "mixed", "indirect")
Found = tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """An attribution of the gold set, and the one of those found that is nearest to it; None where none was found."""

    gold: Quoted
    best: Quoted | None

    @property
    def hit(self) -> bool:
        """Whether enough of the content was found."""
        want = characters(self.gold.content)
        return self.best is not None and len(want & characters(self.best.content)) / len(want) >= FOUND


def score(texts: Sequence[QuotedText], found: Sequence[Found]) -> Iterator[Measure]:
    """Yield exact and character F1 of the content, what is found of each form, source and cue where it is found."""
    yield exact("content", texts, found)[2]
    yield from by_character("content", texts, found)
    pairs = [pair for text, given in zip(texts, found, strict=True) for pair in pairs_of(text, given)]
    yield share("found", sum(p.hit for p in pairs), len(pairs))
    for kind in KINDS:
        of_kind = [p for p in pairs if p.gold.kind == kind]
        yield share(f"{kind} speech found", sum(p.hit for p in of_kind), len(of_kind))
    hits = [p for p in pairs if p.hit]
    yield share("source right where found", sum(agrees(p, "source") for p in hits), len(hits))
    yield share("cue right where found", sum(agrees(p, "cue") for p in hits), len(hits))


def score_case(texts: Sequence[QuotedText], found: Sequence[Found]) -> Iterator[Measure]:
    """Yield what `score` does, and the share of refusals not asserted, of traps not taken, of speakers known."""
    yield from score(texts, found)
    both = list(zip(texts, found, strict=True))
    asserted = [_asserted(refusal, given) for text, given in both for refusal in text.refusals]
    yield share("refusals not asserted", asserted.count(False), len(asserted))
    taken = [_taken(trap, text, given) for text, given in both for trap in text.traps]
    yield share("traps not taken", taken.count(False), len(taken))
    named = [right for text, given in both for p in pairs_of(text, given) if (right := speaker_right(p)) is not None]
    yield share("speaker right where found", sum(named), len(named))


def exact(role: str, texts: Sequence[QuotedText], found: Sequence[Found]) -> tuple[Measure, Measure, Measure]:
    """Return precision, recall and F1 of a role's spans that are the same, or the same as an alternative."""
    right = given = recalled = wanted = 0
    for text, predicted in zip(texts, found, strict=True):
        accepted = {trimmed(spans, text.text) for q in text.quotes for spans in q.accepted(role) if spans}
        have = {trimmed(getattr(q, role), text.text) for q in predicted if getattr(q, role)}
        asked = [q for q in text.quotes if getattr(q, role)]
        right, given = right + len(have & accepted), given + len(have)
        recalled += sum(any(trimmed(spans, text.text) in have for spans in q.accepted(role)) for q in asked)
        wanted += len(asked)
    return _three(f"{role} exact", share("", right, given), share("", recalled, wanted))


def by_character(role: str, texts: Sequence[QuotedText], found: Sequence[Found]) -> tuple[Measure, Measure, Measure]:
    """Return precision, recall and F1 of a role's characters."""
    common = given = wanted = 0
    for text, predicted in zip(texts, found, strict=True):
        want = characters(span for q in text.quotes for span in getattr(q, role))
        have = characters(span for q in predicted for span in getattr(q, role))
        common, given, wanted = common + len(want & have), given + len(have), wanted + len(want)
    return _three(f"{role} characters", share("", common, given), share("", common, wanted))


def _three(name: str, precision: Measure, recall: Measure) -> tuple[Measure, Measure, Measure]:
    return (
        Measure(f"{name}, precision", precision.value, precision.of),
        Measure(f"{name}, recall", recall.value, recall.of),
        Measure(f"{name}, F1", f1(precision.value, recall.value), recall.of),
    )


def trimmed(spans: Spans, text: str) -> frozenset[Span]:
    """Return the spans without quotation marks, punctuation and white space at their ends."""
    return frozenset(_trimmed(span.start, span.end, text) for span in spans)


def _trimmed(start: int, end: int, text: str) -> Span:
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return Span(start, end)


def pairs_of(text: QuotedText, found: Found) -> Iterator[Pair]:
    """Yield each attribution that has content with the nearest of those found."""
    for gold in text.quotes:
        if characters(gold.content):
            yield Pair(gold, max(found, key=lambda q: _nearness(gold, q), default=None))


def _nearness(gold: Quoted, found: Quoted) -> tuple[float, int]:
    want, have = characters(gold.content), characters(found.content)
    same_source = len(characters(gold.source) & characters(found.source))
    return len(want & have) / max(1, len(want | have)), same_source


def agrees(pair: Pair, role: str) -> bool:
    """Tell whether a role overlaps in both, or is empty in both."""
    assert pair.best is not None  # noqa: S101  asked of hits
    have: Spans = getattr(pair.best, role)
    if not have and not getattr(pair.gold, role):
        return True
    return any(_overlap(spans, have) for spans in pair.gold.accepted(role))


def speaker_right(pair: Pair) -> bool | None:
    """Tell whether the speaker has the same name; None where one is not known or the content not found."""
    if not pair.hit or pair.best is None or pair.gold.speaker is None or pair.best.speaker is None:
        return None
    wanted, have = (name.split(" (")[0].lower() for name in (pair.gold.speaker, pair.best.speaker))
    return wanted == have


def _asserted(refusal: Spans, found: Found) -> bool:
    return any(_overlap(refusal, q.cue) and not q.negated for q in found)


def _taken(trap: Spans, text: QuotedText, found: Found) -> bool:
    inside = characters(trap)
    if inside & characters(span for q in text.quotes for span in q.content):
        return False
    return any(len(inside & characters(q.content)) > TAKEN * len(inside) for q in found)


def _overlap(one: Iterable[Span], other: Iterable[Span]) -> bool:
    return bool(characters(one) & characters(other))
