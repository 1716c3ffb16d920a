"""Who speaks at a place of a document, and who vouches for what stands there: the chains of attribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from talleyrand.extract.context import Context
from talleyrand.extract.mentions import full_phrase, mention, voice_owner
from talleyrand.extract.said import NON_ASSERTIONS, Said
from talleyrand.extract.spans import size
from talleyrand.extract.speech import Voice, find_speech, is_first_person, voice_of
from talleyrand.extract.statements import find_said
from talleyrand.extract.tree import Node
from talleyrand.model.actors import SourceType
from talleyrand.model.drafts import Mention, SourceMention

_FIRST = frozenset({"i", "we", "us", "me", "our", "my"})
_WE = frozenset({"we", "us", "our"})
_ALONE = frozenset({"according-to", "noun"})
"""Rules whose source is one phrase, whatever is coordinated with its head."""
_OCCASIONS = 1000
"""Tokens of a sentence that can be told apart as sources; more than any sentence has."""
AUTHOR = Mention(0, 0, "", -1, "author")
"""The author of the document, whom no words name."""


class Attributions:
    """The attributions of one document, in text order, by sentence."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._first_person_text = is_first_person(context)
        self.said, self._voices = _find(context, first_person=self._first_person_text)
        self._by_sentence: dict[int, list[Said]] = {}
        for said in self.said:
            self._by_sentence.setdefault(said.sentence.index, []).append(said)

    def around(self, offset: int) -> list[Said]:
        """Return the asserted attributions whose content holds the code point, the outermost first."""
        at = self.context.sentence_at(offset)
        candidates = self._by_sentence.get(at.index, []) if at is not None else []
        found = [s for s in candidates if s.factuality not in NON_ASSERTIONS and s.covers(offset)]
        return sorted(found, key=lambda s: -size(s.content))

    def source(self, said: Said, within: tuple[Said, ...] = ()) -> Mention | None:
        """Return the mention of who says it, None where nobody tells; in speech a first person is its speaker.

        `within` are the attributions whose own speaker is being looked for: two quotations can hold each other's "I".
        """
        if said.source is None:
            voice = self._voices.get(id(said))
            return self.voice(voice) if voice is not None else None
        if said.source.lower in _FIRST:
            return self._first_person(said.source, (*within, said))
        return full_phrase(self.context.tree, said.source)

    def voice(self, voice: Voice) -> Mention:
        """Return the mention of a labelled speaker, or of the author."""
        if voice.label is None:
            return AUTHOR
        start, end = voice.label.start, voice.label.end
        nodes = self.context.tree.between(start, end)
        return Mention(start, end, self.context.tree.text[start:end], nodes[-1].token if nodes else -1, "name")

    def sources(self, said: Said, source: Mention) -> tuple[Mention, ...]:
        """Return everybody who says it: the source, and who is coordinated with it."""
        if said.source is None or said.rule in _ALONE or said.source.lower in _FIRST:
            return (source,)
        return self.parties((said.source, *said.source.kids("conj")))

    def parties(self, nodes: Sequence[Node]) -> tuple[Mention, ...]:
        """Return the mentions of actors, each once; a first person is the speaker around it."""
        return tuple(dict.fromkeys(m for m in map(self._party, nodes) if m is not None))

    def addressee(self, node: Node) -> Mention:
        """Return the mention of somebody spoken to."""
        return mention(self.context.tree, node)

    def chain(self, offset: int, but: Said | None = None) -> tuple[SourceMention, ...]:
        """Return who vouches for what stands at a place, outermost first, each once; `but` is the statement itself.

        What stands in a labelled turn is the speaker's word, whether or not the sentence takes a stand.
        """
        links = {link.mention.head: link for link in self._of_turn(offset, but)}
        for said in self._vouching(offset, but):
            source = self.source(said)
            if source is not None:
                links.setdefault(source.head, SourceMention(source, self._source_type(said)))
        return tuple(links.values())

    def _of_turn(self, offset: int, but: Said | None) -> Iterator[SourceMention]:
        """Yield the speaker of the labelled turn around a place, who is not the source of the statement itself."""
        sentence = self.context.sentence_at(offset)
        if sentence is not None and sentence.speaker is not None:
            speaker = self.voice(Voice(sentence.speaker))
            if but is None or self.source(but) != speaker:
                yield SourceMention(speaker, "named")

    def is_remark(self, said: Said) -> bool:
        """Whether a speaker tells in words of their own what another holds or wants (`Riga thinks it can win`)."""
        if said.rule not in self.context.cues.minds or said.source is None or said.source.lower in _FIRST:
            return False
        voice = voice_of(said.sentence, self.context, first_person=self._first_person_text)
        return voice is not None or self.context.in_quotation(said.anchor.start)

    def occasion(self, said: Said) -> int | None:
        """Return the group of what one source says in one sentence: it is said on one occasion."""
        if said.source is None:
            return None
        return said.sentence.index * _OCCASIONS + min(said.source.i - said.sentence.nodes[0].i, _OCCASIONS - 1)

    def _vouching(self, offset: int, but: Said | None) -> Iterator[Said]:
        """The attributions around a place, and around the one that a quotation goes on from."""
        outer = but.continued if but is not None and but.continued is not None else but
        places = [offset] if outer is but or outer is None else [offset, outer.cue.start]
        for said in (s for place in places for s in self.around(place)):
            if said is not but and said is not outer and not _same_source(said, but):
                yield said

    def _first_person(self, node: Node, within: tuple[Said, ...] = ()) -> Mention | None:
        """Who "I" or "we" is at a place: the innermost speaker around it, else the document's author."""
        speeches = (s for s in self.around(node.start) if s.form != "indirect" or s.rule == "speech")
        for said in reversed([s for s in speeches if all(s is not one for one in within)]):
            source = self.source(said, within)
            if source is not None:
                return source
        if self.context.in_quotation(node.start):
            return None
        label = self.context.tree.sentence_of(node).speaker
        if label is not None:
            return self.voice(Voice(label))
        return AUTHOR if self.context.document.author is not None else None

    def _party(self, node: Node) -> Mention | None:
        owner = voice_owner(node, self.context.nouns)
        if owner.lower not in _FIRST:
            return mention(self.context.tree, owner)
        speaker = self._first_person(owner)
        return speaker and replace(speaker, is_we=owner.lower in _WE)

    def _source_type(self, said: Said) -> SourceType:
        if said.source is None:
            return "named"
        if self.context.is_document(said.source):
            return "document"
        if said.source.pos == "PROPN" or said.source.ent == "PER":
            return "named"
        return "institution" if said.source.ent else "anonymous"


def _find(context: Context, *, first_person: bool) -> tuple[list[Said], dict[int, Voice]]:
    """What is reported and what is spoken, in text order; and the voices of the latter."""
    reported = find_said(context)
    spoken = list(find_speech(context, reported))
    reported = [
        s
        for s in reported
        if not _is_own(s, context) or voice_of(s.sentence, context, first_person=first_person) is None
    ]
    said = sorted([*reported, *(s for s, _ in spoken)], key=lambda s: (s.sentence.index, s.cue.start))
    return said, {id(s): voice for s, voice in spoken}


def _is_own(said: Said, context: Context) -> bool:
    """`I believe that ...` in a speech: the sentence itself is the statement, where it is one for the ledger."""
    own = said.source is not None and said.source.lower in _FIRST
    return own and not context.in_quotation(said.cue.start)


def _same_source(said: Said, other: Said | None) -> bool:
    return other is not None and said.source is not None and said.source is other.source
