"""Votes: who voted how on what in which body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from talleyrand.codebook.votes import ChoiceRule, Votes, load_votes
from talleyrand.extract.context import Context
from talleyrand.extract.mentions import NAMED, is_agent
from talleyrand.extract.modality import factuality
from talleyrand.extract.roles import agent
from talleyrand.extract.syntax import case_of, conjuncts, pruned, subtree_span, verb_keys
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.records import Body, Factuality, Vote

_NEARBY = 8
"""How many sentences away the body that votes may be named."""
_LISTED_BY = frozenset({"", "including", "like", "such as", "among"})
_LISTED_AS = frozenset({"nmod", "obl", "appos", "conj", "parataxis", "nsubj", "dep", "list"})
_PARTS_OF_NAMES = frozenset({"compound", "flat", "amod", "det"})
_CHOICES = frozenset({"against", "for", "no", "yes"})
_FAVOUR = frozenset({"favour", "favor"})


@dataclass(frozen=True, slots=True)
class FoundVote:
    """A vote as found: the voters' tokens, the verb, the payload."""

    rule: ChoiceRule
    verb: Node
    actors: tuple[Node, ...]
    payload: Vote
    factuality: Factuality
    sentence: Sentence


def find_votes(context: Context) -> Iterator[FoundVote]:
    """Yield the votes of a document; several voters of one verb are one record's actors."""
    votes = load_votes()
    last: FoundVote | None = None
    for sentence in context.coded():
        for verb in sentence.nodes:
            if verb.pos == "VERB" or verb.lemma == "do":
                found = _vote(verb, sentence, context, votes) or _likewise(verb, sentence, context, last)
                if found is not None:
                    last = found
                    yield found


def _vote(verb: Node, sentence: Sentence, context: Context, votes: Votes) -> FoundVote | None:
    rule = _rule(verb, votes)
    doer = agent(verb)
    if rule is None or doer is None:
        return None
    body = _body(verb, sentence, context, votes)
    matter = _matter(verb, votes)
    if body is None and matter is None and not _about_voting(verb, votes):
        return None
    voters = _voters(verb, doer, context)
    if not voters or (rule.id == "yes" and _is_body(doer, votes)):
        return None
    known = "actual" if rule.choice == "absent" else factuality(verb, context.modality)
    vote = Vote(body, rule.choice, rule.veto, None if matter is None else _spelling(matter, context))
    return FoundVote(rule, verb, voters, vote, known, sentence)


def _likewise(verb: Node, sentence: Sentence, context: Context, last: FoundVote | None) -> FoundVote | None:
    """`So did Serbia and Hungary`: the vote of the sentence before, cast by others."""
    if (
        last is None
        or verb.lemma != "do"
        or sentence.index - last.sentence.index != 1
        or sentence.nodes[0].lower not in {"so", "as"}
    ):
        return None
    voters = tuple(n for s in verb.kids("nsubj", "obj") for n in conjuncts(s) if is_agent(n, context.nouns))
    return FoundVote(last.rule, verb, voters, last.payload, "actual", sentence) if voters else None


def _voters(verb: Node, doer: Node, context: Context) -> tuple[Node, ...]:
    """The subject's names; for a count of voters those listed for it (`35 abstained, among them China and India`)."""
    subjects = conjuncts(doer)
    if doer.pos != "NUM" and any(n.ent in NAMED or n.pos in {"PROPN", "PRON"} for n in subjects):
        return tuple(n for n in subjects if is_agent(n, context.nouns))
    roots = [doer, *verb.kids("parataxis", "appos"), *(n for n in verb.kids("obl", "nsubj") if _opens_list(n, verb))]
    listed = [n for root in roots for n in sorted(root.subtree(), key=lambda n: n.i) if _is_listed(n)]
    return tuple(listed) or tuple(n for n in subjects if is_agent(n, context.nouns) and n.pos == "NOUN")


def _opens_list(node: Node, verb: Node) -> bool:
    """`..., including China and India`, `..., among them China and India`, hung on the verb."""
    if node.i < verb.i:
        return False
    return case_of(node) in _LISTED_BY - {""} or any(case_of(k) == "among" for k in node.children)


def _is_listed(node: Node) -> bool:
    part_of_name = node.head.ent == node.ent and node.relation in _PARTS_OF_NAMES
    if node.ent not in {"LOC", "ORG"} or part_of_name:
        return False
    return case_of(node) in _LISTED_BY and node.relation in _LISTED_AS


def _rule(verb: Node, votes: Votes) -> ChoiceRule | None:
    """What the verb says of the vote cast."""
    return next((votes.verbs[key] for key in _vote_keys(verb) if key in votes.verbs), None)


def _vote_keys(verb: Node) -> Iterator[str]:
    """The verb as the codebook may list it, the surest first: with its object, with the words of the choice."""
    if verb.lemma == "vote":
        if any(w.lower in _FAVOUR for w in verb.subtree()):
            yield "vote for"
        if any(k.lower in {"not", "n't"} for k in verb.children) and not verb.kids("obl", "xcomp"):
            yield "not vote"
    yield from (f"{verb.lemma} {noun.lemma}" for noun in reversed(verb.kids("obj")))
    yield from verb_keys(verb)
    if verb.lemma == "vote":
        near = {verb, *verb.children}
        yield from (f"vote {w.lower}" for w in verb.subtree() if w.lower in _CHOICES and w.head in near)
    if verb.lemma == "cast" and any(o.lemma in {"vote", "ballot"} for o in verb.kids("obj")):
        yield from (f"vote {w.lower}" for w in verb.subtree() if w.lower in _CHOICES)


def _about_voting(verb: Node, votes: Votes) -> bool:
    words = votes.ballots | votes.matters
    return any(n.lemma in words for n in verb.subtree()) or verb.lemma in votes.ballots


def _matter(verb: Node, votes: Votes) -> Node | None:
    """The noun phrase voted on: an object, or what stands behind on, for, against, from voting on."""
    matters = votes.matters - votes.not_matters
    nouns = (n for n in verb.subtree() if n.pos in {"NOUN", "PROPN"} and n.lemma in matters)
    return min(nouns, key=lambda n: n.i, default=None)


def _spelling(matter: Node, context: Context) -> str:
    """The phrase as written, without its preposition."""
    case = matter.kid("case")
    span = subtree_span(matter, without=(case,) if case is not None else ())
    return context.tree.text[span.start : span.end]


def _body(verb: Node, sentence: Sentence, context: Context, votes: Votes) -> Body | None:
    """The body named in the verb's clause, in the rest of its sentence, in the last sentences, in the next ones.

    Relative clauses about something else (`which had abstained in the Council`) don't count.
    """
    asides = tuple(n for n in sentence.nodes if n.dep == "acl:relcl" and n not in [verb, *verb.ancestors()])
    texts = [_words(pruned(verb, asides)), _words(pruned(sentence.root, asides))]
    at, sentences = sentence.index, context.tree.sentences
    nearby = [*reversed(sentences[max(0, at - _NEARBY) : at]), *sentences[at + 1 : at + 1 + _NEARBY]]
    texts += [context.tree.text[s.start : s.end].lower() for s in nearby]
    found = (_named_body(text, votes) for text in texts)
    return next((body for body in found if body is not None), None)


def _words(nodes: Iterable[Node]) -> str:
    return " ".join(n.lower for n in sorted(nodes, key=lambda n: n.i))


def _named_body(text: str, votes: Votes) -> Body | None:
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


def _is_body(node: Node, votes: Votes) -> bool:
    return node.lemma in votes.matters or case_of(node) == "by"
