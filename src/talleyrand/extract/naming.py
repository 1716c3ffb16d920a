"""Terms named as such: `called it an invasion`, `avoids the word “war”`, `spoke of “violence”`, `rejects that name`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from talleyrand.codebook.frames import OTHER, Frames
from talleyrand.extract.context import Context
from talleyrand.extract.modality import factuality
from talleyrand.extract.roles import agent
from talleyrand.extract.said import NON_ASSERTIONS
from talleyrand.extract.syntax import case_of
from talleyrand.extract.terms import Scene, Term
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.records import Use
from talleyrand.model.spans import Span

_MISPLACED = frozenset({"nmod", "appos", "ccomp", "obl", "conj", "acl", "xcomp"})
_OBJECTS = frozenset({"obj", "obl", "nsubj:pass", "ccomp", "xcomp"})
_POINTING = frozenset({"that", "this", "the", "such", "either", "neither"})
_NAMED = frozenset({"LOC", "ORG", "PER"})
_HABIT = frozenset({"VBZ", "VBP"})
_PREFERRING = frozenset({"prefer", "insist", "choose", "like"})
_NAMERS = frozenset({"call", "term", "label", "brand", "dub", "name"})
"""Verbs with the thing and its name side by side."""
_FEW = 3
"""Words of a quotation that names and does not judge."""
_FAR = 2
"""Sentences over which `that term` may point back."""
_FARTHER = 8
"""Sentences over which `the term that she avoids` may."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Who names a term, at which word, the term and what is done with it."""

    actor: Node
    anchor: Node
    term: Term
    use: Use
    sentence: Sentence


def find_namings(context: Context, frames: Frames, topics: frozenset[str]) -> Iterator[Naming]:
    """Yield the terms that a text says somebody uses, avoids or rejects, in text order."""
    named: list[Naming] = []
    for sentence in context.coded():
        scene = Scene.of(sentence, context, frames, topics)
        for verb in sentence.nodes:
            if verb.pos in {"VERB", "AUX"} and verb.relation not in {"amod", "compound"}:
                found = list(_at(verb, scene, _Memory.of(named, sentence)))
                named.extend(found)
                yield from found


@dataclass(frozen=True, slots=True)
class _Memory:
    """What `that term` may point back to: the term last named, and the one last avoided."""

    last: Term | None
    avoided: Term | None

    @classmethod
    def of(cls, named: list[Naming], sentence: Sentence) -> _Memory:
        near = [n.term for n in named if sentence.index - n.sentence.index <= _FAR]
        avoided = [n.term for n in named if n.use == "avoided" and sentence.index - n.sentence.index <= _FARTHER]
        return cls(near[-1] if near else None, avoided[-1] if avoided else None)


def _at(verb: Node, scene: Scene, memory: _Memory) -> Iterator[Naming]:
    if verb.lemma in scene.frames.appearing:
        yield from _in_a_text(verb, scene)
        return
    doer = agent(verb)
    if doer is None or not scene.context.can_speak(doer):
        return
    term = _term_of(verb, scene, memory)
    use = None if term is None else _use_of(verb, scene)
    if term is not None and use is not None:
        yield Naming(doer, verb, term, use, scene.sentence)
        if verb.lemma in scene.frames.speaking:
            yield from _others(verb, scene, use)


def _use_of(verb: Node, scene: Scene) -> Use | None:
    """Verbs of using, unless negated or refused; verbs of avoiding and rejecting speak for themselves."""
    known = factuality(verb, scene.context.modality)
    if known in NON_ASSERTIONS:
        return "rejected" if verb.lemma == "accept" else None if _gives_up(verb, scene.frames) else "avoided"
    if known != "actual" and not (verb.lemma in scene.frames.labelling and verb.head.lemma in _PREFERRING):
        return None
    if verb.lemma in scene.frames.rejecting:
        return "rejected"
    return "avoided" if verb.lemma in scene.frames.avoiding else "used"


def _gives_up(verb: Node, frames: Frames) -> bool:
    return verb.lemma in frames.rejecting or verb.lemma in frames.avoiding


