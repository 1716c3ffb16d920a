"""Forecasts that a verb and its subject tell: `expects an attack`, `puts the odds at one in five`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from talleyrand.codebook.likelihood import Likelihood
from talleyrand.extract.context import Context
from talleyrand.extract.hedges import hedges, is_future
from talleyrand.extract.modality import factuality
from talleyrand.extract.roles import agent
from talleyrand.extract.said import NON_ASSERTIONS, Said
from talleyrand.extract.syntax import is_infinitive, subtree_span
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.records import Forecast
from talleyrand.model.spans import Span

LONGEST = 300
"""Code points of the longest proposition."""
SURE = 0.3
"""Widest interval of an expression that makes a forecast by itself."""
FIRST_PERSON = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class FoundForecast:
    """A forecast as found: whose words it stands in (none for the text's own), who makes it where a verb tells."""

    said: Said | None
    forecaster: Node | None
    anchor: Node
    payload: Forecast
    sentence: Sentence


def find_expectations(context: Context, likelihood: Likelihood) -> Iterator[FoundForecast]:
    """Forecasts that a verb and its subject tell, wherever they stand."""
    for sentence in context.coded():
        for node in sentence.nodes:
            found = None
            if node.pos == "NOUN" and node.lemma in likelihood.nouns and node.relation in {"obj", "obl"}:
                found = _estimate(node, sentence, context, likelihood)
            elif node.pos == "VERB" and node.lemma in likelihood.expecting:
                found = _own_expectation(node, sentence, context, likelihood)
            if found is not None:
                yield found


def _own_expectation(verb: Node, sentence: Sentence, context: Context, likelihood: Likelihood) -> FoundForecast | None:
    """`we expect it to be settled`, in the speaker's own words."""
    who, complement = agent(verb), verb.kid("ccomp", "xcomp", "obj")
    if who is None or who.lower not in FIRST_PERSON or complement is None or not looks_ahead(verb, likelihood):
        return None
    parts = [subtree_span(k) for k in verb.kids("ccomp", "xcomp", "obj", "iobj", "obl") if k.i > verb.i]
    if not parts:
        return None
    span = Span(min(p.start for p in parts), max(p.end for p in parts))
    denied = factuality(verb, context.modality) in NON_ASSERTIONS
    payload = expected(verb, span, context, likelihood, denied=denied)
    return None if payload is None else FoundForecast(None, who, verb, payload, sentence)


def _estimate(noun: Node, sentence: Sentence, context: Context, likelihood: Likelihood) -> FoundForecast | None:
    """`put the odds of a march at one in five`, `gave long odds against a war`, `saw little chance of a truce`."""
    verb = noun.head
    if verb.lemma not in likelihood.estimating:
        return None
    who = next((k for k in verb.kids("nsubj") if k.ent), agent(verb))
    hedge = next(hedges(noun, context.tree, likelihood), None)
    if who is None or hedge is None or hedge.event.pos == "PRON":
        return None
    if not context.can_speak(who) and who.lemma not in likelihood.forecasters:
        return None
    event = hedge.event
    told = _figure(noun, verb, context, likelihood)
    if told is None and hedge.width > SURE:
        return None
    text, odds = told or (hedge.text, hedge.interval)
    span = _matter(event, text, context)
    if span.end - span.start > LONGEST:
        return None
    return FoundForecast(None, who, event, Forecast(span.quote(context.tree.text), text, odds), sentence)


def _figure(noun: Node, verb: Node, context: Context, likelihood: Likelihood) -> tuple[str, tuple[float, float]] | None:
    """The probability in figures that the clause gives, behind the noun or before it (`a 40 per cent chance`)."""
    clause, text = subtree_span(verb), context.tree.text
    return likelihood.odds(text[noun.end : clause.end]) or likelihood.odds(text[clause.start : noun.end])


def _matter(event: Node, figure: str, context: Context) -> Span:
    """What is foretold: the phrase without its preposition, up to the figure (`of a march` `at one in five`)."""
    case = event.kid("case", "mark")
    span = subtree_span(event, without=(case,) if case is not None else ())
    words = context.tree.text[span.start : span.end].partition(figure)[0].rstrip()
    return Span(span.start, span.start + len(words.removesuffix(" at")))


def looks_ahead(verb: Node, likelihood: Likelihood) -> bool:
    """Whether the verb of expectation has an event to come as its complement, not a plan, a question or a thing.

    What "we" expect is mostly wished for, unless it is an event of war or politics.
    """
    if verb.lemma not in likelihood.expecting or _is_own_plan(verb) or _clause_is_past(verb):
        return False
    clause, thing = verb.kid("ccomp", "xcomp"), verb.kid("obj")
    if clause is not None:
        return not any(k.tag in {"WRB", "WP", "WDT"} for n in [clause, *clause.children] for k in [n, *n.children])
    if thing is None or thing.pos == "PRON":
        return thing is None
    who = agent(verb)
    return thing.lemma in likelihood.events or (who is not None and who.lower not in FIRST_PERSON)


def expected(verb: Node, span: Span, context: Context, likelihood: Likelihood, *, denied: bool) -> Forecast | None:
    """Return the forecast that a verb of expectation makes of the span; None where it is too long for one."""
    if span.end - span.start > LONGEST:
        return None
    odds = likelihood.intervals["doubt" if verb.lemma in likelihood.doubting else "likely"]
    if denied or _is_denied_object(verb):
        odds = (round(1 - odds[1], 2), round(1 - odds[0], 2))
    return Forecast(span.quote(context.tree.text), verb.text, odds)


def _is_own_plan(verb: Node) -> bool:
    """`expects to visit`: the subject's own next step."""
    own = verb.kid("xcomp")
    return own is not None and verb.kid("obj", "iobj") is None and own.kid("nsubj") is None


def _clause_is_past(verb: Node) -> bool:
    """`predicted that` looks ahead; `expects that they have left` does not."""
    clause = verb.kid("ccomp")
    if clause is None or is_future(clause) or is_infinitive(clause):
        return False
    return clause.tag in {"VBD", "VBN"} or any(a.lower in {"have", "had", "has"} for a in clause.kids("aux"))


def _is_denied_object(verb: Node) -> bool:
    """`expects no result`."""
    thing = verb.kid("obj")
    return thing is not None and any(d.lower == "no" for d in thing.kids("det"))
