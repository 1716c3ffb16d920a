"""Statements: what is reported as said, thought or wanted, by whom, to whom, and what was left unsaid.

Cue, content and source are found apart, as in the quotation systems of Citron (Newell et al., NewsIR 2018) and of Pareti
(PARC3; Pareti 2015): a cue verb with its frame, a content span, a source noun phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from talleyrand.codebook.cues import Cue, Cues
from talleyrand.extract import content as slots
from talleyrand.extract.context import Context
from talleyrand.extract.modality import factuality
from talleyrand.extract.syntax import agent, case_of, is_time, particle, subtree_span
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.documents import Quotation
from talleyrand.model.records import Factuality, Form
from talleyrand.model.spans import Span

_NON_ASSERTIONS = frozenset({"negated", "refused"})
_HYPOTHETICAL = frozenset({"called-for", "possible"})
_WHOLE_QUOTE = 0.85


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution as found: its cue, source, content spans and hearers, before actors are resolved."""

    cue: Span
    anchor: Node
    source: Node | None
    content: tuple[Span, ...]
    form: Form
    sentence: Sentence
    hearers: tuple[Node, ...] = ()
    factuality: Factuality = "actual"
    rule: str = ""
    continued: Said | None = None
    phrase: Span | None = None

    def covers(self, offset: int) -> bool:
        """Whether a code point lies in the content."""
        return any(s.start <= offset < s.end for s in self.content)


def find_said(context: Context) -> list[Said]:
    """Return the attributions of a document in the order of their cues."""
    found: list[Said] = []
    for sentence in context.coded():
        phrases = list(_by_phrases(sentence, context))
        found.extend(_without_phrases(s, phrases, context) for s in _by_verbs(sentence, context))
        found.extend(phrases)
        taken = {s.anchor.i for s in found if s.sentence is sentence}
        found.extend(s for s in _by_nouns(sentence, context) if s.anchor.head.i not in taken or s.anchor.relation != "obj")
    return sorted([*found, *_continued(found, context)], key=lambda s: (s.cue.start, s.content))


def _without_phrases(said: Said, phrases: Sequence[Said], context: Context) -> Said:
    """What somebody said does not hold the `according to` that the reporter adds at its edge."""
    spans = said.content
    for other in phrases:
        hole = other.phrase
        if hole is not None and any(s.overlaps(hole) and (hole.end >= s.end or hole.start <= s.start) for s in spans):
            spans = tuple(p for s in spans for p in slots.without(s, hole, context.tree.text))
    return replace(said, content=spans) if spans and spans != said.content else said


def _by_verbs(sentence: Sentence, context: Context) -> Iterator[Said]:
    for node in sentence.nodes:
        if node.pos not in {"VERB", "AUX"} and not (node.tag.startswith("VB") and node.pos == "ADJ"):
            continue
        said = _silence(node, sentence, context) or _omission(node, sentence, context)
        if said is None:
            said = next(
                (s for s in (_report(node, cue, sentence, context) for cue in families(node, context.cues)) if s), None
            )
        if said is not None:
            yield said


def verb_keys(verb: Node) -> Iterator[str]:
    """The verb as the codebook may list it: with particle and preposition, with either, bare; the longest first."""
    part = particle(verb)
    preps = [
        case_of(o)
        for o in verb.children
        if o.relation in {"obl", "advcl", "obj", "xcomp"} and not is_time(o) and case_of(o)
    ]
    adverbs = [
        a.lower
        for a in verb.kids("advmod", "compound")
        if a.lower in {"down", "out", "up", "off", "aside", "away", "back"}
    ]
    for first in [part, *adverbs]:
        if first:
            yield from (f"{verb.lemma} {first} {p}" for p in preps)
            yield f"{verb.lemma} {first}"
    yield from (f"{verb.lemma} {p}" for p in preps)
    yield from (f"{verb.lemma} {x.lower}" for x in verb.kids("xcomp") if x.pos == "ADJ")
    yield verb.lemma


def families(verb: Node, cues: Cues) -> Iterator[Cue]:
    """Families of cues that the verb belongs to, the most specific first."""
    for key in verb_keys(verb):
        yield from cues.verbs.get(key, ())


