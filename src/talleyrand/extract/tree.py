"""A parsed document as plain Python: what the extraction rules read.

spaCy's tokens are views that cost a call for each attribute; rules ask for millions. A `Tree` holds the same facts in
slots, made once per document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talleyrand.model.documents import Block, BlockRole
from talleyrand.model.spans import Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_COUNTRY = "US"
_SINGULAR = {
    "troops": "troop",
    "talks": "talk",
    "forces": "force",
    "arms": "arm",
    "ties": "tie",
    "relations": "relation",
    "media": "media",
}
"""Nouns that treebanks leave in the plural; rules list them in the singular."""

CODED_ROLES: frozenset[BlockRole] = frozenset({"body", "caption"})
HEADLINES: frozenset[BlockRole] = frozenset({"title", "heading"})


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """A word: `i` its number among the document's words, `token` its index among the tokens, white space included.

    `start` and `end` are its code points, the rest is in UD's terms. Where a line ends inside a sentence, `i` goes on.
    """

    i: int
    token: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    ent: str
    sentence: int
    head: Node = field(init=False)
    children: list[Node] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"{self.text}/{self.dep}"

    @property
    def relation(self) -> str:
        """The dependency label without its subtype."""
        return self.dep.partition(":")[0]

    @property
    def is_root(self) -> bool:
        """Whether the token heads its sentence."""
        return self.head is self

    def kids(self, *deps: str) -> list[Node]:
        """Children whose label, or label without its subtype, is one of `deps`."""
        return [c for c in self.children if c.dep in deps or c.dep.partition(":")[0] in deps]

    def kid(self, *deps: str) -> Node | None:
        """The first such child."""
        for c in self.children:
            if c.dep in deps or c.dep.partition(":")[0] in deps:
                return c
        return None

    def subtree(self) -> Iterator[Node]:
        """The token and everything below it, unordered."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(node.children)

    def ancestors(self) -> Iterator[Node]:
        """Heads upwards, the nearest first."""
        node = self
        while node.head is not node:
            node = node.head
            yield node


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its index, its span without surrounding white space, its tokens, and the role of its block."""

    index: int
    start: int
    end: int
    nodes: tuple[Node, ...]
    role: BlockRole
    speaker: Span | None
    block: int

    @property
    def span(self) -> Span:
        """The interval of code points."""
        return Span(self.start, self.end)

    @property
    def root(self) -> Node:
        """The token that heads the sentence."""
        return next((n for n in self.nodes if n.is_root), self.nodes[0])


@dataclass(frozen=True, slots=True)
class Tree:
    """A document's text, its sentences, and all its tokens in order (white space left out)."""

    text: str
    sentences: tuple[Sentence, ...]
    nodes: tuple[Node, ...]

    def quote(self, start: int, end: int) -> Quote:
        """Return the span with its characters."""
        return Quote(start, end, self.text[start:end])

    def evidence(self, sentence: Sentence) -> Quote:
        """Return the sentence as evidence."""
        return self.quote(sentence.start, sentence.end)

    def sentence_of(self, node: Node) -> Sentence:
        """Return the sentence that holds the token."""
        return self.sentences[node.sentence]

    def between(self, start: int, end: int) -> list[Node]:
        """Tokens that lie wholly within the code points `[start, end)`."""
        low = bisect_right(self.nodes, start - 1, key=lambda n: n.start)
        found = []
        for node in self.nodes[low:]:
            if node.start >= end:
                break
            if node.end <= end:
                found.append(node)
        return found


def _lower(token: Token) -> str:
    """Return a word in lower case; the country `US` keeps apart from the pronoun."""
    if token.text == _COUNTRY and token.tag_ != "PRP":
        return "u.s."
    return str(token.lower_).replace("’", "'")


def build_tree(doc: Doc, blocks: tuple[Block, ...] = ()) -> Tree:
    """Make a tree of a spaCy document with UD labels; sentences take the role of the block they start in."""
    nodes = _nodes(doc)
    by_token = {n.token: n for n in nodes}
    heads = [t.head.i for t in doc]
    for node in nodes:
        node.head = by_token.get(heads[node.token], node)
        if node.head is not node:
            node.head.children.append(node)
    return Tree(doc.text, tuple(_sentences(nodes, blocks)), tuple(nodes))


def _nodes(doc: Doc) -> list[Node]:
    nodes: list[Node] = []
    number = -1
    for i, token in enumerate(doc):
        if token.is_sent_start or i == 0:
            number += 1
        if token.is_space:
            continue
        nodes.append(
            Node(
                i=len(nodes),
                token=i,
                start=token.idx,
                end=token.idx + len(token.text),
                text=token.text,
                lower=_lower(token),
                lemma=_SINGULAR.get(token.lemma_.lower(), token.lemma_.lower()),
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                ent=token.ent_type_,
                sentence=number,
            )
        )
    return _renumbered(nodes)


def _renumbered(nodes: list[Node]) -> list[Node]:
    """Close gaps left by sentences of white space alone."""
    numbers: dict[int, int] = {}
    for node in nodes:
        node.sentence = numbers.setdefault(node.sentence, len(numbers))
    return nodes


def _sentences(nodes: list[Node], blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    starts = [b.start for b in blocks]
    group: list[Node] = []
    for node in [*nodes, None]:
        if group and (node is None or node.sentence != group[0].sentence):
            yield _sentence(group, blocks, starts)
            group = []
        if node is not None:
            group.append(node)


def _sentence(group: list[Node], blocks: tuple[Block, ...], starts: list[int]) -> Sentence:
    at = bisect_right(starts, group[0].start) - 1
    block = blocks[at] if at >= 0 else None
    return Sentence(
        index=group[0].sentence,
        start=group[0].start,
        end=group[-1].end,
        nodes=tuple(group),
        role=block.role if block else "body",
        speaker=block.speaker if block else None,
        block=at,
    )
