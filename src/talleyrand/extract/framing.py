"""Framing: the terms for a disputed matter that an actor uses, avoids or rejects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from talleyrand.codebook.frames import Frame, Frames, load_frames
from talleyrand.extract.context import Context
from talleyrand.extract.modality import factuality
from talleyrand.extract.roles import agent
from talleyrand.extract.said import NON_ASSERTIONS, Said
from talleyrand.extract.syntax import pruned
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.records import Framing, Use
from talleyrand.model.spans import Span

_LONGEST_TERM = 4
"""Words of the longest term."""
_QUOTED_TERM = 40
"""Code points by which a quotation may be longer than the term in it and still be about the term."""
_MISPLACED = frozenset({"nmod", "appos", "ccomp", "obl", "conj"})


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
        if _is_own_speech(one):
            yield from _used(one, context, frames)


def _is_own_speech(said: Said) -> bool:
    return said.source is not None and said.form == "direct" and said.factuality == "actual"


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
    if known == "actual":
        if verb.lemma in frames.rejecting:
            return "rejected"
        if verb.lemma in frames.avoiding:
            return "avoided"
        return "used" if verb.lemma in frames.naming else None
    return "avoided" if known in NON_ASSERTIONS and verb.lemma in frames.naming else None


def _terms_named(verb: Node, context: Context, frames: Frames, sentence: Sentence) -> Iterator[tuple[str, Frame]]:
    """The term stands as predicate of the object, behind `as`, behind `the word`, or between quotation marks."""
    around = _around(sentence, context)
    labels = [n for n in _named_by(verb, frames) if n.i > verb.i and _is_label(n, verb, context, frames)]
    for node in sorted(labels, key=lambda n: (n.relation != "xcomp", n.i)):
        named = _term(node, around, frames)
        if named is not None:
            yield named
            return


def _named_by(verb: Node, frames: Frames) -> Iterator[Node]:
    """The words below a verb; one of mere mentioning does not reach into clauses (`said it would not use the word`)."""
    clauses = verb.kids("ccomp", "parataxis", "advcl", "conj") if verb.lemma in frames.mentioning else []
    return pruned(verb, tuple(clauses))


def _term(node: Node, around: frozenset[str], frames: Frames) -> tuple[str, Frame] | None:
    """The longest spelling of the noun that belongs to a frame, with its frame."""
    found = ((term, frames.frame_of(term, around)) for term in _spellings(node))
    return next(((term, frame) for term, frame in found if frame is not None), None)


def _strong_term(node: Node, around: frozenset[str], frames: Frames) -> tuple[str, Frame] | None:
    """The same without terms too plain to be a choice."""
    if node.pos not in {"NOUN", "PROPN"}:
        return None
    found = ((term, frames.frame_of(term, around)) for term in _spellings(node) if term not in frames.neutral)
    return next(((term, frame) for term, frame in found if frame is not None), None)


def _is_label(node: Node, verb: Node, context: Context, frames: Frames) -> bool:
    if node.pos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    if node.head is verb and _is_predicate(node):
        return True
    beside = [node.head, *node.head.children, node.head.head]
    if node.lemma not in frames.markers and any(n.pos == "NOUN" and n.lemma in frames.markers for n in beside):
        return True
    quoted = context.quotations_over(Span(node.start, node.end))
    if quoted and quoted[0].end - quoted[0].start <= node.end - node.start + _QUOTED_TERM:
        return True
    return verb.lemma not in frames.mentioning and _misplaced_predicate(node, verb)


def _is_predicate(node: Node) -> bool:
    """`called it an invasion`, `referred to it as an invasion`."""
    if node.relation == "xcomp":
        return True
    return node.relation in {"obj", "obl", "advcl"} and any(c.lower == "as" for c in node.children)


def _misplaced_predicate(node: Node, verb: Node) -> bool:
    """`termed the attack on X an invasion`: the predicate, hung by the parser on a noun of the object."""
    if not any(d.lower in {"a", "an"} for d in node.kids("det")) or node.kid("case") is not None:
        return False
    return node.relation in _MISPLACED and any(a is verb for a in node.ancestors())


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
    """The strong terms of an official text are its author's, or the labelled speaker's; each once a speaker."""
    seen: set[tuple[object, str]] = set()
    for sentence in context.coded():
        around = _around(sentence, context)
        for node in sentence.nodes:
            named = None if context.in_quotation(node.start) else _strong_term(node, around, frames)
            if named is not None and (sentence.speaker, node.lemma) not in seen:
                seen.add((sentence.speaker, node.lemma))
                yield FoundFraming(None, node, Framing(named[1].id, named[0], "used"), sentence)


def _used(said: Said, context: Context, frames: Frames) -> Iterator[FoundFraming]:
    """The strong terms that a speaker uses in direct speech, each once a statement."""
    around = _around(said.sentence, context)
    seen: set[tuple[str, str]] = set()
    for node in (n for span in said.content for n in context.tree.between(span.start, span.end)):
        named = _strong_term(node, around, frames)
        if named is not None and (named[1].id, node.lemma) not in seen:
            seen.add((named[1].id, node.lemma))
            yield FoundFraming(said.source, node, Framing(named[1].id, named[0], "used"), said.sentence, said)
