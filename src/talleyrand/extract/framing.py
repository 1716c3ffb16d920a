"""Framing: the terms for a disputed matter that an actor uses, avoids or rejects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from talleyrand.codebook.frames import Frame, Frames, load_frames
from talleyrand.extract.context import Context
from talleyrand.extract.modality import factuality
from talleyrand.extract.statements import Said
from talleyrand.extract.syntax import agent
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.records import Framing, Use
from talleyrand.model.spans import Span

_MARKERS = frozenset({"word", "term", "phrase", "label", "expression", "language", "description"})
_LONGEST_TERM = 4


@dataclass(frozen=True, slots=True)
class FoundFraming:
    """A framing as found: whose, at which verb, the term and its use; `said` where it stands in somebody's words."""

    actor: Node | None
    anchor: Node
    payload: Framing
    sentence: Sentence
    said: Said | None = None


def find_framing(said: list[Said], context: Context) -> Iterator[FoundFraming]:
    """Yield terms named as such (`called it an invasion`, `avoids the word`), then terms used in direct speech."""
    frames = load_frames()
    for sentence in context.coded():
        for verb in sentence.nodes:
            if verb.pos == "VERB":
                yield from _named(verb, sentence, context, frames)
    if context.document.author is not None:
        yield from _by_author(context, frames)
    for one in said:
        if one.rule != "speech" and one.form == "direct" and one.factuality == "actual" and one.source is not None:
            yield from _used(one, context, frames)


def _named(verb: Node, sentence: Sentence, context: Context, frames: Frames) -> Iterator[FoundFraming]:
    use = _use_of(verb, context, frames)
    doer = agent(verb)
    if use is None or doer is None or not context.can_speak(doer):
        return
    for term, frame in _terms_named(verb, context, frames, sentence):
        yield FoundFraming(doer, verb, Framing(frame.id, term, use), sentence)


def _use_of(verb: Node, context: Context, frames: Frames) -> Use | None:
    """Naming verbs use a term, unless negated or refused; verbs of avoiding and rejecting speak for themselves."""
    known = factuality(verb, context.modality)
    if verb.lemma in frames.rejecting and known == "actual":
        return "rejected"
    if verb.lemma in frames.avoiding and known == "actual":
        return "avoided"
    if verb.lemma in frames.naming:
        if known in {"negated", "refused"}:
            return "avoided"
        return "used" if known == "actual" else None
    return None


def _terms_named(verb: Node, context: Context, frames: Frames, sentence: Sentence) -> Iterator[tuple[str, Frame]]:
    """The term stands as predicate of the object, behind `as`, behind `the word`, or between quotation marks."""
    around = _around(sentence, context)
    labels = [n for n in verb.subtree() if n.i > verb.i and _is_label(n, verb, context)]
    for node in sorted(labels, key=lambda n: (n.relation != "xcomp", n.i)):
        for term in _spellings(node):
            frame = frames.frame_of(term, around)
            if frame is not None:
                yield term, frame
                return


def _is_label(node: Node, verb: Node, context: Context) -> bool:
    if node.pos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    if (
        node.head is verb
        and node.relation in {"xcomp", "obl", "advcl"}
        and (node.relation == "xcomp" or any(c.lower == "as" for c in node.children))
    ):
        return True
    if (
        any(n.pos == "NOUN" and n.lemma in _MARKERS for n in [node.head, *node.head.children, node.head.head])
        and node.lemma not in _MARKERS
    ):
        return True
    quoted = context.quotations_over(Span(node.start, node.end))
    if quoted and quoted[0].end - quoted[0].start <= node.end - node.start + 40:
        return True
    return _misplaced_predicate(node, verb)


def _misplaced_predicate(node: Node, verb: Node) -> bool:
    """`termed the attack on X an invasion`: the predicate, hung by the parser on a noun of the object."""
    if not any(d.lower in {"a", "an"} for d in node.kids("det")) or node.kid("case") is not None:
        return False
    return (
        verb.lemma not in {"say", "mention", "use", "avoid"}
        and any(a is verb for a in node.ancestors())
        and node.relation in {"nmod", "appos", "ccomp", "obl", "conj"}
    )


def _spellings(node: Node) -> list[str]:
    """The noun with its modifiers, longest first, then bare."""
    mods = [k for k in sorted(node.children, key=lambda n: n.i) if k.relation in {"amod", "compound"} and k.i < node.i]
    words = [m.lower for m in mods] + [node.lower]
    tails = [" ".join(words[k:]) for k in range(max(0, len(words) - _LONGEST_TERM), len(words))]
    return [*tails, node.lemma]


def _around(sentence: Sentence, context: Context) -> frozenset[str]:
    """Words of the sentence and of those beside it: what the talk is about."""
    low, high = max(0, sentence.index - 2), sentence.index + 3
    found = {n.lower for s in context.tree.sentences[low:high] for n in s.nodes} | {n.lemma for n in sentence.nodes}
    if context.document.title:
        found |= {w.strip(",.:;?!’'").lower() for w in context.document.title.split()}
    return frozenset(found)


def _by_author(context: Context, frames: Frames) -> Iterator[FoundFraming]:
    """The strong terms of an official text are its author's, or the labelled speaker's; each once a text and speaker."""
    seen: set[tuple[object, str]] = set()
    for sentence in context.coded():
        around = _around(sentence, context)
        for node in sentence.nodes:
            if node.pos not in {"NOUN", "PROPN"} or context.in_quotation(node.start):
                continue
            for term in _spellings(node):
                frame = frames.frame_of(term, around)
                if frame is None or term in _NEUTRAL:
                    continue
                if (sentence.speaker, node.lemma) not in seen:
                    seen.add((sentence.speaker, node.lemma))
                    yield FoundFraming(None, node, Framing(frame.id, term, "used"), sentence)
                break


def _used(said: Said, context: Context, frames: Frames) -> Iterator[FoundFraming]:
    """The strong terms that a speaker uses in direct speech, each once a statement."""
    around = _around(said.sentence, context)
    seen: set[tuple[str, str]] = set()
    for span in said.content:
        for node in context.tree.between(span.start, span.end):
            if node.pos not in {"NOUN", "PROPN"}:
                continue
            for term in _spellings(node):
                frame = frames.frame_of(term, around)
                if frame is None or term in _NEUTRAL or (frame.id, node.lemma) in seen:
                    continue
                seen.add((frame.id, node.lemma))
                yield FoundFraming(said.source, node, Framing(frame.id, term, "used"), said.sentence, said)
                break


_NEUTRAL = frozenset(
    {
        "war",
        "attack",
        "conflict",
        "crisis",
        "situation",
        "issue",
        "country",
        "province",
        "operation",
        "settlement",
        "return",
        "independence",
        "resistance",
        "ceasefire",
        "regime",
        "status quo",
        "assault",
    }
)
"""Terms too plain to be a choice where a speaker merely uses them; named as the term used they still count."""
