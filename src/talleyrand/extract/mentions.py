"""Noun phrases that can be actors: their span, and whether they are names, descriptions or pronouns."""

from __future__ import annotations

from talleyrand.codebook.nouns import AgentNouns
from talleyrand.extract.syntax import conjuncts, pruned
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
NAMED = frozenset({"PER", "ORG", "LOC"})


def voice_owner(node: Node, nouns: AgentNouns) -> Node:
    """The one who speaks through a voice: `Beijing's response` is Beijing's; any other phrase is its own."""
    if node.lemma in nouns.voices:
        return node.kid("nmod:poss") or node
    return node


def mention(tree: Tree, head: Node) -> Mention:
    """Return the noun phrase of `head`: with its modifiers, without relative clauses, appositions after a comma, or case."""
    if head.pos == "PRON" or head.lower in POSSESSIVE:
        return Mention(head.start, head.end, tree.text[head.start : head.end], head.i, "pronoun")
    nodes = _phrase(head)
    start, end = nodes[0].start, nodes[-1].end
    return Mention(start, end, tree.text[start:end], head.i, mention_kind(head, nodes))


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
        start, end, tree.text[start:end], head.i, mention_kind(head, nodes) if head.pos != "PRON" else "pronoun"
    )


def _phrase(head: Node) -> list[Node]:
    cut = [
        c
        for c in head.children
        if c.relation in LOOSE or (c.relation == "appos" and _set_off(head, c)) or _loose_nominal(c)
    ]
    nodes = sorted(pruned(head, tuple(cut)), key=lambda n: n.i)
    return _trimmed(_contiguous(nodes, head))


def _loose_nominal(node: Node) -> bool:
    """A time or a comma phrase hung on a name is not part of it."""
    return node.dep in {"nmod:unmarked", "obl:unmarked"} and node.ent == ""


def _set_off(head: Node, appos: Node) -> bool:
    """Whether an apposition stands behind a comma, a dash or a bracket."""
    return any(
        k.relation == "punct" and k.text in {",", "(", "—", "–", "-", ";", ":"}
        for k in [*appos.children, *head.children]
        if min(head.i, appos.i) < k.i < max(head.i, appos.i)
    )


def _contiguous(nodes: list[Node], head: Node) -> list[Node]:
    """The run of tokens around the head; a gap of more than a bracket ends it."""
    at = next(k for k, n in enumerate(nodes) if n is head)
    low, high = at, at
    while low > 0 and nodes[low].i - nodes[low - 1].i <= 1:
        low -= 1
    while high + 1 < len(nodes) and nodes[high + 1].i - nodes[high].i <= 1:
        high += 1
    return nodes[low : high + 1]


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


def actor_mentions(tree: Tree, head: Node | None, nouns: AgentNouns) -> tuple[Mention, ...]:
    """Return the actors of a phrase, one for each name or agent that is coordinated in it; empty if it names none."""
    if head is None:
        return ()
    return tuple(mention(tree, n) for n in conjuncts(head) if is_agent(n, nouns))


def is_agent(node: Node, nouns: AgentNouns) -> bool:
    """Whether the phrase can act: a name of a person, place or body, a personal pronoun, a noun for agents."""
    if node.pos == "PRON" or node.lower in POSSESSIVE:
        return node.lower in PERSONAL or node.lower in POSSESSIVE
    if node.ent in NAMED or node.ent == "EVENT":
        return node.ent != "EVENT"
    if node.pos == "PROPN":
        return node.tag != "NNP" or node.ent in NAMED or node.lower not in nouns.calendar
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