def _report(verb: Node, cue: Cue, sentence: Sentence, context: Context) -> Said | None:
    source = agent(verb)
    if not _can_report(verb, source, cue, context):
        return None
    hearers = tuple(h for h in (slots.hearer(verb, slot) for slot in cue.addressee) if h is not None)[:1]
    found = slots.find_content(verb, cue, source, context.quotations_in(sentence), hearers)
    if found is None:
        return None
    spans, names = found
    if "clause" in names or "object" in names:
        spans = tuple(slots.cut_at_break(s, context.tree.text, context.quotations_over(s)) for s in spans)
    known = factuality(verb, context.modality)
    if (cue.needs and not (cue.needs & set(names))) or known in _HYPOTHETICAL:
        return None
    return Said(
        cue=_cue_span(verb),
        anchor=verb,
        source=source,
        content=spans,
        form=_form(spans, context),
        sentence=sentence,
        hearers=tuple(h for h in hearers if not _is_content(h, spans) or "infinitive" in names or "clause" in names),
        factuality=known,
        rule=cue.id,
    )


def _can_report(verb: Node, source: Node | None, cue: Cue, context: Context) -> bool:
    if source is None or source.i == verb.i:
        return False
    if source.lemma in cue.not_subjects or (
        cue.not_objects and any(o.lemma in cue.not_objects for o in verb.kids("obj"))
    ):
        return False
    if verb.relation in {"amod", "compound", "nmod"}:
        return False
    if cue.statives and context.in_quotation(verb.start):
        return False
    return context.can_speak(source)


def _cue_span(verb: Node) -> Span:
    """The verb with its auxiliaries and particle, as far as they stand next to it."""
    nodes = [verb, *verb.kids("compound:prt")]
    for aux in sorted(verb.kids("aux", "advmod"), key=lambda n: -n.i):
        if aux.i < verb.i and (aux.relation == "aux" or aux.lower in {"not", "n't", "also", "never"}):
            nodes.append(aux)
    nodes.sort(key=lambda n: n.i)
    low = next(k for k, n in enumerate(nodes) if n is verb)
    first = low
    while first > 0 and nodes[first].i - nodes[first - 1].i <= 2:
        first -= 1
    last = max((n.end for n in nodes if n.i >= verb.i and n.i - verb.i <= 2), default=verb.end)
    return Span(nodes[first].start, last)


def _is_content(node: Node, spans: Sequence[Span]) -> bool:
    return any(s.start <= node.start < s.end for s in spans)


def _form(spans: Sequence[Span], context: Context) -> Form:
    """Direct where the content is a quotation, mixed where it holds one, else indirect."""
    total = sum(s.end - s.start for s in spans)
    quoted = sum(
        max(0, min(s.end, q.outer.end) - max(s.start, q.outer.start)) for s in spans for q in context.quotations_over(s)
    )
    if total and quoted >= _WHOLE_QUOTE * total:
        return "direct"
    return "mixed" if quoted else "indirect"


def _silence(verb: Node, sentence: Sentence, context: Context) -> Said | None:
    """`didn't respond to questions`, `declined to say`, `has not called it an invasion`."""
    cues = context.cues
    if verb.lemma not in cues.silence:
        return None
    known = factuality(verb, context.modality)
    if known not in _NON_ASSERTIONS:
        return None
    source = agent(verb)
    if source is None or not context.can_speak(source):
        return None
    target = verb.kid("obj")
    if verb.lemma in cues.light and (target is None or target.lemma not in cues.silence_objects):
        return None
    spans = tuple(
        slots.cut_at_break(s, context.tree.text, context.quotations_over(s))
        for s in slots.complement_spans(verb, source)
    )
    return Said(_cue_span(verb), verb, source, spans, "indirect", sentence, factuality=known, rule="silence")


def _omission(verb: Node, sentence: Sentence, context: Context) -> Said | None:
    """`left his plans out of the conversation`."""
    key = next((k for k in verb_keys(verb) if k in context.cues.omissions), None)
    places = [n for n in verb.subtree() if n.lemma in context.cues.omission_objects and n.relation in {"obl", "nmod"}]
    source = agent(verb)
    if key is None or not places or source is None or verb.kid("obj") is None or not context.can_speak(source):
        return None
    if factuality(verb, context.modality) != "actual":
        return None
    spans = slots.complement_spans(verb, source)
    return Said(_cue_span(verb), verb, source, spans, "indirect", sentence, factuality="negated", rule="omission")


