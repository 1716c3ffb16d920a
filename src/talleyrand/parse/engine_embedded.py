"""The engine that comes with the package: our tokenizer and sentence rules, the ONNX model, our lemmatizer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from talleyrand.errors import EngineError
from talleyrand.parse.engine_columns import Annotator, Columns
from talleyrand.parse.engine_lexicon import Lexicon
from talleyrand.parse.lemmas import Lemmatizer
from talleyrand.parse.onnx_inputs import Pieces
from talleyrand.parse.onnx_model import OnnxModel
from talleyrand.parse.sentences import Words, cut, sentence_starts
from talleyrand.parse.tokens import make_tokenizer, tokenize

BUFFERED_WORDS = 12_000
"""Documents are read ahead until they have so many words: enough to batch sentences of equal length."""

MAX_PIECES = 400
"""Sentences with more word pieces are cut; the encoder's positions end at 512."""

IntArray = npt.NDArray[np.int64]

_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Pending:
    """A tokenized document: what is known of it so far, and the words of each of its sentences by position."""

    columns: Columns
    sentences: list[IntArray]


class EmbeddedEngine:
    """Loads once, holds no state between texts; `threads` are those of one call into the model."""

    def __init__(self, folder: Path, *, threads: int = 1, gazetteer: Mapping[str, str] | None = None) -> None:
        if not (folder / "engine.onnx").is_file():
            raise EngineError("the language model is missing", where=str(folder), hint="reinstall talleyrand")
        self._model = OnnxModel(folder, threads=threads)
        self._lexicon = Lexicon.load(folder / "segmentation.toml")
        self._tokenizer = make_tokenizer(self._lexicon)
        lemmatizer = Lemmatizer.load(folder / "lemmas.tsv.gz")
        self._annotator = Annotator(self._tokenizer.vocab, self._model.labels, lemmatizer, gazetteer or {})

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.labels.name

    @property
    def version(self) -> str:
        """The model's version."""
        return self._model.labels.version

    def parse(self, text: str, breaks: Sequence[int] = ()) -> Doc:
        """One parsed text; see `Engine`."""
        return next(self.parse_many([(text, breaks)]))

    def parse_many(self, items: Iterable[tuple[str, Sequence[int]]]) -> Iterator[Doc]:
        """Parsed texts in order; see `Engine`."""
        buffer: list[_Pending] = []
        waiting = 0
        for text, breaks in items:
            buffer.append(self._prepared(text, breaks))
            waiting += len(buffer[-1].columns.doc)
            if waiting >= BUFFERED_WORDS:
                yield from self._finished(buffer)
                buffer, waiting = [], 0
        yield from self._finished(buffer)

    def _prepared(self, text: str, breaks: Sequence[int]) -> _Pending:
        """Lone surrogates, which no file can hold, are replaced one for one so that spaCy takes the text."""
        doc = tokenize(self._tokenizer, _SURROGATES.sub("\ufffd", text))
        columns = Columns.empty(doc)
        if not len(doc):
            return _Pending(columns, [])
        words = _words(doc, self._lexicon)
        blank = np.array(words.blank)
        self._annotator.write_spaces(columns, blank)
        starts = sentence_starts(words, breaks)
        bounds = zip(starts, [*starts[1:], len(doc)], strict=True)
        sentences = [np.flatnonzero(~blank[a:b]) + a for a, b in bounds]
        return _Pending(columns, [s for s in sentences if len(s)])

    def _finished(self, buffer: Sequence[_Pending]) -> Iterator[Doc]:
        """Analyses the sentences of all buffered documents together, some thousands of words at a time."""
        waiting: list[tuple[_Pending, IntArray]] = []
        size = 0
        for pending in buffer:
            for sentence in pending.sentences:
                waiting.append((pending, sentence))
                size += len(sentence)
                if size >= BUFFERED_WORDS:
                    self._analyse(waiting)
                    waiting, size = [], 0
        self._analyse(waiting)
        for pending in buffer:
            pending.sentences.clear()
            yield self._closed(pending.columns)

    def _closed(self, columns: Columns) -> Doc:
        self._annotator.bridge(columns)
        return columns.finish()

    def _analyse(self, sentences: Sequence[tuple[_Pending, IntArray]]) -> None:
        texts = [[pending.columns.doc[i].text for i in words.tolist()] for pending, words in sentences]
        pieces = self._model.pieces(texts)
        if any(len(p.ids) > MAX_PIECES for p in pieces):
            return self._analyse(list(_cut_long(sentences, texts, pieces)))
        for (pending, words), text, analysis in zip(sentences, texts, self._model.analyse(pieces), strict=True):
            self._annotator.write(pending.columns, words, text, analysis)
        return None


def _words(doc: Doc, lexicon: Lexicon) -> Words:
    return Words(
        texts=[t.text for t in doc],
        spaced=[bool(t.whitespace_) for t in doc],
        blank=[t.is_space for t in doc],
        offsets=[t.idx for t in doc],
        lexicon=lexicon,
    )


def _cut_long(
    sentences: Sequence[tuple[_Pending, IntArray]], texts: Sequence[Sequence[str]], pieces: Sequence[Pieces]
) -> Iterator[tuple[_Pending, IntArray]]:
    """The same sentences, those with too many word pieces in parts."""
    for (pending, words), text, piece in zip(sentences, texts, pieces, strict=True):
        start = 0
        while start < len(words):
            end = _reach(piece, start)
            if end < len(words):
                end = cut(text, start, end)
            yield pending, words[start:end]
            start = end


def _reach(pieces: Pieces, start: int) -> int:
    """The first word after `start` at which a part would have too many pieces (never `start` itself)."""
    limit = max(pieces.last[: start + 1]) + MAX_PIECES - 2
    end = start + 1
    while end < len(pieces.last) - 1 and pieces.last[end + 1] <= limit:
        end += 1
    return end
