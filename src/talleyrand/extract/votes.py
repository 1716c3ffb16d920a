"""Votes: who voted how on what in which body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from talleyrand.codebook.votes import ChoiceRule, Votes, load_votes
from talleyrand.extract.context import Context
from talleyrand.extract.mentions import NAMED, is_agent
from talleyrand.extract.modality import factuality
from talleyrand.extract.roles import agent, is_passive
from talleyrand.extract.syntax import case_of, conjuncts, subtree_span
from talleyrand.extract.tree import Node, Sentence
from talleyrand.extract.vote_bodies import body_of
from talleyrand.extract.vote_words import decides, rule_of
from talleyrand.model.records import Factuality, Vote

_LISTED_BY = frozenset({"", "including", "like", "such as", "among"})
_LISTED_AS = frozenset({"nmod", "obl", "appos", "conj", "parataxis", "nsubj", "dep", "list"})
_PARTS_OF_NAMES = frozenset({"compound", "flat", "amod", "det"})
_BESIDE = frozenset({"with", "alongside", "together with", "along with"})
_NOUN_CHOICES = {"abstention": "abstain", "veto": "veto"}
_LIGHT = frozenset({"cast", "use", "exercise", "wield", "record", "register"})


@dataclass(frozen=True, slots=True)
class FoundVote:
    """A vote as found: the voters' tokens (none where only their number is told), the verb, the payload."""

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
        for node in sentence.nodes:
            found = _found(node, sentence, context, last, votes)
            if found is not None:
                last = found
                yield found
        if last is not None and last.sentence is sentence:
            yield from _told_beside(last, votes)


def _told_beside(last: FoundVote, votes: Votes) -> Iterator[FoundVote]:
    """`..., with Latvia and Peru against and Chad absent`: votes without a verb, beside that of the body."""
    names: list[Node] = []
    listing = False
    for node in last.sentence.nodes:
        if node.lower == "with":
            names, listing = [], True
        elif listing and node.ent == "LOC" and node.relation not in _PARTS_OF_NAMES:
            names.append(node)
        elif listing and node.lower in votes.beside and names:
            rule = votes.rules["absent" if node.lower == "absent" else "no"]
            payload = Vote(last.payload.body, rule.choice, rule.veto, last.payload.subject)
            yield FoundVote(rule, node, tuple(names), payload, "actual", last.sentence)
            names = []
        elif listing and node.pos not in {"PUNCT", "CCONJ", "DET"} and node.ent != "LOC":
            listing = False


def _found(node: Node, sentence: Sentence, context: Context, last: FoundVote | None, votes: Votes) -> FoundVote | None:
    if node.lemma == "do":
        return _likewise(node, sentence, context, last)
    if node.pos in {"VERB", "AUX"}:
        return _vote(node, sentence, context, votes)
    if node.pos == "NOUN" and node.lemma in _NOUN_CHOICES:
        return _by_noun(node, sentence, context, votes)
    if node.lemma == "absent":
        return _absent(node, sentence, context, votes)
    return None


def _vote(verb: Node, sentence: Sentence, context: Context, votes: Votes) -> FoundVote | None:
    rule = rule_of(verb, sentence, votes, context.modality)
    if rule is None:
        return None
    doer = agent(verb)
    if doer is None and not (decides(verb, votes) and is_passive(verb)):
        return None
    voters = _voters(verb, doer, context, votes)
    body = body_of(verb, sentence, context, votes)
    matter = _matter(verb, votes)
    if not _is_ballot(verb, doer, voters, votes) or (body is None and matter is None and not _by_states(voters)):
        return None
    known: Factuality = "actual" if rule.choice == "absent" else factuality(verb, context.modality)
    vote = Vote(body, rule.choice, rule.veto, None if matter is None else _spelling(matter, context))
    if not voters and (body is None or known != "actual"):
        return None
    return FoundVote(rule, verb, voters, vote, known, sentence)


def _is_ballot(verb: Node, doer: Node | None, voters: tuple[Node, ...], votes: Votes) -> bool:
    """Not an election, a vote for a person, or somebody without a name and number."""
    if any(n.lemma in votes.elections for n in verb.subtree()) or (doer is not None and doer.lemma in votes.electorate):
        return False
    if any(o.ent == "PER" or o.lemma in votes.candidates for o in verb.kids("obl") if case_of(o) in {"for", "against"}):
        return False
    return bool(voters) or doer is None or _is_count(doer) or doer.lemma in votes.chambers or decides(verb, votes)


def _by_states(voters: tuple[Node, ...]) -> bool:
    return bool(voters) and all(v.ent == "LOC" for v in voters)


