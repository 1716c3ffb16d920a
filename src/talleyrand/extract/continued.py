"""Quotations without a cue of their own: they go on from the quotation, or the cue, before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from talleyrand.extract.context import Context
from talleyrand.extract.roles import agent
from talleyrand.extract.said import Said, cue_span, form_of
from talleyrand.extract.spans import joined
from talleyrand.extract.tree import Sentence
from talleyrand.model.documents import Quotation
from talleyrand.model.spans import Span

_SHORTEST = 15
"""Code points from which words between quotation marks are a sentence of speech."""
_LEAD = 3
"""Code points that may stand before the quotation in its sentence."""


def with_continued(found: Sequence[Said], context: Context) -> list[Said]:
    """Return the attributions and what goes on from them.

    A quotation that a cue interrupts, or that goes on in the same paragraph, is one speech and joins the content; in
    the next paragraph it stands as an attribution of its own that names the one it goes on from.
    """
    joining: dict[int, list[Span]] = {}
    apart: list[Said] = []
    for said in _find_continued(found, context):
        start = said.continued
        if start is not None and start.form != "indirect" and start.sentence.block == said.sentence.block:
            joining.setdefault(id(start), []).extend(said.content)
        else:
            apart.append(said)
    whole = {id(s): _grown(s, joining[id(s)], context) for s in found if id(s) in joining}
    going_on = (replace(s, continued=whole.get(id(s.continued), s.continued)) for s in apart)
    return [*(whole.get(id(s), s) for s in found), *going_on]


def _grown(said: Said, more: Sequence[Span], context: Context) -> Said:
    content = joined([*said.content, *more])
    return replace(said, content=content, form=form_of(content, context))


def _find_continued(found: Sequence[Said], context: Context) -> Iterator[Said]:
    """Yield the quotations that go on from the one before them in the same or the last paragraph."""
    last: Said | None = None
    known = sorted(found, key=lambda s: s.cue.start)
    for quotation in context.quotations:
        own = _cued(quotation, known)
        if own is not None:
            last = own
            continue
        sentence = context.sentence_at(quotation.start)
        if sentence is None or not _is_speech(quotation, sentence, context):
            continue
        carried = _announced(quotation, sentence, context)
        speaker = last or _introduced(sentence, known)
        if carried is None and speaker is not None and _goes_on(quotation, sentence, last, context):
            carried = _carry(quotation, sentence, speaker)
        if carried is not None:
            last = carried
            yield carried


def _cued(quotation: Quotation, said: Sequence[Said]) -> Said | None:
    """The attribution whose content holds the start of the quotation."""
    spoken = (s for s in said if s.form != "indirect" and not quotation.start <= s.cue.start < quotation.end)
    return next((s for s in spoken if s.covers(quotation.start)), None)


def _is_speech(quotation: Quotation, sentence: Sentence, context: Context) -> bool:
    """Whether a sentence of speech begins with the quotation."""
    outside = context.tree.text[sentence.start : quotation.outer.start].strip(" \n\"“‘'—-")
    return len(outside) <= _LEAD and quotation.end - quotation.start >= _SHORTEST


def _goes_on(quotation: Quotation, sentence: Sentence, last: Said | None, context: Context) -> bool:
    """Whether the quotation stands close behind the last one."""
    if last is None or sentence.block == last.sentence.block:
        return True
    beyond = sentence.block - last.sentence.block
    return beyond == 1 and (context.unclosed(last.content) or _is_paragraph(quotation, sentence, context))


def _is_paragraph(quotation: Quotation, sentence: Sentence, context: Context) -> bool:
    block = context.block(sentence)
    if block is None or quotation.outer.end < block.end - 2:
        return False
    return context.tree.text[block.start : quotation.outer.start].strip() == ""


def _announced(quotation: Quotation, sentence: Sentence, context: Context) -> Said | None:
    """`And she added:` at the end of the sentence before: the cue of the quotation."""
    if sentence.index == 0:
        return None
    before = context.tree.sentences[sentence.index - 1]
    if before.nodes[-1].text != ":":
        return None
    for verb in reversed([n for n in before.nodes if n.pos == "VERB"]):
        cue = next((c for c in context.cues.verbs.get(verb.lemma, ()) if ("quote",) in c.content), None)
        source = agent(verb)
        if cue is not None and source is not None and context.can_speak(source):
            return Said(cue_span(verb), verb, source, (quotation.outer,), "direct", sentence, rule=cue.id)
    return None


def _introduced(sentence: Sentence, said: Sequence[Said]) -> Said | None:
    """`He went on:` before a quotation: the cue of the sentence before."""
    before = [s for s in said if s.sentence.index == sentence.index - 1 and s.source is not None]
    return before[-1] if before else None


def _carry(quotation: Quotation, sentence: Sentence, speaker: Said) -> Said:
    return Said(
        cue=Span(quotation.start, quotation.start),
        anchor=next((n for n in sentence.nodes if n.start >= quotation.start), sentence.root),
        source=speaker.source,
        content=(Span(quotation.start, quotation.end),),
        form="direct",
        sentence=sentence,
        rule="continued",
        continued=speaker.continued or speaker,
    )
