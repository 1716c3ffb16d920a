"""Analyses written into a spaCy `Doc`: one row a token, then all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from spacy.vocab import Vocab

from talleyrand.parse.lemmas import Lemmatizer
from talleyrand.parse.onnx_model import Analysis, Labels

_ATTRIBUTES = ["TAG", "POS", "DEP", "HEAD", "LEMMA", "ENT_IOB", "ENT_TYPE"]
_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3
_SPACE, _SPACE_TAG, _SPACE_RELATION = "SPACE", "_SP", "dep"

IntArray = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Columns:
    """A document and the rows of its tokens; `finish` sets them."""

    doc: Doc
    rows: Codes

    @classmethod
    def empty(cls, doc: Doc) -> Columns:
        """Rows of zeros."""
        return cls(doc, np.zeros((len(doc), len(_ATTRIBUTES)), np.uint64))

    def finish(self) -> Doc:
        """The document with its annotation; sentences are its trees."""
        if len(self.doc):
            self.doc.from_array(_ATTRIBUTES, self.rows)  # type: ignore[arg-type]
        return self.doc


class Annotator:
    """Turns label indices into spaCy's codes; a gazetteer may override the kind of whole entities."""

    def __init__(self, vocab: Vocab, labels: Labels, lemmatizer: Lemmatizer, gazetteer: Mapping[str, str]) -> None:
        self._strings = vocab.strings
        self._labels = labels
        self._lemmatizer = lemmatizer
        self._gazetteer = {name.lower(): kind for name, kind in gazetteer.items()}
        self._pos = self._codes(labels.upos)
        self._tag, self._dep = self._codes(labels.xpos), self._codes(labels.relations)
        self._kind = self._codes([e.partition("-")[2] for e in labels.entities])
        codes = {"O": _OUTSIDE, "B": _BEGIN, "I": _INSIDE}
        self._iob = np.array([codes[e[0]] for e in labels.entities], np.uint64)

    def _codes(self, names: Sequence[str]) -> Codes:
        return np.array([self._strings.add(n) if n else 0 for n in names], np.uint64)

    def write(self, columns: Columns, words: IntArray, texts: Sequence[str], analysis: Analysis) -> None:
        """Fills the rows of one sentence's words; `words` are their positions in the document."""
        heads = np.where(analysis.heads == 0, words, words[analysis.heads - 1])
        entities = self._overridden(analysis.entities, texts)
        rows = columns.rows
        rows[words, 0] = self._tag[analysis.xpos]
        rows[words, 1] = self._pos[analysis.upos]
        rows[words, 2] = self._dep[analysis.relations]
        rows[words, 3] = (heads - words).view(np.uint64)
        rows[words, 4] = self._lemmas(texts, analysis)
        rows[words, 5] = self._iob[entities]
        rows[words, 6] = self._kind[entities]

    def _lemmas(self, texts: Sequence[str], analysis: Analysis) -> Codes:
        upos, xpos, lemma, add = self._labels.upos, self._labels.xpos, self._lemmatizer.lemma, self._strings.add
        tags = zip(texts, analysis.upos.tolist(), analysis.xpos.tolist(), strict=True)
        return np.array([add(lemma(text, upos[u], xpos[x])) for text, u, x in tags], np.uint64)

    def _overridden(self, entities: IntArray, texts: Sequence[str]) -> IntArray:
        if not self._gazetteer or not entities.any():
            return entities
        entities = entities.copy()
        names = self._labels.entities
        for start, end in _spans([names[e] for e in entities.tolist()]):
            kind = self._gazetteer.get(" ".join(texts[start:end]).lower())
            if kind and f"B-{kind}" in names:
                entities[start] = names.index(f"B-{kind}")
                entities[start + 1 : end] = names.index(f"I-{kind}")
        return entities

    def write_spaces(self, columns: Columns, blank: npt.NDArray[np.bool_]) -> None:
        """White space hangs on the word before it, at the very beginning on the word after it."""
        spaces = np.flatnonzero(blank)
        if not len(spaces):
            return
        heads = _space_heads(blank)[spaces]
        rows = columns.rows
        rows[spaces, 0] = self._strings.add(_SPACE_TAG)
        rows[spaces, 1] = self._strings.add(_SPACE)
        rows[spaces, 2] = self._strings.add(_SPACE_RELATION)
        rows[spaces, 3] = (heads - spaces).view(np.uint64)
        rows[spaces, 4] = [columns.doc[int(i)].orth for i in spaces]
        rows[spaces, 5] = _OUTSIDE

    def bridge(self, columns: Columns) -> None:
        """White space inside a name (a wrapped line) belongs to it."""
        rows = columns.rows
        for i in np.flatnonzero(rows[:, 1] == self._strings[_SPACE])[::-1].tolist():
            if i and i + 1 < len(rows) and rows[i + 1, 5] == _INSIDE:
                rows[i, 5:] = rows[i + 1, 5:]


def _spans(labels: Sequence[str]) -> list[tuple[int, int]]:
    begins = [i for i, label in enumerate(labels) if label.startswith("B-")]
    return [(b, next((k for k in range(b + 1, len(labels)) if labels[k][0] != "I"), len(labels))) for b in begins]


def _space_heads(blank: npt.NDArray[np.bool_]) -> IntArray:
    """For each token the last word at or before it; before the first word, the first word (or token 0 if none)."""
    places = np.where(blank, -1, np.arange(len(blank)))
    before = np.maximum.accumulate(places)
    words = np.flatnonzero(~blank)
    return np.where(before < 0, words[0] if len(words) else 0, before)
