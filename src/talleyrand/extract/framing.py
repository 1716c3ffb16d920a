"""Framing: the terms for a disputed matter that an actor uses, avoids or rejects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from talleyrand.codebook.frames import Frames, load_frames
from talleyrand.extract.context import Context
from talleyrand.extract.mood import negator_of
from talleyrand.extract.naming import find_namings
from talleyrand.extract.said import Said
from talleyrand.extract.terms import Scene, Term, topics_of
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.records import Framing, Use


@dataclass(frozen=True, slots=True)
class FoundFraming:
    """A framing as found: whose, at which word, the term and its use; `said` where it stands in somebody's words."""

    actor: Node | None
    anchor: Node
    payload: Framing
    sentence: Sentence
    said: Said | None = None


def find_framing(said: list[Said], context: Context) -> Iterator[FoundFraming]:
    """Yield terms named as such (`called it an invasion`, `avoids the word`), then terms used or denied in speech."""
    frames, topics = load_frames(), topics_of(context)
    named: set[tuple[int, str]] = set()
    for naming in find_namings(context, frames, topics):
        named.add((naming.sentence.index, naming.term[0]))
        yield FoundFraming(naming.actor, naming.anchor, _payload(naming.term, naming.use), naming.sentence)
    if context.document.author is not None:
        yield from _by_author(context, frames, topics)
    for one in said:
        if one.source is not None and one.factuality == "actual":
            found = _in_speech(one, Scene.of(one.sentence, context, frames, topics))
            yield from (f for f in found if (f.sentence.index, f.payload.term) not in named)


def _payload(term: Term, use: Use) -> Framing:
    return Framing(term[1], term[0], use)


def _by_author(context: Context, frames: Frames, topics: frozenset[str]) -> Iterator[FoundFraming]:
    """The strong terms of an official text are its author's, or the labelled speaker's; each once a speaker."""
    seen: set[tuple[object, str]] = set()
    for sentence in context.coded():
        scene = Scene.of(sentence, context, frames, topics)
        for node in sentence.nodes:
            named = None if context.in_quotation(node.start) else scene.strong(node)
            if named is not None and (sentence.speaker, node.lemma) not in seen:
                seen.add((sentence.speaker, node.lemma))
                yield FoundFraming(None, node, _payload(named, "used"), sentence)


def _in_speech(said: Said, scene: Scene) -> Iterator[FoundFraming]:
    """The strong terms that a speaker uses in direct speech, and those denied in any, each once a statement.

    Of content that is partly quoted the rest is the reporter's (`said the invasion was "to prevent" worse`).
    """
    seen: set[str] = set()
    quoted = any(scene.context.quotations_over(span) for span in said.content)
    for node in (n for span in said.content for n in scene.context.tree.between(span.start, span.end)):
        denied = _is_denied(node, scene.context) or (said.anchor.lemma == "deny" and _is_predicate(node))
        named = scene.listed(node) if denied else scene.strong(node)
        own = scene.context.in_quotation(node.start) if quoted else said.form == "direct"
        if named is None or node.lemma in seen or not (denied or own):
            continue
        seen.add(node.lemma)
        yield FoundFraming(said.source, node, _payload(named, "rejected" if denied else "used"), said.sentence, said)


def _is_denied(noun: Node, context: Context) -> bool:
    """`the soldiers were not peacekeepers`, `this is no war`: the term is a predicate that is denied."""
    if not _is_predicate(noun):
        return False
    return negator_of(noun, context.modality) is not None or any(d.lower == "no" for d in noun.kids("det"))


def _is_predicate(noun: Node) -> bool:
    return noun.pos == "NOUN" and noun.kid("cop") is not None and noun.kid("nsubj") is not None
