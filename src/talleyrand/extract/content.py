"""Where the content of an attribution stands: the places of a cue's frame, and the spans they cover."""

from __future__ import annotations

from collections.abc import Sequence

from talleyrand.codebook.cues import Cue
from talleyrand.extract.syntax import RELATIVE, case_of, is_passive, is_time, phrase_span, subject, subtree_span
from talleyrand.extract.tree import Node
from talleyrand.model.documents import Quotation
from talleyrand.model.spans import Span

Spans = tuple[Span, ...]
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SPEECH = 12
_ATTITUDES = frozenset(
    "belief hope fear view conviction opinion feeling sense expectation suspicion doubt concern desire commitment conclusion".split()
)
_MARKS = " \n\t,;:—–-"


def find_content(
    verb: Node, cue: Cue, source: Node, quotations: Sequence[Quotation], hearers: Sequence[Node]
) -> tuple[Spans, tuple[str, ...]] | None:
    """Return the content spans of the first place of the frame that is filled, and the names of the places used."""
    beside = _beside(verb, source, quotations, hearers) if ("quote",) in cue.content or cue.id == "directive" else []
    if beside:
        return joined(beside), ("quote",)
    for places in cue.content:
        first = _place(verb, places[0], source, quotations)
        if not first:
            continue
        names = [places[0]]
        spans = list(first)
        for extra in places[1:]:
            more = _place(verb, extra, source, quotations)
            if more:
                names.append(extra)
                spans.extend(more)
        if places[0] == "object" and _is_hearer_only(verb, cue, names, hearers):
            continue
        spans = _with_quotations(verb, spans, quotations) if places[0] in {"clause", "infinitive"} else spans
        return joined(spans), tuple(names)
    return None


def _beside(verb: Node, source: Node, quotations: Sequence[Quotation], hearers: Sequence[Node]) -> list[Span]:
    """Quotations right before the cue and its source, or right behind them: direct speech, whatever the parser says.

    A cue between two quotations (`"...," she said. "..."` in one sentence) takes both.
    """
    spans = [phrase_span(p) for p in verb.children if (p is source or p in hearers) and p.relation != "ccomp"]
    low = min([verb.start, *(s.start for s in spans), *(a.start for a in verb.kids("aux"))])
    high = max([verb.end, *(s.end for s in spans)])
    outside = [
        q
        for q in quotations
        if not q.outer.start <= verb.start < q.outer.end and not q.outer.start <= source.start < q.outer.end
    ]
    before = [q for q in outside if 0 <= low - q.outer.end <= 2 and q.end - q.start >= _SPEECH]
    after = [q for q in outside if 0 < q.outer.start - high <= 3 and q.end - q.start >= _SPEECH]
    if not before and after and not _ends_clause(verb, after[0]):
        return []
    if not before:
        before = []
    return [q.outer for q in [*before, *after]]


def _ends_clause(verb: Node, quotation: Quotation) -> bool:
    """Whether nothing of the complement follows the quotation."""
    later = [
        n
        for k in verb.kids("ccomp", "xcomp", "obj", "parataxis")
        for n in k.subtree()
        if n.start >= quotation.outer.end and n.pos != "PUNCT"
    ]
    return not later


def _clauses(node: Node) -> tuple[Node, ...]:
    return tuple(
        c
        for c in node.children
        if c.relation in {"acl", "ccomp", "parataxis", "advcl", "conj"} and c.relation != "conj"
    )


def _is_hearer_only(verb: Node, cue: Cue, names: list[str], hearers: Sequence[Node]) -> bool:
    """`urged Russia` without what is urged has no content."""
    return bool(cue.needs) and not cue.needs & set(names)


def _place(verb: Node, place: str, source: Node, quotations: Sequence[Quotation]) -> list[Span]:
    if place == "clause":
        return _clause(verb, source)
    if place == "fronted":
        return _fronted(verb)
    if place == "quote":
        return _quotes(verb, source, quotations)
    if place == "infinitive":
        return [subtree_span(x) for x in verb.kids("xcomp", "ccomp", "advcl") if _is_infinitive(x)][:1]
    if place == "gerund":
        return [
            subtree_span(x)
            for x in verb.kids("xcomp", "ccomp", "advcl")
            if x.tag == "VBG" and x.kid("mark") is None and x.i > verb.i
        ][:1]
    if place == "object":
        return [
            _object_span(o)
            for o in (verb.kids("obj") or verb.kids("iobj"))
            if o.lower not in {"it", "himself", "itself", "themselves"} or cue_like(verb)
        ][:1]
    if place == "predicate":
        return [subtree_span(x) for x in verb.kids("xcomp") if not _is_infinitive(x)][:1]
    phrases = ("obl", "advcl", "nmod", "ccomp", "xcomp")
    return [_phrase_span(o, place) for o in verb.kids(*phrases) if case_of(o) == place and not is_time(o)][:1]


