"""The engine that comes with the package: our tokenizer and sentence rules, the ONNX model, our lemmatizer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

CHUNK_WORDS = 12_000
"""Longer documents are analysed in parts of about so many words: memory grows only with what is kept."""

MAX_PIECES = 400
"""Sentences with more word pieces are cut; the encoder's positions end at 512."""

IntArray = npt.NDArray[np.int64]

_SURROGATES = re.compile("[\ud800-\udfff]")


class EmbeddedEngine:
    """Loads once, holds no state between texts; `threads` are those of one call into the model."""

    def __init__(self, folder: Path, *, threads: int = 1, gazetteer: Mapping[str, str] | None = None) -> None:
        if not (folder / "engine.onnx").is_file():
            raise EngineError("the language model is missing", where=str(folder), hint="reinstall talleyrand")
        self._model = OnnxModel(folder, threads=threads)
        self._lexicon = Lexicon.load(folder / "segmentation.toml")
        self._tokenizer = make_tokenizer(self._lexicon)
        knowledge = Lemmatizer.load(folder / "lemmas.tsv.gz"), self._lexicon
        self._annotator = Annotator(self._tokenizer.vocab, self._model.labels, knowledge, gazetteer or {})

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.labels.name

    @property
    def version(self) -> str:
        """The model's version."""
        return self._model.labels.version

    def parse(self, text: str, breaks: Sequence[int] = ()) -> Doc:
        """One parsed text; see `Engine`.

        Sentences of two texts never share a batch: int8 rounds by what stands in the batch, and what is said of a text
        must not depend on its neighbours. Lone surrogates, which no file can hold, are replaced one for one.
        """
        doc = tokenize(self._tokenizer, _SURROGATES.sub("\ufffd", text))
        columns = Columns.empty(doc)
        if len(doc):
            words = _words(doc, self._lexicon)
            self._annotator.write_spaces(columns, np.array(words.blank))
            for chunk in _chunks(_sentences(words, breaks)):
                self._analyse(columns, chunk)
            self._annotator.bridge(columns)
        return columns.finish()

    def parse_many(self, items: Iterable[tuple[str, Sequence[int]]]) -> Iterator[Doc]:
        """Parsed texts in order; see `Engine`."""
        for text, breaks in items:
            yield self.parse(text, breaks)

    def _analyse(self, columns: Columns, sentences: Sequence[IntArray]) -> None:
        """Analyses sentences, given as the positions of their words, and writes what was found."""
        texts = [[columns.doc[i].text for i in words.tolist()] for words in sentences]
        pieces = self._model.pieces(texts)
        if any(len(p.ids) > MAX_PIECES for p in pieces):
            self._analyse(columns, list(_cut_long(sentences, texts, pieces)))
            return
        for words, text, analysis in zip(sentences, texts, self._model.analyse(pieces), strict=True):
            self._annotator.write(columns, words, text, analysis)


def _sentences(words: Words, breaks: Sequence[int]) -> Iterator[IntArray]:
    """The positions of each sentence's words, white space left out."""
    real = ~np.array(words.blank)
    starts = sentence_starts(words, breaks)
    for start, end in zip(starts, [*starts[1:], len(real)], strict=True):
        found = np.flatnonzero(real[start:end]) + start
        if len(found):
            yield found


def _chunks(sentences: Iterable[IntArray]) -> Iterator[list[IntArray]]:
    chunk: list[IntArray] = []
    size = 0
    for sentence in sentences:
        chunk.append(sentence)
        size += len(sentence)
        if size >= CHUNK_WORDS:
            yield chunk
            chunk, size = [], 0
    yield chunk


def _words(doc: Doc, lexicon: Lexicon) -> Words:
    return Words(
        texts=[t.text for t in doc],
        spaced=[bool(t.whitespace_) for t in doc],
        blank=[t.is_space for t in doc],
        offsets=[t.idx for t in doc],
        lexicon=lexicon,
    )


def _cut_long(
    sentences: Sequence[IntArray], texts: Sequence[Sequence[str]], pieces: Sequence[Pieces]
) -> Iterator[IntArray]:
    """The same sentences, those with too many word pieces in parts."""
    for words, text, piece in zip(sentences, texts, pieces, strict=True):
        start = 0
        while start < len(words):
            end = _reach(piece, start)
            if end < len(words):
                end = cut(text, start, end)
            yield words[start:end]
            start = end


def _reach(pieces: Pieces, start: int) -> int:
    """The first word after `start` at which a part would have too many pieces (never `start` itself)."""
    limit = max(pieces.last[: start + 1]) + MAX_PIECES - 2
    end = start + 1
    while end < len(pieces.last) - 1 and pieces.last[end + 1] <= limit:
        end += 1
    return end