def _by_phrases(sentence: Sentence, context: Context) -> Iterator[Said]:
    """`according to X`: the source of the clause it hangs on."""
    for node in sentence.nodes:
        if node.relation not in {"obl", "nmod", "advcl", "parataxis", "obj", "conj", "dep"}:
            continue
        words = case_of(node)
        cited = node.head if node.head.lower == "citing" and node.relation == "obj" else None
        if words not in context.cues.source_cases and cited is None:
            continue
        phrase = subtree_span(cited or node)
        host = (cited or node).head
        clause = _sentence_clause(host)
        spans = slots.without(subtree_span(clause), phrase, context.tree.text)
        case = node.kid("case") or node.kid("mark") or cited
        if spans and case is not None:
            cue = Span(case.start, max([case.end, *(k.end for k in case.kids("fixed"))]))
            yield Said(cue, case, node, spans, _form(spans, context), sentence, rule="according-to", phrase=phrase)


def _sentence_clause(node: Node) -> Node:
    """The outermost clause that a source phrase speaks for: the phrase may hang low, on an object or a verb inside."""
    best = node
    while not best.is_root and best.relation not in {"parataxis"}:
        best = best.head
    return best


def _by_nouns(sentence: Sentence, context: Context) -> Iterator[Said]:
    """`U.S. warnings that ...`, `Beijing's belief that ...`."""
    for node in sentence.nodes:
        if node.pos != "NOUN" or node.lemma not in context.cues.nouns:
            continue
        phrases = context.cues.phrase_content if node.lemma in context.cues.phrase_nouns else ()
        found = slots.noun_content(node, phrases)
        owner = slots.noun_owner(node)
        if found is None or owner is None or not context.can_speak(owner):
            continue
        yield Said(
            cue=Span(node.start, node.end),
            anchor=node,
            source=owner,
            content=(found,),
            form=_form((found,), context),
            sentence=sentence,
            factuality=factuality(node, context.modality) if node.relation == "obj" else "actual",
            rule="noun",
        )


def _continued(found: list[Said], context: Context) -> Iterator[Said]:
    """Quotations without a cue of their own go on from the quotation before them in the same or the last paragraph."""
    last: Said | None = None
    pending = sorted(found, key=lambda s: s.cue.start)
    for quotation in context.quotations:
        own = next(
            (s for s in pending if s.form != "indirect" and any(c.start <= quotation.start < c.end for c in s.content)),
            None,
        )
        if own is not None:
            last = own
            continue
        sentence = context.sentence_at(quotation.start)
        if sentence is None or not _goes_on(quotation, sentence, last, context):
            continue
        speaker = last or _introduced(sentence, pending)
        if speaker is not None:
            said = _carry(quotation, sentence, speaker, context)
            last = said
            yield said


def _goes_on(quotation: Quotation, sentence: Sentence, last: Said | None, context: Context) -> bool:
    """Whether the quotation is a sentence of speech, and close behind the last one."""
    outside = context.tree.text[sentence.start : quotation.outer.start].strip(' \n"“‘—-')
    if len(outside) > 3 or quotation.end - quotation.start < 15:
        return False
    if last is None:
        return True
    gap = sentence.block - last.sentence.block
    if gap == 0:
        return True
    return gap == 1 and (context.unclosed(last) or _paragraph_is_quote(quotation, sentence, context))


def _paragraph_is_quote(quotation: Quotation, sentence: Sentence, context: Context) -> bool:
    block = context.block(sentence)
    return (
        block is not None
        and context.tree.text[block.start : quotation.outer.start].strip() == ""
        and quotation.outer.end >= block.end - 2
    )


def _introduced(sentence: Sentence, said: Sequence[Said]) -> Said | None:
    """`He went on:` before a quotation: the cue of the sentence before."""
    before = [s for s in said if s.sentence.index == sentence.index - 1 and s.source is not None]
    return before[-1] if before else None


def _carry(quotation: Quotation, sentence: Sentence, speaker: Said, context: Context) -> Said:
    nodes = context.tree.between(quotation.start, quotation.end)
    anchor = nodes[0] if nodes else sentence.root
    return Said(
        cue=Span(quotation.start, quotation.start),
        anchor=anchor,
        source=speaker.source,
        content=(Span(quotation.start, quotation.end),),
        form="direct",
        sentence=sentence,
        rule="continued",
        continued=speaker.continued or speaker,
    )
