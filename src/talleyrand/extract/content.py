"""Where the content of an attribution stands: the places of a cue's frame, and the spans they cover."""

from __future__ import annotations

from collections.abc import Sequence

from talleyrand.codebook.cues import Cue
from talleyrand.codebook.grammar import load_grammar
from talleyrand.extract.clauses import clause, fronted
from talleyrand.extract.roles import RELATIVE, is_passive
from talleyrand.extract.spans import SHORTEST_SPEECH, Spans, joined, with_quotations
from talleyrand.extract.syntax import case_of, is_infinitive, is_time, phrase_span, subtree_span
from talleyrand.extract.tree import Node
from talleyrand.model.documents import Quotation
from talleyrand.model.spans import Span

_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "yourself", "myself", "ourselves"})
_PHRASES = ("obl", "advcl", "nmod", "ccomp", "xcomp")
_UNTIL = frozenset({"within", "in", "by", "before", "after", "during", "until", "this", "next"})
_EMPTY = frozenset({"it", "there"})
_QUOTABLE = "directive"
_SENTENCE = 30
"""Code points from which words right behind a cue are speech without a comma before them."""
_BEFORE, _AFTER = 2, 3
"""How far, in code points, a quotation may stand from the cue and its source to be theirs."""


def find_content(
    verb: Node, cue: Cue, source: Node | None, quotations: Sequence[Quotation], hearers: Sequence[Node]
) -> tuple[Spans, tuple[str, ...]] | None:
    """Return the content spans of the first place of the frame that is filled, and the names of the places used."""
    if cue.speech or cue.id == _QUOTABLE:
        beside = _beside(verb, source, quotations, hearers)
        if beside:
            return joined(beside), ("quote",)
    for places in cue.content:
        found = _filled(verb, places, source, quotations)
        if found is None or (cue.needs and not cue.needs & set(found[1])):
            continue  # `urged Russia` without what is urged has no content
        spans, names = found
        if places[0] != "quote":
            spans = with_quotations(spans, quotations, verb.start)
        return joined(spans), tuple(names)
    return None


def _filled(
    verb: Node, places: Sequence[str], source: Node | None, quotations: Sequence[Quotation]
) -> tuple[list[Span], list[str]] | None:
    """The spans of the places that hold something; None where the first does not."""
    spans: list[Span] = []
    names: list[str] = []
    for place in places:
        found = _place(verb, place, source, quotations) or _phrase(verb, place, bare=not names)
        if found:
            names.append(place)
            spans.extend(found)
        elif not names:
            return None
    return spans, names


def _place(verb: Node, place: str, source: Node | None, quotations: Sequence[Quotation]) -> list[Span]:
    match place:
        case "clause":
            return clause(verb, source)
        case "fronted":
            return fronted(verb)
        case "quote":
            return _quotes(verb, source, quotations)
        case "infinitive":
            return [_infinitive(x, verb) for x in verb.kids("xcomp", "ccomp", "advcl") if is_infinitive(x)][:1]
        case "gerund":
            return [subtree_span(x) for x in verb.kids("xcomp", "ccomp", "advcl") if _is_gerund(x, verb)][:1]
        case "subject":
            return [_object_span(s) for s in verb.kids("nsubj") if s.lower not in _EMPTY][:1]
        case "object":
            return _object(verb)
        case "predicate":
            return [subtree_span(x) for x in verb.kids("xcomp") if not is_infinitive(x)][:1]
        case "when":
            return [subtree_span(o) for o in verb.kids("obl") if is_time(o) and o.i > verb.i and case_of(o) in _UNTIL][
                :1
            ]
    return []


def _phrase(verb: Node, place: str, *, bare: bool) -> list[Span]:
    """A phrase with a preposition; the preposition of a phrase that stands alone belongs to the cue (`call for`)."""
    phrases = (o for o in verb.kids(*_PHRASES) if case_of(o) == place and not is_time(o))
    return [_phrase_span(o, bare=bare) for o in phrases][:1]


def _infinitive(node: Node, verb: Node) -> Span:
    """The infinitive without a relative in front of the cue (`a ruling which they vowed [to ignore]`)."""
    led = (k for k in node.children if k.i < verb.i and k.lower in RELATIVE) if node.i > verb.i else ()
    return subtree_span(node, without=tuple(led))


def _object(verb: Node) -> list[Span]:
    """The direct object; the subject of a passive."""
    if is_passive(verb):
        return _passive_subject(verb)
    return [_object_span(o) for o in verb.kids("obj") or verb.kids("iobj") if _is_object(o, verb)][:1]


def _passive_subject(verb: Node) -> list[Span]:
    own = verb.kid("nsubj:pass")
    if own is not None:
        return [_object_span(own)] if own.lower not in _EMPTY else []
    return [phrase_span(verb.head, without=(verb,))] if verb.relation == "acl" else []


def _is_gerund(node: Node, verb: Node) -> bool:
    participle = node.tag == "VBG" or any(a.lower == "having" for a in node.kids("aux"))
    return participle and node.kid("mark") is None and node.i > verb.i


