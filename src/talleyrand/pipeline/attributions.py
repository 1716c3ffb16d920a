"""A question to a text alone, without a ledger: who is reported in it as saying, thinking or feeling what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talleyrand.extract.chains import Attributions
from talleyrand.extract.mentions import full_phrase
from talleyrand.extract.said import Said
from talleyrand.extract.spans import contents, joined
from talleyrand.model.documents import Document
from talleyrand.model.records import Factuality, Form
from talleyrand.model.spans import Quote, Span
from talleyrand.parse.engine import Engine
from talleyrand.pipeline.contexts import read_context

_REPORTS = frozenset({"say", "tell"})
"""Rules of plain reports: `Reuters wrote that the minister had said ...` has two of them, one in the other."""


@dataclass(frozen=True, slots=True)
class FoundAttribution:
    """An attribution in a text: spans of source, cue and content, its form, and the chain of outer sources.

    `rule` is the family of cues that found it, as in `cues.toml`.
    """

    source: Quote | None
    cue: Quote | None
    content: tuple[Quote, ...]
    form: Form
    factuality: Factuality
    chain: tuple[Quote, ...]
    rule: str = ""


def find_attributions(text: str, engine: Engine, *, quoted: bool = False) -> list[FoundAttribution]:
    """Return who is reported as saying, thinking or feeling what, in text order.

    Refusals have factuality `negated` or `refused`. What stands in several pieces, or goes on in later quotations, is
    one attribution. With `quoted`, what somebody quoted reports in turn is returned too. Wider than the ledger:
    attitudes, perceptions and headlines are found as well; `rule` tells them apart.
    """
    attributions = Attributions(read_context(Document.from_text(text), engine, wide=True))
    wholes = _wholes(attributions.said)
    own = (s for s in attributions.said if s.continued is None and (quoted or _is_own(s, attributions)))
    return [_found(said, wholes.get(id(said), said.content), attributions) for said in own]


def _wholes(found: Sequence[Said]) -> dict[int, tuple[Span, ...]]:
    """Content with the quotations of later paragraphs that go on from it, by the identity of the attribution."""
    spans: dict[int, tuple[Span, ...]] = {}
    for said in found:
        if said.continued is not None:
            start = id(said.continued)
            spans[start] = joined([*spans.get(start, said.continued.content), *said.content])
    return spans


def _is_own(said: Said, attributions: Attributions) -> bool:
    """Whether the text itself reports it: what somebody in it wants, or quotes in turn, is part of what they say."""
    place = said.cue.start
    if attributions.context.in_quotation(place):
        return False
    return said.rule in _REPORTS or all(outer is said for outer in attributions.around(place))


def _found(said: Said, content: Sequence[Span], attributions: Attributions) -> FoundAttribution:
    tree = attributions.context.tree
    spans = contents(content, tree.text)
    chain = attributions.chain(said.cue.start, said)
    return FoundAttribution(
        source=full_phrase(tree, said.source).quote if said.source is not None else _speaker(said, attributions),
        cue=said.cue.quote(tree.text) if said.cue.end > said.cue.start else None,
        content=tuple(s.quote(tree.text) for s in spans),
        form=said.form,
        factuality=said.factuality,
        chain=tuple(s.mention.quote for s in chain),
        rule=said.rule,
    )


def _speaker(said: Said, attributions: Attributions) -> Quote | None:
    """The labelled speaker of a turn in a transcript."""
    source = attributions.source(said)
    return source.quote if source is not None and source.end > source.start else None