def cue_like(verb: Node) -> bool:
    """Naming verbs may have a pronoun for object (`called it a farce`)."""
    return bool(verb.kids("xcomp"))


def _object_span(node: Node) -> Span:
    if node.lower in RELATIVE and node.head.dep == "acl:relcl":
        return phrase_span(node.head.head, without=(node.head,))
    return subtree_span(node, without=tuple(c for c in node.children if c.relation in {"parataxis"}))


def _phrase_span(node: Node, place: str) -> Span:
    """The phrase; the `on` of `called on` belongs to the cue."""
    case = node.kid("case")
    return subtree_span(node, without=(case,) if case is not None and place in {"on", "upon"} else ())


def _is_infinitive(node: Node) -> bool:
    """An infinitive with `to`, also where a copula carries it (`to be ready`)."""
    return any(k.lower == "to" for k in node.kids("mark")) or (node.tag == "VB" and node.relation in {"xcomp", "ccomp"})


def _clause(verb: Node, source: Node) -> list[Span]:
    """A finite complement; the clause around a floating cue; a relative clause that hides a complement (`told X he was`)."""
    for comp in verb.kids("ccomp"):
        if not _is_infinitive(comp) or comp.kid("nsubj"):
            return _around(comp, verb, source)
    floating = _floating(verb, source)
    if floating:
        return floating
    if verb.dep == "parataxis" and verb.i != verb.head.i and verb.kid("ccomp") is None:
        return without_span(subtree_span(verb.head), subtree_span(verb))
    hidden = _hidden_complement(verb)
    if hidden is not None:
        return [subtree_span(hidden)]
    for loose in verb.kids("parataxis"):
        if loose.kid("nsubj", "nsubj:pass", "expl") and loose.i < verb.i and _adjoins(loose, verb, source):
            return [subtree_span(loose)]
    return []


def _floating(verb: Node, source: Node) -> list[Span]:
    """`The risks, say people close to him, went into it`: an inverted cue between commas; the clause is around it."""
    if not verb.i < source.i or source.head is not verb or is_passive(verb) or verb.kid("ccomp", "obj"):
        return []
    name = phrase_span(source)
    around = [n for n in [verb, *verb.ancestors()] if n.is_root][0]
    parts = [n for n in around.subtree() if not verb.start <= n.start < name.end]
    left = [n for n in parts if n.start < verb.start]
    right = [n for n in parts if n.start >= name.end]
    spans = [
        Span(min(n.start for n in side), max(n.end for n in side))
        for side in (left, right)
        if any(n.pos != "PUNCT" for n in side)
    ]
    return spans if left else []


def _around(comp: Node, verb: Node, source: Node) -> list[Span]:
    """A complement may stand on both sides of the cue."""
    span = subtree_span(comp)
    if not span.start < verb.start < span.end:
        return [span]
    name = phrase_span(source, without=_clauses(source))
    hole = Span(min(verb.start, name.start), max(verb.end, name.end))
    after = min((n for n in comp.subtree() if n.start >= hole.end), key=lambda n: n.start, default=None)
    if after is not None and after.pos != "PUNCT":  # "..., she told reporters on Monday": nothing of the content follows
        hole = Span(hole.start, span.end)
    return without_span(span, hole)


def _adjoins(loose: Node, verb: Node, source: Node) -> bool:
    edge = subtree_span(loose).end
    return min(verb.start, subtree_span(source).start) - edge <= 4


def _hidden_complement(verb: Node) -> Node | None:
    """`told the Chinese leader he was prepared`: parsed as a relative clause without a relative pronoun."""
    if verb.lemma not in {"tell", "inform", "assure", "warn", "remind", "notify", "convince", "reassure"}:
        return None
    hearer = verb.kid("obj") or verb.kid("iobj")
    if hearer is None:
        return None
    for clause in hearer.kids("acl:relcl", "acl"):
        own = clause.kid("nsubj", "nsubj:pass")
        if (
            own is not None
            and own.tag not in {"WP", "WDT"}
            and own.lower not in {"that", "who", "which"}
            and clause.kid("mark") is None
        ):
            return clause
    return None


def _fronted(verb: Node) -> list[Span]:
    """`The talks, she said, will resume`: the cue hangs on the content as another relation than parataxis."""
    if verb.relation in {"advcl", "discourse", "acl"} and any(
        m.lower == "as" for m in [*verb.kids("mark"), *verb.kids("case"), *verb.kids("advmod")]
    ):
        return (
            without_span(subtree_span(verb.head), subtree_span(verb))
            if verb.kid("ccomp", "obj", "xcomp") is None
            else []
        )
    return []


