"""From what the extractors found to drafts: mentions, attribution chains, events that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from talleyrand.extract.acts import Found, find_acts
from talleyrand.extract.context import Context
from talleyrand.extract.forecasts import FoundForecast, find_forecasts
from talleyrand.extract.framing import FoundFraming, find_framing
from talleyrand.extract.mentions import full_phrase, mention, voice_owner
from talleyrand.extract.repairs import repair
from talleyrand.extract.speech import Voice, find_speech
from talleyrand.extract.statements import Said, find_said
from talleyrand.extract.syntax import clause_span
from talleyrand.extract.tree import Node, Sentence
from talleyrand.extract.votes import FoundVote, find_votes
from talleyrand.model.actors import SourceType
from talleyrand.model.drafts import Draft, Mention, SourceMention
from talleyrand.model.records import Statement
from talleyrand.model.spans import Quote, Span

_FIRST = frozenset({"i", "we", "us", "me", "our", "my"})
_NON_ASSERTIONS = frozenset({"negated", "refused"})
VERSION = 1


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words stand at a place: the attribution, and the mention of its source (the author's where there is none)."""

    said: Said
    source: Mention


def extract(context: Context) -> list[Draft]:
    """Return the drafts of a document, in text order: the whole extraction stage."""
    return Extraction(context).drafts()


