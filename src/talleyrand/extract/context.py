"""What every extractor reads: the parsed document, its quotations and blocks, and the codebook's word lists."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from talleyrand.codebook.cues import Cues, load_cues
from talleyrand.codebook.modality import Modality, load_modality
from talleyrand.codebook.nouns import AgentNouns, load_agent_nouns
from talleyrand.extract.mentions import is_agent
from talleyrand.extract.tree import CODED_ROLES, HEADLINES, Node, Sentence, Tree
from talleyrand.model.documents import Block, Document, Quotation
from talleyrand.model.judging import Judge
from talleyrand.model.spans import Span


@dataclass(frozen=True, slots=True)
class Context:
    """One document, ready for the rules."""

    document: Document
    tree: Tree
    quotations: tuple[Quotation, ...]
    blocks: tuple[Block, ...]
    cues: Cues = field(default_factory=load_cues)
    modality: Modality = field(default_factory=load_modality)
    nouns: AgentNouns = field(default_factory=load_agent_nouns)
    judge: Judge | None = None
    """Whoever gives a second opinion on events; rules do without."""
    wide: bool = False
    """Whether attitudes, perceptions and headlines are wanted too, which a ledger does not enter."""

    def coded(self) -> Iterator[Sentence]:
        """Sentences to code: body and captions; a reporter's question in a transcript is nobody's statement."""
        for sentence in self.tree.sentences:
            if self._is_coded(sentence) and not self.asked(sentence):
                yield sentence

    def asked(self, sentence: Sentence) -> bool:
        """Whether the sentence is a question put to the speaker of a transcript."""
        label = sentence.speaker
        return label is not None and self.tree.text[label.start : label.end].strip() in self.nouns.questioners

    def quotations_in(self, sentence: Sentence) -> list[Quotation]:
        """Quotations that stand in the sentence, wholly or in part."""
        return self.quotations_over(sentence.span)

    def quotations_over(self, span: Span) -> list[Quotation]:
        """Quotations that share a character with the span."""
        at = bisect_right(self.quotations, span.end - 1, key=lambda q: q.outer.start)
        found: list[Quotation] = []
        for quotation in reversed(self.quotations[:at]):
            if quotation.outer.end <= span.start:
                break
            found.append(quotation)
        return found[::-1]

    def in_quotation(self, offset: int) -> bool:
        """Whether the code point stands between quotation marks."""
        return bool(self.quotations_over(Span(offset, offset + 1)))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The coded sentence that holds the code point."""
        at = bisect_right(self.tree.sentences, offset, key=lambda s: s.start) - 1
        if at < 0:
            return None
        sentence = self.tree.sentences[at]
        return sentence if self._is_coded(sentence) and offset < sentence.end else None

    def _is_coded(self, sentence: Sentence) -> bool:
        return sentence.role in CODED_ROLES or (self.wide and sentence.role in HEADLINES)

    def block(self, sentence: Sentence) -> Block | None:
        """The paragraph of the sentence."""
        return self.blocks[sentence.block] if 0 <= sentence.block < len(self.blocks) else None

    def unclosed(self, spans: Sequence[Span]) -> bool:
        """Whether a quotation among the spans runs over the end of its paragraph."""
        return any(q.continues for s in spans for q in self.quotations_over(s))

    def can_speak(self, node: Node) -> bool:
        """Whether the phrase can be a source: an agent, a document, a body that is named."""
        return is_agent(node, self.nouns) or self.is_document(node)

    def is_document(self, node: Node) -> bool:
        """Whether the phrase names a document (`a readout`, `the resolution`)."""
        return node.lemma in self.nouns.documents
