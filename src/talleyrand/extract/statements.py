"""Statements: what is reported as said, thought or wanted, by whom, to whom, and what was left unsaid.

Cue, content and source are found apart, as in the quotation systems of Citron (Newell et al., NewsIR 2018) and of
Pareti (PARC3; Pareti 2015): a cue verb with its frame, a content span, a source noun phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from talleyrand.codebook.cues import Cue
from talleyrand.extract.content import find_content, hearer
from talleyrand.extract.context import Context
from talleyrand.extract.continued import with_continued
from talleyrand.extract.headlines import find_headline
from talleyrand.extract.modality import factuality
from talleyrand.extract.roles import agent, is_passive
from talleyrand.extract.said import Said, cue_span, form_of
from talleyrand.extract.silences import find_silence
from talleyrand.extract.sources import carried_noun, find_adjective_cues, find_noun_cues, find_source_phrases
from talleyrand.extract.spans import cut_at_break, cut_out, joined, without_dateline
from talleyrand.extract.surface import clause_by_surface
from talleyrand.extract.syntax import FINITE, verb_keys
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.spans import Span

_HYPOTHETICAL = frozenset({"called-for", "possible"})
_PLAIN = "say"
_PAST = frozenset({"VBN", "VBD"})
_EMPTY = frozenset({"it", "so", "that", "this", "them", "him", "her"})
"""Words that tell a ledger nothing as the whole content."""
_SHORTEST_TURN = 25
"""Code points from which a quotation beside `went on` is speech though no mark ends it."""
_CLOSING = (",", ".", "?", "!", "…", "—")
_VERDICTS = frozenset({"blame", "reject"})
"""Families of cues that say by themselves what is thought of a thing (`condemned the raid`)."""
_ATTITUDES = frozenset({"support", "commit"})
"""Families that, with those of the mind, tell what somebody is like as well as what was said."""
_ARTICLES = frozenset({"the", "this", "that"})
_NAMING = frozenset({"PROPN", "PRON", "DET", "PUNCT"})
_MODIFIERS = frozenset({"amod", "compound", "nmod"})


def find_said(context: Context) -> list[Said]:
    """Return the attributions of a document in the order of their cues."""
    found: list[Said] = []
    for sentence in context.coded():
        found.extend(_in_sentence(sentence, context))
    return sorted(with_continued(found, context), key=lambda s: (s.cue.start, s.content))


def _in_sentence(sentence: Sentence, context: Context) -> Iterator[Said]:
    yield from find_headline(sentence, context)
    phrases = list(find_source_phrases(sentence, context))
    found = [*(_without_phrases(s, phrases, context) for s in _by_verbs(sentence, context)), *phrases]
    yield from found
    taken = {s.anchor.i for s in found}
    if context.wide:
        yield from find_adjective_cues(sentence, context)
    for said in find_noun_cues(sentence, context):
        if said.anchor.head.i not in taken or said.anchor.relation != "obj":
            yield said


def _without_phrases(said: Said, phrases: Sequence[Said], context: Context) -> Said:
    """What somebody said does not hold the `according to` that the reporter adds at its edge."""
    spans = said.content
    for hole in (p.phrase for p in phrases if p.phrase is not None):
        if any(s.overlaps(hole) and (hole.end >= s.end or hole.start <= s.start) for s in spans):
            spans = tuple(p for s in spans for p in cut_out(s, hole, context.tree.text))
    return replace(said, content=spans) if spans and spans != said.content else said


def _by_verbs(sentence: Sentence, context: Context) -> Iterator[Said]:
    for node in sentence.nodes:
        if node.pos in {"VERB", "AUX"} or (node.tag.startswith("VB") and node.pos == "ADJ"):
            said = _silence(node, sentence, context) or _first_report(node, sentence, context)
            if said is not None:
                yield said


def _silence(verb: Node, sentence: Sentence, context: Context) -> Said | None:
    """A silence; outside a ledger, `refused to say whether` is a refusal with the whole infinitive as content."""
    if context.wide and verb.relation == "xcomp" and any(c.id == "refuse" for c in _families(verb.head, context)):
        return None
    return find_silence(verb, sentence, context)


def _first_report(verb: Node, sentence: Sentence, context: Context) -> Said | None:
    if context.wide and carried_noun(verb, context) is not None:
        return None
    families = list(_families(verb, context))
    reports = (_report(verb, cue, sentence, context) for cue in families)
    found = next((said for said in reports if said is not None), None)
    plain = next((cue for cue in families if cue.id == _PLAIN), None)
    return found if found is not None or plain is None else _surface_report(verb, plain, sentence, context)


def _surface_report(verb: Node, cue: Cue, sentence: Sentence, context: Context) -> Said | None:
    """A report of which the parser has cue and source, but not the clause."""
    source = _speaker(verb)
    if (
        source is None
        or verb.tag not in FINITE
        or verb.relation == "acl"
        or not _can_report(verb, source, cue, context)
    ):
        return None
    known = factuality(verb, context.modality)
    spans = clause_by_surface(verb, source, sentence)
    if not spans or known != "actual" or context.in_quotation(verb.start):
        return None
    content = joined(_without_report(s, context) for s in spans)
    return Said(cue_span(verb), verb, source, content, form_of(content, context), sentence, rule=cue.id)


def _families(verb: Node, context: Context) -> Iterator[Cue]:
    """Families of cues that the verb belongs to, the most specific first."""
    for key in verb_keys(verb):
        yield from (c for c in context.cues.verbs.get(key, ()) if context.wide or not c.wide)


def _report(verb: Node, cue: Cue, sentence: Sentence, context: Context) -> Said | None:
    source = None if cue.sourceless else _speaker(verb)
    if not _can_report(verb, source, cue, context):
        return None
    hearers = tuple(h for h in (hearer(verb, slot) for slot in cue.addressee) if h is not None)[:1]
    found = find_content(verb, cue, source, context.quotations_in(sentence), hearers)
    known = cue.factuality or factuality(verb, context.modality)
    if found is None or (known in _HYPOTHETICAL and not context.wide) or (cue.needs and not cue.needs & set(found[1])):
        return None
    spans, names = found
    if "clause" in names or "object" in names:
        spans = tuple(_without_report(s, context) for s in spans)
    if not {"infinitive", "clause"} & set(names):
        hearers = tuple(h for h in hearers if not _is_content(h, spans))
    if not context.wide and (_is_empty(spans, context) or _is_term(spans, cue, context)):
        return None
    if cue.id in context.cues.minds | _ATTITUDES and source is not None and _describes(verb, source, context):
        return None
    if not context.wide and known == "actual" and _names_only(spans, names, cue, context):
        return None
    form = form_of(spans, context)
    return Said(cue_span(verb), verb, source, spans, form, sentence, hearers, factuality=known, rule=cue.id)


def _speaker(verb: Node) -> Node | None:
    """The agent; behind an inverted cue, that of the cue (`..., said the envoy, citing the weather`)."""
    found = None if _is_reduced(verb) else agent(verb)
    return agent(found) if found is not None and found.pos == "VERB" and found.kid("nsubj") is not None else found


def _is_reduced(verb: Node) -> bool:
    """A participle that stands for a passive clause: `Asked about the strike, the minister left`."""
    alone = verb.kid("nsubj", "aux", "cop", "nsubj:pass") is None
    return alone and verb.tag in _PAST and (verb.relation == "advcl" or (verb.is_root and verb.tag == "VBN"))


def _without_report(span: Span, context: Context) -> Span:
    """Without the dateline before it and what the reporter adds behind a semicolon or a dash."""
    text = context.tree.text
    return cut_at_break(without_dateline(span, text), text, context.quotations_over(span))


def _can_report(verb: Node, source: Node | None, cue: Cue, context: Context) -> bool:
    if verb.relation in _MODIFIERS or not _is_source(source, verb, cue, context):
        return False
    if cue.passive and not is_passive(verb):
        return False
    objects = {o.lemma for o in verb.kids("obj")}
    things = objects if context.wide else objects | {o.lemma for o in _passive_objects(verb)}
    if things & cue.not_objects or (cue.objects and not objects & cue.objects):
        return False
    return not (cue.statives and context.in_quotation(verb.start))


def _passive_objects(verb: Node) -> list[Node]:
    """`crimes were committed by`, `crimes committed by`: what is the object of the active."""
    if not is_passive(verb):
        return []
    return verb.kids("nsubj:pass") or ([verb.head] if verb.relation == "acl" else [])


def _is_source(source: Node | None, verb: Node, cue: Cue, context: Context) -> bool:
    """Whether the phrase can be who reports; nobody need be named for a passive such as `is expected to`."""
    if source is None:
        return context.wide and (cue.sourceless or (cue.agentless and (is_passive(verb) or _is_reduced(verb))))
    if source.i == verb.i or source.lemma in cue.not_subjects:
        return False
    return (context.wide and not cue.speakers_only) or context.can_speak(source)


def _is_empty(spans: Sequence[Span], context: Context) -> bool:
    return all(context.tree.text[s.start : s.end].lower() in _EMPTY for s in spans)


def _is_term(spans: Sequence[Span], cue: Cue, context: Context) -> bool:
    """Whether a verb that only carries on a quotation stands beside quoted words, not speech (`went "too far"`)."""
    words = [context.tree.text[s.start : s.end].rstrip("'’\"”» ") for s in spans]
    return cue.needs == {"quote"} and not any(len(w) >= _SHORTEST_TURN or w.endswith(_CLOSING) for w in words)


def _names_only(spans: Sequence[Span], places: Sequence[str], cue: Cue, context: Context) -> bool:
    """Whether the content only names (`praised Ruritania`, `noted the report`): what is acted on, not what is said."""
    if tuple(places) != ("object",) or any(context.quotations_over(s) for s in spans):
        return False
    words = [n for s in spans for n in context.tree.between(s.start, s.end)]
    bare = cue.id not in _VERDICTS and len(words) == 2 and words[0].lower in _ARTICLES and words[1].pos == "NOUN"
    return bare or all(n.pos in _NAMING for n in words)


def _describes(verb: Node, source: Node, context: Context) -> bool:
    """Whether a clause only says which people are meant (`partners who seek advice`): nobody is reported.

    Names tell who they are (`officials of the ministry who warned`), and so does a clause set off by a comma.
    """
    if context.wide or verb.dep != "acl:relcl" or verb.head is not source or source.pos != "NOUN" or source.ent:
        return False
    apart = any(k.text == "," and k.i < verb.i for k in verb.kids("punct")) or source.kid("appos") is not None
    about = (n for k in source.children if k is not verb for n in k.subtree())
    return not apart and not any(n.ent or context.nouns.is_demonym(n.lower) for n in about)


def _is_content(node: Node, spans: Sequence[Span]) -> bool:
    return any(s.start <= node.start < s.end for s in spans)
