"""The body that votes: named in the clause, in the sentence, or nearby; a legislature by its country."""

from __future__ import annotations

from collections.abc import Iterable

from talleyrand.codebook.votes import Votes
from talleyrand.extract.context import Context
from talleyrand.extract.syntax import case_of, pruned
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.records import Body

_BEFORE, _AFTER = 20, 8
"""How many sentences before or behind the vote the body that votes may be named."""


def body_of(verb: Node, sentence: Sentence, context: Context, votes: Votes) -> Body | None:
    """Return the body named in the verb's clause, in the rest of its sentence, in the last sentences, in the next ones.

    Relative clauses about something else (`which had abstained in the Council`) don't count.
    """
    asides = tuple(n for n in sentence.nodes if n.dep == "acl:relcl" and n not in [verb, *verb.ancestors()])
    for part in (list(pruned(verb, asides)), list(pruned(sentence.root, asides))):
        found = _named(_words(part), votes) or _legislature(part, context, votes) or _chamber(part, context, votes)
        if found is not None:
            return found
    return _nearby(sentence, context, votes)


def _nearby(sentence: Sentence, context: Context, votes: Votes) -> Body | None:
    at, sentences = sentence.index, context.tree.sentences
    near = [*reversed(sentences[max(0, at - _BEFORE) : at]), *sentences[at + 1 : at + 1 + _AFTER]]
    for other in near:
        found = _named(context.tree.text[other.start : other.end].lower(), votes)
        if found is not None:
            return found
    return None


def _legislature(nodes: Iterable[Node], context: Context, votes: Votes) -> Body | None:
    for noun in sorted(nodes, key=lambda n: n.i):
        if noun.lemma in votes.legislatures and noun.pos in {"NOUN", "PROPN"}:
            return _with_country(noun, context)
    return None


def _chamber(nodes: Iterable[Node], context: Context, votes: Votes) -> Body | None:
    """A body that no list has, by its own name (`the human rights committee`)."""
    for noun in sorted(nodes, key=lambda n: n.i):
        if noun.lemma in votes.chambers and noun.pos in {"NOUN", "PROPN"}:
            words = [w for k in noun.kids("amod", "compound") if k.i < noun.i for w in k.subtree()]
            if words:
                name = context.tree.text[min(w.start for w in words) : noun.end]
                return Body(f"body:{name.lower().replace(' ', '-')}", name)
    return None


def _with_country(noun: Node, context: Context) -> Body:
    """The body under its country's name where the phrase has one."""
    owners = [k for k in noun.kids("nmod:poss", "amod", "compound") if k.ent == "LOC" or _demonym(k, context)]
    owners += [k for k in noun.kids("nmod") if k.ent == "LOC" and case_of(k) == "of"]
    near = [k for k in noun.kids("nmod:poss", "amod", "compound", "nmod") if k.i < noun.i or k in owners]
    words = [noun, *(w for k in near for w in k.subtree())]
    name = context.tree.text[min(w.start for w in words) : max(w.end for w in words)]
    article = name.split(" ", 1)
    name = article[1] if article[0].lower() in {"the", "a", "its", "their"} and len(article) > 1 else name
    return Body(f"legislature:{owners[0].lower if owners else noun.lemma}", name)


def _demonym(node: Node, context: Context) -> bool:
    return context.nouns.is_demonym(node.lower)


def _words(nodes: Iterable[Node]) -> str:
    return " ".join(n.lower for n in sorted(nodes, key=lambda n: n.i))


def _named(text: str, votes: Votes) -> Body | None:
    return next((body for name, body in votes.bodies if _has_phrase(text, name)), None)


def _has_phrase(text: str, name: str) -> bool:
    at = text.find(name)
    while at >= 0:
        before = text[at - 1] if at else " "
        after = text[at + len(name)] if at + len(name) < len(text) else " "
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(name, at + 1)
    return False
