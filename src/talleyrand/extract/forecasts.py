"""Forecasts: what somebody says will, may or won't come, and how likely the words make it."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.codebook.likelihood import Likelihood, load_likelihood
from talleyrand.extract.context import Context
from talleyrand.extract.expectations import (
    FIRST_PERSON,
    LONGEST,
    SURE,
    FoundForecast,
    expected,
    find_expectations,
    looks_ahead,
)
from talleyrand.extract.hedges import Hedge, hedges, is_future, is_negated_future
from talleyrand.extract.roles import is_passive
from talleyrand.extract.said import NON_ASSERTIONS, Said
from talleyrand.extract.spans import size
from talleyrand.extract.syntax import subtree_span
from talleyrand.extract.tree import Node
from talleyrand.model.records import Forecast
from talleyrand.model.spans import Span

_SPOKEN = frozenset({"i", "we", "you", "our", "us", "my", "your"})
_POSSESSIVES = frozenset({"his", "her", "its", "our", "their", "my"})
_DEMANDS = frozenset({"directive", "demand", "commit", "ask-question", "support", "wish"})
"""Families of cues whose content is wanted or promised, not foretold."""
_CONDITIONS = frozenset({"if", "unless"})
_VERBS = frozenset({"VERB", "AUX"})
_QUESTIONS = frozenset({"what", "how", "why"})


def find_forecasts(said: list[Said], context: Context) -> Iterator[FoundForecast]:
    """Yield the forecasts of a document, each event once for each who foretells it."""
    likelihood = load_likelihood()
    told = {found.anchor.i: found for found in find_expectations(context, likelihood)}
    yield from told.values()
    for one in said:
        found = _in_said(one, said, context, likelihood)
        if found is not None and not _is_told(found, told):
            told[found.anchor.i] = found
            yield found
    yield from (f for f in _by_the_text(said, context, likelihood) if not _is_told(f, told))


def _is_told(found: FoundForecast, told: dict[int, FoundForecast]) -> bool:
    span = found.payload.proposition.span
    return found.anchor.i in told or any(t.payload.proposition.span.overlaps(span) for t in told.values())


def _in_said(one: Said, said: list[Said], context: Context, likelihood: Likelihood) -> FoundForecast | None:
    """The forecast that an attribution holds, or is."""
    if one.rule in _DEMANDS:
        return None
    if one.anchor.lemma in likelihood.expecting or one.factuality in NON_ASSERTIONS:
        return _expectation(one, context, likelihood)
    for span in one.content:
        found = _in_content(one, span, context, likelihood)
        if found is not None and _is_innermost(one, found.anchor, said):
            return found
    return None


def _is_innermost(one: Said, event: Node, said: list[Said]) -> bool:
    """A forecast is whose words hold it most closely, not of those who report them."""
    others = (o for o in said if o is not one and o.sentence.index == one.sentence.index and o.covers(event.start))
    return all(size(o.content) >= size(one.content) for o in others)


def _expectation(said: Said, context: Context, likelihood: Likelihood) -> FoundForecast | None:
    """`expects an offensive`, `doubts that they will sign`, `predicted that`: the verb itself makes the forecast."""
    verb = said.anchor
    if not said.content or not looks_ahead(verb, likelihood):
        return None
    span = Span(said.content[0].start, said.content[-1].end)
    hedged = _best(said, said.content[0], context, likelihood)
    if hedged is not None and verb.lemma not in likelihood.doubting and span.end - span.start <= LONGEST:
        payload: Forecast | None = Forecast(span.quote(context.tree.text), hedged.text, hedged.interval)
    else:
        payload = expected(verb, span, context, likelihood, denied=said.factuality in NON_ASSERTIONS)
    return None if payload is None else FoundForecast(said, None, verb, payload, said.sentence)


def _in_content(said: Said, span: Span, context: Context, likelihood: Likelihood) -> FoundForecast | None:
    hedge = _best(said, span, context, likelihood) or _plain(said, span, context, likelihood)
    if hedge is None:
        return None
    start, end = _proposition(hedge.event, span)
    if end - start > LONGEST or _is_asked(hedge.event):
        return None
    payload = Forecast(context.tree.quote(start, end), hedge.text, hedge.interval)
    return FoundForecast(said, None, hedge.event, payload, said.sentence)


def _is_asked(event: Node) -> bool:
    """`nobody knew what might happen`: a question foretells nothing."""
    around = (*event.children, *event.head.children)
    return event.relation == "ccomp" and any(k.lower in _QUESTIONS and event.head.i < k.i < event.i for k in around)


def _best(said: Said, span: Span, context: Context, likelihood: Likelihood) -> Hedge | None:
    """The expression of likelihood within the span that commits most, of an event that is not the speaker's own."""
    nodes = context.tree.between(span.start, span.end)
    found = [h for n in nodes for h in hedges(n, context.tree, likelihood)]
    fitting = [
        h
        for h in found
        if not _is_own(h.event, said) and (said.rule != "speech" or h.width <= SURE or _of_events(h.event, likelihood))
    ]
    return min(fitting, key=lambda h: (h.width, h.word.i), default=None)


def _of_events(verb: Node, likelihood: Likelihood) -> bool:
    """`an invasion could begin`: an event is the subject, so nobody's own step is meant."""
    own = verb.kid("nsubj")
    return own is not None and own.pos == "NOUN" and own.lemma in likelihood.events


