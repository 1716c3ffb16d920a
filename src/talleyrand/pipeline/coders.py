"""Coders: a batch of documents in, their sentences and codings out. A job gets one as an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from talleyrand.ledger.inputs import Coded
from talleyrand.model.documents import Block, Document
from talleyrand.model.records import Record
from talleyrand.model.spans import Quote, Span
from talleyrand.parse.blocks import breaks_of, find_blocks
from talleyrand.parse.plain_sentences import plain_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from talleyrand.archive.near_duplicates import Sketch
    from talleyrand.model.records import Relevance

SEARCHED = frozenset({"title", "heading", "caption", "body"})
"""Roles of blocks whose sentences are entered for search; furniture, bylines and labels are not the source's words."""


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """What coding gave for one document: its sentences in order, and its records with what is unsupported.

    `coding` is None where the program failed over the document; `failure` then says how. `sketch` is what its copies
    are found by, None where that is left to whoever enters it.
    """

    sentences: tuple[Span, ...]
    coding: Coded | None
    failure: str = ""
    sketch: Sketch | None = None


@dataclass(frozen=True, slots=True)
class _Coding:
    """The coding of a document that is not coded."""

    records: tuple[Record, ...] = ()
    unsupported: tuple[tuple[Quote | None, str], ...] = ()


_NOTHING = _Coding()


class Coder(Protocol):
    """Codes documents. `made_by` is the engine with its version."""

    @property
    def made_by(self) -> str:
        """The engine and its version, as each reading notes it."""

    def code(self, documents: Sequence[Document]) -> Iterator[CodedDocument]:
        """Yield what each document gives, in order."""


MakeCoder = Callable[[], Coder]
"""Makes a coder in the process that will use it; workers get it pickled, so it is a module's own."""


class EngineCoder:
    """The coder that reads with a language engine."""

    def __init__(self, engine_name: str | None = None, relevance: Relevance = "foreign") -> None:
        # spaCy takes a second to import: a run that meets nothing new does without.
        from talleyrand.parse.engine import load_engine
        from talleyrand.pipeline.code import code_parsed
        from talleyrand.pipeline.sketching import sketch_of
        from talleyrand.resolve.records import Manner

        self._code = code_parsed
        self._sketch = sketch_of
        self._engine = load_engine(engine_name, threads=1)
        self.made_by = f"{self._engine.name} {self._engine.version}"
        self._manner = Manner(self.made_by, relevance)

    def code(self, documents: Sequence[Document]) -> Iterator[CodedDocument]:
        """Parse those documents together that are to be coded, and code each; of the others tell the sentences."""
        coded = self._coded_all([document for document in documents if document.coded])
        return (next(coded) if document.coded else _not_coded(document) for document in documents)

    def _coded_all(self, documents: Sequence[Document]) -> Iterator[CodedDocument]:
        blocks = [find_blocks(document) for document in documents]
        items = [(document.text, breaks_of(found)) for document, found in zip(documents, blocks, strict=True)]
        parsed = self._engine.parse_many(items)
        for document, found, doc in zip(documents, blocks, parsed, strict=True):
            yield self._coded(document, doc, tuple(found))

    def _coded(self, document: Document, doc: Doc, blocks: tuple[Block, ...]) -> CodedDocument:
        """Code one document. Whatever goes wrong over it is its own failure: the batch and the run go on."""
        try:
            coding = self._code(document, doc, self._manner, blocks)
            sketch = self._sketch(document, blocks)
        except Exception as error:
            return CodedDocument((), None, f"{type(error).__name__}: {error}")
        return CodedDocument(tuple(sentences_of(doc, blocks)), coding, sketch=sketch)


def _not_coded(document: Document) -> CodedDocument:
    return CodedDocument(tuple(plain_sentences(document.text)), _NOTHING)


def sentences_of(doc: Doc, blocks: Sequence[Block]) -> Iterator[Span]:
    """Yield the sentences within the blocks that are searched, without the white space around them."""
    text = doc.text
    spans = (_trimmed(text, sentence.start_char, sentence.end_char) for sentence in doc.sents)
    waiting = iter([block for block in blocks if block.role in SEARCHED])
    block = next(waiting, None)
    for span in spans:
        while block is not None and block.end <= span.start:
            block = next(waiting, None)
        if block is None:
            return
        if span.end > span.start >= block.start:
            yield span


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), max(start, end - len(words) + len(words.rstrip())))