def _term_of(verb: Node, scene: Scene, memory: _Memory) -> Term | None:
    """The term that the verb names, by the construction it stands in."""
    if verb.lemma in scene.frames.speaking:
        return _spoken_of(verb, scene)
    marked = _marked(verb, scene, memory)
    if marked is not None:
        return marked
    if verb.lemma in scene.frames.labelling:
        return _label(verb, scene)
    if verb.lemma in scene.frames.mentioning and (verb.tag in _HABIT or verb.kid("aux") is not None):
        return _short_quotation(verb, scene)
    return _verb_between_marks(verb, scene)


def _label(verb: Node, scene: Scene) -> Term | None:
    """`called it an invasion`: a listed term as predicate; behind `what X calls` any term between marks."""
    behind = [n for n in verb.subtree() if n.i > verb.i]
    labels = sorted((n for n in behind if _is_label(n, verb)), key=lambda n: (n.relation != "xcomp", n.i))
    found = next((t for n in labels if (t := _short(n, scene) or scene.listed(n)) is not None), None)
    if found is not None:
        return found
    if any(k.lower == "what" for k in [verb.head, *verb.children]):
        return next((t for n in behind if (t := scene.quoted(n)) is not None), None)
    return _at_the_end(verb, behind, scene) if verb.lemma in _NAMERS else None


def _short(noun: Node, scene: Scene) -> Term | None:
    """`as a “police operation”`: a term of few words between marks; a longer quotation is an opinion."""
    found = scene.quoted(noun) if noun.pos == "NOUN" else None
    return found if found is not None and len(found[0].split()) <= _FEW else None


def _is_label(node: Node, verb: Node) -> bool:
    if node.pos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    if node.head is verb and (node.relation == "xcomp" or any(c.lower == "as" for c in node.children)):
        return True
    if not any(d.lower in {"a", "an"} for d in node.kids("det")) or node.kid("case") is not None:
        return False
    return node.relation in _MISPLACED and any(a is verb for a in node.ancestors())


def _at_the_end(verb: Node, behind: list[Node], scene: Scene) -> Term | None:
    """`calls the protests in Hong Kong riots`: the name closes the clause, whatever the parser hangs it on."""
    if verb.kid("obj") is None:
        return None
    closing = next((n for n in scene.sentence.nodes if n.i > verb.i and n.pos == "PUNCT"), None)
    last = max((n for n in behind if closing is None or n.i < closing.i), key=lambda n: n.i, default=None)
    if last is None or last.pos != "NOUN" or sum(n.pos in {"NOUN", "PROPN"} for n in behind if n.i < last.i) == 0:
        return None
    return scene.literal(last.i - 1) or scene.literal(last.i)


def _marked(verb: Node, scene: Scene, memory: _Memory) -> Term | None:
    """`avoided the word “war”`, `a term that aides avoid`, `dismissed that description`, `avoided it`."""
    frames = scene.frames
    handling = verb.lemma in frames.using or _gives_up(verb, frames)
    if verb.dep == "acl:relcl" and verb.head.lemma in frames.markers and handling:
        return (scene.listed(verb.head.head) if verb.head.relation == "appos" else None) or _meant(verb, scene, memory)
    things = [k for k in verb.children if k.relation in _OBJECTS or k.dep in _OBJECTS]
    markers = [n for k in things for n in [k, *k.kids("compound", "nmod")] if n.lemma in frames.markers]
    if markers and handling and verb.dep == "acl:relcl" and any(k.lower == "whose" for k in markers[0].children):
        return _full_name(verb.head, scene)  # `the pipeline whose name he avoids`
    if markers and (handling or verb.lemma in frames.mentioning):
        return _announced(markers[0], verb, scene) or _pointed_at(markers[0], scene, memory)
    if handling and any(k.lower == "it" and k.relation == "obj" for k in things):
        return memory.last
    return None


def _full_name(thing: Node, scene: Scene) -> Term:
    """The name that a thing stands beside, else the thing as it is called."""
    name = thing.head if thing.relation == "appos" and thing.head.pos == "PROPN" else thing
    nodes = [name, *(k for k in name.children if k.relation in {"compound", "flat", "nummod"})]
    return scene.term(scene.context.tree.text[min(n.start for n in nodes) : max(n.end for n in nodes)])


def _meant(verb: Node, scene: Scene, memory: _Memory) -> Term | None:
    """`the term that she avoids`: the one that is known to be avoided."""
    return memory.avoided or memory.last if _gives_up(verb, scene.frames) else memory.last


