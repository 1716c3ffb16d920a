"""Silences: what somebody did not say, would not say, or left out."""

from __future__ import annotations

from talleyrand.extract.context import Context
from talleyrand.extract.modality import factuality
from talleyrand.extract.roles import agent
from talleyrand.extract.said import NON_ASSERTIONS, Said, cue_span
from talleyrand.extract.spans import Spans, cut_at_break
from talleyrand.extract.syntax import case_of, is_time, subtree_span, verb_keys
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.spans import Span

_CALLING = "call"
"""`has not called it a war` is silence, `could not call a taxi` is none."""
_COMPLEMENTS = frozenset({"obj", "obl", "xcomp", "ccomp", "advcl", "iobj"})


def find_silence(verb: Node, sentence: Sentence, context: Context) -> Said | None:
    """Return the refusal to speak, or the omission, that the verb reports; None if it reports none."""
    source = agent(verb)
    if source is None or not context.can_speak(source):
        return None
    return _unsaid(verb, source, sentence, context) or _omission(verb, source, sentence, context)


def _unsaid(verb: Node, source: Node, sentence: Sentence, context: Context) -> Said | None:
    """`didn't respond to questions`, `declined to say`, `has not called it an invasion`."""
    if verb.lemma not in context.cues.silence or not _is_about_words(verb, context):
        return None
    known = factuality(verb, context.modality)
    if known not in NON_ASSERTIONS:
        return None
    spans = _complement(verb, source)
    spans = tuple(cut_at_break(s, context.tree.text, context.quotations_over(s)) for s in spans)
    return Said(cue_span(verb), verb, source, spans, "indirect", sentence, factuality=known, rule="silence")


def _is_about_words(verb: Node, context: Context) -> bool:
    """A light verb speaks of silence only with a noun of saying (`gave no details`), `call` with what for a name."""
    if verb.lemma == _CALLING:
        return verb.kid("xcomp", "ccomp") is not None or any(case_of(o) == "as" for o in verb.kids("obl"))
    if verb.lemma not in context.cues.light:
        return True
    target = verb.kid("obj")
    return target is not None and target.lemma in context.cues.silence_objects


def _omission(verb: Node, source: Node, sentence: Sentence, context: Context) -> Said | None:
    """`left his plans out of the conversation`."""
    cues = context.cues
    if verb.kid("obj") is None or not any(k in cues.omissions for k in verb_keys(verb)):
        return None
    if not any(n.lemma in cues.omission_objects and n.relation in {"obl", "nmod"} for n in verb.subtree()):
        return None
    if factuality(verb, context.modality) != "actual":
        return None
    spans = _complement(verb, source)
    return Said(cue_span(verb), verb, source, spans, "indirect", sentence, factuality="negated", rule="omission")


def _complement(verb: Node, source: Node) -> Spans:
    """What follows a verb in its clause: what was not said; neither when, nor the preposition that goes with it."""
    behind = [c for c in verb.children if c.i > verb.i and c.relation in _COMPLEMENTS and c is not source]
    kept = [c for c in behind if not (is_time(c) and c.relation == "obl")]
    if not kept:
        return ()
    parts = [subtree_span(c, without=_opening(c)) if c is kept[0] else subtree_span(c) for c in kept]
    return (Span(min(p.start for p in parts), max(p.end for p in parts)),)


def _opening(phrase: Node) -> tuple[Node, ...]:
    """The preposition of the first phrase, which belongs to the cue (`respond to`)."""
    case = phrase.kid("case")
    return (case,) if case is not None and phrase.relation == "obl" else ()