def _is_object(node: Node, verb: Node) -> bool:
    """Only verbs of naming may have a reflexive for object (`called himself a friend`)."""
    return node.lower not in _REFLEXIVE or bool(verb.kids("xcomp")) or any(case_of(o) == "as" for o in verb.kids("obl"))


def _object_span(node: Node) -> Span:
    if node.lower in RELATIVE and node.head.dep == "acl:relcl":
        return phrase_span(node.head.head, without=(node.head,))
    return subtree_span(node, without=tuple(node.kids("parataxis")))


def _phrase_span(node: Node, *, bare: bool) -> Span:
    case = (node.kid("case") or node.kid("mark")) if bare else None
    return subtree_span(node, without=(case,) if case is not None else ())


def _beside(verb: Node, source: Node | None, quotations: Sequence[Quotation], hearers: Sequence[Node]) -> list[Span]:
    """Quotations right before the cue and its source, or right behind them: direct speech, whatever the parser says.

    A cue between two quotations (`"...," she said. "..."` in one sentence) takes both.
    """
    cue = _cue_with_parties(verb, source, hearers)
    long = [q for q in quotations if q.end - q.start >= SHORTEST_SPEECH and not _holds(q, verb, source)]
    before = [q for q in long if 0 <= cue.start - q.outer.end <= _BEFORE and not _has_clause(verb)]
    after = [q for q in long if 0 < q.outer.start - cue.end <= _AFTER]
    if not before and after and not (_ends_clause(verb, after[0]) and _is_introduced(after[0], cue)):
        return []
    return [*(_with_lead(q, verb) for q in before), *(q.outer for q in after)]


def _with_lead(quotation: Quotation, verb: Node) -> Span:
    """`The offer "is a trap," she said`: words before a quotation that begins in mid-sentence belong to it."""
    top = next(n for n in [verb, *verb.ancestors()] if n.is_root)
    nodes = sorted(top.subtree(), key=lambda n: n.i)
    first = next((n for n in nodes if n.start >= quotation.start), None)
    lead = [n for n in nodes if n.end <= quotation.outer.start]
    if first is None or not first.text[:1].islower() or not any(n.pos != "PUNCT" for n in lead):
        return quotation.outer
    return Span(lead[0].start, quotation.outer.end)


def _has_clause(verb: Node) -> bool:
    """`..., adding that it would`: a participle with a clause of its own does not take the quotation before it."""
    return verb.tag == "VBG" and any(k.i > verb.i for k in verb.kids("ccomp", "xcomp"))


def _is_introduced(quotation: Quotation, cue: Span) -> bool:
    """Whether a mark stands before the quotation (`she said: "..."`), or it is too long for a term."""
    return quotation.outer.start - cue.end > 1 or quotation.end - quotation.start >= _SENTENCE


def _cue_with_parties(verb: Node, source: Node | None, hearers: Sequence[Node]) -> Span:
    """From the first to the last character of the cue, its source and its hearers."""
    parties = [p for p in verb.children if (p is source or p in hearers) and p.relation != "ccomp"]
    spans = [phrase_span(p) for p in parties]
    low = min([verb.start, *(s.start for s in spans), *(a.start for a in verb.kids("aux"))])
    return Span(low, max([verb.end, *(s.end for s in spans)]))


def _holds(quotation: Quotation, *nodes: Node | None) -> bool:
    return any(n is not None and quotation.outer.start <= n.start < quotation.outer.end for n in nodes)


def _ends_clause(verb: Node, quotation: Quotation) -> bool:
    """Whether nothing of the complement follows the quotation."""
    words = (n for k in verb.kids("ccomp", "xcomp", "obj", "parataxis") for n in k.subtree())
    return not any(n.start >= quotation.outer.end and n.pos != "PUNCT" for n in words)


def _quotes(verb: Node, source: Node | None, quotations: Sequence[Quotation]) -> list[Span]:
    """Quotations of the sentence outside the cue and its source; words quoted in the source's name are not speech."""
    name = _name_span(source, verb) if source is not None else Span(verb.start, verb.end)
    found = [q for q in quotations if not _holds(q, verb) and not name.contains(q.outer)]
    return [q.outer for q in found] if any(_near(verb, q) for q in found) else []


def _name_span(source: Node, verb: Node) -> Span:
    clauses = tuple(c for c in source.children if c is verb or c.relation in {"acl", "parataxis"})
    return subtree_span(source, without=clauses)


def _near(verb: Node, quotation: Quotation) -> bool:
    """Whether the quotation stands under the verb, or the verb under the clause that the quotation ends."""
    low, high = quotation.start, quotation.end
    if any(low <= n.start < high for n in verb.subtree()):
        return True
    return verb.relation in {"parataxis", "conj", "acl", "advcl"} and low <= verb.head.start < high


def hearer(verb: Node, place: str) -> Node | None:
    """The one addressed, at one of the places of the frame."""
    if place == "object":
        return verb.kid("iobj") or verb.kid("obj")
    if place == "iobj":
        return verb.kid("iobj")
    phrases = (o for o in verb.kids("obl") if case_of(o) == place and not is_time(o))
    return next((o for o in phrases if o.lemma not in load_grammar().reactions), None)
