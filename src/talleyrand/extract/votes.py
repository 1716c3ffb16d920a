"""Votes: who voted how on what in which body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from talleyrand.codebook.votes import ChoiceRule, Votes, load_votes
from talleyrand.extract.context import Context
from talleyrand.extract.mentions import NAMED, is_agent
from talleyrand.extract.modality import factuality
from talleyrand.extract.statements import verb_keys
from talleyrand.extract.syntax import agent, case_of, conjuncts, subtree_span
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.records import Body, Factuality, Vote

_NEARBY = 8
_BALLOT = frozenset({"vote", "veto", "abstention", "ballot"})


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
    body = _body(sentence, context, votes)
    matter = _matter(verb, votes)
    if body is None and matter is None and not _about_voting(verb, votes):
        return None
    voters = _voters(verb, doer, context)
    if not voters or (rule.id == "yes" and _is_body(doer, votes)):
        return None
    known = "actual" if rule.choice == "absent" else factuality(verb, context.modality)
    subject = None if matter is None else context.tree.text[slice(*_bounds(matter))]
    return FoundVote(rule, verb, voters, Vote(body, rule.choice, rule.veto, subject), known, sentence)


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
    """The subject's names; for a count of voters the names listed for it (`35 abstained, among them China and India`)."""
    subjects = conjuncts(doer)
    if doer.pos != "NUM" and any(n.ent in NAMED or n.pos in {"PROPN", "PRON"} for n in subjects):
        return tuple(n for n in subjects if is_agent(n, context.nouns))
    roots = [doer, *verb.kids("parataxis", "appos")]
    listed = [n for root in roots for n in sorted(root.subtree(), key=lambda n: n.i) if _is_listed(n)]
    return tuple(listed) or tuple(n for n in subjects if is_agent(n, context.nouns) and n.pos == "NOUN")


def _is_listed(node: Node) -> bool:
    if node.ent not in {"LOC", "ORG"} or (
        node.head.ent == node.ent and node.relation in {"compound", "flat", "amod", "det"}
    ):
        return False
    return case_of(node) in {"", "including", "like", "such as", "among"} and node.relation in {
        "nmod",
        "appos",
        "conj",
        "parataxis",
        "nsubj",
        "dep",
        "list",
    }


def _rule(verb: Node, votes: Votes) -> ChoiceRule | None:
    keys = list(verb_keys(verb))
    for noun in verb.kids("obj"):
        keys.insert(0, f"{verb.lemma} {noun.lemma}")
    if verb.lemma == "vote" and any(k.lower in {"not", "n't"} for k in verb.children) and not verb.kids("obl", "xcomp"):
        keys.insert(0, "not vote")
    if verb.lemma == "cast" and any(o.lemma in {"vote", "ballot"} for o in verb.kids("obj")):
        keys.extend(f"vote {w.lower}" for w in verb.subtree() if w.lower in {"against", "for", "no", "yes"})
    if verb.lemma == "vote":
        keys.extend(
            f"vote {w.lower}"
            for w in verb.subtree()
            if w.lower in {"yes", "no", "against", "for"} and w.head in {verb, *verb.children}
        )
        if any(w.lower in {"favour", "favor"} for w in verb.subtree()):
            keys.insert(0, "vote for")
    if verb.lemma in {"approve", "adopt"}:
        return None
    return next((votes.verbs[k] for k in keys if k in votes.verbs), None)


def _about_voting(verb: Node, votes: Votes) -> bool:
    return any(n.lemma in _BALLOT or n.lemma in votes.matters for n in verb.subtree()) or verb.lemma in {"vote", "veto"}


def _matter(verb: Node, votes: Votes) -> Node | None:
    """The noun phrase voted on: an object, or what stands behind on, for, against, from voting on."""
    nouns = [
        n
        for n in sorted(verb.subtree(), key=lambda n: n.i)
        if n.pos in {"NOUN", "PROPN"}
        and n.lemma in votes.matters
        and n.lemma not in {"vote", "veto", "council", "assembly"}
    ]
    return nouns[0] if nouns else None


def _bounds(node: Node) -> tuple[int, int]:
    case = node.kid("case")
    span = subtree_span(node, without=(case,) if case is not None else ())
    return span.start, span.end


def _body(sentence: Sentence, context: Context, votes: Votes) -> Body | None:
    """The body named in the sentence, else in those just before or after."""
    order = [0, *(step for k in range(1, _NEARBY + 1) for step in (-k, k))]
    for step in order:
        at = sentence.index + step
        if 0 <= at < len(context.tree.sentences):
            other = context.tree.sentences[at]
            found = _named_body(context.tree.text[other.start : other.end].lower(), votes)
            if found is not None:
                return found
    return None


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
