"""Trees with ClearNLP labels, as spaCy's English pipelines make them, turned into Universal Dependencies v2."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

RENAMED = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "dobj": "obj",
    "auxpass": "aux:pass",
    "neg": "advmod",
    "poss": "nmod:poss",
    "possessive": "case",
    "prt": "compound:prt",
    "relcl": "acl:relcl",
    "rcmod": "acl:relcl",
    "partmod": "acl",
    "infmod": "acl",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "quantmod": "advmod",
    "npadvmod": "obl:unmarked",
    "tmod": "obl:unmarked",
    "nn": "compound",
    "num": "nummod",
    "complm": "mark",
    "intj": "discourse",
    "meta": "parataxis",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "attr": "xcomp",
    "prep": "advmod",
    "agent": "advmod",
    "pobj": "obl",
    "pcomp": "advcl",
    "dative": "iobj",
    "": "dep",
}
"""What remains to be renamed once structures have been turned; `prep` here is one without an object."""

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM", "X"})
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_PREDICATES = ("attr", "acomp")
_MOVING = frozenset({"cc", "preconj"})


@dataclass(slots=True)
class Tree:
    """One document's tokens while its trees are turned; a root is its own head."""

    heads: list[int]
    labels: list[str]
    pos: Sequence[str]
    lemmas: Sequence[str]

    def children(self, head: int, *labels: str) -> list[int]:
        """The dependents with one of the labels (all if none is given), in order."""
        found = (i for i, h in enumerate(self.heads) if h == head and i != head)
        return [i for i in found if not labels or self.labels[i] in labels]

    def attach(self, token: int, head: int, label: str) -> None:
        """Gives a token another head and label."""
        self.heads[token], self.labels[token] = head, label


def to_universal(tree: Tree, sentence: range) -> None:
    """Turns the tokens of one sentence in place; heads point inside it."""
    local = _Local(tree, sentence)
    steps: tuple[Callable[[_Local, int], None], ...] = (_prepositions, _copulas, _coordination)
    for step in steps:
        for token in local.tokens():
            step(local, token)
    for token in sentence:
        tree.labels[token] = RENAMED.get(tree.labels[token], tree.labels[token])


class _Local:
    """Children within one sentence, kept up to date while tokens move."""

    def __init__(self, tree: Tree, sentence: range) -> None:
        self.tree = tree
        self.sentence = sentence
        self._below: dict[int, set[int]] = {i: set() for i in sentence}
        for i in sentence:
            if tree.heads[i] != i:
                self._below[tree.heads[i]].add(i)

    def tokens(self) -> Iterator[int]:
        return iter(self.sentence)

    def label(self, token: int) -> str:
        return self.tree.labels[token]

    def head(self, token: int) -> int:
        return self.tree.heads[token]

    def children(self, head: int, *labels: str) -> list[int]:
        return sorted(i for i in self._below[head] if not labels or self.tree.labels[i] in labels)

    def attach(self, token: int, head: int, label: str) -> None:
        if self.tree.heads[token] != token:
            self._below[self.tree.heads[token]].discard(token)
        if head != token:
            self._below[head].add(token)
        self.tree.attach(token, head, label)

    def replace(self, old: int, new: int) -> None:
        """Puts `new` where `old` hangs; `old` and its other dependents are left to the caller."""
        is_root = self.head(old) == old
        self.attach(new, new if is_root else self.head(old), self.label(old))


def _prepositions(local: _Local, token: int) -> None:
    """`met with Putin`: prep(met, with), pobj(with, Putin) become obl(met, Putin), case(Putin, with)."""
    if local.label(token) not in _PREPOSITIONS or local.tree.pos[token] not in {"ADP", "SCONJ", "VERB", "ADV", "ADJ"}:
        return
    inner = next(iter(local.children(token, "prep")), None)
    if inner is not None and not local.children(token, "pobj", "pcomp"):
        _lift(local, inner)
    objects = local.children(token, "pobj", "pcomp")
    if objects:
        _turn(local, token, objects[0])


def _lift(local: _Local, inner: int) -> None:
    """`out of Kyiv`: the object of the inner preposition becomes that of the outer one."""
    for target in local.children(inner, "pobj", "pcomp")[:1]:
        local.attach(target, local.head(inner), local.label(target))
        local.attach(inner, local.head(target), "fixed")


def _turn(local: _Local, preposition: int, target: int) -> None:
    label, governor, clause = local.label(preposition), local.head(preposition), local.label(target) == "pcomp"
    if governor == preposition:
        local.attach(target, target, "ROOT")
    else:
        local.attach(target, governor, _phrase_label(local, governor, label, clause=clause))
    for child in local.children(preposition):
        if local.label(child) != "fixed":
            local.attach(child, target, local.label(child))
    local.attach(preposition, target, "mark" if clause else "case")


def _phrase_label(local: _Local, governor: int, label: str, *, clause: bool) -> str:
    pos = local.tree.pos[governor]
    predicate = local.label(governor) in {"attr", "ROOT"}
    nominal = pos in {"NOUN", "PROPN"} or (pos in _NOMINAL and not predicate)
    if clause:
        return "acl" if nominal else "advcl"
    if label == "agent":
        return "obl:agent"
    return "nmod" if nominal else "obl"


def _copulas(local: _Local, token: int) -> None:
    """`Xi is the leader`: attr(is, leader) becomes the head, with cop(leader, is)."""
    if local.tree.lemmas[token] != "be" or local.tree.pos[token] not in {"AUX", "VERB"}:
        return
    predicate = next(iter(local.children(token, *_PREDICATES)), None)
    if predicate is None:
        return
    if local.children(token, "expl"):
        local.attach(predicate, token, "nsubj")
        return
    others = [c for c in local.children(token) if c != predicate]
    local.replace(token, predicate)
    for child in others:
        local.attach(child, predicate, local.label(child))
    local.attach(token, predicate, "cop")


def _coordination(local: _Local, token: int) -> None:
    """All conjuncts hang on the first one; a conjunction hangs on the conjunct after it."""
    if local.label(token) != "conj":
        return
    first = local.head(token)
    while local.label(first) == "conj" and local.head(first) != first:
        first = local.head(first)
    before = local.head(token)
    for word in local.children(before, *_MOVING):
        if before < word < token and local.label(word) == "cc":
            local.attach(word, token, "cc")
    local.attach(token, first, "conj")
