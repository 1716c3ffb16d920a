"""Questions about a clause: who does it, to whom, in which voice, with which words around."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.extract.tree import Node
from talleyrand.model.spans import Span

CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "conj", "root"})
DIRECTIVES = frozenset(
    {
        "call",
        "appeal",
        "urge",
        "ask",
        "press",
        "push",
        "tell",
        "order",
        "invite",
        "require",
        "force",
        "persuade",
        "pressure",
        "lobby",
        "wait",
        "prevail",
    }
)
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "jan. feb. mar. apr. aug. sept. oct. nov. dec. day week month year hour minute morning evening afternoon night weekend today yesterday tomorrow decade quarter spring summer autumn winter".split()
)


def conjuncts(node: Node) -> list[Node]:
    """The token and the tokens coordinated with it (`Russia` -> `Russia`, `Ukraine`)."""
    found = [node]
    for kid in node.kids("conj"):
        found.extend(conjuncts(kid))
    return found


def is_passive(verb: Node) -> bool:
    """Whether the verb stands in the passive, with or without an auxiliary."""
    if verb.kid("aux:pass", "nsubj:pass", "csubj:pass"):
        return True
    return verb.tag == "VBN" and verb.dep == "acl" and verb.kid("nsubj", "aux") is None


def subject(verb: Node) -> Node | None:
    """The grammatical subject, shared over coordination and raising; for a relative clause, the noun it modifies."""
    seen: set[int] = set()
    node = verb
    while node.i not in seen:
        seen.add(node.i)
        own = node.kid("nsubj", "nsubj:pass", "csubj")
        if own is not None:
            return _antecedent(node, own)
        if node.dep == "acl:relcl" or (node.relation == "acl" and node.tag in {"VBG", "VBN"}):
            return node.head
        if node.relation == "conj":
            node = node.head
        elif (gerund := _gerund_subject(node)) is not None:
            return gerund
        elif node.relation == "xcomp" or _is_asked(node):
            controller = _controller(node)
            if controller is not None:
                return controller
            node = node.head
        elif node.relation in {"advcl", "parataxis"} and _participial(node):
            node = node.head
        else:
            return None
    return None


def _is_asked(node: Node) -> bool:
    """`called on Putin to negotiate`, hung as an adverbial: the one called on is to do it."""
    return (
        node.relation in {"advcl", "ccomp"}
        and node.tag == "VB"
        and node.head.lemma in DIRECTIVES
        and any(k.lower == "to" for k in node.kids("mark"))
    )


def _gerund_subject(node: Node) -> Node | None:
    """`led to Beijing dismissing the warnings`: the noun right before a gerund does it."""
    if node.tag != "VBG" or node.relation not in {"advcl", "acl", "xcomp"} or node.kid("mark"):
        return None
    siblings = [
        o
        for o in [node.head, *node.head.children]
        if o.relation in {"obl", "nmod"} and case_of(o) in {"to", "of", "from", "with", "without", "for"}
    ]
    return next(
        (
            o
            for o in siblings
            if o.pos in {"PROPN", "NOUN", "PRON"} and subtree_span(o, without=(node,)).end + 1 == node.start
        ),
        None,
    )


def _participial(node: Node) -> bool:
    return node.tag in {"VBG", "VBN", "VB"}


def _antecedent(clause: Node, own: Node) -> Node:
    if own.lower in RELATIVE and clause.relation == "acl" and own.tag in {"WP", "WDT", "IN"}:
        return clause.head
    return own


def _controller(node: Node) -> Node | None:
    """The object that does what an infinitive says (`urged Russia to withdraw`); None where the subject does it."""
    verb = node.head
    if verb.lemma in {"promise", "vow", "threaten", "swear", "pledge", "agree"}:
        return None
    target = verb.kid("obj") or verb.kid("iobj")
    if target is None:
        target = next(
            (
                o
                for o in verb.kids("obl")
                if not is_time(o) and case_of(o) in {"on", "upon", "for"} and verb.lemma in DIRECTIVES
            ),
            None,
        )
    if target is None and is_passive(verb):
        return verb.kid("nsubj:pass", "nsubj")
    return target


def agent(verb: Node) -> Node | None:
    """Who does it: the subject of an active verb, the `by` phrase of a passive one."""
    if is_passive(verb):
        return next((o for o in verb.kids("obl") if o.dep == "obl:agent" or case_of(o) == "by"), None)
    return subject(verb)


def patient(verb: Node) -> Node | None:
    """To whom it is done: the object of an active verb, the subject of a passive one."""
    if is_passive(verb):
        return subject(verb)
    return _relativised(verb, verb.kid("obj") or verb.kid("iobj"))


def _relativised(verb: Node, thing: Node | None) -> Node | None:
    """`a boycott that China condemned`: the noun that a relative clause is about stands for its pronoun, or its gap."""
    if verb.dep != "acl:relcl":
        return thing
    if thing is None:
        own = verb.kid("nsubj")
        gap = (
            own is not None
            and own.lower not in RELATIVE
            and not is_passive(verb)
            and verb.kid("ccomp", "xcomp") is None
        )
        return (
            verb.head if gap and verb.pos == "VERB" and not any(o.lower in RELATIVE for o in verb.kids("obl")) else None
        )
    return verb.head if thing.lower in RELATIVE else thing


def is_time(node: Node) -> bool:
    """Whether the phrase is a weekday, a month, or a unit of time."""
    return node.lower in _TIME or node.lemma in _TIME


def case_of(node: Node) -> str:
    """The preposition of a phrase, its fixed parts included (`according to`, `because of`); empty if none."""
    case = node.kid("case") or node.kid("mark")
    if case is None:
        return ""
    words = [case, *case.kids("fixed")]
    return " ".join(w.lower for w in sorted(words, key=lambda n: n.i))


def obliques(verb: Node, *cases: str) -> list[Node]:
    """Oblique and nominal modifiers introduced by one of the prepositions."""
    return [o for o in verb.children if o.relation in {"obl", "nmod", "advcl", "acl"} and case_of(o) in cases]


def particle(verb: Node) -> str:
    """The particle of a phrasal verb (`pull out` -> `out`); empty if none."""
    part = verb.kid("compound:prt")
    return part.lower if part else ""


def subtree_span(node: Node, *, without: tuple[Node, ...] = ()) -> Span:
    """The code points from the first to the last token of the subtree, branches in `without` cut off."""
    nodes = list(pruned(node, without))
    return Span(min(n.start for n in nodes), max(n.end for n in nodes))


def phrase_span(head: Node, *, without: tuple[Node, ...] = ()) -> Span:
    """The unbroken run of the subtree's tokens around its head: what a misattached token far off can't stretch."""
    nodes = sorted(pruned(head, without), key=lambda n: n.i)
    at = nodes.index(head)
    low = high = at
    while low > 0 and nodes[low].i - nodes[low - 1].i <= 1:
        low -= 1
    while high + 1 < len(nodes) and nodes[high + 1].i - nodes[high].i <= 1:
        high += 1
    return Span(nodes[low].start, nodes[high].end)


def pruned(node: Node, without: tuple[Node, ...] = ()) -> Iterator[Node]:
    """The subtree without the branches that start at a token in `without`."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(c for c in current.children if c not in without)


def clause_root(node: Node) -> Node:
    """The verb (or nominal predicate) whose clause the token belongs to."""
    while not node.is_root and node.relation not in CLAUSAL:
        node = node.head
    if node.relation == "conj" and node.pos not in {"VERB", "AUX", "ADJ"} and not node.kid("nsubj", "cop"):
        return clause_root(node.head) if not node.is_root else node
    return node


def clause_span(verb: Node) -> Span:
    """The verb's clause: its subtree without embedded finite clauses, and what it shares by coordination."""
    cut = tuple(c for c in verb.children if c.relation in {"ccomp", "parataxis", "conj"})
    return subtree_span(verb, without=cut)
