"""Attributions without a verb: `according to X`, `the U.S. warning that ...`."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.codebook.cues import Cues, NounCues
from talleyrand.extract.context import Context
from talleyrand.extract.mentions import POSSESSIVE
from talleyrand.extract.modality import factuality
from talleyrand.extract.roles import agent, subject
from talleyrand.extract.said import Said, form_of
from talleyrand.extract.spans import cut_out
from talleyrand.extract.syntax import case_of, is_infinitive, is_time, subtree_span
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.spans import Span

_PHRASES = frozenset({"obl", "nmod", "advcl", "parataxis", "obj", "conj", "dep"})
_LOOSE = frozenset({"", "per", "citing"})
_PREPOSITIONS = frozenset({"of", "for", "about", "on", "over", "against"})


def find_source_phrases(sentence: Sentence, context: Context) -> Iterator[Said]:
    """Yield `according to X`, `citing X`: the source of the clause it hangs on."""
    cases = context.cues.source_cases - (context.cues.ledger_cases if context.wide else frozenset())
    for node in sentence.nodes:
        if node.relation not in _PHRASES:
            continue
        cited = node.head if node.head.lower == "citing" and node.relation == "obj" and not context.wide else None
        if cited is None and case_of(node) not in cases:
            continue
        if context.wide or _names_source(node, context):
            yield from _source_phrase(node, cited, sentence, context)


def _names_source(node: Node, context: Context) -> bool:
    """Whether a phrase is a source by itself: one cites rules and dangers too, and `per` counts (`per head`).

    What is done according to a plan, to international law or to needs, nobody said.
    """
    if node.lower in context.cues.standards:
        return False
    if node.lower in context.cues.ways and node.kid("det", "nmod:poss", "nmod") is None:
        return False
    return case_of(node) not in _LOOSE or context.can_speak(node)


def _source_phrase(node: Node, cited: Node | None, sentence: Sentence, context: Context) -> Iterator[Said]:
    top = cited or node
    phrase = subtree_span(top)
    spans = cut_out(subtree_span(_speaks_for(top.head)), phrase, context.tree.text)
    case = node.kid("case") or node.kid("mark") or cited
    if spans and case is not None:
        cue = Span(case.start, max([case.end, *(k.end for k in case.kids("fixed"))]))
        form = form_of(spans, context)
        yield Said(cue, case, node, spans, form, sentence, rule="according-to", phrase=phrase)


def _speaks_for(node: Node) -> Node:
    """The outermost clause that a source phrase speaks for: the phrase may hang low, on an object or a verb inside."""
    while not node.is_root and node.relation != "parataxis":
        node = node.head
    return node


def find_noun_cues(sentence: Sentence, context: Context) -> Iterator[Said]:
    """Yield nouns of saying with content and owner: `U.S. warnings that ...`, `Beijing's belief that ...`."""
    cues = _known(context)
    for node in sentence.nodes:
        if node.pos != "NOUN" or node.lemma not in cues.words:
            continue
        found = _content(node, cues)
        carrier = node.head if found is not None and carried_noun(node.head, context) is node else None
        owner = _owner_of(node, carrier, context)
        if found is None or not _may_own(owner, node, context):
            continue
        known = factuality(node, context.modality) if node.relation == "obj" else "actual"
        form = form_of((found,), context)
        cue = Span(node.start, node.end)
        yield Said(cue, node, owner, (found,), form, sentence, factuality=known, rule="noun")


def _owner_of(noun: Node, carrier: Node | None, context: Context) -> Node | None:
    """Whose saying a noun stands for: its owner, the subject of the verb that carries it, who speaks around it."""
    if carrier is not None and context.wide:
        return agent(carrier)
    owner = _owner(noun, context.cues.attitudes)
    if context.wide and (owner is None or owner.lower in POSSESSIVE):
        return _nearest_speaker(noun, context) or owner
    return owner or (agent(carrier) if carrier is not None else None)


def _nearest_speaker(noun: Node, context: Context) -> Node | None:
    """The subject of the nearest clause around a noun of saying without an owner, if it can speak."""
    if noun.lemma in context.cues.owned or noun.head.lemma in context.cues.receivers:
        return None
    subjects = (subject(verb) for verb in noun.ancestors() if verb.pos == "VERB")
    found = next((s for s in subjects if s is not None and s is not noun), None)
    inside = found is not None and any(n is found for n in noun.subtree())
    return found if found is not None and not inside and context.can_speak(found) else None


def _may_own(owner: Node | None, noun: Node, context: Context) -> bool:
    """Whether the noun's saying is somebody's; outside a ledger, most nouns of saying do without an owner."""
    if owner is None:
        return context.wide and noun.lemma not in context.cues.owned
    return context.can_speak(owner)


def find_adjective_cues(sentence: Sentence, context: Context) -> Iterator[Said]:
    """Yield predicates of belief and feeling: `was confident that ...`, `is critical of ...`."""
    for node in sentence.nodes:
        if node.lemma not in context.cues.adjectives or node.relation == "amod":
            continue
        found = _felt(node, context.cues)
        if found is None:
            continue
        form = form_of((found,), context)
        known = factuality(node, context.modality)
        cue = Span(node.start, node.end)
        yield Said(cue, node, _feeler(node), (found,), form, sentence, factuality=known, rule="adjective")


def _feeler(adjective: Node) -> Node | None:
    """Who believes or feels it; the subject of the clause around an adjective set apart (`Keen to win, she ran`)."""
    if adjective.kid("expl") is not None:
        return None
    own = subject(adjective)
    around = (subject(verb) for verb in adjective.ancestors() if verb.pos == "VERB")
    return own or next((s for s in around if s is not None and s is not adjective), None)


def _felt(adjective: Node, cues: Cues) -> Span | None:
    """What is believed or felt: a clause, an infinitive, or a phrase without its preposition."""
    for clause in adjective.kids("ccomp", "xcomp", "advcl"):
        if clause.i > adjective.i and (clause.relation == "ccomp" or is_infinitive(clause)):
            return _without_preposition(clause)
    if adjective.lemma not in cues.phrase_adjectives:
        return None
    parts = (part for part in adjective.kids("obl", "advcl") if case_of(part) in cues.adjective_cases)
    return next((_without_preposition(part) for part in parts if part.i > adjective.i and not is_time(part)), None)


def _known(context: Context) -> NounCues:
    return context.cues.wide_nouns if context.wide else context.cues.nouns


def carried_noun(verb: Node, context: Context) -> Node | None:
    """The noun of saying that a verb such as `make` or `express` carries, where the noun has a content."""
    cues = _known(context)
    target = verb.kid("obj")
    if verb.lemma not in context.cues.carriers or target is None or target.lemma not in cues.words:
        return None
    return target if _content(target, cues) is not None else None


def _content(noun: Node, cues: NounCues) -> Span | None:
    """The content of a noun of saying: a clause, an infinitive, or a phrase without its preposition."""
    for clause in noun.kids("acl", "ccomp"):
        if clause.dep != "acl:relcl" and (is_infinitive(clause) or clause.kid("mark", "nsubj")):
            return _without_preposition(clause)
    if noun.lemma not in cues.with_phrases:
        return None
    parts = (part for part in noun.kids("nmod") if case_of(part) in cues.prepositions)
    return next((_without_preposition(part) for part in parts), None)


def _without_preposition(part: Node) -> Span:
    """The phrase without `of` or `for`, the infinitive and the clause with `to` or `that`; no `, which ...` aside."""
    case = part.kid("case") or next((m for m in part.kids("mark") if m.lower in _PREPOSITIONS), None)
    aside = [c for c in part.kids("acl:relcl") if any(k.text == "," and k.i < c.i for k in c.kids("punct"))]
    return subtree_span(part, without=(*aside, *((case,) if case is not None else ())))


def _owner(noun: Node, attitudes: frozenset[str]) -> Node | None:
    """Whose saying it is: a possessive, a name before it, a `from` or `by` phrase, the subject that has it."""
    for kid in noun.kids("nmod:poss", "compound", "amod"):
        if kid.pos in {"PROPN", "PRON", "NOUN"} or kid.ent:
            return kid
    for kid in noun.kids("nmod"):
        if case_of(kid) in {"from", "by"}:
            return kid
    head = noun.head
    if noun.lemma in attitudes and noun.relation in {"obj", "obl", "nmod"} and head.pos in {"VERB", "ADJ"}:
        return subject(head) or (head.head if head.relation in {"acl", "amod"} else None)
    return None
