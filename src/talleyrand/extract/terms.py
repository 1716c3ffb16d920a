"""Terms in their sentence: how a term is spelt, the frame it belongs to, what is set between quotation marks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from talleyrand.codebook.frames import OTHER, Frames
from talleyrand.extract.context import Context
from talleyrand.extract.syntax import FINITE_OR_MODAL
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.spans import Span

Term = tuple[str, str]
"""The term as written, and the id of its frame."""
_LONGEST = 4
"""Words of the longest term that is looked up."""
_QUOTED = 6
"""Words of the longest quotation that is a term and not speech."""
_OFTEN = 2
"""Mentions that make a name a topic of the document."""
_NOUNS = frozenset({"NOUN", "PROPN"})
_ARTICLES = ("a ", "an ", "the ")


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with what is needed to tell the terms in it: the words around, the document, the frames."""

    sentence: Sentence
    near: frozenset[str]
    context: Context
    frames: Frames

    @classmethod
    def of(cls, sentence: Sentence, context: Context, frames: Frames, topics: frozenset[str]) -> Scene:
        """Return the scene of a sentence: its words, those of the sentences beside it, the topics of the document."""
        low, high = max(0, sentence.index - 2), sentence.index + 3
        found = {n.lower for s in context.tree.sentences[low:high] for n in s.nodes}
        found |= {n.lemma for n in sentence.nodes}
        return cls(sentence, topics | found, context, frames)

    def term(self, text: str) -> Term:
        """Return the words as a term, with the frame that lists them or with none."""
        plain = text.lower()
        for article in _ARTICLES:
            plain = plain.removeprefix(article)
        frame = self.frames.frame_of(plain, self.near)
        return text, frame.id if frame is not None else OTHER

    def listed(self, node: Node) -> Term | None:
        """Return the longest spelling of the noun that belongs to a frame."""
        return self._known(_spellings(node))

    def strong(self, node: Node) -> Term | None:
        """Return the same without terms too plain to be a choice."""
        if node.pos not in _NOUNS:
            return None
        return self._known([term for term in _spellings(node) if term not in self.frames.neutral])

    def literal(self, first: int) -> Term | None:
        """Return the longest listed term whose words begin at the token with the index `first`."""
        nodes = [n for n in self.sentence.nodes if first <= n.i < first + 2 * _LONGEST]
        if not nodes or nodes[0].i != first:
            return None
        text = self.context.tree.text
        return self._known([text[nodes[0].start : n.end] for n in reversed(nodes)])

    def quoted(self, node: Node) -> Term | None:
        """Return the short quotation that the token stands in, as a term; None where it is speech, or there is none."""
        marks = self.context.quotations_over(Span(node.start, node.end))
        if not marks:
            return None
        inside = self.context.tree.between(marks[0].start, marks[0].end)
        words = [n for n in inside if n.pos != "PUNCT"]
        if not 0 < len(words) <= _QUOTED or any(n.tag in FINITE_OR_MODAL for n in words[1:]):
            return None
        text = self.context.tree.text[marks[0].start : marks[0].end].strip(" ,.;")
        return self.term(text) if text else None

    def last_listed_before(self) -> Term | None:
        """Return the last listed term of the sentence before."""
        at = self.sentence.index
        before = [n for s in self.context.tree.sentences[max(0, at - 1) : at] for n in s.nodes]
        return next((t for n in reversed(before) if n.pos in _NOUNS and (t := self.listed(n)) is not None), None)

    def _known(self, spellings: list[str]) -> Term | None:
        found = ((term, self.frames.frame_of(term.lower(), self.near)) for term in spellings)
        return next(((term, frame.id) for term, frame in found if frame is not None), None)


def topics_of(context: Context) -> frozenset[str]:
    """Return what a document is about: the names that it says again and again, and the words of its title."""
    counts = Counter(n.lower for n in context.tree.nodes if n.pos in {"PROPN", "ADJ"})
    found = {word for word, count in counts.items() if count >= _OFTEN}
    for word in (context.document.title or "").split():
        found.add(word.strip(",.:;?!’'“”").removesuffix("’s").lower())
    return frozenset(found)


def _spellings(node: Node) -> list[str]:
    """The noun with what `of` joins to it, with its modifiers, longest first, then bare."""
    mods = [k for k in sorted(node.children, key=lambda n: n.i) if k.relation in {"amod", "compound"} and k.i < node.i]
    words = [m.lower for m in mods] + [node.lower]
    tails = [" ".join(words[k:]) for k in range(max(0, len(words) - _LONGEST), len(words))]
    joined = [f"{node.lower} of {k.lower}" for k in node.kids("nmod") if [c.lower for c in k.children] == ["of"]]
    return [*joined, *tails, node.lemma]
