"""Tokens of the tree as a question to a judge of events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from talleyrand.extract.tree import Node
from talleyrand.model.judging import Question, Reach
from talleyrand.model.spans import Span

MOST_WORDS = 110
"""A question in longer sentences keeps so many words around its marks: every word costs the model time."""

_OF_THE_NAME = frozenset({"det", "amod", "compound", "nummod", "flat", "nmod:poss", "nmod:desc", "case"})


def ask(
    nodes: Sequence[Node], trigger: Node | None, source: Span | Node | None, target: Span | Node | None
) -> Question:
    """Return the question what the source does to the target by the event at `trigger`.

    `nodes` are the tokens of a sentence, or of several, in order; a party is a span of code points or the head of its
    phrase.
    """
    event = Span(trigger.start, trigger.end) if trigger else None
    marks = [_reach(nodes, span) for span in (event, _span(source), _span(target))]
    first, last = _window(len(nodes), [m for m in marks if m])
    moved = [(m[0] - first, min(m[1], last) - first) if m and first <= m[0] < last else None for m in marks]
    return Question(tuple(n.text for n in nodes[first:last]), *moved)


def _span(part: Span | Node | None) -> Span | None:
    if not isinstance(part, Node):
        return part
    inside = [part, *(kid for kid in part.children if kid.dep in _OF_THE_NAME and kid.end <= part.start)]
    after = [kid.end for kid in part.children if kid.relation == "flat"]
    return Span(min(n.start for n in inside), max([part.end, *after]))


def _reach(nodes: Sequence[Node], span: Span | None) -> Reach | None:
    if span is None:
        return None
    inside = [i for i, n in enumerate(nodes) if n.start < span.end and n.end > span.start]
    return (inside[0], inside[-1] + 1) if inside else None


def _window(size: int, marks: Iterable[Reach]) -> Reach:
    """The words that are asked about: all, or in a long sentence those around the marks."""
    if size <= MOST_WORDS:
        return 0, size
    low = min((m[0] for m in marks), default=0)
    high = max((m[1] for m in marks), default=0)
    spare = max(0, MOST_WORDS - (high - low)) // 2
    first = max(0, min(low - spare, size - MOST_WORDS))
    return first, min(size, first + MOST_WORDS)