def _by_noun(noun: Node, sentence: Sentence, context: Context, votes: Votes) -> FoundVote | None:
    """`China's abstention`, `the Russian veto`: a vote cast, unless it is a right, a threat, or told by its verb."""
    owner = next(
        (k for k in noun.kids("nmod:poss", "amod") if k.ent == "LOC" or context.nouns.is_demonym(k.lower)), None
    )
    if owner is None or noun.relation == "compound" or noun.head.lemma in _LIGHT:
        return None
    body = body_of(noun, sentence, context, votes)
    known = factuality(noun, context.modality)
    if body is None or any(k.relation == "compound" for k in noun.children):
        return None
    rule = votes.rules[_NOUN_CHOICES[noun.lemma]]
    voters = tuple(n for n in conjuncts(owner) if is_agent(n, context.nouns))
    return FoundVote(rule, noun, voters, Vote(body, rule.choice, rule.veto, None), known, sentence)


def _absent(word: Node, sentence: Sentence, context: Context, votes: Votes) -> FoundVote | None:
    """`was absent from the vote`."""
    doer = word.kid("nsubj")
    if doer is None or not any(o.lemma in votes.ballots for o in word.kids("obl", "nmod")):
        return None
    voters = tuple(n for n in conjuncts(doer) if is_agent(n, context.nouns))
    rule = votes.rules["absent"]
    vote = Vote(body_of(word, sentence, context, votes), rule.choice, rule.veto, None)
    return FoundVote(rule, word, voters, vote, "actual", sentence) if voters else None


def _likewise(verb: Node, sentence: Sentence, context: Context, last: FoundVote | None) -> FoundVote | None:
    """`So did Serbia and Hungary`, `..., as did Ethiopia`: the vote just told, cast by others."""
    if last is None or sentence.index - last.sentence.index > 1:
        return None
    before = [n for n in sentence.nodes if n.i < verb.i]
    if not before or before[-1].lower not in {"so", "as"}:
        return None
    subjects = verb.kids("nsubj", "obj") or [n for n in verb.head.kids("nsubj") if n.i > verb.i]
    voters = tuple(n for s in subjects for n in conjuncts(s) if is_agent(n, context.nouns))
    return FoundVote(last.rule, verb, voters, last.payload, "actual", sentence) if voters else None


def _voters(verb: Node, doer: Node | None, context: Context, votes: Votes) -> tuple[Node, ...]:
    """The subject's names; for a count of voters those listed for it (`35 abstained, among them China and India`)."""
    if doer is None:
        return ()
    chamber = next((s for s in [doer, *verb.kids("nsubj")] if s.lemma in votes.chambers), None)
    if chamber is not None:
        return (chamber,) if _is_particular(chamber, votes) else ()
    subjects = [*_members(doer), *_companions(verb)]
    if not _is_count(doer) and any(n.ent in NAMED or n.pos in {"PROPN", "PRON"} for n in subjects):
        return tuple(n for n in subjects if is_agent(n, context.nouns))
    roots = [doer, *verb.kids("parataxis", "appos"), *(n for n in verb.kids("obl", "nsubj") if _opens_list(n, verb))]
    listed = [n for root in roots for n in sorted(root.subtree(), key=lambda n: n.i) if _is_listed(n)]
    if listed or _is_count(doer):
        return tuple(dict.fromkeys([*listed, *_companions(verb)]))
    return tuple(n for n in subjects if is_agent(n, context.nouns) and n.pos == "NOUN")


def _is_particular(chamber: Node, votes: Votes) -> bool:
    """`the Council` alone names no one; a legislature is its state's."""
    return chamber.lemma in votes.legislatures or chamber.kid("compound", "amod", "nmod", "nmod:poss") is not None


def _members(doer: Node) -> list[Node]:
    """`India was among the 35 that abstained`: the subject of what the relative clause is about."""
    place = doer.head if case_of(doer) == "among" and doer.kid("cop") is None else doer
    topic = place.kid("nsubj") if place is not doer or doer.kid("cop") is not None else None
    return conjuncts(topic if topic is not None else doer)


def _companions(verb: Node) -> list[Node]:
    """`voted with Russia for the text`, `joined Cuba in voting against it`."""
    beside = [o for o in verb.kids("obl") if case_of(o) in _BESIDE]
    if verb.tag == "VBG" and verb.head.lemma == "join":
        beside += verb.head.kids("obj")
    return [n for o in beside for n in conjuncts(o) if n.ent in {"LOC", "ORG"}]


def _is_count(node: Node) -> bool:
    """`Thirteen`, `35 states`, `eleven of the members`: a number of voters, unless they are told by name."""
    if node.kid("cop") is not None:
        return False
    return node.pos == "NUM" or (node.pos == "NOUN" and node.kid("nummod") is not None)


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


def _matter(verb: Node, votes: Votes) -> Node | None:
    """The noun phrase voted on: an object, or what stands behind on, for, against, from voting on."""
    nouns = (n for n in verb.subtree() if n.pos in {"NOUN", "PROPN"} and n.lemma in votes.matters)
    return min(nouns, key=lambda n: n.i, default=None)


def _spelling(matter: Node, context: Context) -> str:
    """The phrase as written, without its preposition."""
    case = matter.kid("case")
    span = subtree_span(matter, without=(case,) if case is not None else ())
    return context.tree.text[span.start : span.end]
