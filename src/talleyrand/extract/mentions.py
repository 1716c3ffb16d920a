"""Noun phrases that can be actors: their span, and whether they are names, descriptions or pronouns."""

from __future__ import annotations

from talleyrand.codebook.nouns import AgentNouns
from talleyrand.extract.syntax import case_of, contiguous, pruned
from talleyrand.extract.tree import Node, Tree
from talleyrand.model.drafts import Mention, MentionKind

PERSONAL = frozenset({"he", "she", "they", "it", "we", "i", "him", "her", "them", "us", "me", "who"})
POSSESSIVE = frozenset({"his", "her", "their", "its", "our", "my"})
LOOSE = frozenset(
    {
        "acl",
        "advcl",
        "parataxis",
        "conj",
        "cc",
        "punct",
        "case",
        "mark",
        "ccomp",
        "cop",
        "nsubj",
        "aux",
        "advmod",
        "discourse",
        "obl",
    }
)
_NOT_FIRST = frozenset({"PUNCT", "ADP", "SCONJ", "CCONJ", "ADV"})
_NEARBY = frozenset({"near", "off", "outside"})
"""Prepositions of a place that a thing is not of (`its boats near the shoal`)."""
NAMED = frozenset({"PER", "ORG", "LOC"})


def voice_owner(node: Node, nouns: AgentNouns) -> Node:
    """The one who speaks through a voice: `Beijing's response` is Beijing's; any other phrase is its own."""
    if node.lemma in nouns.voices:
        return node.kid("nmod:poss") or node
    return node


def mention(tree: Tree, head: Node) -> Mention:
    """Return the noun phrase of `head`: with its modifiers, without case, relative clauses and looser appositions."""
    if head.pos == "PRON" or head.lower in POSSESSIVE:
        return Mention(head.start, head.end, tree.text[head.start : head.end], head.token, "pronoun")
    nodes = _phrase(head)
    start, end = nodes[0].start, nodes[-1].end
    return Mention(start, end, tree.text[start:end], head.token, mention_kind(head, nodes))


def mention_kind(head: Node, nodes: list[Node]) -> MentionKind:
    """Tell a name from a description."""
    if head.pos == "PRON":
        return "pronoun"
    if head.pos == "PROPN" or head.ent in NAMED or any(n.ent == "PER" for n in nodes):
        return "name"
    return "nominal"


def full_phrase(tree: Tree, head: Node) -> Mention:
    """Return the whole noun phrase as a source is quoted: with appositions and relative clauses, without its case."""
    cut = tuple(
        c for c in head.children if c.relation in {"case", "mark", "parataxis", "cop", "nsubj", "ccomp", "discourse"}
    )
    nodes = _trimmed(sorted(pruned(head, cut), key=lambda n: n.i))
    start, end = nodes[0].start, nodes[-1].end
    return Mention(
        start, end, tree.text[start:end], head.token, mention_kind(head, nodes) if head.pos != "PRON" else "pronoun"
    )


def _phrase(head: Node) -> list[Node]:
    cut = [
        c
        for c in head.children
        if c.relation in LOOSE or (c.relation == "appos" and _set_off(head, c)) or _loose_nominal(c)
    ]
    return _trimmed(contiguous(head, list(pruned(head, tuple(cut)))))


def _loose_nominal(node: Node) -> bool:
    """A time, a comma phrase or a place nearby is not part of a name, nor is the pronoun of `among them China`."""
    if node.dep == "nmod" and node.pos == "PRON":
        return node.i < node.head.i
    if node.dep == "nmod" and case_of(node) in _NEARBY:
        return True
    return node.dep in {"nmod:unmarked", "obl:unmarked"} and node.ent == ""


def _set_off(head: Node, appos: Node) -> bool:
    """Whether an apposition stands behind a comma, a dash or a bracket."""
    return any(
        k.relation == "punct" and k.text in {",", "(", "—", "–", "-", ";", ":"}
        for k in [*appos.children, *head.children]
        if min(head.i, appos.i) < k.i < max(head.i, appos.i)
    )


def _trimmed(nodes: list[Node]) -> list[Node]:
    """Without punctuation and possessive endings at the borders."""
    while len(nodes) > 1 and (nodes[-1].relation == "punct" or nodes[-1].pos == "PUNCT" or nodes[-1].tag == "POS"):
        nodes = nodes[:-1]
    while (
        len(nodes) > 1
        and (nodes[0].pos in _NOT_FIRST or nodes[0].relation in {"punct", "cc"})
        and nodes[0].lower not in POSSESSIVE
    ):
        nodes = nodes[1:]
    return nodes


def is_agent(node: Node, nouns: AgentNouns) -> bool:
    """Whether the phrase can act: a name of a person, place or body, a personal pronoun, a noun for agents."""
    if node.pos == "PRON" or node.lower in POSSESSIVE:
        return node.lower in PERSONAL or node.lower in POSSESSIVE
    if node.ent:
        return node.ent in NAMED
    if node.pos == "PROPN":
        return node.lower not in nouns.calendar and node.lemma not in nouns.calendar
    if nouns.is_agent(node.lemma) or (node.pos == "ADJ" and nouns.is_demonym(node.lower)):
        return True
    return _stands_for_agents(node, nouns)


def _stands_for_agents(node: Node, nouns: AgentNouns) -> bool:
    """`the two`, `one of the people`, `many in China`, `both sides`, `Beijing's response`."""
    if node.lower in nouns.quantifiers:
        return True
    if node.lemma in nouns.voices:
        return any(k.ent in NAMED or k.pos == "PROPN" for k in node.kids("nmod:poss", "amod", "compound"))
    return False