class Extraction:
    """The attributions of one document, and the drafts made in their light."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.tree = context.tree
        repair(self.tree, context.quotations, context.cues)
        reported = find_said(context)
        voices = list(find_speech(context, reported))
        spoken = {s.sentence.index for s, _ in voices}
        reported = [s for s in reported if not (s.sentence.index in spoken and self._is_own(s))]
        self.said = sorted([*reported, *(s for s, _ in voices)], key=lambda s: (s.sentence.index, s.cue.start))
        self._voices = {id(s): v for s, v in voices}
        self._by_sentence: dict[int, list[Said]] = {}
        for said in self.said:
            self._by_sentence.setdefault(said.sentence.index, []).append(said)

    def _is_own(self, said: Said) -> bool:
        """`I believe that ...` in a speech: the sentence itself is the statement."""
        own = said.source is not None and said.source.lower in _FIRST
        return own and not self.context.in_quotation(said.cue.start)

    def drafts(self) -> list[Draft]:
        """Every kind, in text order."""
        found = [
            *(self._statement(s) for s in self.said),
            *(self._act(a) for a in find_acts(self.context)),
            *(self._vote(v) for v in find_votes(self.context)),
            *(self._forecast(f) for f in find_forecasts(self.said, self.context)),
            *(self._framing(f) for f in find_framing(self.said, self.context)),
        ]
        return sorted((d for d in found if d is not None), key=lambda d: (d.evidence.start, d.anchor))

    # Statements

    def _statement(self, said: Said) -> Draft | None:
        source = self._source(said)
        if source is None:
            return None
        content = tuple(self._quote(s) for s in self._tidy(said.content))
        cue = self._quote(said.cue) if said.cue.end > said.cue.start else None
        return Draft(
            payload=Statement(said.form, content, cue),
            evidence=self._evidence(said),
            anchor=said.anchor.i,
            clause=clause_span(said.anchor),
            actors=self._actors_of(said, source),
            addressees=tuple(mention(self.tree, h) for h in said.hearers),
            factuality=said.factuality,
            reported_by=self._chain(said.cue.start, said),
            confidence=_CONFIDENCE.get(said.rule, 0.7),
            same_event=self._event_of(said),
            method=f"statement.{said.rule}@{VERSION}",
            block=said.sentence.role,
        )

    def _actors_of(self, said: Said, source: Mention) -> tuple[Mention, ...]:
        if said.source is None or said.rule in {"according-to", "noun"} or self._speaks_for(said.source):
            return (source,)
        return self._parties((said.source, *said.source.kids("conj")))

    def _speaks_for(self, node: Node) -> bool:
        return node.lower in _FIRST

    def _source(self, said: Said) -> Mention | None:
        """The mention of who says it: a first person inside speech is the speaker around it."""
        if said.source is None:
            return self._voice_mention(self._voices[id(said)])
        if said.source.lower in _FIRST:
            return self._own_voice(said.source, said)
        return full_phrase(self.tree, said.source)

    def _voice_mention(self, voice: Voice) -> Mention:
        if voice.label is None:
            return Mention(0, 0, "", -1, "author")
        label = voice.label
        nodes = self.tree.between(label.start, label.end)
        head = nodes[-1].i if nodes else -1
        return Mention(label.start, label.end, self.tree.text[label.start : label.end], head, "name")

    def _own_voice(self, node: Node, but: Said | None = None) -> Mention | None:
        """Who "I" or "we" is at a place: the innermost speaker around it, else the document's author."""
        around = [s for s in self._around(node.start) if s is not but and (s.form != "indirect" or s.rule == "speech")]
        for said in reversed(around):
            source = self._source(said)
            if source is not None:
                return source
        if self.context.document.author is not None and not self.context.in_quotation(node.start):
            return Mention(0, 0, "", -1, "author")
        return None

    def _event_of(self, said: Said) -> int | None:
        """What one source says in one sentence is said on one occasion."""
        if said.source is None:
            return None
        return said.sentence.index * 1000 + min(said.source.i - said.sentence.nodes[0].i, 999)

    # Chains

    def _around(self, offset: int, sentence: int | None = None) -> list[Said]:
        """Asserted attributions whose content holds the code point, the outermost first."""
        at = self.context.sentence_at(offset)
        candidates = self._by_sentence.get(at.index, []) if at is not None else []
        found = [s for s in candidates if s.factuality not in _NON_ASSERTIONS and s.covers(offset)]
        return sorted(found, key=lambda s: -sum(c.end - c.start for c in s.content))

    def _chain(self, offset: int, but: Said | None = None) -> tuple[SourceMention, ...]:
        """Who vouches for what stands at a place, outermost first, a source once."""
        links: dict[int, SourceMention] = {}
        outer = but.continued if but is not None and but.continued is not None else but
        places = [offset] if outer is but else [offset, outer.cue.start if outer is not None else offset]
        for place in places:
            for said in self._around(place):
                if said is but or said is outer or self._same_source(said, but):
                    continue
                source = self._source(said)
                if source is not None:
                    links.setdefault(source.head, SourceMention(source, self._source_type(said)))
        return tuple(links.values())

    def _same_source(self, said: Said, other: Said | None) -> bool:
        return other is not None and said.source is not None and said.source is other.source

    def _source_type(self, said: Said) -> SourceType:
        if said.source is None:
            return "named"
        if self.context.is_document(said.source):
            return "document"
        return (
            "named"
            if said.source.pos == "PROPN" or said.source.ent == "PER"
            else "institution"
            if said.source.ent
            else "anonymous"
        )

    # Acts, votes, forecasts, framing

    def _act(self, found: Found) -> Draft | None:
        actors, recipients = self._parties(found.actors), self._parties(found.recipients)
        if not actors:
            return None
        return self._event(
            found.verb,
            found.sentence,
            Draft(
                payload=found.payload,
                evidence=self.tree.evidence(found.sentence),
                anchor=found.verb.i,
                clause=clause_span(found.verb),
                actors=actors,
                recipients=recipients,
                factuality=found.factuality,
                confidence=0.75 if recipients else 0.6,
                method=f"{found.rule.id}@{VERSION}",
            ),
        )

    def _vote(self, found: FoundVote) -> Draft | None:
        return self._event(
            found.verb,
            found.sentence,
            Draft(
                payload=found.payload,
                evidence=self.tree.evidence(found.sentence),
                anchor=found.verb.i,
                clause=clause_span(found.verb),
                actors=self._parties(found.actors),
                factuality=found.factuality,
                confidence=0.85 if found.payload.body else 0.6,
                method=f"vote.{found.rule.id}@{VERSION}",
            ),
        )

    def _forecast(self, found: FoundForecast) -> Draft | None:
        said = found.said
        source = self._source(said)
        if source is None:
            return None
        return Draft(
            payload=found.payload,
            evidence=self._evidence(said),
            anchor=said.anchor.i,
            clause=clause_span(said.anchor),
            actors=self._actors_of(said, source),
            reported_by=self._chain(said.cue.start, said),
            confidence=0.65,
            same_event=self._event_of(said),
            method=f"forecast.{said.rule}@{VERSION}",
            block=said.sentence.role,
        )

    def _framing(self, found: FoundFraming) -> Draft | None:
        said = found.said
        source = self._source(said) if said is not None else None
        if source is None and found.actor is None:
            source = self._voice_mention(Voice(found.sentence.speaker))
        actors = (source,) if source is not None else self._parties((found.actor,) if found.actor is not None else ())
        evidence = self._evidence(said) if said is not None else self.tree.evidence(found.sentence)
        return self._event(
            found.anchor,
            found.sentence,
            Draft(
                payload=found.payload,
                evidence=evidence,
                anchor=found.anchor.i,
                clause=clause_span(found.anchor),
                actors=actors,
                confidence=0.8 if said is None else 0.7,
                method=f"framing.{found.payload.use}@{VERSION}",
            ),
            said,
        )

    def _event(self, anchor: Node, sentence: Sentence, draft: Draft, said: Said | None = None) -> Draft | None:
        """Complete a draft with its chain and its block; None without actors."""
        if not draft.actors:
            return None
        return replace(draft, reported_by=self._chain(anchor.start, said), block=sentence.role)

    def _parties(self, nodes: Sequence[Node]) -> tuple[Mention, ...]:
        return tuple(dict.fromkeys(m for m in (self._party(n) for n in nodes) if m is not None))

    def _party(self, node: Node) -> Mention | None:
        owner = voice_owner(node, self.context.nouns)
        return self._own_voice(owner) if owner.lower in _FIRST else mention(self.tree, owner)

    # Spans

    def _evidence(self, said: Said) -> Quote:
        """The sentences from the first character of cue or content to the last."""
        spans = [*said.content, said.cue]
        low = min(s.start for s in spans)
        high = max(s.end for s in spans)
        start = min(said.sentence.start, low)
        end = max(said.sentence.end, high)
        return self.tree.quote(start, end)

    def _quote(self, span: Span) -> Quote:
        return self.tree.quote(span.start, span.end)

    def _tidy(self, spans: Sequence[Span]) -> Iterator[Span]:
        text = self.tree.text
        for span in spans:
            start, end = span.start, span.end
            while start < end and text[start] in " \n\t,;:—–":
                start += 1
            while end > start and text[end - 1] in " \n\t,;:—–":
                end -= 1
            if end > start:
                yield Span(start, end)


_CONFIDENCE = {
    "speech": 0.85,
    "say": 0.85,
    "tell": 0.85,
    "according-to": 0.85,
    "continued": 0.75,
    "silence": 0.8,
    "noun": 0.6,
    "believe": 0.7,
}