def _is_own(event: Node, said: Said | None) -> bool:
    """What the speaker does is a plan, what depends on a condition to the hearer a threat."""
    if event.lemma in load_likelihood().own_plans:
        return True
    verb = event if event.pos in _VERBS else event.head
    own = verb.kids("nsubj", "nsubj:pass")
    if any(s.lower in FIRST_PERSON for s in own) or any(m.lower in _CONDITIONS for m in verb.kids("mark")):
        return True
    if said is None or said.source is None:
        return False
    if any(k.lower in _POSSESSIVES for s in own for k in s.kids("nmod:poss")):
        return True
    if said.form == "direct":
        return False
    return any(s.lower in {"he", "she", "it", "they"} and _is_same(s, said.source) for s in own)


def _is_same(pronoun: Node, source: Node) -> bool:
    """`Oslo said it would`: the pronoun of a reported clause is its speaker where number and kind allow."""
    if source.ent == "PER":
        return pronoun.lower in {"he", "she"}
    return pronoun.lower in {"it", "they"} if source.ent in {"LOC", "ORG"} else pronoun.lower != "it"


def _plain(said: Said, span: Span, context: Context, likelihood: Likelihood) -> Hedge | None:
    """`the front will hold`: a plain future, where nobody decides it or a forecaster says it."""
    if said.rule == "speech":
        return None
    for node in context.tree.between(span.start, span.end):
        if node.pos not in _VERBS or not is_future(node) or _is_own(node, said) or _is_conditional(node):
            continue
        foreteller = said.source is not None and said.source.lemma in likelihood.forecasters
        foreteller = foreteller and node.relation in {"ccomp", "root", "conj", "parataxis"}
        believed = said.rule == "believe" and node.relation == "ccomp"
        if foreteller or believed or said.anchor.lemma in likelihood.expecting or _is_nobodys(node, likelihood):
            key = "will not" if is_negated_future(node) else "will"
            modal = next((a for a in node.kids("aux") if a.lower in likelihood.intervals), None)
            text = modal.text if modal is not None and key == "will" else key
            return Hedge(node, node, text, likelihood.intervals[key])
    return None


def _is_conditional(verb: Node) -> bool:
    return any(m.lower in _CONDITIONS for k in verb.kids("advcl") for m in k.kids("mark"))


def _is_nobodys(verb: Node, likelihood: Likelihood) -> bool:
    """An outcome that no party decides (`fall`, `hold`), or an event that is to happen."""
    if is_passive(verb):
        return False
    if verb.lemma in likelihood.outcomes:
        return True
    own = verb.kid("nsubj")
    return verb.lemma in {"be", "happen", "come"} and own is not None and own.lemma in likelihood.outcomes


def _proposition(event: Node, span: Span) -> tuple[int, int]:
    """The event's own clause where it is finite; else the clause above it, as far as it is content."""
    top = event
    while not _is_finite_clause(top) and top.head is not top:
        if not span.start <= top.head.start < span.end:
            break
        top = top.head
    clause = subtree_span(top)
    start, end = max(clause.start, span.start), min(clause.end, span.end)
    words = [n for n in sorted(top.subtree(), key=lambda n: n.i) if start <= n.start < end and n.pos != "PUNCT"]
    return (words[0].start, max(end, words[-1].end)) if words else (start, end)


def _is_finite_clause(node: Node) -> bool:
    """A predicate with a subject of its own; a gerund (`chance of Russia declaring war`) is part of one."""
    if node.pos not in {"VERB", "AUX", "ADJ"} or node.kid("nsubj", "nsubj:pass") is None:
        return False
    return node.tag != "VBG" or node.kid("aux") is not None


def _by_the_text(said: list[Said], context: Context, likelihood: Likelihood) -> Iterator[FoundForecast]:
    """`A vote is likely next week`: a forecast of the text itself, in no one's words; the surest words only."""
    if context.document.author is not None:
        return
    covered = {s.sentence.index for s in said}
    for sentence in context.coded():
        if sentence.index in covered or sentence.speaker is not None or any(n.text == "?" for n in sentence.nodes[-2:]):
            continue
        if any(n.lower in _SPOKEN or _reports(n, context) for n in sentence.nodes):
            continue
        for node in sentence.nodes:
            if node.lemma not in likelihood.chances or context.in_quotation(node.start):
                continue
            hedge = next(hedges(node, context.tree, likelihood), None)
            if hedge is not None and _is_the_texts(hedge, likelihood):
                start, end = _proposition(hedge.event, sentence.span)
                payload = Forecast(context.tree.quote(start, end), hedge.text, hedge.interval)
                yield FoundForecast(None, None, hedge.event, payload, sentence)
                break


def _reports(node: Node, context: Context) -> bool:
    """A verb of saying, although no attribution was read: the words may be somebody's."""
    return node.pos == "VERB" and any(cue.id == "say" for cue in context.cues.verbs.get(node.lemma, ()))


def _is_the_texts(hedge: Hedge, likelihood: Likelihood) -> bool:
    """Sure words of now about an event of war or politics."""
    if hedge.width > SURE or _is_own(hedge.event, None):
        return False
    own = hedge.word.kid("nsubj")
    named = own is not None and (own.ent in {"LOC", "ORG"} or own.lemma in likelihood.events)
    if hedge.event.lemma not in likelihood.events and not (named and hedge.event.pos in _VERBS):
        return False
    return not any(k.tag == "VBD" or k.lower == "had" for k in hedge.word.kids("cop", "aux", "aux:pass"))