def _announced(marker: Node, verb: Node, scene: Scene) -> Term | None:
    """The term behind its marker: between marks, listed, or a bare noun in apposition (`the name Rohingya`)."""
    behind = sorted(
        {n.i: n for n in [*marker.subtree(), *verb.subtree()] if n.i > marker.i}.values(), key=lambda n: n.i
    )
    found = next((t for n in behind[:8] if (t := scene.quoted(n)) is not None), None) or scene.literal(marker.i + 1)
    if found is not None:
        return found
    plain = next((n for n in marker.kids("appos", "nmod") if n.i > marker.i and n.pos == "PROPN"), None)
    bare = plain is not None and plain.kid("det", "case", "nmod:poss") is None
    return scene.term(plain.text) if plain is not None and bare else None


def _pointed_at(marker: Node, scene: Scene, memory: _Memory) -> Term | None:
    """`that description`: the term last named, or the last one in the sentence before."""
    if not any(k.lower in _POINTING for k in marker.kids("det")) or marker.kid("nmod") is not None:
        return None
    clause = marker.kid("acl")
    if clause is not None:
        return _meant(clause, scene, memory) if _gives_up(clause, scene.frames) else None
    return memory.last or scene.last_listed_before()


def _spoken_of(verb: Node, scene: Scene) -> Term | None:
    """`spoke of “violence”`; `Moscow spoke of maintenance`, a bare noun in the mouth of a state or body."""
    thing = next((o for o in verb.kids("obl") if case_of(o) == "of"), None)
    if thing is None:
        return None
    found = next((t for n in [thing, *thing.children] if (t := scene.quoted(n)) is not None), None)
    if found is not None:
        return found
    doer = agent(verb)
    plain = doer is not None and doer.ent in {"LOC", "ORG"} and thing.pos == "NOUN" and len(thing.children) == 1
    return scene.term(thing.lower) if plain else None


def _others(verb: Node, scene: Scene, use: Use) -> Iterator[Naming]:
    """`Pristina spoke of “structures”, Belgrade of “institutions”`: the verb is left out the second time."""
    nodes = scene.sentence.nodes
    for name, of, mark, thing in zip(nodes, nodes[1:], nodes[2:], nodes[3:], strict=False):
        if name.i > verb.i and name.ent in _NAMED and of.lower == "of" and mark.pos == "PUNCT":
            term = scene.quoted(thing)
            if term is not None:
                yield Naming(name, verb, term, use, scene.sentence)


def _short_quotation(verb: Node, scene: Scene) -> Term | None:
    """`says “offices”`: a noun between marks, in the present tense of habit."""
    thing = verb.kid("obj", "ccomp", "xcomp")
    if thing is None or thing.i < verb.i or thing.pos != "NOUN" or not thing.text.islower():
        return None
    return scene.quoted(thing)


def _verb_between_marks(verb: Node, scene: Scene) -> Term | None:
    """`Beijing “regretted” the flight`: the verb of saying or feeling is itself the term."""
    if verb.lemma not in scene.context.cues.verbs:
        return None
    text = scene.context.tree.text
    marks = scene.context.quotations_over(Span(verb.start, verb.end))
    if not marks or text[marks[0].end - 1] in ",.!?" or (verb.kid("nsubj") is None and verb.relation != "conj"):
        return None
    inside = scene.context.tree.between(marks[0].start, marks[0].end)
    if any(n is not verb and n.relation != "advmod" for n in inside):
        return None
    return text[marks[0].start : marks[0].end], OTHER


def _in_a_text(verb: Node, scene: Scene) -> Iterator[Naming]:
    """`the word “war” does not appear in the Chinese text`: the choice of whose text it is."""
    marker = verb.kid("nsubj")
    place = next((o for o in verb.kids("obl") if case_of(o) in {"in", "on"}), None)
    if marker is None or marker.lemma not in scene.frames.markers or place is None:
        return
    term = _announced(marker, verb, scene)
    known = factuality(verb, scene.context.modality)
    if term is not None and (known == "actual" or known in NON_ASSERTIONS):
        owners = [*place.kids("nmod:poss"), *(k for k in place.kids("amod") if scene.context.nouns.is_demonym(k.lower))]
        yield Naming([*owners, place][0], verb, term, "used" if known == "actual" else "avoided", scene.sentence)