def _quotes(verb: Node, source: Node, quotations: Sequence[Quotation]) -> list[Span]:
    """Quotations of the sentence outside the cue and its source; words quoted inside the source's name are not speech."""
    name = subtree_span(
        source, without=tuple(c for c in source.children if c is verb or c.relation in {"acl", "parataxis"})
    )
    found = [q for q in quotations if not q.outer.start <= verb.start < q.outer.end and not name.contains(q.outer)]
    if not found or not any(_near(verb, q) for q in found):
        return []
    return [q.outer for q in found]


def _near(verb: Node, quotation: Quotation) -> bool:
    """Whether the quotation stands under the verb, or the verb under the clause that the quotation ends."""
    low, high = quotation.start, quotation.end
    if any(low <= n.start < high for n in verb.subtree()):
        return True
    return verb.relation in {"parataxis", "conj", "acl", "advcl"} and low <= verb.head.start < high


def _with_quotations(verb: Node, spans: list[Span], quotations: Sequence[Quotation]) -> list[Span]:
    """Complete a content that starts or ends inside a quotation, so that the quotation is whole."""
    grown: list[Span] = []
    for span in spans:
        start, end = span.start, span.end
        for q in quotations:
            crosses = q.outer.start < end and start < q.outer.end and not q.outer.start <= verb.start < q.outer.end
            if crosses:
                start, end = min(start, q.outer.start), max(end, q.outer.end)
        grown.append(Span(start, end))
    return grown


def joined(spans: Sequence[Span]) -> Spans:
    """Sort the spans and join those that overlap or stand next to each other."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end + 1:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def without_span(whole: Span, hole: Span) -> list[Span]:
    """What remains of a span when another is cut out of it."""
    parts = [Span(whole.start, min(hole.start, whole.end)), Span(max(hole.end, whole.start), whole.end)]
    return [p for p in parts if p.end - p.start > 2]


def without(whole: Span, hole: Span, text: str) -> Spans:
    """The same, with punctuation at the edges trimmed, empty parts left out."""
    return tuple(t for t in (trimmed(p, text) for p in without_span(whole, hole)) if t.end - t.start > 2)


def trimmed(span: Span, text: str) -> Span:
    """The span without white space, commas and dashes at its borders."""
    start, end = span.start, span.end
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return Span(start, end)


def hearer(verb: Node, place: str) -> Node | None:
    """The one addressed, at one of the places of the frame."""
    if place == "object":
        return verb.kid("iobj") or verb.kid("obj")
    if place == "iobj":
        return verb.kid("iobj")
    return next((o for o in verb.kids("obl") if case_of(o) == place and not is_time(o)), None)


def complement_spans(verb: Node, source: Node) -> Spans:
    """Everything that follows a verb in its clause: what was not said."""
    kept = [
        c
        for c in verb.children
        if c.i > verb.i
        and c.relation in {"obj", "obl", "xcomp", "ccomp", "advmod", "advcl", "iobj"}
        and c is not source
    ]
    if not kept:
        return ()
    parts = [subtree_span(c) for c in kept if c.relation != "punct"]
    return (Span(min(p.start for p in parts), max(p.end for p in parts)),)


def cut_at_break(span: Span, text: str, quotations: Sequence[Quotation]) -> Span:
    """The span up to a semicolon or a single dash outside quotation marks: what follows is the reporter's again."""
    for at in range(span.start + _SPEECH, span.end):
        if text[at] in ";—" and not any(q.outer.start <= at < q.outer.end for q in quotations):
            paired = text[at] == "—" and "—" in text[at + 1 : span.end]
            if not paired:
                return Span(span.start, at)
    return span


def noun_content(noun: Node, places: Sequence[str]) -> Span | None:
    """The content of a noun of saying: a clause, an infinitive, or a phrase."""
    for clause in noun.kids("acl", "ccomp"):
        if clause.dep == "acl:relcl":
            continue
        if _is_infinitive(clause) or clause.kid("mark", "nsubj"):
            return subtree_span(clause)
    for part in noun.kids("nmod"):
        if case_of(part) in places:
            return subtree_span(part)
    return None


def noun_owner(noun: Node) -> Node | None:
    """Whose saying it is: a possessive, a name before it, a `from` or `by` phrase, the subject that has it."""
    for kid in noun.kids("nmod:poss", "compound", "amod"):
        if kid.pos in {"PROPN", "PRON", "NOUN"} or kid.ent:
            return kid
    for kid in noun.kids("nmod"):
        if case_of(kid) in {"from", "by"}:
            return kid
    if noun.lemma in _ATTITUDES and noun.relation in {"obj", "obl", "nmod"} and noun.head.pos in {"VERB", "ADJ"}:
        return subject(noun.head) or (noun.head.head if noun.head.relation in {"acl", "amod"} else None)
    return None
