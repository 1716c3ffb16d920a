"""Speech in the first person: transcripts, addresses and statements whose author is the speaker.

No cue introduces what an author says; a sentence of theirs is a statement when it is about another party or takes a
stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from talleyrand.codebook.likelihood import load_likelihood
from talleyrand.extract.context import Context
from talleyrand.extract.said import Said
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.spans import Span

_FIRST = frozenset({"i", "we", "our", "my", "us", "me", "ours"})
_SUBJECTS = frozenset({"i", "we"})
_MODALS = frozenset({"will", "could", "may", "might"})
_FEWEST = 2
"""Occurrences of "I" or "we" from which a text can be a speech."""
_SHARE = 0.008
"""Share of "I" and "we" among its words from which it is one."""
_ENUMERATED = re.compile(r"^(?:\(\w{1,4}\)|\d+[.)]|Sec(?:tion|\.)|[A-Z]{2,} [A-Z]{2,})")
_SHORTEST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks a sentence without a cue: a label in front of the turn, or the document's author (label None)."""

    label: Span | None


def voice_of(sentence: Sentence, context: Context, *, first_person: bool) -> Voice | None:
    """Return whose words a sentence of the body is; None for a report."""
    if sentence.role != "body" or context.asked(sentence):
        return None
    if sentence.speaker is not None:
        return Voice(sentence.speaker)
    return Voice(None) if first_person and context.document.author is not None else None


def is_first_person(context: Context) -> bool:
    """Whether the body speaks as "I" or "we" outside quotation marks, often enough to be no report."""
    words = own = 0
    for sentence in context.tree.sentences:
        if sentence.role == "body" and sentence.speaker is None:
            words += len(sentence.nodes)
            own += sum(n.lower in _SUBJECTS and not context.in_quotation(n.start) for n in sentence.nodes)
    return own >= _FEWEST and own > _SHARE * words


def find_speech(context: Context, reported: Sequence[Said]) -> Iterator[tuple[Said, Voice]]:
    """Yield the statements of authors and of speakers in transcripts, a sentence each."""
    first_person = is_first_person(context)
    quoted = {s.sentence.index for s in reported if s.form == "direct"}
    for sentence in context.coded():
        voice = voice_of(sentence, context, first_person=first_person)
        if voice is None or sentence.index in quoted or not _takes_a_stand(sentence, context):
            continue
        cue = Span(sentence.start, sentence.start)
        yield Said(cue, sentence.root, None, (sentence.span,), "direct", sentence, rule="speech"), voice


def _takes_a_stand(sentence: Sentence, context: Context) -> bool:
    """A whole sentence about a named party, or with a verb of stance in the first person; no question, no greeting."""
    nodes = sentence.nodes
    if len(nodes) < _SHORTEST_WORDS or nodes[-1].text in {"?", ":", ";", "—"} or not _is_clause(sentence):
        return False
    if _ENUMERATED.match(context.tree.text[sentence.start : sentence.start + 24]):
        return False
    return any(_party(n, context) or _own_stance(n, context) or _foretells(n) for n in nodes)


def _party(node: Node, context: Context) -> bool:
    return (node.ent in {"LOC", "ORG", "PER"} and node.relation != "vocative") or context.nouns.is_demonym(node.lower)


def _is_clause(sentence: Sentence) -> bool:
    """A finite sentence with a subject, not a list item or a heading."""
    root = sentence.root
    subject = root.kid("nsubj", "csubj", "expl")
    finite = root.tag in {"VBD", "VBZ", "VBP"} or root.kid("aux", "cop") is not None
    return subject is not None and finite and sentence.nodes[0].text[:1].isupper()


def _foretells(node: Node) -> bool:
    """`an invasion could begin at any time`: a modal verb over an event that is nobody's own plan."""
    if not any(k.lower in _MODALS for k in node.kids("aux")):
        return False
    subjects, events = node.kids("nsubj"), load_likelihood().events
    own = any(k.lower in _FIRST for k in subjects)
    return not own and any(k.lemma in events for k in [node, *subjects])


def _own_stance(node: Node, context: Context) -> bool:
    return node.lemma in context.cues.stance and any(k.lower in _SUBJECTS for k in node.kids("nsubj"))
